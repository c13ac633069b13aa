import { shipmentReturned } from '@heitu/events/logistics.shipment-returned.v1';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { managedCarriers, sellerParties } from '../access.ts';
import { mutation } from '../context.ts';
import { Shipment, StorageStay } from '../shipment/shipment.entity.ts';
import { shipmentLifecycle } from '../shipment/shipment.lifecycle.ts';
import { lotsOf, parseLines } from '../shipment/shipment.policy.ts';
import { shipmentNow } from '../shipment/shipment-answers.ts';

/** The seller has the refused goods back and has looked at them. */
export const returnToSeller = mutation({
  name: 'returnToSeller',
  may: permit.role('carrier-manager', 'courier', 'seller-owner', 'seller-staff'),
  input: z.object({ shipmentId: identifier(), resellable: z.boolean() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: shipmentNow,
  run: (context, { shipmentId: id, resellable }, refuse) =>
    context.transaction(async (tx) => {
      const mine = {
        id,
        $or: [
          { sellerPartyId: { $in: sellerParties(context.actor) } },
          { carrierPartyId: { $in: managedCarriers(context.actor) } },
        ],
      };
      const shipment = await tx.em.findOne(Shipment, mine);
      if (!shipment) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const done = await tx.em.nativeUpdate(
        Shipment,
        { ...mine, state: { $in: [...shipmentLifecycle.from('return')] } },
        { state: shipmentLifecycle.to('return'), returnedAtMs: nowMs, resellable },
      );
      if (done === 0) return refuse('WRONG_STATE');
      await tx.em.nativeUpdate(StorageStay, { shipmentId: id, leftAtMs: null }, { leftAtMs: nowMs, openFor: null });
      tx.publish(
        shipmentReturned,
        { type: 'shipment', id },
        {
          shipmentId: id,
          orderId: shipment.orderId,
          resellable,
          atMs: nowMs,
          lots: lotsOf(parseLines(shipment.lines)),
        },
      );
      tx.audit({ type: 'shipment', id, clause: '8.5.4.3.cf' });
      return ok({ id });
    }),
});
