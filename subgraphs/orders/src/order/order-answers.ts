import { decodeCursor, encodeCursor, pageOf, pageSize, type Page, type PageArgs } from '@heitu/kit/rules/graphql';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { newestFirst } from '@heitu/kit/rules/sorting';
import { ifGiven } from '@heitu/kit/data/given';
import { statement } from '@heitu/kit/data/statement';
import type { OrderRow, OrdersContext, OrdersRows } from '../context.ts';
import { ORDER_SEARCH_MAX, STATES_IN, type OrderPhase } from './order-phase.policy.ts';
import { ordersById } from './order.loader.ts';
import { OrderView } from './order.view.ts';

/** What mutations show: the order as it is now. */
export const orderNow = rowAfter(OrderView, ordersById);

export const selectOrders = (rows: OrdersRows) => rows.selectFrom('Order').selectAll();

const ordersOfBuyer = statement(
  (
    rows: OrdersRows,
    { buyerAccountId, after, limit }: { buyerAccountId: string; after?: readonly [number, string]; limit: number },
  ) =>
    selectOrders(rows)
      .where('buyerAccountId', '=', buyerAccountId)
      .$call(
        ifGiven(after, (query, [atMs, id]) =>
          query.where((eb) =>
            eb.or([eb('placedAtMs', '<', atMs), eb.and([eb('placedAtMs', '=', atMs), eb('id', '<', id)])]),
          ),
        ),
      )
      .orderBy('placedAtMs', 'desc')
      .orderBy('id', 'desc')
      .limit(limit),
);
/** One's own orders, newest first: the page that is opened most. */
export async function ownOrders(context: OrdersContext, page: PageArgs): Promise<Page<OrderRow>> {
  const first = pageSize(page);
  const [rows] = await context.read(
    ordersOfBuyer({
      buyerAccountId: context.actor.id,
      after: decodeCursor(page.after, 'number', 'string') ?? undefined,
      limit: first + 1,
    }),
  );
  return pageOf(rows, first, (row) => encodeCursor(row.placedAtMs, row.id), page.after);
}
/** Those of one's own that are as far as this, or that a word or a number finds. */
export function ownOrdersFound(
  context: OrdersContext,
  { phase, words }: { phase?: OrderPhase; words: string },
  page: PageArgs,
): Promise<Page<OrderRow>> {
  const query = selectOrders(context.rows)
    .where('buyerAccountId', '=', context.actor.id)
    .$call(ifGiven(phase, (own, asked) => own.where('state', 'in', STATES_IN[asked])))
    .$if(words !== '', (own) =>
      own.where((eb) =>
        eb.or([
          eb('number', '=', words),
          eb.exists(
            eb
              .selectFrom('OrderLine as line')
              .select('line.id')
              .whereRef('line.orderId', '=', 'Order.id')
              .where('line.title', 'like', `%${words}%`),
          ),
        ]),
      ),
    );
  return newestFirst(query, page, { at: 'placedAtMs' });
}
/** What somebody types, without the signs that stand for others. */
export const searchWords = (typed: string | undefined): string =>
  (typed ?? '')
    .trim()
    .slice(0, ORDER_SEARCH_MAX)
    .replaceAll(/[\\%_]/g, '');
