import { holdDecided } from '@heitu/events/payments.hold-decided.v1';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { BATCH_MAX } from '../provider.policy.ts';
import { riskHolds } from './risk-hold.moves.ts';
import { isLetThroughUnseen, payUntilMs, RISK_REVIEW, RISK_RULES } from './risk.policy.ts';

/** The order is kept until it is paid, or ends; the buyer hears of it. */
export function tellDecided(
  tx: PaymentsTransaction,
  hold: { checkoutId: string; buyerAccountId: string },
  released: boolean,
  decidedAtMs: number,
): void {
  const { checkoutId, buyerAccountId } = hold;
  tx.publish(
    holdDecided,
    { type: 'checkout', id: checkoutId },
    { checkoutId, buyerAccountId, released, payUntilMs: payUntilMs(decidedAtMs) },
  );
}

/** Job: nobody was on duty. What the account's own history bears is let through, the rest is not (9.2.cm). */
export async function decideUnseenHolds(context: PaymentsContext): Promise<void> {
  const nowMs = context.clock.now();
  const due = await context.rows
    .selectFrom('RiskHold')
    .selectAll()
    .where('state', '=', 'held')
    .where('openedAtMs', '<=', nowMs - RISK_REVIEW.hours * HOUR_MS)
    .orderBy('openedAtMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(due, async (hold) => {
    const { id, amountFen, buyerAccountId, openedAtMs } = hold;
    const before = await context.rows
      .selectFrom('Payment')
      .select(({ fn }) => fn.sum<number>('totalFen').as('fen'))
      .where('buyerAccountId', '=', buyerAccountId)
      .where('state', '=', 'paid')
      .where('createdAtMs', '<=', openedAtMs - RISK_RULES[1].withinMs)
      .executeTakeFirst();
    const released = isLetThroughUnseen({ amountFen, paidBeforeFen: Number(before?.fen ?? 0) });
    await context.transaction(async (tx) => {
      const set = { decidedAtMs: nowMs };
      if ((await riskHolds.bySystem(context, tx, released ? 'release' : 'confirm', { id }, set)) > 0)
        tellDecided(tx, hold, released, nowMs);
      return ok(null);
    });
  });
}
