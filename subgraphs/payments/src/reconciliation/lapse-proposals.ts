import { eachAlone } from '@heitu/kit/data/each-alone';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { booksMonths } from '../month/month.moves.ts';
import { BATCH_MAX } from '../provider.policy.ts';
import { reconciliationCases, remedies } from './case.moves.ts';
import { PROPOSAL_LAPSES_WORKING_DAYS } from './case.policy.ts';

const LAPSED = '没有第二个人确认，提议作废';

/** What was proposed, as it was read: what was proposed anew since is another. */
interface Proposed {
  id: string;
  proposedAtMs: number | null;
}

/** Job: what one proposed and no second one decided is void: nothing has happened, and it can be proposed anew. */
export async function lapseProposals(context: PaymentsContext): Promise<void> {
  const { clock, rows } = context;
  const untilMs = clock.now() - PROPOSAL_LAPSES_WORKING_DAYS * DAY_MS;
  const lapse = <Row extends Proposed>(
    { name: type, hasLapsed }: { name: string; hasLapsed(row: NoInfer<Row>, nowMs: number): boolean },
    proposed: readonly Row[],
    work: (tx: PaymentsTransaction, row: Proposed) => Promise<number>,
  ) =>
    eachAlone(
      proposed.filter((row) => hasLapsed(row, clock.now())),
      ({ id, proposedAtMs }) =>
        context.transaction(async (tx) => {
          if ((await work(tx, { id, proposedAtMs })) > 0) tx.audit({ type, id, clause: '9.2.cp', reason: LAPSED });
          return ok(null);
        }),
    );

  const months = await rows
    .selectFrom('BooksMonth')
    .selectAll()
    .where('state', 'in', ['closing', 'reopening'])
    .where('proposedAtMs', '<=', untilMs)
    .limit(BATCH_MAX)
    .execute();
  await lapse(booksMonths.lifecycle, months, async (tx, row) => {
    const moved = await booksMonths.bySystem(context, tx, 'reject-close', { ...row });
    return moved > 0 ? moved : booksMonths.bySystem(context, tx, 'reject-reopen', { ...row });
  });
  const corrections = await rows
    .selectFrom('ReconciliationCase')
    .selectAll()
    .where('state', '=', 'correcting')
    .where('proposedAtMs', '<=', untilMs)
    .limit(BATCH_MAX)
    .execute();
  await lapse(reconciliationCases.lifecycle, corrections, (tx, row) =>
    reconciliationCases.bySystem(context, tx, 'reject-correction', { ...row }, { proposedBy: null, note: LAPSED }),
  );
  const proposed = await rows
    .selectFrom('CaseRemedy')
    .selectAll()
    .where('state', '=', 'proposed')
    .where('proposedAtMs', '<=', untilMs)
    .limit(BATCH_MAX)
    .execute();
  await lapse(remedies.lifecycle, proposed, async (tx, { id }) => {
    const set = { liveNumber: null, endedAtMs: clock.now() };
    const moved = await remedies.bySystem(context, tx, 'reject', { id }, set);
    if (moved > 0) await reconciliationCases.bySystem(context, tx, 'reject', { remedyId: id });
    return moved;
  });
}
