import { GraphQLError } from 'graphql';
import { ArgsType, Field, ID, type ClassType } from 'type-graphql';
import { enumOf } from './enums.ts';
import { badCursor, decodeCursor, encodeCursor, PageArgs, pageOf, pageSize, type Page } from './graphql.ts';

/** Which page of a list, by which of its columns. */
export interface SortedPage<By extends string = string> extends PageArgs {
  sort?: By;
  descending?: boolean;
  id?: string;
}
/** The arguments of a list, whose enum names what it can be sorted by: `sortedArgs('LotSort', LOT_SORTS)`. */
export function sortedArgs<By extends string>(
  name: string,
  columns: Readonly<Record<By, unknown>>,
): ClassType<SortedPage<By>> {
  const Sort = enumOf(name, Object.keys(columns) as By[]);
  @ArgsType()
  class Sorted extends PageArgs {
    @Field(() => Sort, { nullable: true, description: 'By which field; left out: as the list says.' }) sort?: By;
    @Field(() => Boolean, { nullable: true, description: 'The greatest first; left out: as the list says.' })
    descending?: boolean;
    @Field(() => ID, { nullable: true, description: 'Only this row, where it is in the list.' }) id?: string;
  }
  return Sorted;
}

interface Sortable<Row> {
  where(condition: (eb: Conditions) => unknown): Sortable<Row>;
  orderBy(column: string, direction: 'asc' | 'desc'): Sortable<Row>;
  limit(count: number): Sortable<Row>;
  execute(): Promise<Row[]>;
}
interface Conditions {
  (column: string, operator: string, value: unknown): unknown;
  or(conditions: readonly unknown[]): unknown;
  and(conditions: readonly unknown[]): unknown;
}
/**
 * What a client may sort by → a column of numbers (a moment, fen, a flag), or of texts (a date, a state). None is ever
 * null.
 */
export type SortColumns<Row> = Readonly<Record<string, (string & keyof Row) | { text: string & keyof Row }>>;
interface Where {
  /** The table's name in the query, where that joins several. */
  table?: string;
  /** Which column is unique, and names a row in an address. */
  key?: string;
}

/** What comes after a row, in the order of these two columns. */
const past =
  ([column, id]: readonly [string, string], beyond: '<' | '>', [value, key]: readonly [string | number, string]) =>
  (eb: Conditions): unknown =>
    eb.or([eb(column, beyond, value), eb.and([eb(column, '=', value), eb(id, beyond, key)])]);

/** A page of a query, newest first: by its ids, which grow with time, or by a column of moments, then by its ids. */
export async function newestFirst<Row extends { id: string }>(
  query: { execute(): Promise<Row[]> },
  page: PageArgs,
  {
    at,
    table,
  }: {
    at?: { [Column in keyof Row]: Row[Column] extends number ? Column : never }[keyof Row] & string;
    table?: string;
  } = {},
): Promise<Page<Row>> {
  const first = pageSize(page);
  const name = (column: string): string => (table === undefined ? column : `${table}.${column}`);
  let from = query as unknown as Sortable<Row>;
  if (at === undefined) {
    const after = decodeCursor(page.after, 'string');
    if (after) from = from.where((eb) => eb(name('id'), '<', after[0]));
  } else {
    const after = decodeCursor(page.after, 'number', 'string');
    if (after) from = from.where(past([name(at), name('id')], '<', after));
    from = from.orderBy(name(at), 'desc');
  }
  const rows = await from
    .orderBy(name('id'), 'desc')
    .limit(first + 1)
    .execute();
  const markOf = (row: Row): string =>
    at === undefined ? encodeCursor(row.id) : encodeCursor(Number(row[at]), row.id);
  return pageOf(rows, first, markOf, page.after);
}

/**
 * A page of a query, sorted by a column of one table, then by that table's key; or the one row whose key is asked for.
 * A page mark holds for the sort that it was given with.
 */
export async function sortedPage<Row extends object>(
  query: { execute(): Promise<Row[]> },
  args: SortedPage,
  columns: SortColumns<Row>,
  standard: { by: string; descending: boolean },
  { table, key = 'id' }: Where = {},
): Promise<Page<Row>> {
  const first = pageSize(args);
  const by = args.sort || standard.by;
  if (!Object.hasOwn(columns, by))
    throw new GraphQLError(`只能按 ${Object.keys(columns).join('、')} 排序`, {
      extensions: { code: 'BAD_USER_INPUT', sorts: Object.keys(columns) },
    });
  const wanted = columns[by]!;
  const isText = typeof wanted === 'object';
  const column = isText ? wanted.text : wanted;
  const [sorted, id] = table === undefined ? [column, key] : [`${table}.${column}`, `${table}.${key}`];
  const descending = args.descending ?? (args.sort ? false : standard.descending);
  const after = decodeCursor(args.after, 'string', isText ? 'string' : 'number', 'string');
  if (after && after[0] !== by) throw badCursor();
  const beyond = descending ? '<' : '>';
  const direction = descending ? 'desc' : 'asc';
  let from = query as unknown as Sortable<Row>;
  if (args.id) from = from.where((eb) => eb(id, '=', args.id));
  if (after) from = from.where(past([sorted, id], beyond, [after[1], after[2]]));
  const rows = await from
    .orderBy(sorted, direction)
    .orderBy(id, direction)
    .limit(first + 1)
    .execute();
  const keyOf = (row: Row, name: string): unknown => (row as Record<string, unknown>)[name];
  return pageOf(
    rows,
    first,
    (row) =>
      encodeCursor(by, isText ? String(keyOf(row, column)) : Number(keyOf(row, column)), String(keyOf(row, key))),
    args.after,
  );
}
