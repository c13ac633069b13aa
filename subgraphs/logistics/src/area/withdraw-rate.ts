import { lockRows } from '@heitu/kit/data/only-one';
import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { managedCarriers } from '../access.ts';
import { mutation } from '../context.ts';
import { Carrier } from '../carrier/carrier.entity.ts';
import { carrierNow } from '../carrier/carrier-answers.ts';
import { endRate } from './past-tariffs.ts';
import { announceTariff, replaceComing } from '../tariff/announce-tariff.ts';
import { rateTitle, risePercent } from '../tariff/tariff.policy.ts';
import { Rate } from './area.entity.ts';
import { placeText } from './division.loader.ts';
import { longestMatch } from './division.policy.ts';
import { feeOf } from './offer.policy.ts';
import { tariffOf } from './put-rate.ts';

/**
 * From now on the price of the next larger place holds there, or none; where that is dearer, after the days in which it
 * is public. What was quoted keeps its price. Answers the carrier.
 */
export const withdrawRate = mutation({
  name: 'withdrawRate',
  description:
    'Takes a rate back: the rate of the next larger division holds there, or nothing is delivered. Where that is dearer it is announced and binds after its days.',
  may: permit.role('carrier-manager'),
  input: z.object({ rateId: identifier().describe('The rate.') }),
  refusals: { NOT_FOUND },
  shows: carrierNow,
  run: (context, { rateId: id }, refuse) =>
    context.transaction(async (tx) => {
      await lockRows(tx, Carrier, { partyId: { $in: managedCarriers(context.actor) } });
      const rate = await tx.em.findOne(Rate, { id, carrierPartyId: { $in: managedCarriers(context.actor) } });
      if (!rate) return refuse('NOT_FOUND');
      const { carrierPartyId, storage, divisionCode } = rate;
      const where = { carrierPartyId, storage, divisionCode };
      await replaceComing(context, tx, where);
      const others = await tx.em.find(Rate, { carrierPartyId, storage, id: { $ne: id } });
      const next = longestMatch(others, divisionCode);
      const percent = next ? risePercent(next, (grams) => feeOf(rate, grams)) : 0;
      if (next && percent > 0) {
        const change = { before: { price: tariffOf(rate) }, after: { price: tariffOf(next) }, risePercent: percent };
        const title = rateTitle(storage, await placeText(tx, divisionCode));
        await announceTariff(context, tx, { ...where, ...change, kind: 'withdrawal', rateId: id, title });
      } else {
        if (!(await tx.em.nativeDelete(Rate, { id }))) return refuse('NOT_FOUND');
        await endRate(context, tx, where);
      }
      tx.audit({ type: 'rate', id, clause: '7.3.5.d' });
      return ok({ id: carrierPartyId });
    }),
});
