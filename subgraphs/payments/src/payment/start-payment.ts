import { chinaDate } from '@heitu/kit/rules/calendar';
import { must } from '@heitu/kit/rules/checked';
import { gatherEach } from '@heitu/kit/data/gather';
import { isDuplicateKey } from '@heitu/kit/data/orm';
import { statement } from '@heitu/kit/data/statement';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation, type PaymentsContext, type PaymentsRows } from '../context.ts';
import { whyNotReceive, type Receiver } from '../merchant/merchant.policy.ts';
import { hasContractOn } from '../merchant/receivers.ts';
import { checkoutForPayment, payerOf, type Checkout } from '../peers.ts';
import { ASK_AFTER_MS } from '../provider.policy.ts';
import { ids } from '../input-fields.ts';
import { askProvider } from './ask-provider.ts';
import { isHeld, riskFactsOf } from './hold-if-risky.ts';
import { checkoutNumber, orderNumberAtProvider } from './numbers.ts';
import { paymentLifecycle, type PaymentState } from './payment.lifecycle.ts';
import { payments } from './payment.moves.ts';
import { whyNotPay, type ProviderAnswer } from './payment.policy.ts';
import { PaymentStarted } from './payment.view.ts';
import { RISK_REVIEW } from './risk.policy.ts';

/** What is refused alike where a courier shows a code. */
export const startPaymentRefusals = {
  NOT_FOUND,
  ALREADY_PAID: { message: '这笔订单已经付过款，不会重复扣款' },
  CHECKOUT_CLOSED: { message: '付款时间已过，请重新下单' },
  SELLER_CANNOT_RECEIVE: { message: '卖家的收款账户暂不可用，请联系平台客服', clause: '7.4.q' },
  PROVIDER_STOPPED: {
    message: '支付机构的资质正在核实，暂时不能付款。没有扣款，订单还在，请稍后再试',
    clause: '9.1.cj',
  },
  HELD_FOR_SAFETY: {
    message: `为保障您的资金安全，这笔付款先由${RISK_REVIEW.by}核实，最晚${RISK_REVIEW.hours}小时内有结果，会发消息告诉您。没有扣款，订单和货都给您留着；核实通过后${RISK_REVIEW.releaseHoldsHours}小时内可以付这一单`,
    clause: '9.2.cm',
  },
  PROVIDER_BUSY: { message: '支付机构暂时没有回应，没有扣款，请稍后再试' },
} as const;

/**
 * Places a checkout at the provider, once: numbers are made from our ids, so a repeat finds what is there. Answers what
 * the phone hands to its payment dialogue.
 */
export const startPayment = mutation({
  name: 'startPayment',
  description:
    'Places a checkout at the payment provider. Answers what the phone hands to its payment dialogue; a repeat finds the same payment.',
  may: permit.role('consumer'),
  input: z.object({ checkoutId: ids.checkout() }),
  requestId: 'must',
  // A checkout is placed once, whatever the request's id; a repeat is answered with parameters signed anew.
  remembers: 'never',
  refusals: startPaymentRefusals,
  shows: asItIs(PaymentStarted),
  async run(context, { checkoutId }, refuse) {
    const checkout = await checkoutForPayment(context, checkoutId);
    if (!checkout || checkout.buyerAccountId !== context.actor.id) return refuse('NOT_FOUND');
    if (checkout.state === 'paid') return refuse('ALREADY_PAID');
    if (checkout.state !== 'open' || Number(checkout.dueAtMs) <= context.clock.now()) return refuse('CHECKOUT_CLOSED');

    const claimed = await claimPayment(context, checkout);
    if (!claimed.ok) return claimed;
    const payment = claimed.value;
    const why = whyNotPay(payment, context.clock.now());
    if (why) return refuse(why);
    const { channel } = context.services;
    if (payment.prepayId)
      return ok({ paymentId: payment.id, clientParameters: channel.clientParameters(payment.prepayId) });

    const payer = await payerOf(context, context.actor.id);
    if (!payer) return refuse('NOT_FOUND');
    const answer = await channel.placeCombined({ ...(await orderAtProvider(context, payment)), openid: payer.openid });
    if (!answer.ok) {
      if (answer.error.meaning === 'already-paid' && (await askProvider(context, payment)) !== 'unknown')
        return refuse('ALREADY_PAID');
      context.log.warn({ code: answer.error.code, paymentId: payment.id }, 'the provider did not take an order');
      return refuse('PROVIDER_BUSY');
    }
    const { prepayId } = answer.value;
    // Who found a row that was there has committed nothing yet: the act is recorded with what it writes.
    if (payment.parts) context.afterwards(rememberSoon(context, { id: payment.id, prepayId }));
    else await remember(context, [{ id: payment.id, prepayId }]);
    return ok({ paymentId: payment.id, clientParameters: channel.clientParameters(prepayId) });
  },
});

