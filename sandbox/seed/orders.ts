import { must } from '@heitu/kit/rules/checked';
import { toJson } from '@heitu/kit/rules/typed-json';
import type { Context } from '@heitu/kit/data/context';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { idFrom } from '@heitu/kit/rules/ids';
import type { Sealer } from '@heitu/kit/privacy/vault';
import { ChargeDay, knowContract, PAYMENT_WINDOW_MS, Stock, type QuoteParcel } from '@heitu/orders';
import {
  atDay,
  carrierFor,
  consumerOf,
  dateOn,
  makeProducts,
  picturesOf,
  products as realProducts,
  rateFor,
  sellerOf,
  type HistoryOrder,
} from '../county/index.ts';
import { countyContracts } from './contract-facts.ts';
import { chargeDays } from './charge-days.ts';
import { inRoom } from './rooms.ts';
import { addOrder } from './add-order.ts';
import { insertAll } from './batch.ts';
import { byCheckout, HISTORY_SEED, inChunks, type Checkout, type SeedHistory } from './history.ts';
import { accountId, checkoutId, partyId, pictureId, productId, shopId, skuId } from './keys.ts';
import { newRows, type County, type PackInStore, type Rows } from './order-rows.ts';
import { packLots } from './pack-lots.ts';

const CHUNK = 400;
const QUOTED_BEFORE_MS = 60_000;

/** Stock of the county's lots and three months of orders, each with what was agreed, picked, refunded and returned. */
export async function seedOrders(context: Context, history: SeedHistory): Promise<void> {
  if (await context.em.count(Stock, {})) return;
  for (const contract of countyContracts(history.nowMs)) await knowContract(inRoom(context, 'orders'), contract);
  const county = countyOf(history);
  const days = chargeDays();
  for await (const checkouts of inChunks(byCheckout(history.orders()), CHUNK)) {
    const rows = newRows();
    const seal = await context.vault.sealer(checkouts.map(([order]) => accountId(order.consumerKey)));
    for (const checkout of checkouts) checkoutRows(seal, rows, checkout, county);
    for (const order of checkouts.flat()) days.count(order.placedAt.getTime(), order.lines.length);
    await insertAll(context, rows);
  }
  const compared = days.comparedBefore(history.nowMs);
  // A process that is already up may have begun to compare them.
  await context.em.nativeDelete(ChargeDay, { date: { $in: compared.map(({ date }) => date) } });
  await context.em.insertMany(ChargeDay, compared);
  for await (const packs of inChunks(county.packs.values(), CHUNK)) await insertAll(context, stockRows(packs));
  const onHand = new Map<string, number>();
  for (const pack of county.packs.values()) onHand.set(pack.skuId, (onHand.get(pack.skuId) ?? 0) + pack.onHand);
  for await (const skus of inChunks(county.skus.values(), CHUNK)) {
    await context.em.insertMany(
      Stock,
      skus.map(({ product, sku }) => ({
        skuId: skuId(sku.key),
        productId: productId(product.key),
        shopId: shopId(product.sellerKey),
        partyId: partyId(product.sellerKey),
        free: onHand.get(skuId(sku.key)) ?? 0,
        held: 0,
        skuBlocked: false,
        shopBlocked: false,
      })),
    );
  }
}

function countyOf({ nowMs, products }: SeedHistory): County {
  const baseDate = new Date(nowMs);
  const county: County = { skus: new Map(), packs: new Map() };
  for (const product of makeProducts({ seed: HISTORY_SEED, count: Math.max(realProducts.length, products) })) {
    for (const sku of product.skus) county.skus.set(sku.key, { product, sku });
    for (const { id, code, lot, pack, sku } of packLots(product, baseDate)) {
      county.packs.set(`${lot.key}|${sku.key}`, {
        id,
        code,
        skuId: skuId(sku.key),
        partyId: partyId(product.sellerKey),
        registered: pack.registered,
        onHand: pack.onHand,
        soldLeft: pack.registered - pack.onHand,
        producedOn: dateOn(baseDate, lot.productionDay),
        expiresOn: dateOn(baseDate, lot.productionDay + sku.shelfLifeDays),
        receivedAtMs: atDay(baseDate, lot.productionDay + 1, 610).getTime(),
      });
    }
  }
  return county;
}

