import { eachAlone } from '@heitu/kit/data/each-alone';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import { BATCH_MAX } from '../provider.policy.ts';
import { Recovery } from './advance.entity.ts';
import { recoveries } from './advance.moves.ts';
import { END_LAPSES_WORKING_DAYS, endLapsesAtMs, endRemindsAtMs, NO_PROPOSAL } from './recovery.policy.ts';
import { tellOfEnd } from './tell-of-end.ts';

/** How open debts are to end, as was proposed before so many days. */
const proposedBefore = ({ rows }: PaymentsContext, beforeMs: number) =>
  rows
    .selectFrom('Recovery')
    .select(['id', 'creditorPartyId', 'partyId', 'amountFen', 'setOffFen', 'endHow', 'proposedAtMs'])
    .select('creditorAgreedAtMs')
    .where('state', '=', 'open')
    .where('proposedAtMs', '<=', beforeMs)
    .limit(BATCH_MAX);

/** Job: how a debt ends, as one proposed and nobody agreed to or confirmed, is void: it is owed and collected on. */
export async function lapseEnds(context: PaymentsContext): Promise<void> {
  const nowMs = context.clock.now();
  const proposed = await proposedBefore(context, nowMs - END_LAPSES_WORKING_DAYS * DAY_MS).execute();
  const lapsed = proposed.filter((row) => endLapsesAtMs(row) <= nowMs);
  await eachAlone(lapsed, (proposal) =>
    context.transaction(async (tx) => {
      const { id, proposedAtMs, creditorAgreedAtMs } = proposal;
      const still = { id, proposedAtMs, creditorAgreedAtMs };
      if ((await recoveries.bySystem(context, tx, 'lapse-end', still, NO_PROPOSAL)) > 0) {
        tx.audit({ type: 'recovery', id, clause: '6.6.d' });
        tellOfEnd(tx, 'lapsed', proposal);
      }
      return ok(null);
    }),
  );
}

/** Job: whoever is owed a debt and was asked hears of it again, once, a working day before the question lapses. */
export async function remindOfEnds(context: PaymentsContext): Promise<void> {
  const nowMs = context.clock.now();
  const unanswered = await proposedBefore(context, nowMs - (END_LAPSES_WORKING_DAYS - 1) * DAY_MS)
    .where('creditorAgreedAtMs', 'is', null)
    .where('endRemindedAtMs', 'is', null)
    .execute();
  const due = unanswered.filter((row) => endRemindsAtMs(row) <= nowMs && nowMs < endLapsesAtMs(row));
  await eachAlone(due, (proposal) =>
    context.transaction(async (tx) => {
      const { id, proposedAtMs } = proposal;
      const still = { id, state: 'open' as const, proposedAtMs, creditorAgreedAtMs: null, endRemindedAtMs: null };
      if ((await tx.em.nativeUpdate(Recovery, still, { endRemindedAtMs: nowMs })) > 0)
        tellOfEnd(tx, 'due-soon', proposal);
      return ok(null);
    }),
  );
}
