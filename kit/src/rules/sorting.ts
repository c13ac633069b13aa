import { GraphQLError } from 'graphql';
import { sql, type SelectQueryBuilder, type SqlBool } from 'kysely';
import { ArgsType, Field, ID, type ClassType } from 'type-graphql';
import { keysOf } from './checked.ts';
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
  const Sort = enumOf<By>(name, keysOf(columns));
  @ArgsType()
  class Sorted extends PageArgs {
    @Field(() => Sort, { nullable: true, description: 'By which field; left out: as the list says.' }) sort?: By;
    @Field(() => Boolean, { nullable: true, description: 'The greatest first; left out: as the list says.' })
    descending?: boolean;
    @Field(() => ID, { nullable: true, description: 'Only this row, where it is in the list.' }) id?: string;
  }
  return Sorted;
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

type Ref = ReturnType<typeof sql.ref>;
const refOf = (table: string | undefined, column: string): Ref =>
  sql.ref(table === undefined ? column : `${table}.${column}`);
/** What comes after a row, in the order of these two columns. */
const past = ([column, id]: readonly [Ref, Ref], sign: '<' | '>', [value, key]: readonly [string | number, string]) => {
  const beyond = sql.raw(sign);
  return sql<SqlBool>`(${column} ${beyond} ${value} or (${column} = ${value} and ${id} ${beyond} ${key}))`;
};

/** A page of a query, newest first: by its ids, which grow with time, or by a column of moments, then by its ids. */
export async function newestFirst<DB, Tables extends keyof DB, Row extends { id: string }>(
  query: SelectQueryBuilder<DB, Tables, Row>,
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
  const id = refOf(table, 'id');
  let from = query;
  if (at === undefined) {
    const after = decodeCursor(page.after, 'string');
    if (after) from = from.where(id, '<', after[0]);
  } else {
    const after = decodeCursor(page.after, 'number', 'string');
    const moment = refOf(table, at);
    if (after) from = from.where(past([moment, id], '<', after));
    from = from.orderBy(moment, 'desc');
  }
  const rows = await from
    .orderBy(id, 'desc')
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
export async function sortedPage<DB, Tables extends keyof DB, Row extends object>(
  query: SelectQueryBuilder<DB, Tables, Row>,
  args: SortedPage,
  columns: SortColumns<Row>,
  standard: { by: string; descending: boolean },
  { table, key = 'id' }: Where = {},
): Promise<Page<Row>> {
  const first = pageSize(args);
  const by = args.sort || standard.by;
  const wanted = Object.hasOwn(columns, by) ? columns[by] : undefined;
  if (wanted === undefined)
    throw new GraphQLError(`只能按 ${Object.keys(columns).join('、')} 排序`, {
      extensions: { code: 'BAD_USER_INPUT', sorts: Object.keys(columns) },
    });
  const isText = typeof wanted === 'object';
  const column = isText ? wanted.text : wanted;
  const [sorted, id] = [refOf(table, column), refOf(table, key)];
  const descending = args.descending ?? (args.sort ? false : standard.descending);
  const after = decodeCursor(args.after, 'string', isText ? 'string' : 'number', 'string');
  if (after && after[0] !== by) throw badCursor();
  const beyond = descending ? '<' : '>';
  const direction = descending ? 'desc' : 'asc';
  let from = query;
  if (args.id) from = from.where(id, '=', args.id);
  if (after) from = from.where(past([sorted, id], beyond, [after[1], after[2]]));
  const rows = await from
    .orderBy(sorted, direction)
    .orderBy(id, direction)
    .limit(first + 1)
    .execute();
  const keyOf = (row: Row, name: string): unknown => Reflect.get(row, name);
  return pageOf(
    rows,
    first,
    (row) =>
      encodeCursor(by, isText ? String(keyOf(row, column)) : Number(keyOf(row, column)), String(keyOf(row, key))),
    args.after,
  );
}
