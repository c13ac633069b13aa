import { oneOf } from '@heitu/kit/rules/enums';
import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { z, asScalar } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { GraphQLString } from 'graphql';
import { manages } from '../access.ts';
import { mutation } from '../context.ts';
import { Storages } from '@heitu/kit/rules/shared-enums';
import { fen, ids, whole } from '../input-fields.ts';
import { rateNow } from '../carrier/carrier-answers.ts';
import { Rate } from './area.entity.ts';
import { keepRate } from './past-tariffs.ts';
import { divisionCode } from './division.policy.ts';

const grams = () => whole(1, 1_000_000);

export const setRate = mutation({
  name: 'setRate',
  description:
    'Sets what a carrier takes for delivering to a division; the longest division that holds the address decides. Orders that were placed keep their price.',
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
      const change = { ...price, changedAtMs: context.clock.now() };
      const earlier = await tx.em.findOne(Rate, { carrierPartyId, storage, divisionCode: place });
      const id = earlier?.id ?? context.newId();
      if (earlier) await tx.em.nativeUpdate(Rate, { id }, change);
      else await tx.em.insert(Rate, { id, carrierPartyId, storage, divisionCode: place, ...change });
      await keepRate(context, tx, { carrierPartyId, storage, divisionCode: place }, price);
      tx.audit({ type: 'rate', id, clause: '7.3.5.d' });
      return ok({ id });
    });
  },
});
