import { chinaDate, chinaDatesBetween } from '@heitu/kit/rules/calendar';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { BATCH_MAX } from '../provider.policy.ts';
import { BILLS_KEPT_MS, BILLS_LOOKED_AT_MAX } from './bill.policy.ts';
import { reconciliationLifecycle } from './case.lifecycle.ts';
import { Reconciliation } from './reconciliation.entity.ts';

const NOTHING_YET = {
  paymentCount: 0,
  refundCount: 0,
  ourPaidFen: 0,
  theirPaidFen: 0,
  ourRefundedFen: 0,
  theirRefundedFen: 0,
} as const;

/**
 * Enters the days up to `date` that nobody has entered, the oldest first and some at a time; where none is known, from
 * the day on which something was to be paid for the first time. Whoever closes a day by hand enters those before it
 * too: the job may not have come to them yet.
 */
export async function enterDays(context: PaymentsContext, date: string): Promise<void> {
  await context.transaction(async (tx) => {
    const rows = await tx.rows
      .selectFrom('Reconciliation')
      .select('date')
      .where('date', '<=', date)
      .orderBy('date', 'desc')
      .limit(BILLS_LOOKED_AT_MAX)
      .execute();
    const known = new Set(rows.map((row) => row.date));
    const nowMs = context.clock.now();
    const fromDate = rows.at(-1)?.date ?? (await firstDay(tx, date, nowMs));
    const missed = chinaDatesBetween(fromDate, date).filter((day) => !known.has(day));
    const day = { ...NOTHING_YET, state: reconciliationLifecycle.initial, atMs: nowMs, nextAtMs: nowMs };
    for (const missing of missed.slice(0, BATCH_MAX))
      await tx.em.insert(Reconciliation, { id: context.newId(), date: missing, ...day });
    return ok(null);
  });
}

/** A payment is booked later than the provider has it: from its booking on, its line would be missing there. */
async function firstDay(tx: PaymentsTransaction, date: string, nowMs: number): Promise<string> {
  const first = await tx.rows
    .selectFrom('Payment')
    .select('createdAtMs')
    .where('createdAtMs', '>=', nowMs - BILLS_KEPT_MS)
    .orderBy('createdAtMs')
    .limit(1)
    .executeTakeFirst();
  const firstDate = chinaDate(first?.createdAtMs ?? nowMs);
  return firstDate < date ? firstDate : date;
}
