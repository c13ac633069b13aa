import { must } from '@heitu/kit/rules/checked';
import { given } from '@heitu/kit/data/given';
import { inRoom } from './rooms.ts';
import { addWorkingDays, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { idFrom } from '@heitu/kit/rules/ids';
import { confirmDueAtMs, Order, type OrdersContext } from '@heitu/orders';
import {
  account,
  Advance,
  COLLECTED_WORKING_DAYS,
  PaymentPart,
  Reconciliation,
  ReconciliationCase,
  Recovery,
  Refund,
  type PaymentsContext,
} from '@heitu/payments';
import { buyAgain, type Known, type Line } from './buy-again.ts';
import { orderId, partyId } from './keys.ts';
import { book, openidOf, type PastPayment } from './past-payment.ts';
import { begunFor, type Advanced } from './pending-trust.ts';

const BILL_LESS_FEN = 100;
const BEFORE_MAX = 100;

/** A day on which the provider's bill shows less for one of our payments; answers its order. */
export async function pendingReconciliation(bare: Context): Promise<string[]> {
  const { em, rows } = inRoom(bare, 'payments');
  const id = idFrom('case:pending');
  if (await em.count(ReconciliationCase, { id })) return [];
  const day = await rows
    .selectFrom('Reconciliation')
    .selectAll()
    .where('paymentCount', '>', 0)
    .orderBy('date', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!day) return [];
  const fromMs = startOfChinaDate(day.date);
  const part = await rows
    .selectFrom('PaymentPart as p')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .select(['p.orderId', 'p.outTradeNo', 'p.totalFen'])
    .where('y.state', '=', 'paid')
    .where('p.refundedFen', '=', 0)
    .where('y.paidAtMs', '>=', fromMs)
    .where('y.paidAtMs', '<', fromMs + DAY_MS)
    .orderBy('p.id')
    .limit(1)
    .executeTakeFirst();
  if (!part) return [];
  const theirFen = part.totalFen - BILL_LESS_FEN;
  await em.insert(ReconciliationCase, {
    id,
    date: day.date,
    kind: 'payment-amount',
    reference: part.outTradeNo,
    ourFen: part.totalFen,
    theirFen,
    state: 'open',
    note: null,
    openedAtMs: day.atMs,
    settledAtMs: null,
  });
  await em.nativeUpdate(
    Reconciliation,
    { id: day.id },
    { state: 'different', theirPaidFen: day.theirPaidFen - BILL_LESS_FEN },
  );
  return [part.orderId];
}

/** The books of an advance that was paid and waits to be recovered. */
export async function pendingRecovery(
  bare: Context,
  { complaintId, advanceId, recoveryId, order, amountFen, paidAtMs }: Advanced,
): Promise<PastPayment[]> {
  const { em, rows } = inRoom(bare, 'payments');
  const part = await rows
    .selectFrom('PaymentPart as p')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .select([
      'p.id',
      'p.merchant',
      'p.outTradeNo',
      'p.totalFen',
      'p.title',
      'p.transactionId',
      'y.outTradeNo as combined',
      'y.paidAtMs',
    ])
    .where('p.orderId', '=', order.orderId)
    .executeTakeFirst();
  if (!part?.transactionId) return [];
  const refund = await enterAdvance(em, part.id, { complaintId, advanceId, recoveryId, order, amountFen, paidAtMs });
  return [
    {
      outTradeNo: part.outTradeNo,
      combineOutTradeNo: part.combined,
      merchant: part.merchant,
      totalFen: part.totalFen,
      title: part.title,
      openid: openidOf(order.buyerAccountId),
      transactionId: part.transactionId,
      paidAtMs: must(part.paidAtMs, 'when it was paid'),
      settled: true,
      advance: { ...refund, amountFen, atMs: paidAtMs },
    },
  ];
}

/** Answers the numbers of its refund. */
async function enterAdvance(
  em: PaymentsContext['em'],
  partId: string,
  { complaintId, advanceId, recoveryId, order, amountFen, paidAtMs }: Advanced,
): Promise<{ outRefundNo: string; refundId: string }> {
  const refundId = idFrom('refund:pending');
  const providerRefundId = `5030${refundId}`;
  const outRefundNo = `R${refundId}`;
  await em.insert(Refund, {
    id: refundId,
    refundKey: `advance:${complaintId}`,
    partId,
    orderId: order.orderId,
    partyId: order.partyId,
    buyerAccountId: order.buyerAccountId,
    outRefundNo,
    amountFen,
    reason: '责任方拒绝赔付，平台先行赔付',
    source: 'platform-advance',
    afterSaleId: null,
    state: 'succeeded',
    providerRefundId,
    dueAtMs: paidAtMs + DAY_MS,
    nextAtMs: null,
    attempts: 1,
    createdAtMs: paidAtMs - HOUR_MS,
    succeededAtMs: paidAtMs,
  });
  await em.nativeUpdate(PaymentPart, { id: partId }, { reservedFen: amountFen, refundedFen: amountFen });
  await em.insert(Advance, {
    id: advanceId,
    complaintId,
    orderId: order.orderId,
    partyId: order.partyId,
    refundId,
    amountFen,
    state: 'paid',
    createdAtMs: paidAtMs - HOUR_MS,
    paidAtMs,
  });
  await em.insert(Recovery, {
    id: recoveryId,
    advanceId,
    partyId: order.partyId,
    amountFen,
    setOffFen: 0,
    settingOffFen: 0,
    state: 'open',
    nextAtMs: addWorkingDays(paidAtMs, COLLECTED_WORKING_DAYS),
    openedAtMs: paidAtMs,
    recoveredAtMs: null,
    lastError: null,
  });
  await book(em, { key: `advance:${advanceId}`, kind: 'advance', orderId: order.orderId, atMs: paidAtMs }, [
    [account.platformFunds, account.buyers, amountFen],
    [account.claimedFrom(order.partyId), account.claims, amountFen],
  ]);
  return { outRefundNo, refundId: providerRefundId };
}

/**
 * Two sellers each have an order to confirm: people bought again what they have bought before. One is soon due, one
 * came just now.
 */
const SALES = [
  { name: 'due-soon', sellerKey: 'seller:xiangtun-coop', leftMs: 2 * HOUR_MS },
  { name: 'fresh', sellerKey: 'seller:beijiang-coldfood', leftMs: 22 * HOUR_MS },
] as const;

export async function pendingSale(
  ordersContext: Context,
  paymentsContext: Context,
  trustContext: Context,
): Promise<PastPayment[]> {
  const orders = inRoom(ordersContext, 'orders');
  const past: PastPayment[] = [];
  for (const { name, sellerKey, leftMs } of SALES) {
    const id = orderId(`pending:${name}`);
    if (await orders.em.count(Order, { id })) continue;
    const [again] = await boughtBefore(orders, sellerKey, { max: 1 });
    if (again)
      past.push(
        await buyAgain(
          orders,
          paymentsContext,
          trustContext,
          name,
          again.known,
          again.lines,
          begunFor(orders.clock.now(), confirmDueAtMs, leftMs),
        ),
      );
  }
  return past;
}

/** What a seller's buyers have bought lately and could buy again. */
export async function boughtBefore(
  orders: OrdersContext,
  sellerKey: string,
  { max = BEFORE_MAX, storage }: { max?: number; storage?: Known['storage'] },
): Promise<{ known: Known; lines: Line[] }[]> {
  const before = await orders.rows
    .selectFrom('Order')
    .selectAll()
    .where('partyId', '=', partyId(sellerKey))
    .where('state', '=', 'completed')
    .where((eb) => eb.and(given({ storage })))
    .orderBy('placedAtMs', 'desc')
    .orderBy('id')
    .limit(BEFORE_MAX)
    .execute();
  const found: { known: Known; lines: Line[] }[] = [];
  for (const known of before) {
    const lines = await orders.rows
      .selectFrom('OrderLine')
      .selectAll()
      .where('orderId', '=', known.id)
      .orderBy('id')
      .execute();
    if (await inStock(orders, lines)) found.push({ known, lines });
    if (found.length === max) break;
  }
  return found;
}

async function inStock({ rows }: OrdersContext, lines: readonly Line[]): Promise<boolean> {
  const stock = await rows
    .selectFrom('Stock')
    .select(['skuId', 'free'])
    .where(
      'skuId',
      'in',
      lines.map(({ skuId }) => skuId),
    )
    .execute();
  return lines.every(({ skuId, quantity }) => stock.some((one) => one.skuId === skuId && one.free >= quantity));
}
