import { startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { idFrom } from '@heitu/kit/rules/ids';
import {
  Checkout,
  confirmDueAtMs,
  Order,
  OrderLine,
  orderNumber,
  PAYMENT_WINDOW_MS,
  Quote,
  remindAtMs,
  type OrdersContext,
} from '@heitu/orders';
import {
  account,
  Advance,
  LedgerEntry,
  LedgerTransfer,
  MerchantAccount,
  Payment,
  PaymentPart,
  Reconciliation,
  ReconciliationCase,
  Recovery,
  Refund,
  type PaymentsContext,
} from '@heitu/payments';
import { TradeMilestone, type TrustContext } from '@heitu/trust';
import { consumers } from '../county/index.ts';
import { accountId, partyId, checkoutId, orderId, orderLineId, paymentId } from './keys.ts';
import { begunFor, type Advanced } from './pending-trust.ts';

const openidOf = new Map(consumers.map(({ key, openid }) => [accountId(key), openid]));
const BILL_LESS_FEN = 100;
const BEFORE_MAX = 100;

/**
 * What the simulated provider must know of before it is asked: a payment to a seller, and what the platform paid back
 * of it in the seller's place.
 */
export interface PastPayment {
  outTradeNo: string;
  combineOutTradeNo: string;
  merchant: string;
  totalFen: number;
  title: string;
  openid: string;
  transactionId: string;
  paidAtMs: number;
  /** Released to the seller's own account by now. */
  settled: boolean;
  advance: { outRefundNo: string; refundId: string; amountFen: number; atMs: number } | null;
}

/** A day on which the provider's bill shows less for one of our payments. */
export async function pendingReconciliation(bare: Context): Promise<void> {
  const { em, rows } = bare as unknown as PaymentsContext;
  const id = idFrom('case:pending');
  if (await em.count(ReconciliationCase, { id })) return;
  const day = await rows
    .selectFrom('Reconciliation')
    .selectAll()
    .where('paymentCount', '>', 0)
    .orderBy('date', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!day) return;
  const fromMs = startOfChinaDate(day.date);
  const part = await rows
    .selectFrom('PaymentPart as p')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .select(['p.outTradeNo', 'p.totalFen'])
    .where('y.state', '=', 'paid')
    .where('y.paidAtMs', '>=', fromMs)
    .where('y.paidAtMs', '<', fromMs + DAY_MS)
    .orderBy('p.id')
    .limit(1)
    .executeTakeFirst();
  if (!part) return;
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
}

/** The books of an advance that was paid and waits to be recovered. */
export async function pendingRecovery(
  bare: Context,
  { complaintId, advanceId, recoveryId, order, amountFen, paidAtMs }: Advanced,
): Promise<PastPayment[]> {
  const { em, rows } = bare as unknown as PaymentsContext;
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
  const refundId = idFrom('refund:pending');
  const providerRefundId = `5030${refundId}`;
  const outRefundNo = `R${refundId}`;
  await em.insert(Refund, {
    id: refundId,
    refundKey: `advance:${complaintId}`,
    partId: part.id,
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
  await em.nativeUpdate(PaymentPart, { id: part.id }, { reservedFen: amountFen, refundedFen: amountFen });
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
    state: 'open',
    nextAtMs: null,
    openedAtMs: paidAtMs,
    recoveredAtMs: null,
    lastError: null,
  });
  await book(em, { key: `advance:${advanceId}`, kind: 'advance', orderId: order.orderId, atMs: paidAtMs }, [
    [account.platformFunds, account.buyers, amountFen],
    [account.claimedFrom(order.partyId), account.claims, amountFen],
  ]);
  return [
    {
      outTradeNo: part.outTradeNo,
      combineOutTradeNo: part.combined,
      merchant: part.merchant,
      totalFen: part.totalFen,
      title: part.title,
      openid: openidOf.get(order.buyerAccountId)!,
      transactionId: part.transactionId,
      paidAtMs: part.paidAtMs!,
      settled: true,
      advance: { outRefundNo, refundId: providerRefundId, amountFen, atMs: paidAtMs },
    },
  ];
}

async function book(
  em: Context['em'],
  transfer: { key: string; kind: string; orderId: string; atMs: number },
  legs: readonly (readonly [from: string, to: string, amountFen: number])[],
): Promise<void> {
  const transferId = idFrom(`transfer:${transfer.key}`);
  await em.insert(LedgerTransfer, { id: transferId, ...transfer });
  await em.insertMany(
    LedgerEntry,
    legs.flatMap(([from, to, amountFen], i) => [
      { id: idFrom(`entry:${transfer.key}:${i}:from`), transferId, account: from, amountFen: -amountFen },
      { id: idFrom(`entry:${transfer.key}:${i}:to`), transferId, account: to, amountFen },
    ]),
  );
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
  const orders = ordersContext as unknown as OrdersContext;
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
  { max = BEFORE_MAX, storage }: { max?: number; storage?: string },
): Promise<{ known: Known; lines: Line[] }[]> {
  const before = await orders.rows
    .selectFrom('Order')
    .selectAll()
    .where('partyId', '=', partyId(sellerKey))
    .where('state', '=', 'completed')
    .$if(!!storage, (query) => query.where('storage', '=', storage!))
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

type Known = Awaited<ReturnType<typeof knownOrder>>;
export type Line = Awaited<ReturnType<typeof linesOf>>[number];
const knownOrder = ({ rows }: OrdersContext) => rows.selectFrom('Order').selectAll().executeTakeFirstOrThrow();
const linesOf = ({ rows }: OrdersContext) => rows.selectFrom('OrderLine').selectAll().execute();

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

export async function buyAgain(
  orders: OrdersContext,
  paymentsContext: Context,
  trustContext: Context,
  name: string,
  known: Known,
  lines: readonly Line[],
  placedAtMs: number,
): Promise<PastPayment> {
  const payments = paymentsContext as unknown as PaymentsContext;
  const trust = trustContext as unknown as TrustContext;
  const [id, checkout, quoteId, payment] = [
    orderId(`pending:${name}`),
    checkoutId(`pending:${name}`),
    idFrom(`quote:pending:${name}`),
    paymentId(`pending:${name}`),
  ];
  const quote = await orders.em.findOneOrFail(Quote, { id: known.quoteId });
  const { totalFen, buyerAccountId, partyId: seller } = known;
  const paidAtMs = placedAtMs + 90_000;
  const parcel = (JSON.parse(quote.parcels) as { shopId: string }[]).filter((one) => one.shopId === known.shopId);
  await orders.em.insert(Quote, {
    id: quoteId,
    accountId: buyerAccountId,
    recipientSealed: null,
    divisionCode: known.divisionCode,
    parcels: JSON.stringify(parcel),
    goodsFen: known.goodsFen,
    deliveryFen: known.deliveryFen,
    totalFen,
    createdAtMs: placedAtMs - 60_000,
    expiresAtMs: placedAtMs + 840_000,
    usedAtMs: placedAtMs,
  });
  await orders.em.insert(Checkout, {
    id: checkout,
    buyerAccountId,
    quoteId,
    totalFen,
    state: 'paid',
    placedAtMs,
    dueAtMs: placedAtMs + PAYMENT_WINDOW_MS,
  });
  const number = orderNumber(id, placedAtMs);
  await orders.em.insert(Order, {
    ...known,
    id,
    number,
    checkoutId: checkout,
    quoteId,
    state: 'paid',
    paidFen: totalFen,
    refundDueFen: 0,
    refundedFen: 0,
    placedAtMs,
    confirmDueAtMs: confirmDueAtMs(placedAtMs),
    remindAtMs: remindAtMs(placedAtMs),
    remindedAtMs: null,
    paidAtMs,
    confirmedAtMs: null,
    readyAtMs: null,
    takenOverAtMs: null,
    deliveredAtMs: null,
    completeDueAtMs: null,
    completedAtMs: null,
    cancelledAtMs: null,
    cancelReason: null,
    cancelNote: null,
    openAfterSales: 0,
  });
  await orders.em.insertMany(
    OrderLine,
    lines.map((line, i) => ({
      ...line,
      id: orderLineId(`pending:${name}:${i}`),
      orderId: id,
      claimedUnits: 0,
      returnableWithoutReason: !!line.returnableWithoutReason,
    })),
  );
  for (const { skuId, quantity } of lines)
    await orders.rows
      .updateTable('Stock')
      .set((eb) => ({ free: eb('free', '-', quantity), held: eb('held', '+', quantity) }))
      .where('skuId', '=', skuId)
      .execute();

  const merchant = (await payments.em.findOneOrFail(MerchantAccount, { partyId: seller })).merchant;
  const partId = idFrom(`part:pending:${name}`);
  const paid = {
    outTradeNo: `O${id}`,
    combineOutTradeNo: `C${checkout}`,
    merchant,
    totalFen,
    title: known.title,
    openid: openidOf.get(buyerAccountId)!,
    transactionId: `4200${id}`,
    paidAtMs,
    settled: false,
    advance: null,
  };
  await payments.em.insert(Payment, {
    id: payment,
    checkoutId: checkout,
    buyerAccountId,
    outTradeNo: paid.combineOutTradeNo,
    state: 'paid',
    totalFen,
    prepayId: null,
    expiresAtMs: placedAtMs + PAYMENT_WINDOW_MS,
    askDueAtMs: null,
    asked: 0,
    createdAtMs: placedAtMs,
    paidAtMs,
    closedAtMs: null,
  });
  await payments.em.insert(PaymentPart, {
    id: partId,
    paymentId: payment,
    orderId: id,
    orderNumber: number,
    partyId: seller,
    merchant,
    outTradeNo: paid.outTradeNo,
    totalFen,
    title: known.title,
    transactionId: paid.transactionId,
    reservedFen: 0,
    refundedFen: 0,
  });
  await book(payments.em, { key: `paid:${partId}`, kind: 'payment', orderId: id, atMs: paidAtMs }, [
    [account.buyers, account.frozen(seller), totalFen],
  ]);
  await trust.em.insert(TradeMilestone, {
    orderId: id,
    orderNumber: number,
    buyerAccountId,
    partyId: seller,
    totalFen,
    carrierPartyId: null,
    paidAtMs,
    takenOverAtMs: null,
    deliveredAtMs: null,
    deliveredInTime: null,
    refundedAtMs: null,
    refundedFen: null,
    completedAtMs: null,
    cancelledAtMs: null,
    changedAtMs: paidAtMs,
  });
  return paid;
}
