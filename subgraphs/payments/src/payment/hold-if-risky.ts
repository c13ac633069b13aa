import { unlessTaken } from '@heitu/kit/data/only-one';
import { statement } from '@heitu/kit/data/statement';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { commonRefusals, ok, refuse } from '@heitu/kit/rules/outcome';
import type { PaymentsContext, PaymentsRows } from '../context.ts';
import type { Checkout } from '../peers.ts';
import { RiskHold } from './risk-hold.entity.ts';
import { riskHoldLifecycle } from './risk-hold.lifecycle.ts';
import { RISK_REVIEW, RISK_RULES, riskRuleFor } from './risk.policy.ts';

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

/** What the safety rules ask about a checkout that is to be paid now. */
export function riskFactsOf({ checkoutId, buyerAccountId, totalFen }: Checkout, nowMs: number) {
  const { withinMs, historyMs } = RISK_RULES[1];
  return riskFacts({
    checkoutId,
    buyerAccountId,
    amountFen: totalFen,
    sinceMs: nowMs - withinMs,
    historyFromMs: nowMs - withinMs - historyMs,
    releasedFromMs: nowMs - RISK_REVIEW.releaseHoldsHours * HOUR_MS,
  });
}

/** Applies the safety rules; a hold stays until finance decides, and a released one lets the payment through. */
export async function isHeld(
  context: PaymentsContext,
  checkout: Checkout,
  {
    recentPayments,
    paidBefore,
    releases,
    hold,
  }: { recentPayments: number; paidBefore: number | null; releases: number | null; hold: string | null },
): Promise<boolean> {
  if (hold) return hold !== 'released';
  const rule = riskRuleFor({
    amountFen: checkout.totalFen,
    recentPayments: Number(recentPayments),
    paidBefore: Number(paidBefore),
  });
  if (!rule || Number(releases) > 0) return false;
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
        state: riskHoldLifecycle.initial,
        openedAtMs: context.clock.now(),
      }),
      refuse(commonRefusals, 'WRONG_STATE'),
    );
    if (taken) return taken;
    tx.audit({ type: 'checkout', id: checkout.checkoutId, clause: '9.2.cm', reason: rule });
    return ok(null);
  });
  return true;
}
