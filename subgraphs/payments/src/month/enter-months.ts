import { nextChinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import { BooksMonth } from './month.entity.ts';
import { booksMonthLifecycle } from './month.lifecycle.ts';

/** Job: each month that is over comes to finance to be closed, from the one in which a day was compared first. */
export async function enterMonths(context: PaymentsContext): Promise<void> {
  const month = await nextMonth(context);
  if (month === null) return;
  const openSinceMs = startOfChinaMonth(nextChinaMonth(month));
  if (openSinceMs > context.clock.now()) return;
  await context.transaction(async (tx) => {
    await tx.em.insert(BooksMonth, {
      id: context.newId(),
      month,
      state: booksMonthLifecycle.initial,
      openSinceMs,
    });
    return ok(null);
  });
  await enterMonths(context);
}

async function nextMonth({ rows }: PaymentsContext): Promise<string | null> {
  const last = await rows.selectFrom('BooksMonth').select('month').orderBy('month', 'desc').limit(1).executeTakeFirst();
  if (last) return nextChinaMonth(last.month);
  const first = await rows.selectFrom('Reconciliation').select('date').orderBy('date').limit(1).executeTakeFirst();
  return first?.date.slice(0, 7) ?? null;
}