/** What the provider is told of a payment, whoever pays it. */
export async function orderAtProvider(context: PaymentsContext, payment: ClaimedPayment) {
  const parts =
    payment.parts ??
    (await context.rows
      .selectFrom('PaymentPart')
      .selectAll()
      .where('paymentId', '=', payment.id)
      .orderBy('id')
      .execute());
  return {
    outTradeNo: payment.outTradeNo,
    description: must(parts[0], 'a part of the payment').title.slice(0, 100),
    expiresAt: new Date(payment.expiresAtMs),
    subOrders: parts.map((part) => ({
      outTradeNo: part.outTradeNo,
      merchant: part.merchant,
      totalFen: part.totalFen,
      description: part.title.slice(0, 100),
    })),
    notifyUrl: context.services.notifyUrl,
  };
}

export interface ClaimedPayment {
  id: string;
  state: PaymentState;
  prepayId: string | null;
  outTradeNo: string;
  expiresAtMs: number;
  /** Of one that was just made. */
  parts?: { outTradeNo: string; merchant: string; totalFen: number; title: string }[];
}

const paymentOf = statement((rows: PaymentsRows, { checkoutId }: { checkoutId: string }) =>
  rows
    .selectFrom('Payment')
    .select(['id', 'state', 'prepayId', 'outTradeNo', 'expiresAtMs'])
    .where('checkoutId', '=', checkoutId),
);
const openMerchants = statement(
  (rows: PaymentsRows, { partyIds, date }: { partyIds: readonly string[]; date: string }) =>
    rows
      .selectFrom('MerchantAccount')
      .select(['partyId', 'merchant', 'inGoodStanding', 'providerInGoodStanding', 'passwordDueAtMs'])
      .select(hasContractOn(date))
      .where('partyId', 'in', partyIds),
);

/** The orders with the accounts into which they are paid, each of which may take new money now (7.4.p-s, 9.1.cj-ck). */
function receivedBy(
  checkout: Checkout,
  accounts: readonly (Receiver & { partyId: string; merchant: string })[],
  nowMs: number,
) {
  const whyNot = accounts.map((row) => whyNotReceive(row, nowMs));
  if (whyNot.includes('provider')) return refuse(startPaymentRefusals, 'PROVIDER_STOPPED');
  const able = accounts.filter((_, i) => whyNot[i] === null);
  const merchantOf = new Map(able.map((row) => [row.partyId, row.merchant]));
  const orders = checkout.orders.flatMap((order) => {
    const merchant = merchantOf.get(order.partyId);
    return merchant === undefined ? [] : [{ ...order, merchant }];
  });
  return orders.length < checkout.orders.length ? refuse(startPaymentRefusals, 'SELLER_CANNOT_RECEIVE') : ok(orders);
}

/**
 * The one payment of this checkout: the row that is there, or a new one after what is checked before any money. Whether
 * its sellers and their provider may take money is asked each time, for as long as it can still be paid.
 */
