import type { shipmentRefused } from '@heitu/events/logistics.shipment-refused.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { OrderRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { endOrder } from '../order/end-order.ts';
import { isUnpaidAtDoor } from '../order/order.policy.ts';
import { lockedOrder, promiseRefund } from '../order/owe-refund.ts';
import { closeClaim, dividedOf, sellersFenOf, openClaimOf } from './close-claim.ts';
import { OrderClaim } from './order-claim.entity.ts';

type Refused = PayloadOf<typeof shipmentRefused>;

/** The order was just refused for what somebody on its way answers for: its money waits until it is known who. */
export async function openClaim(tx: OrdersTransaction, { orderId, shipmentId, claim, atMs }: Refused): Promise<void> {
  if (!claim) return;
  const opened = { about: 'parcel', orderId, shipmentId, cause: claim.cause, openedAtMs: atMs } as const;
  await tx.em.insert(OrderClaim, { id: orderId, ...opened });
}

/**
 * The goods are back. Where nobody can sell them again the order's money is divided, now or when it is known who is
 * liable (`taken`). Where the seller can, it has lost nothing, and gives the money back as ever (`unclaimed`).
 */
export async function returnClaimed(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OrderRow,
  { resellable, atMs: payableAtMs }: { resellable: boolean; atMs: number },
): Promise<'taken' | 'known' | 'unclaimed'> {
  const claim = await openClaimOf(tx, order.id);
  if (!claim) return 'unclaimed';
  if (resellable) {
    await closeClaim(context, tx, order.id, 'no-loss');
    return 'unclaimed';
  }
  const taken = await tx.em.nativeUpdate(OrderClaim, { id: order.id, payableAtMs: null }, { payableAtMs });
  if (taken === 0) return 'known';
  await settleParcel(context, tx, order.id);
  return 'taken';
}

/** Divides the money once both are known: the seller's part is refunded, the others' compensated (payments). */
export async function settleParcel(context: OrdersContext, tx: OrdersTransaction, id: string): Promise<void> {
  const claim = await openClaimOf(tx, id);
  if (!claim || claim.payableAtMs === null || claim.shares === null) return;
  const order = await lockedOrder(tx, id);
  const reason = 'refused-at-door' as const;
  const end = { action: 'take-back', reason, note: order.cancelNote, isDivided: true } as const;
  if (!(await endOrder(context, tx, order, end))) return;
  // Its buyer has paid nothing: the seller has lost the goods, and whoever is liable owes them to it.
  if (isUnpaidAtDoor(order)) {
    await closeClaim(context, tx, id, 'paid', { shares: dividedOf(claim, order.totalFen), toSeller: true });
    return;
  }
  const shares = dividedOf(claim, order.paidFen - order.refundDueFen);
  const sellers = { refundKey: `cancel:${id}`, amountFen: sellersFenOf(shares), reason, afterSaleId: null };
  const refund = await promiseRefund(context, tx, order, sellers);
  await closeClaim(context, tx, id, 'paid', { shares, refund });
}
