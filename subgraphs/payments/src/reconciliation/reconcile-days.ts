import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import { askAgainInMs, BATCH_MAX } from '../provider.policy.ts';
import { BILL_READY_AFTER_MIDNIGHT_MS } from './bill.policy.ts';
import { enterDays } from './enter-days.ts';
import { reconcileDay } from './reconcile-day.ts';
import { Reconciliation } from './reconciliation.entity.ts';

/** Job: each day whose bill is out, the oldest first; one that cannot be reconciled waits and is tried again. */
export async function reconcileDays(context: PaymentsContext): Promise<void> {
  await enterDays(context, chinaDate(context.clock.now() - DAY_MS - BILL_READY_AFTER_MIDNIGHT_MS));
  const due = await context.rows
    .selectFrom('Reconciliation')
    .select(['date', 'attempts'])
    .where('nextAtMs', '<=', context.clock.now())
    .orderBy('date')
    .limit(BATCH_MAX)
    .execute();
  for (const { date, attempts } of due) {
    const outcome = await reconcileDay(context, { date });
    if (outcome.ok) continue;
    context.log.warn({ date, code: outcome.code }, 'the day is not reconciled yet');
    await context.transaction(async (tx) => {
      const later = { attempts: attempts + 1, nextAtMs: context.clock.now() + askAgainInMs(attempts) };
      await tx.em.nativeUpdate(Reconciliation, { date, nextAtMs: { $ne: null } }, later);
      return ok(null);
    });
    // Whoever is silent about one day is not asked for another at once.
    return;
  }
}
