import { chunksOf } from '@heitu/kit/rules/chunks';
import type { LotStopCause, RecallFacts } from '@heitu/events/catalog.lot-blocked.v1';
import type { lotsStopped } from '@heitu/events/catalog.lots-stopped.v1';
import { orderStopped } from '@heitu/events/orders.order-stopped.v1';
import type { RecallNamed } from '@heitu/events/orders.orders-recalled.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { gatherRecalls } from '../recall/gather-recall.ts';
import { Tellings } from '../recall/tell-affected.ts';
import { blockLots } from './block-lots.ts';
import { holdersOf, type Holder } from './holders.ts';
import { lockSkus } from './lock-skus.ts';

/** More than some hundred lots are no statement. */
const LOTS_PER_STATEMENT_MAX = 500;

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

/** What a recall stopped: called back with it, or not for sale yet and stopped like a lot that failed. */
export function stoppedBy(
  recall: RecallFacts,
  reason: string,
  lot: PayloadOf<typeof lotsStopped>['lots'][number],
): StoppedLot {
  return lot.recallId === null
    ? { ...lot, reason, cause: 'failed-inspection' }
    : { ...lot, reason, cause: 'recalled', recall };
}

/**
 * Lots may not leave, and every order that was filled from one is told of: its parcel goes no further, its buyer is
 * warned. Picking takes the SKU's row as this does, so that an order has either taken from a lot before, and is found
 * here, or does not get it. A lot that was blocked and is then recalled is told of again: what its buyers must do may
 * have changed. They come by the thousand where one is called back of which many were made: then each order, and each
 * buyer of a recall, is told of once, with all that was found together.
 */
export async function stopLots(
  context: OrdersContext,
  tx: OrdersTransaction,
  lots: readonly StoppedLot[],
): Promise<void> {
  await lockSkus(
    tx,
    lots.map(({ skuId }) => skuId),
  );
  const tellings = new Tellings(context);
  for (let left = lots; left.length > 0;) {
    const named = new Set<string>();
    // One that is named again, as blocked and then recalled, comes after what was said of it before.
    const twice = left.findIndex(({ lotId }) => named.size === named.add(lotId).size);
    const some = twice < 0 ? left : left.slice(0, twice);
    left = left.slice(some.length);
    for (const part of chunksOf(some, LOTS_PER_STATEMENT_MAX)) await stopPart(context, tx, part, tellings);
  }
  await tellings.publish(tx);
}

export const stopLot = (context: OrdersContext, tx: OrdersTransaction, lot: StoppedLot): Promise<void> =>
  stopLots(context, tx, [lot]);

async function stopPart(
  context: OrdersContext,
  tx: OrdersTransaction,
  lots: readonly StoppedLot[],
  tellings: Tellings,
): Promise<void> {
  const stopped = await blockLots(context, tx, lots);
  const byId = new Map(lots.filter(({ lotId }) => stopped.has(lotId)).map((lot) => [lot.lotId, lot]));
  for (const holder of await holdersOf(tx, [...byId.keys()])) {
    const lot = byId.get(holder.lotId);
    if (!lot) continue;
    if (lot.cause === 'recalled' && lot.recallId !== null) tellings.add(namedBy(lot.recallId, lot, holder), holder);
    else if (tellStopped(context, tx, lot.cause, holder)) tellings.comesBehind(holder.orderId);
  }
  await gatherRecalls(context, tx, lots, tellings);
}

/** Events of before say nothing of the case. */
const namedBy = (recallId: string, { recall }: StoppedLot, { goods, lotCode }: Holder): RecallNamed => {
  const { caseId, goods: called, rootLotCode } = recall ?? { caseId: recallId, goods, rootLotCode: lotCode };
  return { caseId, goods: called, rootLotCode };
};

/**
 * Where a lot expired, only buyers whose goods are still on their way are told: what was delivered before says its date
 * itself. Answers whether it was told of.
 */
function tellStopped(
  context: OrdersContext,
  tx: OrdersTransaction,
  cause: LotStopCause,
  { isOnWay, isDelivered, ...holder }: Holder,
): boolean {
  if (cause === 'expired' && !isOnWay) return false;
  const atMs = context.clock.now();
  tx.publish(orderStopped, { type: 'order', id: holder.orderId }, { ...holder, cause, isDelivered, atMs });
  return true;
}
