import { ok, refuse } from '@heitu/kit/rules/outcome';
import { amountFen, identifier, parse, z } from '@heitu/kit/rules/validate';
import { manages } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Rate } from './area.entity.ts';
import { setRateRefusals as refusals } from './area.refusals.ts';
import { divisionCode } from './division.policy.ts';
import { STORAGES } from './offer.policy.ts';

const grams = () => z.number().int().min(1).max(1_000_000);
const schema = z.object({
  carrierPartyId: identifier(),
  storage: z.enum(STORAGES),
  divisionCode: z.union([z.literal(''), divisionCode()]).default(''),
  firstGrams: grams().default(1000),
  firstKilogramFen: amountFen(),
  stepGrams: grams().default(1000),
  perKilogramFen: amountFen(),
  hours: z
    .number()
    .int()
    .min(1)
    .max(24 * 30),
});
export type SetRateInput = z.input<typeof schema>;

export async function setRate(context: LogisticsContext, input: SetRateInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { carrierPartyId, storage, divisionCode: place, ...price } = valid.value;
  if (!manages(context.actor, carrierPartyId)) return refuse(refusals, 'NOT_FOUND');
  return context.transaction(async (tx) => {
    const change = { ...price, changedAtMs: context.clock.now() };
    const earlier = await tx.em.findOne(Rate, { carrierPartyId, storage, divisionCode: place });
    const id = earlier?.id ?? context.newId();
    if (earlier) await tx.em.nativeUpdate(Rate, { id }, change);
    else await tx.em.insert(Rate, { id, carrierPartyId, storage, divisionCode: place, ...change });
    tx.audit({ type: 'rate', id, clause: '7.3.5.d' });
    return ok({ id });
  });
}
