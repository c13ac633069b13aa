import { chinaDate } from '@heitu/kit/rules/calendar';
import type { Look, SqlRow } from './books.ts';
import { by, type Index, type Must } from './index-of.ts';

/** Where the order's goods are, by the state of the order: what its own parcel may then be. */
const PARCEL_OF: Readonly<Record<string, readonly string[]>> = {
  'awaiting-payment': [],
  closing: [],
  paid: [],
  confirmed: [],
  ready: ['ready', 'assigned'],
  'in-transit': ['taken-over', 'at-station'],
  'coming-back': ['refused', 'left-at-station', 'at-depot'],
  delivered: ['delivered'],
  completed: ['delivered'],
  lost: ['lost'],
  cancelled: ['returned', 'cancelled'],
};

/** Orders, parcels, lots, traces and what is on sale agree. */
export async function checkGoods(look: Look, must: Must): Promise<void> {
  const shipments = await look.rows(
    'logistics',
    'select id, orderId, afterSaleId, state, "lines", units from Shipment',
  );
  const filled = by(
    await look.rows(
      'orders',
      "select orderId || ' ' || coalesce(afterSaleId, '') || ' ' || lotId as \"key\", sum(units) as units from LineLot group by \"key\"",
    ),
    'key',
  );
  await checkParcels(look, must, shipments);
  checkPacked(must, shipments, filled);
  await checkLots(look, must, filled);
  await checkTraces(look, must, shipments);
  await checkSale(look, must);
}
async function checkParcels(look: Look, must: Must, shipments: readonly SqlRow[]): Promise<void> {
  const own = by(
    shipments.filter((shipment) => shipment['afterSaleId'] === ''),
    'orderId',
  );
  // The goods are back, and it is not yet known who bears what they were worth.
  const claimed = by(
    await look.rows(
      'orders',
      "select orderId as id from OrderClaim where about = 'parcel' and payableAtMs is not null and settledAtMs is null",
    ),
    'id',
  );
  must(
    'an order stands as its parcel does',
    (await look.rows('orders', 'select id, state, cancelReason from "Order"'))
      .filter((order) => {
        const parcel = own.get(String(order['id']))?.['state'];
        const waits = order['state'] === 'coming-back' && claimed.has(String(order['id']));
        const allowed = waits ? ['returned'] : PARCEL_OF[String(order['state'])]!;
        return order['state'] === 'cancelled'
          ? parcel !== undefined && !allowed.includes(String(parcel))
          : allowed.length === 0
            ? parcel !== undefined
            : !allowed.includes(String(parcel));
      })
      .map((order) => ({ ...order, parcel: own.get(String(order['id']))?.['state'] ?? null })),
  );
  must(
    'an exchange has its second parcel',
    (
      await look.rows('orders', "select id, orderId, state from AfterSale where state in ('exchanging', 'exchanged')")
    ).filter((request) => !shipments.some((shipment) => shipment['afterSaleId'] === request['id'])),
  );
  const collections = by(await look.rows('logistics', 'select afterSaleId, state from Collection'), 'afterSaleId');
  must(
    'an agreed return is being fetched',
    (await look.rows('orders', "select id, state from AfterSale where state in ('approved', 'handed-over')")).filter(
      (request) =>
        (collections.get(String(request['id']))?.['state'] === 'handed-over') !== (request['state'] === 'handed-over'),
    ),
  );
}

function checkPacked(must: Must, shipments: readonly SqlRow[], filled: Index): void {
  const packed = new Map<string, number>();
  for (const shipment of shipments) {
    for (const line of JSON.parse(String(shipment['lines'])) as { lots: { lotId: string; units: number }[] }[]) {
      for (const { lotId, units } of line.lots) {
        const key = `${String(shipment['orderId'])} ${String(shipment['afterSaleId'])} ${lotId}`;
        packed.set(key, (packed.get(key) ?? 0) + units);
      }
    }
  }
  must(
    'every parcel holds the lots that were taken for it',
    [...new Set([...filled.keys(), ...packed.keys()])]
      .filter((key) => Number(filled.get(key)?.['units'] ?? 0) !== (packed.get(key) ?? 0))
      .map((key) => `${key}: taken ${String(filled.get(key)?.['units'])}, packed ${packed.get(key)}`),
  );
}

