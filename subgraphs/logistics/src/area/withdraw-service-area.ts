import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { managedCarriers } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { ServiceArea } from './area.entity.ts';
import { withdrawServiceAreaRefusals as refusals } from './area.refusals.ts';

const schema = z.object({ areaId: identifier() });

/**
 * From now on the next larger area decides there, or nothing. What was ordered keeps its carrier and its price: no
 * parcel asks an area again. Answers the carrier.
 */
export async function withdrawServiceArea(context: LogisticsContext, input: { areaId: string }) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const id = valid.value.areaId;
  return context.transaction(async (tx) => {
    const area = await tx.em.findOne(ServiceArea, { id, carrierPartyId: { $in: managedCarriers(context.actor) } });
    if (!area || !(await tx.em.nativeDelete(ServiceArea, { id }))) return refuse(refusals, 'NOT_FOUND');
    tx.audit({ type: 'service-area', id, clause: '8.1.2.at' });
    return ok({ id: area.carrierPartyId });
  });
}
