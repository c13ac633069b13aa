import type { EvidenceFigure } from '@heitu/kit/rules/evidence';
import type { TrustContext } from './context.ts';

type Table = Parameters<TrustContext['rows']['selectFrom']>[0] & string;
/** A condition: column, operator, value. */
export type Where = readonly [
  column: string,
  operator: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'is' | 'is not' | 'in' | 'like',
  value: unknown,
];

/** SQLite's driver binds no booleans. */
const bound = (value: unknown): string => (typeof value === 'boolean' ? Number(value) : value) as string;

/** `select count(*)` under conditions: what most evidence is made of. */
export async function countRows(context: TrustContext, table: Table, ...where: Where[]): Promise<number> {
  let query = context.rows.selectFrom(table as 'Account').select(({ fn }) => fn.countAll<number>().as('count'));
  for (const [column, operator, value] of where) query = query.where(column as 'id', operator, bound(value));
  return Number((await query.executeTakeFirstOrThrow()).count);
}

/** Counts by one column's values. */
export async function countBy(
  context: TrustContext,
  table: Table,
  column: string,
  ...where: Where[]
): Promise<Map<string, number>> {
  let query = context.rows
    .selectFrom(table as 'Account')
    .select([`${column} as key` as 'id as key', ({ fn }) => fn.countAll<number>().as('count')]);
  for (const [name, operator, value] of where) query = query.where(name as 'id', operator, bound(value));
  const rows = await query.groupBy(column as 'id').execute();
  return new Map(rows.map((row) => [String(row.key), Number(row.count)]));
}

/** Rows of a column in a period. */
export const within = (column: string, period: { fromMs: number; toMs: number }): Where[] => [
  [column, '>=', period.fromMs],
  [column, '<', period.toMs],
];

/** No figures at all where nothing was counted: zero of zero is not evidence. */
export const shown = (total: number, figures: EvidenceFigure[]): EvidenceFigure[] => (total === 0 ? [] : figures);

export const share = (good: number, total: number): number =>
  total === 0 ? 0 : Math.round((good / total) * 1000) / 10;
