import { sql } from 'kysely';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { declared, info, measured, reviewed, signed } from '@heitu/kit/rules/evidence';
import type { TrustContext } from './context.ts';

type Table = Parameters<TrustContext['rows']['selectFrom']>[0] & string;
/** A condition: column, operator, value. */
export type Where = readonly [
  column: string,
  operator: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'is' | 'is not' | 'in' | 'like',
  value: unknown,
];

/** SQLite's driver binds no booleans. */
const bound = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value);
/** A table and columns that are named by the caller. */
const counted = (context: TrustContext, table: Table, where: readonly Where[]) =>
  context.rows
    .selectFrom(sql<object>`${sql.table(table)}`.as('counted'))
    .where((eb) => eb.and(where.map(([column, operator, value]) => eb(sql.ref(column), operator, bound(value)))))
    .select(({ fn }) => fn.countAll<number>().as('count'));

/** `select count(*)` under conditions: what most evidence is made of. */
export async function countRows(context: TrustContext, table: Table, ...where: Where[]): Promise<number> {
  return Number((await counted(context, table, where).executeTakeFirstOrThrow()).count);
}

/** Counts by one column's values. */
export async function countBy(
  context: TrustContext,
  table: Table,
  column: string,
  ...where: Where[]
): Promise<Map<string, number>> {
  const key = sql<unknown>`${sql.ref(column)}`;
  const rows = await counted(context, table, where).select(key.as('key')).groupBy(key).execute();
  return new Map(rows.map((row) => [String(row.key), Number(row.count)]));
}

/** Rows of a column in a period. */
export const within = (column: string, period: { fromMs: number; toMs: number }): Where[] => [
  [column, '>=', period.fromMs],
  [column, '<', period.toMs],
];

export { declared, info, measured, reviewed, signed };
export const daysSince = (context: TrustContext, atMs: number): number =>
  Math.floor((context.clock.now() - atMs) / DAY_MS);

/** Hours, to a tenth. */
export const hours = (ms: number): number => Math.round((ms / HOUR_MS) * 10) / 10;
