import { shipmentReturned } from '@heitu/events/logistics.shipment-returned.v1';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { managedCarriers, sellerParties } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Shipment, StorageStay } from '../shipment/shipment.entity.ts';
import { shipmentLifecycle } from '../shipment/shipment.lifecycle.ts';
import { lotsOf, parseLines } from '../shipment/shipment.policy.ts';
import { returnToSellerRefusals as refusals } from './delivery.refusals.ts';

const schema = z.object({ shipmentId: identifier(), resellable: z.boolean() });
export type ReturnToSellerInput = z.input<typeof schema>;

/** The seller has the refused goods back and has looked at them. */
export async function returnToSeller(context: LogisticsContext, input: ReturnToSellerInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { shipmentId: id, resellable } = valid.value;
  return context.transaction(async (tx) => {
    const mine = {
      id,
      $or: [
        { sellerPartyId: { $in: sellerParties(context.actor) } },
        { carrierPartyId: { $in: managedCarriers(context.actor) } },
      ],
    };
    const shipment = await tx.em.findOne(Shipment, mine);
    if (!shipment) return refuse(refusals, 'NOT_FOUND');
    const nowMs = context.clock.now();
    const done = await tx.em.nativeUpdate(
      Shipment,
      { ...mine, state: { $in: [...shipmentLifecycle.from('return')] } },
      { state: shipmentLifecycle.to('return'), returnedAtMs: nowMs, resellable },
    );
    if (done === 0) return refuse(refusals, 'WRONG_STATE');
    await tx.em.nativeUpdate(StorageStay, { shipmentId: id, leftAtMs: null }, { leftAtMs: nowMs, openFor: null });
    tx.publish(
      shipmentReturned,
      { type: 'shipment', id },
      { shipmentId: id, orderId: shipment.orderId, resellable, atMs: nowMs, lots: lotsOf(parseLines(shipment.lines)) },
    );
    tx.audit({ type: 'shipment', id, clause: '8.5.4.3.cf' });
    return ok({ id });
  });
}