export async function claimPayment(
  context: PaymentsContext,
  checkout: Checkout,
  expiresAtMs = Number(checkout.dueAtMs),
): Promise<Outcome<ClaimedPayment, 'SELLER_CANNOT_RECEIVE' | 'PROVIDER_STOPPED' | 'HELD_FOR_SAFETY'>> {
  const { checkoutId } = checkout;
  const nowMs = context.clock.now();
  const [[existing], accounts, [risk]] = await context.read(
    paymentOf({ checkoutId }),
    openMerchants({ partyIds: checkout.orders.map((order) => order.partyId), date: chinaDate(nowMs) }),
    riskFactsOf(checkout, nowMs),
  );
  if (existing && whyNotPay(existing, nowMs)) return ok(existing);
  const received = receivedBy(checkout, accounts, nowMs);
  if (!received.ok) {
    // Its buyer may have paid a moment ago, and is not told then that nothing was taken.
    const isPaid = existing && PAID_ANSWERS.has(await askProvider(context, existing));
    return isPaid ? ok({ ...existing, state: 'paid' }) : received;
  }
  if (existing) return ok(existing);
  const orders = received.value;
  // At the door the buyer stands before the courier, and the amount is bounded when it is ordered.
  const isAtDoor = checkout.state === 'at-door';
  if (!isAtDoor && (await isHeld(context, checkout, must(risk, 'the figures of risk'))))
    return refuse(startPaymentRefusals, 'HELD_FOR_SAFETY');
  return keepPayment(context, checkout, orders, expiresAtMs);
}

/** Writes the payment of a checkout with its parts; one that another tap has written meanwhile counts. */
async function keepPayment(
  context: PaymentsContext,
  { checkoutId, buyerAccountId, totalFen }: Checkout,
  orders: readonly (Checkout['orders'][number] & { merchant: string })[],
  expiresAtMs: number,
): Promise<Outcome<ClaimedPayment, never>> {
  const nowMs = context.clock.now();
  const payment = {
    id: context.newId(),
    checkoutId,
    buyerAccountId,
    outTradeNo: checkoutNumber(checkoutId),
    state: paymentLifecycle.initial,
    totalFen,
    prepayId: null,
    expiresAtMs,
    askDueAtMs: nowMs + ASK_AFTER_MS,
    asked: 0,
    createdAtMs: nowMs,
  };
  try {
    const written = await context.write((writes) => {
      writes.insert('Payment', payment);
      writes.audit({ type: 'payment', id: payment.id, clause: '9.2.cn' });
      const parts = orders.map((order) => ({
        id: context.newId(),
        paymentId: payment.id,
        orderId: order.orderId,
        orderNumber: order.orderNumber,
        partyId: order.partyId,
        merchant: order.merchant,
        outTradeNo: orderNumberAtProvider(order.orderId),
        totalFen: order.totalFen,
        title: order.title.slice(0, 120),
        reservedFen: 0,
        refundedFen: 0,
      }));
      writes.insert('PaymentPart', parts);
      return ok<ClaimedPayment>({ ...payment, parts });
    });
    if (!written.ok) throw new Error(`${written.code} where no request is remembered`);
    return written;
  } catch (error) {
    // Two taps at once: the other one's row counts.
    const [[other]] = isDuplicateKey(error) ? await context.read(paymentOf({ checkoutId })) : [[]];
    if (other) return ok(other);
    throw error;
  }
}

const PAID_ANSWERS: ReadonlySet<ProviderAnswer> = new Set(['paid', 'already-known']);

const prepare = statement((rows: PaymentsRows, { id, prepayId }: { id: string; prepayId: string }) =>
  rows.updateTable('Payment').$call(payments.along('prepare')).set({ prepayId }).where('id', '=', id),
);

/**
 * The buyer is answered meanwhile: it only spares a second tap a call, and the provider knows an order by its number,
 * which is ours.
 */
const REMEMBER_WITHIN_MS = 100;
async function remember(
  context: PaymentsContext,
  prepared: readonly { id: string; prepayId: string }[],
): Promise<void> {
  await context.write((writes) => {
    for (const one of prepared) writes.add(prepare(one));
    return ok(null);
  });
}
const rememberSoon = gatherEach(remember, REMEMBER_WITHIN_MS);
