import { groupedInOrder, inOrder, type Page } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import { isOverseer, ownPartyIds } from '../access.ts';
import { statement } from '@heitu/kit/data/statement';
import { given } from '@heitu/kit/data/given';
import type { SellersContext, SellersRows } from '../context.ts';
import type { FilingState } from './filing.lifecycle.ts';

const filingRows = (context: SellersContext) => context.rows.selectFrom('Filing').selectAll();
export type FilingRow = Awaited<ReturnType<ReturnType<typeof filingRows>['executeTakeFirstOrThrow']>>;
const visible = (context: SellersContext) =>
  filingRows(context).$if(!isOverseer(context), (query) => query.where('partyId', 'in', ownPartyIds(context, 'shop')));

export async function filingsById(context: SellersContext, ids: readonly string[]): Promise<(FilingRow | null)[]> {
  return inOrder(ids, (row) => row.id, await visible(context).where('id', 'in', ids).execute());
}
export async function filingsOfParty(context: SellersContext, partyIds: readonly string[]): Promise<FilingRow[][]> {
  return groupedInOrder(
    partyIds,
    (row) => row.partyId,
    await visible(context).where('partyId', 'in', partyIds).orderBy('id', 'desc').execute(),
  );
}
/** Only reached from a filing that was already let through. */
export async function witnessesByFiling(context: SellersContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('WitnessedFiling').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, rows);
}
/** By what filings can be sorted. */
export const FILING_SORTS = {
  submittedAt: 'submittedAtMs',
  state: { text: 'state' },
  kind: { text: 'kind' },
} as const satisfies SortColumns<FilingRow>;
/** Waiting ones oldest first, so that nobody waits behind a newcomer; others newest first. */
export const filingPage = (
  context: SellersContext,
  state: FilingState | undefined,
  page: SortedPage,
): Promise<Page<FilingRow>> =>
  sortedPage(
    visible(context).where((eb) => eb.and(given({ state }))),
    page,
    FILING_SORTS,
    { by: 'submittedAt', descending: state !== 'under-review' },
  );

const documentRows = (context: SellersContext) => context.rows.selectFrom('Document').selectAll();
export type DocumentRow = Awaited<ReturnType<ReturnType<typeof documentRows>['executeTakeFirstOrThrow']>>;

const documentsOfParties = statement((rows: SellersRows, { partyIds }: { partyIds: readonly string[] }) =>
  rows
    .selectFrom('Document')
    .selectAll()
    .where('partyId', 'in', partyIds)
    .where('state', '!=', 'withdrawn')
    .orderBy('id'),
);
/** All papers of parties; what of them may be seen is decided where they are shown. */
export async function documentsOfParty(context: SellersContext, partyIds: readonly string[]): Promise<DocumentRow[][]> {
  const [rows] = await context.read(documentsOfParties({ partyIds }));
  return groupedInOrder(partyIds, (row) => row.partyId, rows);
}
export async function documentsOfSupplier(
  context: SellersContext,
  supplierIds: readonly string[],
): Promise<DocumentRow[][]> {
  const rows = await documentRows(context)
    .where('supplierId', 'in', supplierIds)
    .where('state', '!=', 'withdrawn')
    .orderBy('id')
    .execute();
  return groupedInOrder(supplierIds, (row) => row.supplierId, rows);
}
/** Papers that this actor has just written, or of whose end their party was told. */
export async function documentsById(context: SellersContext, ids: readonly string[]): Promise<(DocumentRow | null)[]> {
  return inOrder(ids, (row) => row.id, await documentRows(context).where('id', 'in', ids).execute());
}

export async function remindersOfParty(context: SellersContext, partyIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('Reminder')
    .selectAll()
    .where('partyId', 'in', partyIds)
    .orderBy('id', 'desc')
    .execute();
  return groupedInOrder(partyIds, (row) => row.partyId, rows);
}
