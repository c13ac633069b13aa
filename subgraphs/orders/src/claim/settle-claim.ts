import type { shipmentRefused } from '@heitu/events/logistics.shipment-refused.v1';
import { claimSettled } from '@heitu/events/orders.claim-settled.v1';
import type { claimDecided } from '@heitu/events/trust.claim-decided.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { splitFen } from '@heitu/kit/rules/money';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import type { OrderRow, OrdersContext, OrdersTransaction, Row } from '../context.ts';
import { endOrder } from '../order/end-order.ts';
import { OrderClaim } from './order-claim.entity.ts';
import { orderClaims } from './order-claim.moves.ts';

type Refused = PayloadOf<typeof shipmentRefused>;
type Settled = PayloadOf<typeof claimSettled>;

/** The order was just refused for what somebody on its way answers for: its money waits until it is known who. */
export async function openClaim(tx: OrdersTransaction, { orderId, shipmentId, claim, atMs }: Refused): Promise<void> {
  if (!claim) return;
  await tx.em.insert(OrderClaim, { id: orderId, shipmentId, cause: claim.cause, openedAtMs: atMs });
}

const openClaimOf = (tx: OrdersTransaction, orderId: string) =>
  tx.rows
    .selectFrom('OrderClaim')
    .selectAll()
    .where('id', '=', orderId)
    .where('settledAtMs', 'is', null)
    .executeTakeFirst();

/**
 * The goods are back. Where nobody can sell them again the order's money is divided, now or when it is known who is
 * liable (`taken`). Where the seller can, it has lost nothing, and gives the money back as ever (`unclaimed`).
 */
export async function returnClaimed(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OrderRow,
  { resellable, atMs: returnedAtMs }: { resellable: boolean; atMs: number },
): Promise<'taken' | 'known' | 'unclaimed'> {
  const claim = await openClaimOf(tx, order.id);
  if (!claim) return 'unclaimed';
  if (resellable) {
    await closeClaim(context, tx, order, 'no-loss');
    return 'unclaimed';
  }
  const taken = await tx.em.nativeUpdate(OrderClaim, { id: order.id, returnedAtMs: null }, { returnedAtMs });
  if (taken === 0) return 'known';
  await settle(context, tx, order);
  return 'taken';
}

/** Reaction to claim-decided: who bears how much is known; the money follows when the goods are back. */
export async function decideClaim(
  context: OrdersContext,
  tx: OrdersTransaction,
  { orderId, shares }: PayloadOf<typeof claimDecided>,
): Promise<void> {
  const order = await tx.rows.selectFrom('Order').selectAll().where('id', '=', orderId).executeTakeFirst();
  // What logistics said of the refusal may still be on its way here: let this one be delivered again.
  if (order && ['ready', 'in-transit'].includes(order.state)) throw new Error(`order ${orderId} is not yet refused`);
  if (!order) return;
  const decided = { decidedAtMs: context.clock.now(), shares: toJson(shares) };
  if ((await tx.em.nativeUpdate(OrderClaim, { id: orderId, decidedAtMs: null }, decided)) > 0)
    await settle(context, tx, order);
}

/** Divides the money once both are known: the seller's part is refunded, the others' compensated (payments). */
async function settle(context: OrdersContext, tx: OrdersTransaction, order: OrderRow): Promise<void> {
  const claim = await openClaimOf(tx, order.id);
  if (!claim || claim.returnedAtMs === null || claim.shares === null) return;
  const shares = dividedOf(claim, order.paidFen - order.refundDueFen);
  const elsewhereFen = shares.reduce((sum, { part, amountFen }) => (part === 'seller' ? sum : sum + amountFen), 0);
  const end = { action: 'take-back', reason: 'refused-at-door', note: order.cancelNote, elsewhereFen } as const;
  if (await endOrder(context, tx, order, end)) await closeClaim(context, tx, order, 'paid', shares);
}

function dividedOf({ shares }: Row<'OrderClaim'>, leftFen: number): Settled['shares'] {
  const decided = shares === null ? [] : fromJson(shares);
  const amounts = splitFen(
    leftFen,
    decided.map(({ permille }) => permille),
  );
  return decided.map(({ part, partyId, agreed }, i) => ({ part, partyId, agreed, amountFen: amounts[i] ?? 0 }));
}

/** Nothing waits any longer: what it came to is said, also where it came to nothing. */
export async function closeClaim(
  context: OrdersContext,
  tx: OrdersTransaction,
  { id: orderId, number: orderNumber, buyerAccountId, partyId }: OrderRow,
  how: Settled['how'],
  shares: Settled['shares'] = [],
): Promise<void> {
  const claim = await openClaimOf(tx, orderId);
  if (!claim || (await orderClaims.bySystem(context, tx, 'settle', { id: orderId })) === 0) return;
  const { shipmentId } = claim;
  const settled = { shipmentId, orderId, orderNumber, buyerAccountId, partyId, how, shares };
  tx.publish(claimSettled, { type: 'order', id: orderId }, settled);
}
