import { HOUR_MS } from '@heitu/kit/rules/clock';
import { statement } from '@heitu/kit/data/statement';
import type { OrdersContext, OrdersRows } from '../context.ts';
import { UNPAID } from './judge-unpaid.ts';
import type { HeldUnpaidView } from './held-unpaid.view.ts';

/** Who holds most is shown, so many of them. */
export const HOLDERS_MAX = 10;

const held = statement((rows: OrdersRows, _none: Record<string, never>) =>
  rows
    .selectFrom('Checkout as c')
    .innerJoin('Order as o', 'o.checkoutId', 'c.id')
    .innerJoin('OrderLine as l', 'l.orderId', 'o.id')
    .select(({ fn }) => [
      'c.buyerAccountId',
      fn.count<number>('c.id').distinct().as('checkouts'),
      fn.count<number>('o.id').distinct().as('orders'),
      fn.sum<number>('l.quantity').as('units'),
      fn.sum<number>('l.totalFen').as('goodsFen'),
      fn.min<number>('c.placedAtMs').as('sinceMs'),
    ])
    .where('c.state', 'in', UNPAID)
    .groupBy('c.buyerAccountId'),
);

/**
 * Goods that are promised and not paid: in all, what of it came within the last hour, and by whom. Each account's hold
 * is bounded (unpaid.policy.ts).
 */
export async function heldUnpaid(context: OrdersContext): Promise<HeldUnpaidView> {
  const [found] = await context.read(held({}));
  const holders = found.map((row) => ({
    accountId: row.buyerAccountId,
    checkouts: Number(row.checkouts),
    orders: Number(row.orders),
    units: Number(row.units),
    goodsFen: Number(row.goodsFen),
    sinceAt: Number(row.sinceMs),
  }));
  const sum = (key: 'checkouts' | 'orders' | 'units' | 'goodsFen'): number =>
    holders.reduce((total, holder) => total + holder[key], 0);
  const fresh = await context.rows
    .selectFrom('Checkout')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('state', 'in', UNPAID)
    .where('placedAtMs', '>', context.clock.now() - HOUR_MS)
    .executeTakeFirstOrThrow();
  return {
    accounts: holders.length,
    checkouts: sum('checkouts'),
    orders: sum('orders'),
    units: sum('units'),
    goodsFen: sum('goodsFen'),
    checkoutsOfLastHour: Number(fresh.n),
    holders: holders
      .toSorted((a, b) => b.units - a.units || (a.accountId < b.accountId ? -1 : 1))
      .slice(0, HOLDERS_MAX),
  };
}
