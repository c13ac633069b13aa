import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { identifier, z, asScalar } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { GraphQLString } from 'graphql';
import { manages } from '../access.ts';
import { mutation } from '../context.ts';
import { oneOf, whole, fen } from '../input-fields.ts';
import { rateNow } from '../carrier/carrier-answers.ts';
import { Rate } from './area.entity.ts';
import { divisionCode } from './division.policy.ts';
import { STORAGES } from './offer.policy.ts';

const grams = () => whole(1, 1_000_000);

export const setRate = mutation({
  name: 'setRate',
  may: permit.role('carrier-manager'),
  input: z.object({
    carrierPartyId: identifier(),
    storage: oneOf(STORAGES),
    divisionCode: asScalar(GraphQLString, z.union([z.literal(''), divisionCode()])).default(''),
    firstGrams: grams().default(1000),
    firstKilogramFen: fen(),
    stepGrams: grams().default(1000),
    perKilogramFen: fen(),
    hours: whole(1, 24 * 30),
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
      tx.audit({ type: 'rate', id, clause: '7.3.5.d' });
      return ok({ id });
    });
  },
});
