import { inOrder } from '@heitu/kit/rules/graphql';
import type { OrdersContext, Row } from '../context.ts';

export type QuoteRow = Row<'Quote'>;

/** One's own quotes. */
export async function quotesById(context: OrdersContext, ids: readonly string[]): Promise<(QuoteRow | null)[]> {
  const rows = await context.rows
    .selectFrom('Quote')
    .selectAll()
    .where('id', 'in', ids)
    .where('accountId', '=', context.actor.id)
    .execute();
  return inOrder(ids, (row) => row.id, rows);
}
