import { inOrder } from '@heitu/kit/rules/graphql';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { OrdersContext, Row } from '../context.ts';

export type QuoteRow = Row<'Quote'>;

/** Whose a quote is to use: the buyer's, or the agent's who buys for them. */
export const usesQuote = ({ accountId, errand }: Pick<QuoteRow, 'accountId' | 'errand'>, actorId: string): boolean =>
  errand ? fromJson(errand).agentId === actorId : accountId === actorId;

/** One's own quotes. */
export async function quotesById(context: OrdersContext, ids: readonly string[]): Promise<(QuoteRow | null)[]> {
  const rows = await context.rows.selectFrom('Quote').selectAll().where('id', 'in', ids).execute();
  const own = rows.filter((row) => usesQuote(row, context.actor.id));
  return inOrder(ids, (row) => row.id, own);
}
