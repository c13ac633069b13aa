import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import { inRoom } from './rooms.ts';
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
import { account, MerchantAccount, Payment, PaymentPart, type PaymentsContext } from '@heitu/payments';
import { TradeMilestone, type TrustContext } from '@heitu/trust';
import { book, openidOf, type PastPayment } from './past-payment.ts';
import { checkoutId, orderId, orderLineId, paymentId } from './keys.ts';

export type Known = Awaited<ReturnType<typeof knownOrder>>;
export type Line = Awaited<ReturnType<typeof linesOf>>[number];
const knownOrder = ({ rows }: OrdersContext) => rows.selectFrom('Order').selectAll().executeTakeFirstOrThrow();
const linesOf = ({ rows }: OrdersContext) => rows.selectFrom('OrderLine').selectAll().execute();

const againOf = (name: string, known: Known, lines: readonly Line[], placedAtMs: number) => ({
  id: orderId(`pending:${name}`),
  number: orderNumber(orderId(`pending:${name}`), placedAtMs),
  checkout: checkoutId(`pending:${name}`),
  quoteId: idFrom(`quote:pending:${name}`),
  name,
  known,
  lines,
  placedAtMs,
  paidAtMs: placedAtMs + 90_000,
});
type Again = ReturnType<typeof againOf>;

/** What somebody bought is bought and paid once more. */
export async function buyAgain(
  orders: OrdersContext,
  paymentsContext: Context,
  trustContext: Context,
  name: string,
  known: Known,
  lines: readonly Line[],
  placedAtMs: number,
): Promise<PastPayment> {
  const again = againOf(name, known, lines, placedAtMs);
  await offerAgain(orders, again);
  await orderAgain(orders, again);
  const paid = await payAgain(inRoom(paymentsContext, 'payments'), again);
  await passMilestone(inRoom(trustContext, 'trust'), again);
  return paid;
}

async function offerAgain(orders: OrdersContext, { checkout, quoteId, known, placedAtMs }: Again): Promise<void> {
  const { totalFen, buyerAccountId } = known;
  const quote = await orders.em.findOneOrFail(Quote, { id: known.quoteId });
  const parcel = fromJson(quote.parcels).filter((one) => one.shopId === known.shopId);
  await orders.em.insert(Quote, {
    id: quoteId,
    accountId: buyerAccountId,
    recipientSealed: null,
    divisionCode: known.divisionCode,
    parcels: toJson(parcel),
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
}

async function orderAgain(
  orders: OrdersContext,
  { id, number, checkout, quoteId, name, known, lines, placedAtMs, paidAtMs }: Again,
): Promise<void> {
  const { totalFen } = known;
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
      claimedFen: 0,
      returnableWithoutReason: !!line.returnableWithoutReason,
    })),
  );
  for (const { skuId, quantity } of lines)
    await orders.rows
      .updateTable('Stock')
      .set((eb) => ({ free: eb('free', '-', quantity), held: eb('held', '+', quantity) }))
      .where('skuId', '=', skuId)
      .execute();
}

async function payAgain(
  payments: PaymentsContext,
  { id, number, checkout, name, known, placedAtMs, paidAtMs }: Again,
): Promise<PastPayment> {
  const { totalFen, buyerAccountId, partyId: seller } = known;
  const payment = paymentId(`pending:${name}`);
  const merchant = (await payments.em.findOneOrFail(MerchantAccount, { partyId: seller })).merchant;
  const partId = idFrom(`part:pending:${name}`);
  const paid = {
    outTradeNo: `O${id}`,
    combineOutTradeNo: `C${checkout}`,
    merchant,
    totalFen,
    title: known.title,
    openid: openidOf(buyerAccountId),
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
  return paid;
}

async function passMilestone({ em }: TrustContext, { id, number, known, paidAtMs }: Again): Promise<void> {
  const { totalFen, buyerAccountId, partyId: seller } = known;
  await em.insert(TradeMilestone, {
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
}
