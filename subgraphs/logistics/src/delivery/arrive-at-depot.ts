import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { inMyHands } from '../access.ts';
import { mutation } from '../context.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { shipmentLifecycle } from '../shipment/shipment.lifecycle.ts';
import { shipmentNow } from '../shipment/shipment-answers.ts';

/** Refused goods are back in the carrier's depot (8.5.4.3.cf). */
export const arriveAtDepot = mutation({
  name: 'arriveAtDepot',
  may: permit.role('carrier-manager', 'courier'),
  input: z.object({ shipmentId: identifier() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: shipmentNow,
  run: (context, { shipmentId: id }, refuse) =>
    context.transaction(async (tx) => {
      const mine = { id, ...inMyHands(context.actor) };
      if (!(await tx.em.count(Shipment, mine))) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const done = await tx.em.nativeUpdate(
        Shipment,
        { ...mine, state: { $in: [...shipmentLifecycle.from('arrive-at-depot')] } },
        { state: shipmentLifecycle.to('arrive-at-depot'), atDepotAtMs: nowMs, leftVehicleAtMs: nowMs },
      );
      if (done === 0) return refuse('WRONG_STATE');
      tx.audit({ type: 'shipment', id, clause: '8.5.4.3.cf' });
      return ok({ id });
    }),
});
