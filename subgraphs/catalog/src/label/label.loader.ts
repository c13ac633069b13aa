import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { ownParties, isOverseer } from '../access.ts';
import { sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import type { CatalogContext, CatalogRows } from '../context.ts';
import type { LabelDoubtState } from './label-doubt.lifecycle.ts';
import { claimsIn } from './statement.ts';

const RUNS_SHOWN_MAX = 50;
const runs = (context: CatalogContext) => context.rows.selectFrom('LabelRun').selectAll();
type RunRow = Awaited<ReturnType<ReturnType<typeof runs>['execute']>>[number];

const shown = ({ services }: CatalogContext, run: RunRow) => ({
  ...run,
  toSerial: run.fromSerial + run.count - 1,
  claims: claimsIn(run.claims),
  canBeOpened: run.keyId === services.traceSigner.keyId,
});

/** Of one's own lots; overseers see everybody's. */
export async function labelRunsById(context: CatalogContext, ids: readonly string[]) {
  const rows = await runs(context)
    .where('id', 'in', ids)
    .$if(!isOverseer(context), (query) => query.where('partyId', 'in', ownParties(context, 'lots')))
    .execute();
  return inOrder(
    ids,
    (row) => row.id,
    rows.map((row) => shown(context, row)),
  );
}

export async function labelRunsByLot(context: CatalogContext, lotIds: readonly string[]) {
  const rows = await runs(context).where('lotId', 'in', lotIds).orderBy('printedAtMs', 'desc').orderBy('id').execute();
  return groupedInOrder(
    lotIds,
    (row) => row.lotId,
    rows.map((row) => shown(context, row)),
  ).map((all) => all.slice(0, RUNS_SHOWN_MAX));
}

/** Doubts about labels of one's own lots; overseers see everybody's. */
export const seenDoubts = (context: CatalogContext, rows: CatalogRows) =>
  rows
    .selectFrom('LabelDoubt')
    .selectAll()
    .$if(!isOverseer(context), (query) => query.where('partyId', 'in', ownParties(context, 'lots')));
export type LabelDoubtRow = Awaited<ReturnType<ReturnType<typeof seenDoubts>['executeTakeFirstOrThrow']>>;

export async function labelDoubtsById(context: CatalogContext, ids: readonly string[]) {
  const rows = await seenDoubts(context, context.rows).where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows);
}
/** By what doubts can be sorted. */
export const LABEL_DOUBT_SORTS = {
  answerDueAt: 'answerDueAtMs',
  openedAt: 'openedAtMs',
  state: { text: 'state' },
} as const;
/** The soonest due first, or sorted. */
export function labelDoubtsPage(context: CatalogContext, state: LabelDoubtState | undefined, page: SortedPage) {
  const seen = seenDoubts(context, context.rows);
  const query = state ? seen.where('state', '=', state) : seen;
  return sortedPage(query, page, LABEL_DOUBT_SORTS, { by: 'answerDueAt', descending: false });
}

/** What nobody has looked into yet, of each lot. */
export async function openDoubtsByLot(context: CatalogContext, lotIds: readonly string[]) {
  const rows = await seenDoubts(context, context.rows)
    .where('lotId', 'in', lotIds)
    .where('state', '=', 'open')
    .orderBy('openedAtMs')
    .execute();
  return groupedInOrder(lotIds, (row) => row.lotId, rows);
}
