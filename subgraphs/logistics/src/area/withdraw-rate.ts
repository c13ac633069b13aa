import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { managedCarriers } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Rate } from './area.entity.ts';
import { withdrawRateRefusals as refusals } from './area.refusals.ts';

const schema = z.object({ rateId: identifier() });

/**
 * From now on the price of the next larger place holds there, or none. What was ordered keeps its price. Answers the
 * carrier.
 */
export async function withdrawRate(context: LogisticsContext, input: { rateId: string }) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const id = valid.value.rateId;
  return context.transaction(async (tx) => {
    const rate = await tx.em.findOne(Rate, { id, carrierPartyId: { $in: managedCarriers(context.actor) } });
    if (!rate || !(await tx.em.nativeDelete(Rate, { id }))) return refuse(refusals, 'NOT_FOUND');
    tx.audit({ type: 'rate', id, clause: '7.3.5.d' });
    return ok({ id: rate.carrierPartyId });
  });
}
