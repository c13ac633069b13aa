import { hasRole, partiesFor, type Actor } from '@heitu/kit/rules/actor';
import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { SELLER_ROLES, type Role } from '@heitu/standard';
import { expressionBuilder } from 'kysely';
import type { Database, OrdersContext, Row } from '../context.ts';

/** Who sees all of every recall. */
export const RECALL_OVERSEERS = [
  'operator-admin',
  'reviewer',
  'mediator',
  'finance',
  'regulator',
] as const satisfies readonly Role[];
export const seesRecalls = (actor: Actor): boolean => hasRole(actor, ...RECALL_OVERSEERS);
const sellersOf = (actor: Actor): string[] => partiesFor(actor, SELLER_ROLES, 'lots');

const rowBy = expressionBuilder<Database, 'RecallRow'>();
/** A row is its buyer's, its seller's and the overseers'. */
export function recallRowVisibleTo(actor: Actor) {
  if (seesRecalls(actor)) return rowBy.lit(true);
  const parties = sellersOf(actor);
  const buyer = rowBy('RecallRow.buyerAccountId', '=', actor.kind === 'account' ? actor.id : '');
  return parties.length > 0 ? rowBy.or([buyer, rowBy('RecallRow.partyId', 'in', parties)]) : buyer;
}

const caseBy = expressionBuilder<Database, 'RecallCase'>();
const rowsWith = (parties: readonly string[]) =>
  caseBy
    .selectFrom('RecallRow')
    .select('RecallRow.id')
    .whereRef('RecallRow.caseId', '=', 'RecallCase.id')
    .where('RecallRow.partyId', 'in', parties);
/** A case is its lot's seller's, the sellers' of lots made from it, and the overseers'. */
export function recallCaseVisibleTo(actor: Actor) {
  if (seesRecalls(actor)) return caseBy.lit(true);
  const parties = sellersOf(actor);
  if (parties.length === 0) return caseBy.lit(false);
  return caseBy.or([caseBy('RecallCase.partyId', 'in', parties), caseBy.exists(rowsWith(parties))]);
}
/** Goods of it lie sealed with a seller for whom this actor acts, until they are destroyed. */
export const liesSealedWith = (actor: Actor) =>
  caseBy.exists(rowsWith(sellersOf(actor)).where('RecallRow.state', '=', 'sealed'));

export async function recallCasesById(context: OrdersContext, ids: readonly string[]) {
  const rows = await context.rows
    .selectFrom('RecallCase')
    .selectAll()
    .where('id', 'in', ids)
    .where(recallCaseVisibleTo(context.actor))
    .execute();
  return inOrder(ids, ({ id }) => id, rows);
}
/** What everybody may read of a recall; asked for by those who have a row of it, too. */
export async function recallNoticesById(context: OrdersContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('RecallCase').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, rows);
}
export async function recallRowsById(context: OrdersContext, ids: readonly string[]) {
  const rows = await context.rows
    .selectFrom('RecallRow')
    .selectAll()
    .where('id', 'in', ids)
    .where(recallRowVisibleTo(context.actor))
    .execute();
  return inOrder(ids, ({ id }) => id, rows);
}

/** What is counted of a recall, units and people. */
export interface RecallFigures {
  lots: number;
  units: number;
  inStoreUnits: number;
  onWayUnits: number;
  recoveredUnits: number;
  destroyedUnits: number;
  shownUnits: number;
  goneUnits: number;
  buyers: number;
  told: number;
  texted: number;
  seen: number;
  reached: number;
  refundDueFen: number;
  refundedFen: number;
}
type Counted = Pick<
  Row<'RecallRow'>,
  | 'lotId'
  | 'orderId'
  | 'buyerAccountId'
  | 'units'
  | 'recoveredUnits'
  | 'goneUnits'
  | 'state'
  | 'toldAtMs'
  | 'smsAtMs'
  | 'seenAtMs'
  | 'roseAtMs'
  | 'reachedAtMs'
  | 'refundFen'
  | 'refundedAtMs'
>;

