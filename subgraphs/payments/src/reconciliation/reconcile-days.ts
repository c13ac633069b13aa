import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import { askAgainInMs, BATCH_MAX } from '../provider.policy.ts';
import { BILL_READY_AFTER_MIDNIGHT_MS, BILLS_LOOKED_AT_MAX } from './bill.policy.ts';
import { reconciliationLifecycle } from './case.lifecycle.ts';
import { reconcileDay } from './reconcile-day.ts';
import { Reconciliation } from './reconciliation.entity.ts';

const NOTHING_YET = {
  paymentCount: 0,
  refundCount: 0,
  ourPaidFen: 0,
  theirPaidFen: 0,
  ourRefundedFen: 0,
  theirRefundedFen: 0,
} as const;

/** Job: each day whose bill is out, the oldest first; one that cannot be reconciled waits and is tried again. */
export async function reconcileDays(context: PaymentsContext): Promise<void> {
  await enterDays(context);
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

/** Enters the days up to yesterday that nobody has entered: some at a time, and only yesterday where none is known. */
async function enterDays(context: PaymentsContext): Promise<void> {
  const nowMs = context.clock.now();
  const yesterday = chinaDate(nowMs - DAY_MS - BILL_READY_AFTER_MIDNIGHT_MS);
  const rows = await context.rows
    .selectFrom('Reconciliation')
    .select('date')
    .orderBy('date', 'desc')
    .limit(BILLS_LOOKED_AT_MAX)
    .execute();
  const known = new Set(rows.map(({ date }) => date));
  const missed = daysBetween(rows.at(-1)?.date ?? yesterday, yesterday).filter((date) => !known.has(date));
  if (missed.length === 0) return;
  await context.transaction(async (tx) => {
    const day = { ...NOTHING_YET, state: reconciliationLifecycle.initial, atMs: nowMs, nextAtMs: nowMs };
    for (const date of missed.slice(0, BATCH_MAX))
      await tx.em.insert(Reconciliation, { id: context.newId(), date, ...day });
    return ok(null);
  });
}

function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let atMs = startOfChinaDate(from); atMs <= startOfChinaDate(to); atMs += DAY_MS) days.push(chinaDate(atMs));
  return days;
}
