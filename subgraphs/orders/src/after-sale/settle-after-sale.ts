import { collectionDue } from '@heitu/events/orders.collection-due.v1';
import { splitFen } from '@heitu/kit/rules/money';
import { minus } from '@heitu/kit/data/arithmetic';
import type { AfterSaleRow, OrderRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { Order } from '../order/order.entity.ts';
import { lockedOrder, oweRefund, promiseRefund } from '../order/owe-refund.ts';
import { giveUpOn } from '../recall/come-back.ts';
import { closeClaim, dividedOf, openClaimOf, sellersFenOf } from '../claim/close-claim.ts';
import { OrderClaim } from '../claim/order-claim.entity.ts';
import { refundDueBy } from '../contract/agreed-terms.ts';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { AfterSale, AfterSaleLine } from './after-sale.entity.ts';
import { afterSales } from './after-sale.moves.ts';
import { COLLECT_WORKING_DAYS } from './after-sale.policy.ts';
import { tellAfterSale } from './tell-after-sale.ts';

/** Nothing is open any longer at this order; a claim that did not end in money leaves its units free for another. */
export async function closeAfterSale(
  context: OrdersContext,
  tx: OrdersTransaction,
  request: { id: string; orderId: string; collectionId?: string | null },
  refunded: boolean,
): Promise<void> {
  // Where it ends without money to divide, nobody bears anything of it; who keeps the price has lost nothing.
  await closeClaim(context, tx, request.id, 'no-loss');
  if (!refunded && request.collectionId) await closeClaim(context, tx, request.collectionId, 'no-loss');
  await tx.em.nativeUpdate(
    Order,
    { id: request.orderId, openAfterSales: { $gt: 0 } },
    { openAfterSales: minus('openAfterSales', 1) },
  );
  await giveUpOn(context, tx, { returnId: request.id }, 'keep');
  if (refunded) return;
  for (const { lineId, ...claim } of await claimsOfRequest(tx, request.id)) await claimOf(tx, lineId, claim, -1);
}

/** Goods of a recall come back without a claim: what they cost is claimed by the refund beside. */
const claimsOfRequest = (tx: OrdersTransaction, afterSaleId: string) =>
  tx.rows
    .selectFrom('AfterSaleLine as c')
    .innerJoin('AfterSale as a', 'a.id', 'c.afterSaleId')
    .select(['c.id', 'c.lineId', 'c.units', 'c.refundFen'])
    .where('c.afterSaleId', '=', afterSaleId)
    .where((eb) => eb.or([eb('a.recallId', 'is', null), eb('a.kind', '!=', 'return')]))
    .orderBy('c.id')
    .execute();

/** A claim is counted at its line, or no longer: units that come back, or a part of the price. */
export async function claimOf(
  tx: OrdersTransaction,
  lineId: string,
  { units, refundFen }: { units: number; refundFen: number },
  sign: 1 | -1,
): Promise<void> {
  await tx.rows
    .updateTable('OrderLine')
    .set((eb) =>
      units > 0
        ? { claimedUnits: eb('claimedUnits', '+', units * sign) }
        : { claimedFen: eb('claimedFen', '+', refundFen * sign) },
    )
    .where('id', '=', lineId)
    .execute();
}

/**
 * What was agreed in place of what was asked: so much of the lines' price, shared among them as the claims were. What
 * is more than that price is delivery fee, which belongs to no line.
 */
export async function claimInstead(tx: OrdersTransaction, request: AfterSaleRow, amountFen: number): Promise<void> {
  const lines = await claimsOfRequest(tx, request.id);
  const claimed = lines.map((line) => line.refundFen);
  const priceFen = claimed.reduce((sum, fen) => sum + fen, 0);
  const parts = splitFen(Math.min(amountFen, priceFen), claimed);
  for (const [i, line] of lines.entries()) {
    const part = { units: 0, refundFen: parts[i] ?? 0 };
    await claimOf(tx, line.lineId, line, -1);
    await claimOf(tx, line.lineId, part, 1);
    await tx.em.nativeUpdate(AfterSaleLine, { id: line.id }, part);
  }
  await tx.em.nativeUpdate(AfterSale, { id: request.id }, { refundFen: amountFen });
}

/** What is written with an answer. */
export const answerOf = async (context: OrdersContext, request: AfterSaleRow, reason: string) => ({
  decidedAtMs: context.clock.now(),
  decisionReason: await context.vault.sealText(request.buyerAccountId, reason),
});

/**
 * The system agrees: what comes back is collected; where nothing does, the money is due at once. Answers false where
 * the request was answered already.
 */
export async function agree(
  context: OrdersContext,
  tx: OrdersTransaction,
  request: AfterSaleRow,
  reason: string,
): Promise<boolean> {
  const { id, kind } = request;
  const answer = await answerOf(context, request, reason);
  if (kind !== 'refund-only') {
    if ((await afterSales.bySystem(context, tx, 'approve', { id }, { ...answer, ...collectedBy(context) })) === 0)
      return false;
    await beginCollection(tx, request);
    return true;
  }
  const due = { ...answer, refundDueAtMs: await refundDueBy(context, request.partyId) };
  if ((await afterSales.bySystem(context, tx, 'refund', { id }, due)) === 0) return false;
  await payBack(context, tx, request);
  tellAfterSale(tx, request, 'approved', { amountFen: request.refundFen });
  return true;
}

/** By when somebody is to have come for the goods. */
export const collectedBy = ({ clock }: OrdersContext) => ({
  waitDueAtMs: addWorkingDays(clock.now(), COLLECT_WORKING_DAYS),
});

/** Agreed: the carrier is to collect what comes back (8.6.ch). */
export async function beginCollection(tx: OrdersTransaction, request: AfterSaleRow): Promise<void> {
  const { kind } = request;
  if (kind === 'refund-only') throw new Error(`after-sale ${request.id}: nothing comes back`);
  tellAfterSale(tx, request, 'approved');
  const lines = await tx.rows
    .selectFrom('AfterSaleLine')
    .select(['skuId', 'title', 'units', 'accessories'])
    .where('afterSaleId', '=', request.id)
    .orderBy('id')
    .execute();
  tx.publish(
    collectionDue,
    { type: 'after-sale', id: request.id },
    {
      afterSaleId: request.id,
      orderId: request.orderId,
      kind,
      buyerAccountId: request.buyerAccountId,
      partyId: request.partyId,
      carrierPartyId: request.carrierPartyId,
      refundFen: kind === 'return' ? request.refundFen : 0,
      lines,
    },
  );
}

/**
 * A request whose refund comes to nothing (all was given back already) is at its end at once. One that is claimed waits
 * until it is known who bears it.
 */
export async function payBack(context: OrdersContext, tx: OrdersTransaction, request: AfterSaleRow): Promise<void> {
  const order = await tx.rows
    .selectFrom('Order')
    .selectAll()
    .where('id', '=', request.orderId)
    .executeTakeFirstOrThrow();
  const amountFen = Math.min(request.refundFen, order.paidFen - order.refundDueFen);
  if (amountFen === 0) return finishRefund(context, tx, request.id);
  if (await openClaimOf(tx, request.id)) {
    await tx.em.nativeUpdate(OrderClaim, { id: request.id, payableAtMs: null }, { payableAtMs: context.clock.now() });
    return payClaimed(context, tx, request.id);
  }
  return oweRefund(context, tx, order, refundOf(request, amountFen));
}

const refundOf = ({ id, cause: reason }: Pick<AfterSaleRow, 'id' | 'cause'>, amountFen: number) =>
  ({ refundKey: `after-sale:${id}`, amountFen, reason, afterSaleId: id }) as const;

/** The refund is due and it is known who bears it: the seller its part, and everybody else theirs (payments). */
export async function payClaimed(context: OrdersContext, tx: OrdersTransaction, id: string): Promise<void> {
  const claim = await openClaimOf(tx, id);
  if (!claim || claim.payableAtMs === null || claim.shares === null) return;
  const request = await tx.rows
    .selectFrom('AfterSale')
    .select(['id', 'orderId', 'cause', 'refundFen'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const order = await lockedOrder(tx, request.orderId);
  const shares = dividedOf(claim, Math.min(request.refundFen, order.paidFen - order.refundDueFen));
  const refund = await promiseRefund(context, tx, order, refundOf(request, sellersFenOf(shares)));
  await closeClaim(context, tx, id, 'paid', { shares, refund });
  if (refund) return;
  const closed = { closedAtMs: context.clock.now() };
  if ((await afterSales.bySystem(context, tx, 'compensate', { id }, closed)) > 0)
    await closeAfterSale(context, tx, request, true);
}

/** What the seller offered takes the place of what was asked. */
export async function payOffer(context: OrdersContext, tx: OrdersTransaction, request: AfterSaleRow): Promise<void> {
  const refundFen = request.offeredFen ?? 0;
  await claimInstead(tx, request, refundFen);
  await payBack(context, tx, { ...request, refundFen });
}

export async function finishRefund(context: OrdersContext, tx: OrdersTransaction, afterSaleId: string): Promise<void> {
  const closed = { closedAtMs: context.clock.now() };
  if ((await afterSales.bySystem(context, tx, 'finish-refund', { id: afterSaleId }, closed)) === 0) return;
  const { id, orderId } = await tx.rows
    .selectFrom('AfterSale')
    .select(['id', 'orderId'])
    .where('id', '=', afterSaleId)
    .executeTakeFirstOrThrow();
  await closeAfterSale(context, tx, { id, orderId }, true);
}

export async function exchangeDelivered(
  context: OrdersContext,
  tx: OrdersTransaction,
  afterSaleId: string,
): Promise<void> {
  const closed = { closedAtMs: context.clock.now() };
  if ((await afterSales.bySystem(context, tx, 'finish-exchange', { id: afterSaleId }, closed)) === 0) return;
  const { id, orderId } = await tx.rows
    .selectFrom('AfterSale')
    .select(['id', 'orderId'])
    .where('id', '=', afterSaleId)
    .executeTakeFirstOrThrow();
  // The buyer has whole goods again, which may have faults of their own.
  await closeAfterSale(context, tx, { id, orderId }, false);
}

/**
 * The exchange's parcel was refused and is back: money instead, from whoever bears it. What the seller can sell again
 * (`isSound`) is no loss. Answers the request, and whether somebody is claimed to bear it; null where none was under
 * way.
 */
export async function refundReturnedExchange(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OrderRow,
  { isSound }: { isSound: boolean },
): Promise<{ id: string; isClaimed: boolean } | null> {
  const request = await tx.rows
    .selectFrom('AfterSale')
    .selectAll()
    .where('orderId', '=', order.id)
    .where('state', '=', 'exchanging')
    .executeTakeFirst();
  if (!request) return null;
  const due = { refundDueAtMs: await refundDueBy(context, request.partyId) };
  if ((await afterSales.bySystem(context, tx, 'refund', { id: request.id }, due)) === 0) return null;
  const isClaimed = (await openClaimOf(tx, request.id)) !== undefined;
  if (isSound) await closeClaim(context, tx, request.id, 'no-loss');
  await payBack(context, tx, request);
  return { id: request.id, isClaimed };
}
