import { must } from '@heitu/kit/rules/checked';
import { Batch, insertAll } from './batch.ts';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { idFrom } from '@heitu/kit/rules/ids';
import { Reconciliation, Trip } from '@heitu/logistics';
import { carriers, dateOn, headOf, makeProducts, products as realProducts } from '../county/index.ts';
import { packLots } from './pack-lots.ts';
import { HISTORY_SEED, inChunks, type SeedHistory } from './history.ts';
import { accountId, partyId } from './keys.ts';
import { collectionRows } from './logistics-collection.ts';
import { parcelRows } from './logistics-parcel.ts';
import { newRows, parcelOf, type Goods, type Pairs, type Rows, type SeedVault } from './parcel-facts.ts';

const CHUNK = 200;
const INSERT_MAX = 400;

/**
 * Every parcel of the history with its signed goods document, its curve, what went wrong on the way and what was
 * fetched back.
 */
export async function seedShipments(context: Context, history: SeedHistory): Promise<void> {
  const goods = goodsOf(history);
  const trips = new Set<string>();
  const pairs: Pairs = new Map();
  for await (const orders of inChunks(history.orders(), CHUNK)) {
    const batches = newRows();
    const rows: Rows = { ...batches, trips: new Map() };
    const subjects = [
      ...orders.map((order) => accountId(order.consumerKey)),
      ...orders.flatMap(({ sellerKey, shipment }) =>
        shipment
          ? [
              partyId(sellerKey),
              partyId(shipment.carrierKey),
              accountId(shipment.courierKey),
              ...shipment.handovers.map(({ fromKey }) => accountId(fromKey)),
            ]
          : [],
      ),
    ];
    const vault: SeedVault = { seal: await context.vault.sealer(subjects), authenticate: context.vault.authenticate };
    for (const order of orders) {
      if (!order.shipment) continue;
      const parcel = parcelOf(order, order.shipment, goods);
      parcelRows(vault, rows, parcel, pairs);
      if (order.afterSale) collectionRows(vault, rows, parcel, order.afterSale);
    }
    const begun = new Batch(Trip);
    for (const [id, trip] of rows.trips) {
      if (!trips.has(id)) begun.add(trip);
      trips.add(id);
    }
    await insertAll(context, { ...batches, begun });
  }
  // Each pair compared its documents at the end of what has been.
  const doneAtMs = history.nowMs - DAY_MS;
  for await (const chunk of inChunks(pairs, INSERT_MAX)) {
    await context.em.insertMany(
      Reconciliation,
      chunk.map(([key, pair]) => ({
        id: idFrom(`reconciliation:${key}`),
        ...pair,
        matched: pair.documents,
        fromMs: history.nowMs - 92 * DAY_MS,
        toMs: history.nowMs,
        doneAtMs,
        doneBy: accountId(headOf(must(carriers[0], 'a carrier')).key),
      })),
    );
  }
}

function goodsOf({ nowMs, products }: SeedHistory): Goods {
  const baseDate = new Date(nowMs);
  const goods: Goods = { skus: new Map(), packs: new Map() };
  for (const product of makeProducts({ seed: HISTORY_SEED, count: Math.max(realProducts.length, products) })) {
    for (const sku of product.skus) goods.skus.set(sku.key, { product, sku });
    for (const { id, code, lot, sku } of packLots(product, baseDate))
      goods.packs.set(`${lot.key}|${sku.key}`, {
        id,
        code,
        producedOn: dateOn(baseDate, lot.productionDay),
        expiresOn: dateOn(baseDate, lot.productionDay + sku.shelfLifeDays),
      });
  }
  return goods;
}
