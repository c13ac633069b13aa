import type { shipmentDelivered } from '@heitu/events/logistics.shipment-delivered.v1';
import { NOBODY_HOME, RECALLED, UNFETCHED, type shipmentRefused } from '@heitu/events/logistics.shipment-refused.v1';
import type { shipmentReturned } from '@heitu/events/logistics.shipment-returned.v1';
import type { shipmentTakenOver } from '@heitu/events/logistics.shipment-taken-over.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { exchangeDelivered, refundReturnedExchange } from '../after-sale/settle-after-sale.ts';
import type { OrderRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { claimExchange } from '../claim/claim-exchange.ts';
import { openClaim, returnClaimed } from '../claim/settle-claim.ts';
import { findDelivered } from '../recall/turn-round.ts';
import { putBack } from '../stock/put-back.ts';
import { closeDoorCheckout } from './door-checkout.ts';
import { endOrder } from './end-order.ts';
import { orders } from './order.moves.ts';
import { returnEndsAtMs, type CancelReason } from './order.policy.ts';

type TakenOver = PayloadOf<typeof shipmentTakenOver>;
type Delivered = PayloadOf<typeof shipmentDelivered>;
type Refused = PayloadOf<typeof shipmentRefused>;
type Returned = PayloadOf<typeof shipmentReturned>;

/**
 * What logistics reports of an order's parcel. Each is one conditional update: a report that comes late or twice
 * changes nothing.
 */
export async function takeOver(context: OrdersContext, tx: OrdersTransaction, shipment: TakenOver): Promise<void> {
  const { orderId: id, afterSaleId, atMs } = shipment;
  if (afterSaleId === null) await orders.bySystem(context, tx, 'take-over', { id }, { takenOverAtMs: atMs });
}

/** Signed for: the return window runs from the next day. An exchange's parcel opens the window anew. */
export async function deliver(context: OrdersContext, tx: OrdersTransaction, shipment: Delivered): Promise<void> {
  const { orderId: id, afterSaleId, atMs } = shipment;
  const completeDueAtMs = returnEndsAtMs(atMs);
  if (afterSaleId === null) {
    await orders.bySystem(context, tx, 'deliver', { id }, { deliveredAtMs: atMs, completeDueAtMs });
    return findDelivered(context, tx, shipment);
  }
  await exchangeDelivered(context, tx, afterSaleId);
  await orders.bySystem(context, tx, 'deliver-again', { id }, { completeDueAtMs });
  await findDelivered(context, tx, shipment);
}

/** What comes back although nobody refused it. */
const COMES_BACK: Readonly<Partial<Record<string, { reason: CancelReason; said?: string }>>> = {
  [RECALLED]: { reason: 'recalled', said: '批次召回，没有再送' },
  [NOBODY_HOME]: { reason: 'nobody-home', said: '约好的时间去了两次，家里没人' },
  [UNFETCHED]: { reason: 'not-fetched', said: '过了取货时间没有取' },
};

/** `note`: what was written at the door; logistics is asked for it, since events carry nobody's words. */
export async function refuseAtDoor(
  context: OrdersContext,
  tx: OrdersTransaction,
  shipment: Refused,
  note: string,
): Promise<void> {
  if (shipment.afterSaleId) return claimExchange(context, tx, shipment);
  const order = await tx.rows
    .selectFrom('Order')
    .select(['buyerAccountId', 'checkoutId', 'payment'])
    .where('id', '=', shipment.orderId)
    .executeTakeFirst();
  if (!order) return;
  const { reason, said } = COMES_BACK[shipment.reason] ?? { reason: 'refused-at-door' };
  const cancelNote = await context.vault.sealText(
    order.buyerAccountId,
    said ?? [shipment.reason, note].filter(Boolean).join('：'),
  );
  const refused = { refusedAtMs: shipment.atMs, cancelReason: reason, cancelNote } as const;
  const isRefused = (await orders.bySystem(context, tx, 'refuse', { id: shipment.orderId }, refused)) > 0;
  if (!isRefused) return;
  await openClaim(tx, shipment);
  await closeDoorCheckout(context, tx, order);
}

/**
 * Refused goods are back with the seller: units go back to their lots, and the whole payment goes back to the buyer, at
 * once or when it is known who is liable (settle-claim.ts).
 */
export async function takeBack(context: OrdersContext, tx: OrdersTransaction, shipment: Returned): Promise<void> {
  const { orderId, resellable, lots } = shipment;
  const order = await tx.rows.selectFrom('Order').selectAll().where('id', '=', orderId).executeTakeFirst();
  if (!order) return;
  // Only the seller's own word says that it has lost nothing.
  const isSound = resellable && shipment.saidBySeller === true;
  const claimed = await returnClaimed(context, tx, order, { resellable: isSound, atMs: shipment.atMs });
  if (claimed === 'known') return;
  const ended = claimed === 'taken' || (await endRefused(context, tx, order));
  // Not the order's own parcel: then it is that of an exchange, which ends in a refund.
  const exchange = ended ? null : await refundReturnedExchange(context, tx, order, { isSound });
  if (!ended && exchange === null) return;
  const exchangeId = exchange?.id ?? null;
  await putBack(context, tx, {
    orderId,
    afterSaleId: exchangeId,
    parcel: exchangeId === null ? 'first' : { afterSaleId: exchangeId },
    partyId: order.partyId,
    resellable: claimed === 'taken' || exchange?.isClaimed ? isSound : resellable,
    wanted: lots.map((lot) => ({ by: 'lotId', id: lot.lotId, units: lot.units })),
  });
}

const endRefused = (context: OrdersContext, tx: OrdersTransaction, order: OrderRow): Promise<boolean> =>
  endOrder(context, tx, order, {
    action: 'take-back',
    reason: order.cancelReason ?? 'refused-at-door',
    note: order.cancelNote,
  });
