import { decodeCursor, encodeCursor, pageOf, pageSize, type Page, type PageArgs } from '@heitu/kit/rules/graphql';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { statement } from '@heitu/kit/data/statement';
import type { OrderRow, OrdersContext, OrdersRows } from '../context.ts';
import { ORDER_SEARCH_MAX, statesIn, type OrderPhase } from './order-phase.policy.ts';
import type { OrderState } from './order.lifecycle.ts';
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
    {
      buyerAccountId,
      states,
      number,
      like,
      after,
      limit,
    }: {
      buyerAccountId: string;
      states?: readonly OrderState[];
      number?: string;
      like?: string;
      after?: readonly [number, string];
      limit: number;
    },
  ) =>
    selectOrders(rows)
      .where('buyerAccountId', '=', buyerAccountId)
      .$if(!!states, (query) => query.where('state', 'in', states!))
      .$if(!!like, (query) =>
        query.where((eb) =>
          eb.or([
            eb('number', '=', number!),
            eb.exists(
              eb
                .selectFrom('OrderLine as line')
                .select('line.id')
                .whereRef('line.orderId', '=', 'Order.id')
                .where('line.title', 'like', like!),
            ),
          ]),
        ),
      )
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
export async function ownOrders(
  context: OrdersContext,
  { phase, search }: { phase?: OrderPhase; search?: string },
  page: PageArgs,
): Promise<Page<OrderRow>> {
  const first = pageSize(page);
  const words = search
    ?.trim()
    .slice(0, ORDER_SEARCH_MAX)
    .replaceAll(/[\\%_]/g, '');
  const [rows] = await context.read(
    ordersOfBuyer({
      buyerAccountId: context.actor.id,
      states: phase ? statesIn(phase) : undefined,
      ...(words && { number: words, like: `%${words}%` }),
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
