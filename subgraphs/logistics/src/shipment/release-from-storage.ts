import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { inMyHands, partsIn } from '../access.ts';
import { mutation } from '../context.ts';
import { openLeg } from '../custody/open-leg.ts';
import { ids, legFields } from '../input-fields.ts';
import { Shipment, StorageStay } from './shipment.entity.ts';
import { storageStays } from './shipment.moves.ts';
import { shipmentNow } from './shipment-answers.ts';

export const releaseFromStorage = mutation({
  name: 'releaseFromStorage',
  description: 'A parcel leaves the store that it rested in: whoever writes it down signs, the other side is still to.',
  may: permit.role('carrier-manager', 'courier'),
  input: z.object({
    shipmentId: ids.shipment(),
    ...legFields(),
  }),
  refusals: { NOT_FOUND },
  shows: shipmentNow,
  run: (context, { shipmentId: id, ...input }, refuse) =>
    context.transaction(async (tx) => {
      const shipment = await tx.em.findOne(Shipment, { id, ...inMyHands(context.actor) });
      const stay = shipment && (await tx.em.findOne(StorageStay, { shipmentId: id, leftAtMs: null }));
      if (!stay) return refuse('NOT_FOUND');
      const refused = await storageStays.move(context, tx, 'release', stay, () => refuse('NOT_FOUND'), {
        parts: partsIn(context.actor, shipment, 'orders'),
        set: { openFor: null },
      });
      if (refused) return refused;
      await openLeg(context, tx, {
        shipment,
        place: { facilityId: stay.facilityId },
        kind: 'out-of-store',
        found: input,
      });
      tx.audit({ type: 'shipment', id, clause: '8.7.end' });
      return ok({ id });
    }),
});
