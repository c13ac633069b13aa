import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { hasRole } from '@heitu/kit/rules/actor';
import { OVERSEERS } from '@heitu/standard';
import { applicantId } from '../access.ts';
import type { SellersContext } from '../context.ts';
import type { SessionState, SittingState } from './training.lifecycles.ts';

const sessionRows = (context: SellersContext) => context.rows.selectFrom('TrainingSession').selectAll();
export type SessionRow = Awaited<ReturnType<ReturnType<typeof sessionRows>['executeTakeFirstOrThrow']>>;
const seatRows = (context: SellersContext) => context.rows.selectFrom('TrainingSeat').selectAll();
export type SeatRow = Awaited<ReturnType<ReturnType<typeof seatRows>['executeTakeFirstOrThrow']>>;
const sittingRows = (context: SellersContext) => context.rows.selectFrom('ExamSitting').selectAll();
export type SittingRow = Awaited<ReturnType<ReturnType<typeof sittingRows>['executeTakeFirstOrThrow']>>;

/** Who sees who came and what they scored. */
export const seesTrainings = (context: SellersContext): boolean =>
  context.actor.kind === 'system' || hasRole(context.actor, ...OVERSEERS.filings);

/** Sessions are announced to everybody who has signed in. */
export async function sessionsById(context: SellersContext, ids: readonly string[]) {
  return inOrder(ids, (row) => row.id, await sessionRows(context).where('id', 'in', ids).execute());
}
export const SESSION_SORTS = { startsAt: 'startsAtMs', state: { text: 'state' } } as const;
export function sessionsPage(context: SellersContext, state: SessionState | undefined, page: SortedPage) {
  const query = state ? sessionRows(context).where('state', '=', state) : sessionRows(context);
  return sortedPage(query, page, SESSION_SORTS, { by: 'startsAt', descending: true });
}

const seenSeats = (context: SellersContext) =>
  seatRows(context).$if(!seesTrainings(context), (query) => query.where('accountId', '=', applicantId(context)));
export async function seatsById(context: SellersContext, ids: readonly string[]) {
  return inOrder(ids, (row) => row.id, await seenSeats(context).where('id', 'in', ids).execute());
}
/** Seats of sessions: one's own, all of them for overseers. */
export async function seatsOfSessions(context: SellersContext, sessionIds: readonly string[]): Promise<SeatRow[][]> {
  const rows = await seenSeats(context).where('sessionId', 'in', sessionIds).orderBy('id').execute();
  return groupedInOrder(sessionIds, (row) => row.sessionId, rows);
}
export async function ownSeats(context: SellersContext, sessionIds: readonly string[]): Promise<(SeatRow | null)[]> {
  const rows = await seatRows(context)
    .where('sessionId', 'in', sessionIds)
    .where('accountId', '=', applicantId(context))
    .execute();
  return inOrder(sessionIds, (row) => row.sessionId, rows);
}

const seenSittings = (context: SellersContext) =>
  sittingRows(context).$if(!seesTrainings(context), (query) => query.where('accountId', '=', applicantId(context)));
export async function sittingsById(context: SellersContext, ids: readonly string[]) {
  return inOrder(ids, (row) => row.id, await seenSittings(context).where('id', 'in', ids).execute());
}
export const SITTING_SORTS = { startedAt: 'startedAtMs', state: { text: 'state' } } as const;
export function sittingsPage(context: SellersContext, state: SittingState | undefined, page: SortedPage) {
  const query = state ? seenSittings(context).where('state', '=', state) : seenSittings(context);
  return sortedPage(query, page, SITTING_SORTS, { by: 'startedAt', descending: true });
}

/** What the caller holds: certificates of passed exams, and what was filed on paper before there were any. */
export const ownTrainings = (context: SellersContext) =>
  context.rows
    .selectFrom('Training')
    .selectAll()
    .where('accountId', '=', applicantId(context))
    .orderBy('trainedOn', 'desc')
    .limit(50)
    .execute();

/** How people of a business are called on lists of trainings. */
export async function namesOnFile(context: SellersContext, keys: readonly string[]) {
  const rows = await context.rows
    .selectFrom('Staff')
    .select(['partyId', 'accountId', 'nameSealed', 'post'])
    .where('accountId', 'in', [...new Set(keys.map((key) => key.split(' ')[1] ?? ''))])
    .execute();
  return inOrder(keys, (row) => `${row.partyId} ${row.accountId}`, rows);
}
