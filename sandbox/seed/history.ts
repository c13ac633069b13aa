import { makeHistory, type HistoryOrder, type HistoryStatus } from '../county/index.ts';

/**
 * Where an order of the county's history has ended. Nothing is left under way: the simulated provider and carriers know
 * nothing of these orders.
 */
const ENDED: ReadonlySet<HistoryStatus> = new Set(['completed', 'cancelled', 'refused', 'returned', 'exchanged']);
export const HISTORY_SEED = 20261125;

export interface SeedHistory {
  /** Midnight in China of the day on which the county is loaded: nothing of its history lies after it. */
  nowMs: number;
  /** The products there are, synthetic ones included. */
  products: number;
  orderCount: number;
  /** The same orders each time, as a stream. */
  orders(): Iterable<HistoryOrder>;
}

export interface HistorySize {
  products?: number;
  orders?: number;
  /** Over how many days the orders lie; left out: three months. */
  days?: number;
}

export function seedHistory(nowMs: number, size: HistorySize): SeedHistory {
  const orderCount = size.orders ?? 1200;
  const products = size.products ?? 0;
  const { days } = size;
  return {
    nowMs,
    products,
    orderCount,
    *orders() {
      for (const order of makeHistory({
        seed: HISTORY_SEED,
        baseDate: new Date(nowMs),
        orders: orderCount,
        products,
        days,
      }))
        if (ENDED.has(order.status)) yield order;
    },
  };
}

export type Checkout = [HistoryOrder, ...HistoryOrder[]];
/** The orders of a checkout stand in a row. */
export function* byCheckout(orders: Iterable<HistoryOrder>): Generator<Checkout> {
  let group: Checkout | undefined;
  for (const order of orders) {
    if (group?.[0].checkoutKey === order.checkoutKey) group.push(order);
    else {
      if (group) yield group;
      group = [order];
    }
  }
  if (group) yield group;
}

/**
 * Groups of at most `size`, without holding the whole in memory. Between them the event loop turns: SQLite's driver
 * frees what it has used only then, and signals and the progress bar get their turn.
 */
export async function* inChunks<T>(items: Iterable<T>, size: number): AsyncGenerator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length === size) {
      yield chunk;
      chunk = [];
      await new Promise(setImmediate);
    }
  }
  if (chunk.length > 0) yield chunk;
}
