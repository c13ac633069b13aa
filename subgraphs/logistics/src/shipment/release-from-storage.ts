import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { inMyHands, partsIn } from '../access.ts';
import { mutation } from '../context.ts';
import { openLeg } from '../custody/open-leg.ts';
import { celsius, ids, whole } from '../input-fields.ts';
import { Shipment, StorageStay } from './shipment.entity.ts';
import { storageStays } from './shipment.moves.ts';
import { shipmentNow } from './shipment-answers.ts';

export const releaseFromStorage = mutation({
  name: 'releaseFromStorage',
  description: 'A parcel leaves the store that it rested in: whoever writes it down signs, the other side is still to.',
  may: permit.role('carrier-manager', 'courier'),
  input: z.object({
    shipmentId: ids.shipment(),
    units: whole(0, 100_000).nullish().describe('How many pieces were counted; left out: as many as it has.'),
    sealNumber: line(40).nullish().describe('The number of the seal that is on it.'),
    sealWhole: z.boolean().nullish().describe('Whether the seal is whole.'),
    temperatureCelsius: celsius().nullish().describe('Of the goods, in °C.'),
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
        facilityId: stay.facilityId,
        kind: 'out-of-store',
        found: {
          units: input.units ?? null,
          sealNumber: input.sealNumber ?? null,
          sealWhole: input.sealWhole ?? null,
          celsius: input.temperatureCelsius ?? null,
        },
      });
      tx.audit({ type: 'shipment', id, clause: '8.7.end' });
      return ok({ id });
    }),
});
