import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { managedCarriers } from '../access.ts';
import { mutation } from '../context.ts';
import { carrierNow } from '../carrier/carrier-answers.ts';
import { endRate } from './past-tariffs.ts';
import { Rate } from './area.entity.ts';

/**
 * From now on the price of the next larger place holds there, or none. What was ordered keeps its price. Answers the
 * carrier.
 */
export const withdrawRate = mutation({
  name: 'withdrawRate',
  description:
    'Takes a rate back: the rate of the next larger division holds there, or nothing is delivered. Orders that were placed keep their price.',
  may: permit.role('carrier-manager'),
  input: z.object({ rateId: identifier().describe('The rate.') }),
  refusals: { NOT_FOUND },
  shows: carrierNow,
  run: (context, { rateId: id }, refuse) =>
    context.transaction(async (tx) => {
      const rate = await tx.em.findOne(Rate, { id, carrierPartyId: { $in: managedCarriers(context.actor) } });
      if (!rate || !(await tx.em.nativeDelete(Rate, { id }))) return refuse('NOT_FOUND');
      const { carrierPartyId, storage, divisionCode } = rate;
      await endRate(context, tx, { carrierPartyId, storage, divisionCode });
      tx.audit({ type: 'rate', id, clause: '7.3.5.d' });
      return ok({ id: rate.carrierPartyId });
    }),
});
