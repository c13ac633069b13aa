import { decodeCursor, encodeCursor, pageOf, pageSize, type Page, type PageArgs } from '@heitu/kit/rules/graphql';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { statement } from '@heitu/kit/data/statement';
import type { OrderRow, OrdersContext, OrdersRows } from '../context.ts';
import { ordersById } from './order.loader.ts';
import { OrderView } from './order.view.ts';
import { newestFirst } from '@heitu/kit/rules/sorting';

/** What mutations show: the order as it is now. */
export const orderNow = rowAfter(OrderView, ordersById);

type OrderQuery = ReturnType<typeof selectOrders>;
export const selectOrders = (rows: OrdersRows) => rows.selectFrom('Order').selectAll();

const ordersOfBuyer = statement(
  (
    rows: OrdersRows,
    { buyerAccountId, after, limit }: { buyerAccountId: string; after?: readonly [number, string]; limit: number },
  ) =>
    selectOrders(rows)
      .where('buyerAccountId', '=', buyerAccountId)
      .$if(!!after, (query) =>
        query.where((eb) =>
          eb.or([
            eb('placedAtMs', '<', after![0]),
            eb.and([eb('placedAtMs', '=', after![0]), eb('id', '<', after![1])]),
          ]),
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

/** A page of orders, newest first. */
export function orderPage(
  context: OrdersContext,
  page: PageArgs,
  narrow: (query: OrderQuery) => OrderQuery,
): Promise<Page<OrderRow>> {
  return newestFirst(narrow(selectOrders(context.rows)), page, { at: 'placedAtMs' });
}
