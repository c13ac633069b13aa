import { decodeCursor, encodeCursor, pageOf, pageSize, type Page, type PageArgs } from '@heitu/kit/rules/graphql';

interface ById<Row> {
  where(column: 'id', operator: '<', value: string): ById<Row>;
  orderBy(column: 'id', direction: 'desc'): ById<Row>;
  limit(count: number): ById<Row>;
  execute(): Promise<Row[]>;
}

/** A page of a query over one table, newest first. */
export async function pageById<Row extends { id: string }>(
  query: { execute(): Promise<Row[]> },
  page: PageArgs,
): Promise<Page<Row>> {
  const first = pageSize(page);
  const after = decodeCursor(page.after, 'string');
  const from = query as unknown as ById<Row>;
  const rows = await (after ? from.where('id', '<', String(after[0])) : from)
    .orderBy('id', 'desc')
    .limit(first + 1)
    .execute();
  return pageOf(rows, first, (row) => encodeCursor(row.id), page.after);
}
