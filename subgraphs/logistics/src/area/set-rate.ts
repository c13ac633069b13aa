import { lockRows } from '@heitu/kit/data/only-one';
import { oneOf } from '@heitu/kit/rules/enums';
import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { z, asScalar } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { GraphQLString } from 'graphql';
import { manages } from '../access.ts';
import { mutation } from '../context.ts';
import { announceTariff, replaceComing } from '../tariff/announce-tariff.ts';
import { rateTitle, risePercent } from '../tariff/tariff.policy.ts';
import { Storages } from '@heitu/kit/rules/shared-enums';
import { fen, ids, whole } from '../input-fields.ts';
import { Carrier } from '../carrier/carrier.entity.ts';
import { rateNow } from '../carrier/carrier-answers.ts';
import { feeOf } from './offer.policy.ts';
import { placeText } from './division.loader.ts';
import { priceHeld, tariffOf, putRate } from './put-rate.ts';
import { divisionCode } from './division.policy.ts';

const grams = () => whole(1, 1_000_000);

export const setRate = mutation({
  name: 'setRate',
  description:
    'Sets what a carrier takes for delivering to a division; the longest division that holds the address decides. One that is dearer is announced and binds after its days; what was quoted keeps its price.',
  may: permit.role('carrier-manager'),
  input: z.object({
    carrierPartyId: ids.carrier(),
    storage: oneOf(Storages).describe('For goods kept this way.'),
    divisionCode: asScalar(GraphQLString, z.union([z.literal(''), divisionCode()]))
      .default('')
      .describe('Where it holds: a division code of 2 to 12 digits; left out: everywhere.'),
    firstGrams: grams().default(1000).describe('What the first step weighs, in grams.'),
    firstKilogramFen: fen().describe('What the first step costs, in fen.'),
    stepGrams: grams().default(1000).describe('What each further step weighs, in grams.'),
    perKilogramFen: fen().describe('What each further step costs, in fen.'),
    hours: whole(1, 24 * 30).describe('How long delivery takes, in hours from takeover, 1 to 720.'),
  }),
  refusals: { NOT_FOUND },
  shows: rateNow,
  async run(context, input, refuse) {
    const { carrierPartyId, storage, divisionCode: place, ...price } = input;
    if (!manages(context.actor, carrierPartyId)) return refuse('NOT_FOUND');
    return context.transaction(async (tx) => {
      const where = { carrierPartyId, storage, divisionCode: place };
      // What holds there and what is announced is read by one after another.
      await lockRows(tx, Carrier, { partyId: carrierPartyId });
      await replaceComing(context, tx, where);
      const held = await priceHeld(context, tx, where);
      const percent = held ? risePercent(price, (grams) => feeOf(held, grams)) : 0;
      // Where it is to be dearer, what holds there now stays for the days before.
      const now = held && percent > 0 ? tariffOf({ ...price, ...held }) : price;
      const id = await putRate(context, tx, where, now);
      if (held && percent > 0) {
        const title = rateTitle(storage, await placeText(tx, place));
        const change = { before: { price: now }, after: { price }, risePercent: percent };
        await announceTariff(context, tx, { ...where, ...change, kind: 'rate', rateId: id, title });
      }
      tx.audit({ type: 'rate', id, clause: '7.3.5.d' });
      return ok({ id });
    });
  },
});
