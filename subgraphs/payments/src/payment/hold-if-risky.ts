import { paymentHeld } from '@heitu/events/payments.payment-held.v1';
import { toJson } from '@heitu/kit/rules/typed-json';
import { unlessTaken } from '@heitu/kit/data/only-one';
import { statement } from '@heitu/kit/data/statement';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { commonRefusals, ok, refuse } from '@heitu/kit/rules/outcome';
import type { PaymentsContext, PaymentsRows } from '../context.ts';
import type { Checkout } from '../peers.ts';
import { RiskHold } from './risk-hold.entity.ts';
import { riskHoldLifecycle } from './risk-hold.lifecycle.ts';
import { keepUntilMs, RISK_REVIEW, RISK_RULES, riskRuleFor } from './risk.policy.ts';

const riskFacts = statement(
  (
    rows: PaymentsRows,
    { checkoutId, buyerAccountId, sinceMs }: { checkoutId: string; buyerAccountId: string; sinceMs: number },
  ) =>
    rows
      .selectFrom('Payment')
      .select(({ fn, selectFrom }) => [
        fn.countAll<number>().as('recentPayments'),
        selectFrom('RiskHold').select('state').where('checkoutId', '=', checkoutId).as('hold'),
      ])
      .where('buyerAccountId', '=', buyerAccountId)
      .where('createdAtMs', '>', sinceMs),
);
interface HistoryQuestion {
  buyerAccountId: string;
  amountFen: number;
  fromMs: number;
  untilMs: number;
  releasedFromMs: number;
}
const riskHistory = statement(
  (rows: PaymentsRows, { buyerAccountId, amountFen, fromMs, untilMs, releasedFromMs }: HistoryQuestion) =>
    rows
      .selectFrom('Payment')
      .select(({ fn, selectFrom }) => [
        fn.countAll<number>().as('paidBefore'),
        selectFrom('RiskHold as other')
          .select((hold) => hold.fn.countAll<number>().as('n'))
          .where('other.buyerAccountId', '=', buyerAccountId)
          .where('other.state', '=', 'released')
          .where('other.decidedAtMs', '>', releasedFromMs)
          .where('other.amountFen', '>=', amountFen)
          .as('releases'),
      ])
      .where('buyerAccountId', '=', buyerAccountId)
      .where('state', '=', 'paid')
      .where('createdAtMs', '>', fromMs)
      .where('createdAtMs', '<=', untilMs),
);

/** What the safety rules ask about a checkout that is to be paid now. */
export const riskFactsOf = ({ checkoutId, buyerAccountId }: Checkout, nowMs: number) =>
  riskFacts({ checkoutId, buyerAccountId, sinceMs: nowMs - RISK_RULES[1].withinMs });

/**
 * The rule that this payment breaks, or null. What the buyer paid before, and what finance released, is asked only
 * where a rule is broken without it: a history never adds a hold.
 */
async function brokenRule(context: PaymentsContext, { buyerAccountId, totalFen }: Checkout, recentPayments: number) {
  const facts = { amountFen: totalFen, recentPayments };
  if (!riskRuleFor({ ...facts, paidBefore: 0 })) return null;
  const nowMs = context.clock.now();
  const { withinMs, historyMs } = RISK_RULES[1];
  const untilMs = nowMs - withinMs;
  const releasedFromMs = nowMs - RISK_REVIEW.releaseHoldsHours * HOUR_MS;
  const [[history]] = await context.read(
    riskHistory({ buyerAccountId, amountFen: totalFen, fromMs: untilMs - historyMs, untilMs, releasedFromMs }),
  );
  if (Number(history?.releases) > 0) return null;
  return riskRuleFor({ ...facts, paidBefore: Number(history?.paidBefore) });
}

/** Applies the safety rules; a hold stays until finance decides, and a released one lets the payment through. */
export async function isHeld(
  context: PaymentsContext,
  checkout: Checkout,
  { recentPayments, hold }: { recentPayments: number; hold: string | null },
): Promise<boolean> {
  if (hold) return hold !== 'released';
  const rule = await brokenRule(context, checkout, Number(recentPayments));
  if (!rule) return false;
  const openedAtMs = context.clock.now();
  await context.transaction(async (tx) => {
    // Of two taps at once the first one's hold stands.
    const taken = await unlessTaken(
      tx.em.insert(RiskHold, {
        id: context.newId(),
        checkoutId: checkout.checkoutId,
        buyerAccountId: checkout.buyerAccountId,
        orderIds: toJson(checkout.orders.map(({ orderId }) => orderId)),
        rule,
        amountFen: checkout.totalFen,
        state: riskHoldLifecycle.initial,
        openedAtMs,
      }),
      refuse(commonRefusals, 'WRONG_STATE'),
    );
    if (taken) return taken;
    tx.audit({ type: 'checkout', id: checkout.checkoutId, clause: '9.2.cm', reason: rule });
    tx.publish(
      paymentHeld,
      { type: 'checkout', id: checkout.checkoutId },
      { checkoutId: checkout.checkoutId, keepUntilMs: keepUntilMs(openedAtMs) },
    );
    return ok(null);
  });
  return true;
}
