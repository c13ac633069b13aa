import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { inMyHands } from '../access.ts';
import { mutation } from '../context.ts';
import { Shipment, StorageStay } from './shipment.entity.ts';
import { shipmentNow } from './shipment-answers.ts';

export const releaseFromStorage = mutation({
  name: 'releaseFromStorage',
  may: permit.role('carrier-manager', 'courier'),
  input: z.object({ shipmentId: identifier() }),
  refusals: { NOT_FOUND },
  shows: shipmentNow,
  run: (context, { shipmentId: id }, refuse) =>
    context.transaction(async (tx) => {
      const isMine = await tx.em.count(Shipment, { id, ...inMyHands(context.actor) });
      if (
        !isMine ||
        !(await tx.em.nativeUpdate(
          StorageStay,
          { shipmentId: id, leftAtMs: null },
          { leftAtMs: context.clock.now(), openFor: null },
        ))
      )
        return refuse('NOT_FOUND');
      tx.audit({ type: 'shipment', id, clause: '8.7.end' });
      return ok({ id });
    }),
});