/** Pure: a buyer with several rows is told when one of them was, and reached when all of them were. */
export function countRecall(rows: readonly Counted[]): RecallFigures {
  const sum = (of: readonly Counted[], fieldOf: (row: Counted) => number): number =>
    of.reduce((total, row) => total + fieldOf(row), 0);
  const buyers = [...Map.groupBy(rows.filter(hasBuyer), ({ buyerAccountId }) => buyerAccountId).values()];
  return {
    lots: new Set(rows.map(({ lotId }) => lotId)).size,
    units: sum(rows, ({ units }) => units),
    inStoreUnits: sum(
      rows.filter(({ orderId }) => orderId === null),
      ({ units }) => units,
    ),
    onWayUnits: sum(
      rows.filter(({ state }) => state === 'on-way'),
      ({ units }) => units,
    ),
    recoveredUnits: sum(rows, ({ recoveredUnits }) => recoveredUnits),
    destroyedUnits: sum(
      rows.filter(({ state }) => state === 'destroyed'),
      ({ recoveredUnits }) => recoveredUnits,
    ),
    shownUnits: sum(
      rows.filter(({ state }) => state === 'shown'),
      ({ recoveredUnits }) => recoveredUnits,
    ),
    goneUnits: sum(rows, ({ units, recoveredUnits, goneUnits, state }) =>
      state === 'gone' ? units - recoveredUnits : goneUnits,
    ),
    buyers: buyers.length,
    told: buyers.filter((of) => of.some(({ toldAtMs }) => toldAtMs !== null)).length,
    texted: buyers.filter((of) => of.some(({ smsAtMs }) => smsAtMs !== null)).length,
    seen: buyers.filter((of) => of.some(hasSeen)).length,
    reached: buyers.filter((of) => of.every(({ reachedAtMs }) => reachedAtMs !== null)).length,
    refundDueFen: sum(rows, ({ refundFen }) => refundFen),
    refundedFen: sum(
      rows.filter(({ refundedAtMs }) => refundedAtMs !== null),
      ({ refundFen }) => refundFen,
    ),
  };
}
/** Confirmed, or answered or spoken to, since it was told how grave it is. */
const hasSeen = ({ seenAtMs, reachedAtMs, roseAtMs }: Counted): boolean =>
  seenAtMs !== null || (reachedAtMs !== null && reachedAtMs > (roseAtMs ?? 0));
const hasBuyer = ({ buyerAccountId }: Counted): boolean => buyerAccountId !== null;

/** Counted for whoever may see the case at all: the numbers name nobody. */
export async function figuresByCase(context: OrdersContext, caseIds: readonly string[]): Promise<RecallFigures[]> {
  const rows = await context.rows
    .selectFrom('RecallRow')
    .select(['caseId', 'lotId', 'orderId', 'buyerAccountId', 'units', 'recoveredUnits', 'goneUnits', 'state'])
    .select(['toldAtMs', 'smsAtMs', 'seenAtMs', 'roseAtMs', 'reachedAtMs', 'refundFen', 'refundedAtMs'])
    .where('caseId', 'in', caseIds)
    .execute();
  return groupedInOrder(caseIds, ({ caseId }) => caseId, rows).map(countRecall);
}
/** The two sums that everybody reads. */
export async function unitsByCase(context: OrdersContext, caseIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('RecallRow')
    .select('caseId')
    .select(({ fn }) => [fn.sum('units').as('units'), fn.sum('recoveredUnits').as('recoveredUnits')])
    .where('caseId', 'in', caseIds)
    .groupBy('caseId')
    .execute();
  return inOrder(
    caseIds,
    ({ caseId }) => caseId,
    rows.map((row) => ({ ...row, units: Number(row.units), recoveredUnits: Number(row.recoveredUnits) })),
  );
}
/** The codes of all its lots of which something was found. */
export async function codesByCase(context: OrdersContext, caseIds: readonly string[]): Promise<string[][]> {
  const rows = await context.rows
    .selectFrom('RecallRow')
    .select(['caseId', 'lotCode'])
    .distinct()
    .where('caseId', 'in', caseIds)
    .orderBy('lotCode')
    .execute();
  return groupedInOrder(caseIds, ({ caseId }) => caseId, rows).map((of) => of.map(({ lotCode }) => lotCode));
}
