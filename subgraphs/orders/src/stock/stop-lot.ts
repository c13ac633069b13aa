import type { LotStopCause, RecallFacts } from '@heitu/events/catalog.lot-blocked.v1';
import { orderStopped } from '@heitu/events/orders.order-stopped.v1';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { DELIVERED_STATES, WITH_CARRIER_STATES } from '../order/order.lifecycle.ts';
import { gatherRecalls } from '../recall/gather-recall.ts';
import { blockLots } from './block-lots.ts';

export interface StoppedLot {
  lotId: string;
  skuId: string;
  cause: LotStopCause;
  reason: string;
  recallId: string | null;
  lotCode?: string;
  partyId?: string;
  recall?: RecallFacts;
}

/**
 * Lots may not leave, and every order that was filled from one is told of: its parcel goes no further, its buyer is
 * warned. Picking takes the SKU's row as this does, so that an order has either taken from a lot before, and is found
 * here, or does not get it. A lot that was blocked and is then recalled is told of again: what its buyers must do may
 * have changed. They come by the thousand where one is called back of which many were made.
 */
export async function stopLots(
  context: OrdersContext,
  tx: OrdersTransaction,
  lots: readonly StoppedLot[],
): Promise<void> {
  for (let left = lots; left.length > 0;) {
    const named = new Set<string>();
    // One that is named again, as blocked and then recalled, comes after what was said of it before.
    const twice = left.findIndex(({ lotId }) => named.size === named.add(lotId).size);
    const some = twice < 0 ? left : left.slice(0, twice);
    left = left.slice(some.length);
    const stopped = await blockLots(context, tx, some);
    await gatherRecalls(context, tx, some);
    await tellHolders(
      context,
      tx,
      some.filter(({ lotId }) => stopped.has(lotId)),
    );
  }
}

export const stopLot = (context: OrdersContext, tx: OrdersTransaction, lot: StoppedLot): Promise<void> =>
  stopLots(context, tx, [lot]);

/**
 * Where a lot expired, only buyers whose goods are still on their way are told: what was delivered before says its date
 * itself.
 */
async function tellHolders(context: OrdersContext, tx: OrdersTransaction, lots: readonly StoppedLot[]): Promise<void> {
  if (lots.length === 0) return;
  const causes = new Map(lots.map(({ lotId, cause }) => [lotId, cause]));
  const atMs = context.clock.now();
  const rows = await tx.rows
    .selectFrom('LineLot as t')
    .innerJoin('Order as o', 'o.id', 't.orderId')
    .innerJoin('OrderLine as l', 'l.id', 't.lineId')
    .leftJoin('AfterSale as a', 'a.id', 't.afterSaleId')
    .select([
      'o.id',
      'o.number',
      'o.buyerAccountId',
      'o.partyId',
      'o.state',
      'l.title',
      't.lotId',
      't.lotCode',
      't.afterSaleId',
      'a.state as exchangeState',
    ])
    .where('t.lotId', 'in', [...causes.keys()])
    .whereRef('t.units', '>', 't.returnedUnits')
    .where('o.state', 'in', [...WITH_CARRIER_STATES, ...DELIVERED_STATES])
    .orderBy('o.id')
    .orderBy('t.lotId')
    .execute();
  for (const parts of Map.groupBy(rows, ({ id, lotId }) => `${id} ${lotId}`).values()) {
    const [first] = parts;
    const cause = first && causes.get(first.lotId);
    if (!first || !cause) continue;
    const { lotId, id: orderId, number: orderNumber, buyerAccountId, partyId, title: goods, lotCode } = first;
    const isWithBuyer = (part: (typeof rows)[number]): boolean =>
      part.afterSaleId === null ? DELIVERED_STATES.includes(part.state) : part.exchangeState !== 'exchanging';
    const isDelivered = parts.some(isWithBuyer);
    if (cause === 'expired' && parts.every(isWithBuyer)) continue;
    tx.publish(
      orderStopped,
      { type: 'order', id: orderId },
      { orderId, orderNumber, buyerAccountId, partyId, lotId, lotCode, goods, cause, isDelivered, atMs },
    );
  }
}