/** What came in with each lot, and what of it was sold elsewhere: over the counter, before the platform or beside it. */
function stockRows(packs: readonly PackInStore[]): Rows {
  const rows = newRows();
  for (const pack of packs) {
    const common = { partyId: pack.partyId, skuId: pack.skuId, lotId: pack.id, orderId: null, afterSaleId: null };
    rows.LotStock.add({
      lotId: pack.id,
      lotCode: pack.code,
      skuId: pack.skuId,
      partyId: pack.partyId,
      onHand: pack.onHand,
      producedOn: pack.producedOn,
      expiresOn: pack.expiresOn,
      blocked: false,
    });
    rows.StockMovement.add({
      id: idFrom(`movement:in:${pack.id}`),
      ...common,
      kind: 'inbound',
      unitsIn: pack.registered,
      unitsOut: 0,
      note: null,
      atMs: pack.receivedAtMs,
    });
    if (pack.soldLeft > 0)
      rows.StockMovement.add({
        id: idFrom(`movement:out:${pack.id}`),
        ...common,
        kind: 'picked',
        unitsIn: 0,
        unitsOut: pack.soldLeft,
        note: '线下销售',
        atMs: pack.receivedAtMs + HOUR_MS,
      });
  }
  return rows;
}

function checkoutRows(seal: Sealer, rows: Rows, orders: Checkout, county: County): void {
  const [first] = orders;
  const placedAtMs = first.placedAt.getTime();
  const { address } = consumerOf(first.consumerKey);
  const id = checkoutId(first.checkoutKey);
  const quoteId = idFrom(`quote:${first.checkoutKey}`);
  const buyer = accountId(first.consumerKey);
  const sum = (amount: (order: HistoryOrder) => number) => orders.reduce((total, order) => total + amount(order), 0);
  const sent = orders.map((order) => ({ order, parcel: parcelOf(order, county, address.divisionCode) }));
  rows.Quote.add({
    id: quoteId,
    accountId: buyer,
    recipientSealed: null,
    divisionCode: address.divisionCode,
    parcels: toJson(sent.map(({ parcel }) => parcel)),
    goodsFen: sum((order) => order.goodsFen),
    deliveryFen: sum((order) => order.deliveryFen),
    totalFen: sum((order) => order.totalFen),
    createdAtMs: placedAtMs - QUOTED_BEFORE_MS,
    expiresAtMs: placedAtMs - QUOTED_BEFORE_MS + 15 * QUOTED_BEFORE_MS,
    usedAtMs: placedAtMs,
  });
  rows.Checkout.add({
    id,
    buyerAccountId: buyer,
    quoteId,
    totalFen: sum((order) => order.totalFen),
    state: first.payment ? 'paid' : 'closed',
    placedAtMs,
    dueAtMs: placedAtMs + PAYMENT_WINDOW_MS,
  });
  const recipientSealed = seal(
    buyer,
    JSON.stringify({
      name: address.receiverName,
      phone: address.phone,
      address: `${address.regionText}${address.detail}`,
      divisionCode: address.divisionCode,
    }),
  );
  for (const { order, parcel } of sent)
    addOrder(seal, rows, order, parcel, county, {
      checkoutId: id,
      quoteId,
      buyerAccountId: buyer,
      recipientSealed: order.payment ? recipientSealed : null,
      divisionCode: address.divisionCode,
    });
}

function parcelOf(order: HistoryOrder, county: County, divisionCode: string): QuoteParcel {
  const carrier = carrierFor(order.condition);
  const { shop } = sellerOf(order.sellerKey);
  return {
    shopId: shopId(order.sellerKey),
    partyId: partyId(order.sellerKey),
    storage: order.condition,
    goodsFen: order.goodsFen,
    deliveryFen: order.deliveryFen,
    carrierPartyId: partyId(carrier.key),
    carrierName: carrier.shortName,
    deliveryHours: must(rateFor(carrier.key, order.condition, divisionCode), divisionCode).withinHours,
    confirmWithinText: shop.confirmWithinText,
    serviceHoursText: shop.serviceHoursText,
    lines: order.lines.map((line) => {
      const { product, sku } = must(county.skus.get(line.skuKey), line.skuKey);
      return {
        skuId: skuId(sku.key),
        productId: productId(product.key),
        title: product.name,
        specification: sku.specification,
        pictureId: pictureId(picturesOf(product)[0].key),
        labelId: idFrom(`label:${sku.key}:1`),
        labelVersion: 1,
        quantity: line.quantity,
        unitFen: line.unitPriceFen,
        totalFen: line.amountFen,
        storage: sku.storage.condition,
        temperatureCelsiusMin: sku.storage.temperatureCelsiusMin,
        temperatureCelsiusMax: sku.storage.temperatureCelsiusMax,
        shelfLifeDays: sku.shelfLifeDays,
        weightGrams: sku.grossGrams,
        netGrams: sku.net.kind === 'weight' ? sku.net.grams : null,
        returnableWithoutReason: product.returnableWithoutReason,
      };
    }),
  };
}
