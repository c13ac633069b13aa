import { GraphQLError } from 'graphql';
import { ArgsType, Field } from 'type-graphql';
import { decodeCursor, encodeCursor, PageArgs, pageOf, pageSize, type Page } from './graphql.ts';

@ArgsType()
export class SortedPageArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'By which field; left out: as the list says.' }) sort?: string;
  @Field(() => Boolean, { nullable: true, description: 'The greatest first; left out: as the list says.' }) descending?: boolean;
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
 * A page of a query, sorted by a column of one table that is never null and stands in an index, then by that table's id.
 * `columns`: what a client may sort by → the column. `table`: its name in the query, where that joins several.
 */
export async function sortedPage<Row extends { id: string }>(
  query: { execute(): Promise<Row[]> }, args: SortedPageArgs, columns: Readonly<Record<string, string & keyof Row>>, standard: { by: string; descending: boolean }, table?: string,
): Promise<Page<Row>> {
  const first = pageSize(args);
  const by = args.sort || standard.by;
  if (!Object.hasOwn(columns, by)) throw new GraphQLError(`只能按 ${Object.keys(columns).join('、')} 排序`, { extensions: { code: 'BAD_USER_INPUT', sorts: Object.keys(columns) } });
  const column = columns[by]!;
  const [sorted, id] = table === undefined ? [column, 'id'] : [`${table}.${column}`, `${table}.id`];
  const descending = args.descending ?? (args.sort ? false : standard.descending);
  const after = decodeCursor(args.after, 'number', 'string');
  const beyond = descending ? '<' : '>';
  const direction = descending ? 'desc' : 'asc';
  let from = query as unknown as Sortable<Row>;
  if (after) from = from.where((eb) => eb.or([eb(sorted, beyond, after[0]), eb.and([eb(sorted, '=', after[0]), eb(id, beyond, after[1])])]));
  const rows = await from.orderBy(sorted, direction).orderBy(id, direction).limit(first + 1).execute();
  return pageOf(rows, first, (row) => encodeCursor(row[column] as number, row.id), args.after);
}
