import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { managedCarriers } from '../access.ts';
import { mutation } from '../context.ts';
import { carrierNow } from '../carrier/carrier-answers.ts';
import { ServiceArea } from './area.entity.ts';

/**
 * From now on the next larger area decides there, or nothing. What was ordered keeps its carrier and its price: no
 * parcel asks an area again. Answers the carrier.
 */
export const withdrawServiceArea = mutation({
  name: 'withdrawServiceArea',
  description:
    'Takes a service area back: the next larger one decides there, or nothing is served. Orders that were placed keep their carrier.',
  may: permit.role('carrier-manager'),
  input: z.object({ areaId: identifier().describe('The service area.') }),
  refusals: { NOT_FOUND },
  shows: carrierNow,
  run: (context, { areaId: id }, refuse) =>
    context.transaction(async (tx) => {
      const area = await tx.em.findOne(ServiceArea, { id, carrierPartyId: { $in: managedCarriers(context.actor) } });
      if (!area || !(await tx.em.nativeDelete(ServiceArea, { id }))) return refuse('NOT_FOUND');
      tx.audit({ type: 'service-area', id, clause: '8.1.2.at' });
      return ok({ id: area.carrierPartyId });
    }),
});
