import { inOrder } from '@heitu/kit/rules/graphql';
import type { TrustContext, TrustTransaction } from '../context.ts';

type Rows = Pick<TrustTransaction, 'rows'>;

export async function objectionsById({ rows }: TrustContext, ids: readonly string[]) {
  const found = await rows.selectFrom('AssessmentObjection').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, found);
}

/** Of each `2026-11 PARTY…`, oldest first. */
export async function objectionsByResult({ rows }: TrustContext, keys: readonly string[]) {
  const parts = keys.map((key) => key.split(' '));
  const found = await rows
    .selectFrom('AssessmentObjection')
    .selectAll()
    .where('month', 'in', [...new Set(parts.map(([month = '']) => month))])
    .where('partyId', 'in', [...new Set(parts.map(([, partyId = '']) => partyId))])
    .orderBy('id')
    .execute();
  const of = Map.groupBy(found, ({ month, partyId }) => `${month} ${partyId}`);
  return keys.map((key) => of.get(key) ?? []);
}

/** When the month was assessed, where it is not published yet. */
export async function draftsByMonth({ rows }: TrustContext, months: readonly string[]) {
  const found = await rows
    .selectFrom('AssessedMonth')
    .select(['month', 'assessedAtMs', 'missingSources'])
    .where('month', 'in', months)
    .where('state', '=', 'draft')
    .execute();
  return inOrder(months, ({ month }) => month, found);
}

/** Who still waits for an answer. */
export const openObjectors = ({ rows }: Rows, month: string) =>
  rows
    .selectFrom('AssessmentObjection as o')
    .innerJoin('Assessment as a', (join) => join.onRef('a.month', '=', 'o.month').onRef('a.partyId', '=', 'o.partyId'))
    .select(['a.partyId', 'a.partyName'])
    .where('o.month', '=', month)
    .where('o.state', '=', 'raised')
    .orderBy('o.id')
    .execute();

/** The figures of each party that do not count that month. */
export async function leftOutOf({ rows }: Rows, month: string): Promise<(partyId: string) => string[]> {
  const upheld = await rows
    .selectFrom('AssessmentObjection')
    .select(['partyId', 'metric'])
    .where('month', '=', month)
    .where('state', '=', 'upheld')
    .execute();
  const of = Map.groupBy(upheld, ({ partyId }) => partyId);
  return (partyId) => (of.get(partyId) ?? []).map(({ metric }) => metric);
}
