import { HOUR_MS } from '@heitu/kit/rules/clock';
import { gatherEach } from '@heitu/kit/data/gather';
import { unlessTaken } from '@heitu/kit/data/only-one';
import { isDuplicateKey } from '@heitu/kit/data/orm';
import { ok, refuse, type CodeOf, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { RiskHold } from '../entities.ts';
import { statement } from '@heitu/kit/data/statement';
import type { PaymentsContext, PaymentsRows } from '../context.ts';
import { startPaymentRefusals } from '../payments.refusals.ts';
import { ASK_AFTER_MS, RISK_REVIEW, riskRuleFor, RISK_RULES, whyNotPay } from '../payments.policy.ts';
import type { ClientParameters } from '../wechatpay/payment-channel.ts';
import { askProvider } from './ask-provider.ts';
import { checkoutNumber, orderNumberAtProvider } from './numbers.ts';

interface Checkout {
  checkoutId: string;
  buyerAccountId: string;
  state: 'open' | 'paid' | 'closing' | 'closed';
  dueAtMs: string;
  totalFen: number;
  orders: { orderId: string; orderNumber: string; partyId: string; totalFen: number; title: string }[];
}
const CHECKOUT = `query($id: ID!) { checkoutForPayment(checkoutId: $id) { checkoutId buyerAccountId state dueAtMs totalFen orders { orderId orderNumber partyId totalFen title } } }`;
const PAYER = `query($id: ID!) { payerOf(accountId: $id) { openid } }`;

export interface PaymentStartedValue {
  paymentId: string;
  clientParameters: ClientParameters;
}
/** A checkout is placed once, whatever the request's id. */
const schema = z.object({ requestId: identifier(), checkoutId: identifier() });
type Refusal = CodeOf<typeof startPaymentRefusals>;

/**
 * Places a checkout at the provider, once: numbers are made from our ids, so a repeat finds what is there. Answers what
 * the phone hands to its payment dialogue.
 */
export async function startPayment(
  context: PaymentsContext,
  input: z.input<typeof schema>,
): Promise<Outcome<PaymentStartedValue, Refusal>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { checkoutForPayment: checkout } = await context.peers.query<{ checkoutForPayment: Checkout | null }>(
    'orders',
    CHECKOUT,
    { id: valid.value.checkoutId },
  );
  if (!checkout || checkout.buyerAccountId !== context.actor.id) return refuse(startPaymentRefusals, 'NOT_FOUND');
  if (checkout.state === 'paid') return refuse(startPaymentRefusals, 'ALREADY_PAID');
  if (checkout.state !== 'open' || Number(checkout.dueAtMs) <= context.clock.now())
    return refuse(startPaymentRefusals, 'CHECKOUT_CLOSED');

  const placed = await claimPayment(context, checkout);
  if (!placed.ok) return placed;
  const payment = placed.value;
  const refusal = whyNotPay(payment, context.clock.now());
  if (refusal) return refuse(startPaymentRefusals, refusal);
  if (payment.prepayId)
    return ok({ paymentId: payment.id, clientParameters: context.services.channel.clientParameters(payment.prepayId) });

  const { payerOf } = await context.peers.query<{ payerOf: { openid: string } | null }>('trust', PAYER, {
    id: context.actor.id,
  });
  if (!payerOf) return refuse(startPaymentRefusals, 'NOT_FOUND');
  const parts =
    payment.parts ??
    (await context.rows
      .selectFrom('PaymentPart')
      .selectAll()
      .where('paymentId', '=', payment.id)
      .orderBy('id')
      .execute());
  const answer = await context.services.channel.placeCombined({
    outTradeNo: payment.outTradeNo,
    openid: payerOf.openid,
    description: parts[0]!.title.slice(0, 100),
    expiresAt: new Date(payment.expiresAtMs),
    subOrders: parts.map((part) => ({
      outTradeNo: part.outTradeNo,
      merchant: part.merchant,
      totalFen: part.totalFen,
      description: part.title.slice(0, 100),
    })),
    notifyUrl: context.services.notifyUrl,
  });
  if (!answer.ok) {
    if (answer.error.meaning === 'already-paid' && (await askProvider(context, payment)) !== 'unknown')
      return refuse(startPaymentRefusals, 'ALREADY_PAID');
    context.log.warn({ code: answer.error.code, paymentId: payment.id }, 'the provider did not take an order');
    return refuse(startPaymentRefusals, 'PROVIDER_BUSY');
  }
  const { prepayId } = answer.value;
  // Who found a row that was there has committed nothing yet: the act is recorded with what it writes.
  if (payment.parts) context.afterwards(rememberSoon(context, { id: payment.id, prepayId }));
  else await remember(context, [{ id: payment.id, prepayId }]);
  return ok({ paymentId: payment.id, clientParameters: context.services.channel.clientParameters(prepayId) });
}

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

