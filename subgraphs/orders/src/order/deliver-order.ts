import type { shipmentDelivered } from '@heitu/events/logistics.shipment-delivered.v1';
import type { shipmentRefused } from '@heitu/events/logistics.shipment-refused.v1';
import type { shipmentReturned } from '@heitu/events/logistics.shipment-returned.v1';
import type { shipmentTakenOver } from '@heitu/events/logistics.shipment-taken-over.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { exchangeDelivered, refundReturnedExchange } from '../after-sale/settle-after-sale.ts';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { putBack } from '../stock/put-back.ts';
import { endingStates, endOrder } from './end-order.ts';
import { Order } from './order.entity.ts';
import { orderLifecycle } from './order.lifecycle.ts';
import { returnEndsAtMs } from './order.policy.ts';

type TakenOver = PayloadOf<typeof shipmentTakenOver>;
type Delivered = PayloadOf<typeof shipmentDelivered>;
type Refused = PayloadOf<typeof shipmentRefused>;
type Returned = PayloadOf<typeof shipmentReturned>;

/**
 * What logistics reports of an order's parcel. Each is one conditional update: a report that comes late or twice
 * changes nothing.
 */
export async function takeOver(tx: OrdersTransaction, shipment: TakenOver): Promise<void> {
  if (shipment.afterSaleId !== null) return;
  await tx.em.nativeUpdate(
    Order,
    { id: shipment.orderId, state: { $in: [...orderLifecycle.from('take-over')] } },
    { state: orderLifecycle.to('take-over'), takenOverAtMs: shipment.atMs },
  );
}

/** Signed for: the return window runs from the next day. An exchange's parcel opens the window anew. */
export async function deliver(context: OrdersContext, tx: OrdersTransaction, shipment: Delivered): Promise<void> {
  const { orderId, afterSaleId, atMs } = shipment;
  if (afterSaleId !== null) {
    await exchangeDelivered(context, tx, afterSaleId);
    await tx.em.nativeUpdate(Order, { id: orderId, state: 'delivered' }, { completeDueAtMs: returnEndsAtMs(atMs) });
    return;
  }
  await tx.em.nativeUpdate(
    Order,
    { id: orderId, state: { $in: [...orderLifecycle.from('deliver')] } },
    { state: orderLifecycle.to('deliver'), deliveredAtMs: atMs, completeDueAtMs: returnEndsAtMs(atMs) },
  );
}

/** `note`: what was written at the door; logistics is asked for it, since events carry nobody's words. */
export async function refuseAtDoor(
  context: OrdersContext,
  tx: OrdersTransaction,
  shipment: Refused,
  note: string,
): Promise<void> {
  const order = await tx.rows
    .selectFrom('Order')
    .select('buyerAccountId')
    .where('id', '=', shipment.orderId)
    .executeTakeFirst();
  if (!order) return;
  const cancelNote = await context.vault.sealText(
    order.buyerAccountId,
    [shipment.reason, note].filter(Boolean).join('：'),
  );
  await tx.em.nativeUpdate(
    Order,
    { id: shipment.orderId, state: { $in: [...orderLifecycle.from('refuse')] } },
    { state: orderLifecycle.to('refuse'), cancelReason: 'refused-at-door', cancelNote },
  );
}

/** Refused goods are back with the seller: units go back to their lots, the whole payment goes back to the buyer. */
export async function takeBack(context: OrdersContext, tx: OrdersTransaction, shipment: Returned): Promise<void> {
  const { orderId, resellable, lots } = shipment;
  const order = await tx.rows.selectFrom('Order').selectAll().where('id', '=', orderId).executeTakeFirst();
  if (!order) return;
  const ended = await endOrder(context, tx, order, {
    action: 'take-back',
    from: endingStates('take-back'),
    reason: 'refused-at-door',
    note: order.cancelNote,
  });
  // Not the order's own parcel: then it is that of an exchange, which ends in a refund.
  const exchangeId = ended ? null : await refundReturnedExchange(context, tx, order);
  if (!ended && exchangeId === null) return;
  await putBack(context, tx, {
    orderId,
    afterSaleId: exchangeId,
    parcel: exchangeId === null ? 'first' : { afterSaleId: exchangeId },
    partyId: order.partyId,
    resellable,
    wanted: lots.map((lot) => ({ by: 'lotId', id: lot.lotId, units: lot.units })),
  });
}