async function checkLots(look: Look, must: Must, filled: Index): Promise<void> {
  const lots = by(await look.rows('catalog', 'select id, skuId, units, state, releasedAtMs, expiresOn from Lot'), 'id');
  const stored = by(
    await look.rows(
      'orders',
      "select l.lotId, l.skuId, l.blocked, l.onHand, (select sum(m.unitsIn) from StockMovement m where m.lotId = l.lotId and m.kind = 'inbound') as inbound from LotStock l",
    ),
    'lotId',
  );
  const today = chinaDate(look.nowMs);
  const isPast = (lot: SqlRow): boolean => lot['expiresOn'] !== null && String(lot['expiresOn']) < today;
  must(
    'a lot that was released is in the store, with its units, and stopped where catalog stopped it or its time is over',
    [...lots.values()]
      .filter((lot) => {
        const there = stored.get(String(lot['id']));
        if (lot['releasedAtMs'] === null) return there !== undefined;
        return (
          !there ||
          there['inbound'] !== lot['units'] ||
          there['skuId'] !== lot['skuId'] ||
          ((Number(there['blocked']) === 1) !== (lot['state'] !== 'released' || isPast(lot)) &&
            Number(there['onHand']) > 0)
        );
      })
      .map((lot) => ({ ...lot, ...stored.get(String(lot['id'])) })),
  );
  must(
    'every lot in a parcel has its origin',
    [...filled.keys()].filter((key) => !lots.has(key.split(' ')[2]!)),
  );
}

async function checkTraces(look: Look, must: Must, shipments: readonly SqlRow[]): Promise<void> {
  const traced = new Map<string, number>();
  for (const event of await look.rows(
    'catalog',
    'select lotId, reference, bizStep from TraceEvent where reference is not null',
  )) {
    const key = `${String(event['lotId'])} ${String(event['reference'])} ${String(event['bizStep'])}`;
    traced.set(key, (traced.get(key) ?? 0) + 1);
  }
  const untraced: string[] = [];
  for (const { id, state, lines } of shipments) {
    const steps = ['taken-over', 'at-station', 'left-at-station', 'refused', 'at-depot'].includes(String(state))
      ? ['shipping']
      : state === 'delivered'
        ? ['shipping', 'retail_selling']
        : state === 'returned'
          ? ['shipping', 'receiving']
          : [];
    for (const { lotId } of (JSON.parse(String(lines)) as { lots: { lotId: string }[] }[]).flatMap(
      (line) => line.lots,
    )) {
      for (const step of steps) {
        const times = traced.get(`${lotId} ${String(id)} ${step}`) ?? 0;
        if (times !== 1) untraced.push(`lot ${lotId}, parcel ${String(id)}, ${step}: ${times} times`);
      }
    }
  }
  must("a parcel's way is in the trace of each of its lots, each step once", untraced);
}

async function checkSale(look: Look, must: Must): Promise<void> {
  const stocks = await look.rows('orders', 'select skuId, shopId, skuBlocked, shopBlocked from Stock');
  const skus = by(
    await look.rows('catalog', 'select s.id, p.state from Sku s join Product p on p.id = s.productId'),
    'id',
  );
  const shops = by(await look.rows('sellers', 'select id, onSale from Shop'), 'id');
  must(
    'what catalog or sellers took off sale cannot be ordered, the rest can',
    stocks.filter(
      (stock) =>
        (Number(stock['skuBlocked']) === 1) !== (skus.get(String(stock['skuId']))?.['state'] !== 'on-sale') ||
        (Number(stock['shopBlocked']) === 1) !== (Number(shops.get(String(stock['shopId']))?.['onSale']) !== 1),
    ),
  );
}