interface ClaimedPayment {
  id: string;
  state: string;
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
const openMerchants = statement((rows: PaymentsRows, { partyIds }: { partyIds: readonly string[] }) =>
  rows
    .selectFrom('MerchantAccount')
    .select(['partyId', 'merchant', 'inGoodStanding'])
    .where('partyId', 'in', partyIds)
    .where('state', '=', 'open'),
);
interface RiskQuestion {
  checkoutId: string;
  buyerAccountId: string;
  amountFen: number;
  sinceMs: number;
  historyFromMs: number;
  releasedFromMs: number;
}
const riskFacts = statement(
  (
    rows: PaymentsRows,
    { checkoutId, buyerAccountId, amountFen, sinceMs, historyFromMs, releasedFromMs }: RiskQuestion,
  ) =>
    rows
      .selectFrom('Payment')
      .select(({ fn, selectFrom }) => [
        fn.countAll<number>().as('recentPayments'),
        selectFrom('RiskHold').select('state').where('checkoutId', '=', checkoutId).as('hold'),
        selectFrom('Payment as former')
          .select((before) => before.fn.countAll<number>().as('n'))
          .where('former.buyerAccountId', '=', buyerAccountId)
          .where('former.state', '=', 'paid')
          .where('former.createdAtMs', '>', historyFromMs)
          .where('former.createdAtMs', '<=', sinceMs)
          .as('paidBefore'),
        selectFrom('RiskHold as other')
          .select((hold) => hold.fn.countAll<number>().as('n'))
          .where('other.buyerAccountId', '=', buyerAccountId)
          .where('other.state', '=', 'released')
          .where('other.decidedAtMs', '>', releasedFromMs)
          .where('other.amountFen', '>=', amountFen)
          .as('releases'),
      ])
      .where('buyerAccountId', '=', buyerAccountId)
      .where('createdAtMs', '>', sinceMs),
);
const prepare = statement((rows: PaymentsRows, { id, prepayId }: { id: string; prepayId: string }) =>
  rows.updateTable('Payment').set({ state: 'prepared', prepayId }).where('id', '=', id).where('state', '=', 'created'),
);

/** The one payment of this checkout: the row that is there, or a new one after the checks that come before any money. */
async function claimPayment(context: PaymentsContext, checkout: Checkout): Promise<Outcome<ClaimedPayment, Refusal>> {
  const { checkoutId, buyerAccountId } = checkout;
  const [[existing], accounts, [risk]] = await context.read(
    paymentOf({ checkoutId }),
    openMerchants({ partyIds: checkout.orders.map((order) => order.partyId) }),
    riskFacts({ checkoutId, buyerAccountId, amountFen: checkout.totalFen, ...riskTimes(context.clock.now()) }),
  );
  if (existing) return ok(existing);
  const merchantOf = new Map(accounts.filter((row) => row.inGoodStanding).map((row) => [row.partyId, row.merchant]));
  if (checkout.orders.some((order) => !merchantOf.has(order.partyId)))
    return refuse(startPaymentRefusals, 'SELLER_CANNOT_RECEIVE');
  const held = await holdIfRisky(context, checkout, risk!);
  if (!held.ok) return held;

  const nowMs = context.clock.now();
  const payment = {
    id: context.newId(),
    checkoutId,
    buyerAccountId,
    outTradeNo: checkoutNumber(checkoutId),
    state: 'created',
    totalFen: checkout.totalFen,
    prepayId: null,
    expiresAtMs: Number(checkout.dueAtMs),
    askDueAtMs: nowMs + ASK_AFTER_MS,
    asked: 0,
    createdAtMs: nowMs,
  };
  try {
    return await context.write((writes) => {
      writes.insert('Payment', payment);
      writes.audit({ type: 'payment', id: payment.id, clause: '9.2.cn' });
      const parts = checkout.orders.map((order) => ({
        id: context.newId(),
        paymentId: payment.id,
        orderId: order.orderId,
        orderNumber: order.orderNumber,
        partyId: order.partyId,
        merchant: merchantOf.get(order.partyId)!,
        outTradeNo: orderNumberAtProvider(order.orderId),
        totalFen: order.totalFen,
        title: order.title.slice(0, 120),
        reservedFen: 0,
        refundedFen: 0,
      }));
      writes.insert('PaymentPart', parts);
      return ok<ClaimedPayment>({ ...payment, parts });
    });
  } catch (error) {
    // Two taps at once: the other one's row counts.
    const [[other]] = isDuplicateKey(error) ? await context.read(paymentOf({ checkoutId })) : [[]];
    if (other) return ok(other);
    throw error;
  }
}

function riskTimes(nowMs: number): Pick<RiskQuestion, 'sinceMs' | 'historyFromMs' | 'releasedFromMs'> {
  const { withinMs, historyMs } = RISK_RULES[1];
  return {
    sinceMs: nowMs - withinMs,
    historyFromMs: nowMs - withinMs - historyMs,
    releasedFromMs: nowMs - RISK_REVIEW.releaseHoldsHours * HOUR_MS,
  };
}

/** Applies the safety rules; a hold stays until finance decides, and a released one lets the payment through. */
async function holdIfRisky(
  context: PaymentsContext,
  checkout: Checkout,
  {
    recentPayments,
    paidBefore,
    releases,
    hold,
  }: { recentPayments: number; paidBefore: number | null; releases: number | null; hold: string | null },
): Promise<Outcome<null, Refusal>> {
  if (hold) return hold === 'released' ? ok(null) : refuse(startPaymentRefusals, 'HELD_FOR_SAFETY');
  const rule = riskRuleFor({
    amountFen: checkout.totalFen,
    recentPayments: Number(recentPayments),
    paidBefore: Number(paidBefore),
  });
  if (!rule || Number(releases) > 0) return ok(null);
  await context.transaction(async (tx) => {
    // Of two taps at once the first one's hold stands.
    const taken = await unlessTaken(
      tx.em.insert(RiskHold, {
        id: context.newId(),
        checkoutId: checkout.checkoutId,
        buyerAccountId: checkout.buyerAccountId,
        orderIds: JSON.stringify(checkout.orders.map(({ orderId }) => orderId)),
        rule,
        amountFen: checkout.totalFen,
        state: 'held',
        openedAtMs: context.clock.now(),
      }),
      refuse(startPaymentRefusals, 'HELD_FOR_SAFETY'),
    );
    if (taken) return taken;
    tx.audit({ type: 'checkout', id: checkout.checkoutId, clause: '9.2.cm', reason: rule });
    return ok(null);
  });
  return refuse(startPaymentRefusals, 'HELD_FOR_SAFETY');
}
