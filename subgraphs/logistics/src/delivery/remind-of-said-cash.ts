import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { COD_IN_QUESTION, COD_SAID, isDoubted, type CodState } from './cod.lifecycle.ts';
import { COD_ANSWER_WORKING_DAYS, COD_SAID_LAPSES_WORKING_DAYS } from './cod.policy.ts';
import { CodRemittance } from './delivery.entity.ts';
import { saidTogether, tellOfSaidCash } from './tell-of-said-cash.ts';

const REMINDED_PER_RUN_MAX = 500;
/** A working day before the seller's time ends, and before all of it does. */
const remindersOf = (saidAtMs: number) => ({
  'due-soon': addWorkingDays(saidAtMs, COD_ANSWER_WORKING_DAYS - 1),
  'lapses-soon': addWorkingDays(saidAtMs, COD_SAID_LAPSES_WORKING_DAYS - 1),
});

type Reminder = `${'' | 'doubt-'}${'due-soon' | 'lapses-soon'}`;

/** What is due to be told now of what was said then, and was not told since; null where nothing is. */
function reminderOf(
  { state, saidAtMs, remindedAtMs }: { state: CodState; saidAtMs: number | null; remindedAtMs: number | null },
  nowMs: number,
): Reminder | null {
  const at = remindersOf(saidAtMs ?? nowMs);
  const due = (what: 'due-soon' | 'lapses-soon'): Reminder => (isDoubted(state) ? `doubt-${what}` : what);
  if (nowMs >= at['lapses-soon']) return (remindedAtMs ?? 0) < at['lapses-soon'] ? due('lapses-soon') : null;
  const isUnanswered = COD_SAID.some((said) => said === state);
  return isUnanswered && nowMs >= at['due-soon'] && remindedAtMs === null ? due('due-soon') : null;
}

/** Job: a working day before, whoever can still answer hears once more that something is asked (8.5.3.ca). */
export async function remindOfSaidCash(context: LogisticsContext): Promise<void> {
  const nowMs = context.clock.now();
  const said = await context.rows
    .selectFrom('CodRemittance')
    .select(['id', 'state', 'carrierPartyId', 'sellerPartyId', 'amountFen', 'saidAtMs', 'remindedAtMs'])
    .where('state', 'in', COD_IN_QUESTION)
    .where('saidAtMs', '<=', nowMs - (COD_ANSWER_WORKING_DAYS - 1) * DAY_MS)
    .where((eb) => eb.or([eb('remindedAtMs', 'is', null), eb('remindedAtMs', '<', nowMs - DAY_MS)]))
    .orderBy('saidAtMs')
    .limit(REMINDED_PER_RUN_MAX)
    .execute();
  const due = said.flatMap((row) => {
    const what = reminderOf(row, nowMs);
    return what ? [{ ...row, what }] : [];
  });
  await eachAlone([...Map.groupBy(due, (row) => `${row.what} ${saidTogether(row)}`).values()], (together) =>
    context.transaction(async (tx) => {
      const told: typeof together = [];
      for (const row of together) {
        const { id, state, saidAtMs, remindedAtMs } = row;
        const still = { id, state, saidAtMs, remindedAtMs };
        if ((await tx.em.nativeUpdate(CodRemittance, still, { remindedAtMs: nowMs })) > 0) told.push(row);
      }
      if (told[0]) tellOfSaidCash(tx, told[0].what, told);
      return ok(null);
    }),
  );
}
