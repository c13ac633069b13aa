import type { collectionHandedOver } from '@heitu/events/logistics.collection-handed-over.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { valueFen } from '../after-sale/value-of.ts';
import type { AfterSaleRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { closeClaim, dividedOf, openClaimOf } from './close-claim.ts';
import { OrderClaim } from './order-claim.entity.ts';
import { tellClaim } from './tell-claim.ts';

/**
 * What came back was spoiled on its way to the seller, by both sides' signatures: its buyer is refunded by the seller
 * and waits for nobody, and whoever had it is proposed to owe the seller what it was worth (8.4.3.bm, 6.6.d). What is
 * called back is worth nothing, and what was warm on its way to the buyer is claimed already.
 */
export async function claimReturn(
  context: OrdersContext,
  tx: OrdersTransaction,
  { id, orderId, recallId }: AfterSaleRow,
  { collectionId: aboutId, claim }: PayloadOf<typeof collectionHandedOver>,
): Promise<void> {
  if (!claim || recallId !== null || (await tx.em.findOne(OrderClaim, { id }))) return;
  const proposed = { ...claim, amountFen: await valueFen(tx, id) };
  await tellClaim(context, tx, { about: 'return', aboutId, orderId, shipmentId: '', claim: proposed });
}

/** The seller has looked at what came back, or has not in its time: what it can sell again is no loss. */
export async function checkReturn(
  context: OrdersContext,
  tx: OrdersTransaction,
  { collectionId: id }: AfterSaleRow,
  resellable: boolean,
): Promise<void> {
  if (id === null) return;
  if (resellable) return closeClaim(context, tx, id, 'no-loss');
  const payableAtMs = context.clock.now();
  if ((await tx.em.nativeUpdate(OrderClaim, { id, payableAtMs: null }, { payableAtMs })) > 0)
    await settleReturn(context, tx, id);
}

/** Both are known: what was lost, and who bears it. */
export async function settleReturn(context: OrdersContext, tx: OrdersTransaction, id: string): Promise<void> {
  const claim = await openClaimOf(tx, id);
  if (!claim || claim.payableAtMs === null || claim.shares === null) return;
  const request = await tx.rows
    .selectFrom('AfterSale')
    .select('id')
    .where('collectionId', '=', id)
    .where('orderId', '=', claim.orderId)
    .executeTakeFirstOrThrow();
  const shares = dividedOf(claim, await valueFen(tx, request.id));
  await closeClaim(context, tx, id, 'paid', { shares, toSeller: true });
}
