import type { Context } from '@heitu/kit/data/context';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { idFrom } from '@heitu/kit/rules/ids';
import { sealTextWith, type Sealer } from '@heitu/kit/privacy/vault';
import {
  AfterSale,
  AfterSaleLine,
  answerDueAtMs,
  Checkout,
  confirmDueAtMs,
  LineLot,
  LotStock,
  Order,
  OrderLine,
  orderNumber,
  OrderRefund,
  orderTitle,
  PAYMENT_WINDOW_MS,
  Quote,
  refundDueAtMs,
  remindAtMs,
  returnEndsAtMs,
  Stock,
  StockMovement,
  type QuoteParcel,
} from '@heitu/orders';
import {
  atDay,
  carrierFor,
  consumers,
  dateOn,
  makeProducts,
  products as realProducts,
  rateFor,
  sellers,
  type HistoryLine,
  type HistoryOrder,
  type ProductFact,
  type SkuFact,
} from '../county/index.ts';
import { packLots } from './pack-lots.ts';
import { HISTORY_SEED, inChunks, type SeedHistory } from './history.ts';
import { accountId, afterSaleId, checkoutId, orderId, orderLineId, partyId, productId, shopId, skuId } from './keys.ts';

const CHUNK = 400;
const QUOTED_BEFORE_MS = 60_000;

/** What is known of a pack of a lot, and how many of its units the history may still have sold. */
interface PackInStore {
  id: string;
  code: string;
  skuId: string;
  partyId: string;
  registered: number;
  onHand: number;
  soldLeft: number;
  producedOn: string;
  expiresOn: string;
  receivedAtMs: number;
}
interface County {
  skus: Map<string, { product: ProductFact; sku: SkuFact }>;
  packs: Map<string, PackInStore>;
}

/** Stock of the county's lots and three months of orders, each with what was agreed, picked, refunded and returned. */
export async function seedOrders(context: Context, history: SeedHistory): Promise<void> {
  if (await context.em.count(Stock, {})) return;
  const county = countyOf(history);
  for await (const checkouts of inChunks(byCheckout(history.orders()), CHUNK)) {
    const rows = new Rows();
    const seal = await context.vault.sealer(checkouts.map(([order]) => accountId(order!.consumerKey)));
    for (const checkout of checkouts) checkoutRows(seal, rows, checkout, county);
    await rows.insert(context);
  }
  for await (const packs of inChunks(county.packs.values(), CHUNK)) await stockRows(packs).insert(context);
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

/** The orders of a checkout stand in a row. */
function* byCheckout(orders: Iterable<HistoryOrder>): Generator<HistoryOrder[]> {
  let group: HistoryOrder[] = [];
  for (const order of orders) {
    if (group.length > 0 && group[0]!.checkoutKey !== order.checkoutKey) {
      yield group;
      group = [];
    }
    group.push(order);
  }
  if (group.length > 0) yield group;
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

const TABLES = {
  Quote,
  Checkout,
  Order,
  OrderLine,
  LineLot,
  OrderRefund,
  AfterSale,
  AfterSaleLine,
  LotStock,
  StockMovement,
};

/** Rows by table, inserted table by table. */
class Rows {
  private readonly byTable = new Map<keyof typeof TABLES, object[]>();
  add(table: keyof typeof TABLES, ...rows: object[]): void {
    const known = this.byTable.get(table);
    if (known) known.push(...rows);
    else this.byTable.set(table, rows);
  }
  async insert({ em }: Context): Promise<void> {
    for (const [table, rows] of this.byTable)
      for await (const chunk of inChunks(rows, CHUNK))
        await em.insertMany(TABLES[table] as typeof Order, chunk as never[]);
  }
}

/** What came in with each lot, and what of it was sold elsewhere: over the counter, before the platform or beside it. */
function stockRows(packs: readonly PackInStore[]): Rows {
  const rows = new Rows();
  for (const pack of packs) {
    const common = { partyId: pack.partyId, skuId: pack.skuId, lotId: pack.id, orderId: null, afterSaleId: null };
    rows.add('LotStock', {
      lotId: pack.id,
      lotCode: pack.code,
      skuId: pack.skuId,
      partyId: pack.partyId,
      onHand: pack.onHand,
      producedOn: pack.producedOn,
      expiresOn: pack.expiresOn,
      blocked: false,
    });
    rows.add('StockMovement', {
      id: idFrom(`movement:in:${pack.id}`),
      ...common,
      kind: 'inbound',
      unitsIn: pack.registered,
      unitsOut: 0,
      note: null,
      atMs: pack.receivedAtMs,
    });
    if (pack.soldLeft > 0)
      rows.add('StockMovement', {
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

const at = (date: Date | null | undefined): number | null => date?.getTime() ?? null;
const sellerOf = new Map(sellers.map((seller) => [seller.key, seller]));
const consumerOf = new Map(consumers.map((consumer) => [consumer.key, consumer]));
const CANCELLED_BY = {
  consumer: 'buyer',
  'unpaid-timeout': 'unpaid',
  'unconfirmed-timeout': 'not-confirmed-in-time',
} as const;

function checkoutRows(seal: Sealer, rows: Rows, orders: readonly HistoryOrder[], county: County): void {
  const first = orders[0]!;
  const placedAtMs = first.placedAt.getTime();
  const { address } = consumerOf.get(first.consumerKey)!;
  const id = checkoutId(first.checkoutKey);
  const quoteId = idFrom(`quote:${first.checkoutKey}`);
  const buyer = accountId(first.consumerKey);
  const sum = (amount: (order: HistoryOrder) => number) => orders.reduce((total, order) => total + amount(order), 0);
  const parcels = orders.map((order) => parcelOf(order, county, address.divisionCode));
  rows.add('Quote', {
    id: quoteId,
    accountId: buyer,
    recipientSealed: null,
    divisionCode: address.divisionCode,
    parcels: JSON.stringify(parcels),
    goodsFen: sum((order) => order.goodsFen),
    deliveryFen: sum((order) => order.deliveryFen),
    totalFen: sum((order) => order.totalFen),
    createdAtMs: placedAtMs - QUOTED_BEFORE_MS,
    expiresAtMs: placedAtMs - QUOTED_BEFORE_MS + 15 * QUOTED_BEFORE_MS,
    usedAtMs: placedAtMs,
  });
  rows.add('Checkout', {
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
  for (const [i, order] of orders.entries())
    orderRows(seal, rows, order, parcels[i]!, county, {
      checkoutId: id,
      quoteId,
      buyerAccountId: buyer,
      recipientSealed: order.payment ? recipientSealed : null,
      divisionCode: address.divisionCode,
    });
}

function parcelOf(order: HistoryOrder, county: County, divisionCode: string): QuoteParcel {
  const carrier = carrierFor(order.condition);
  const { shop } = sellerOf.get(order.sellerKey)!;
  return {
    shopId: shopId(order.sellerKey),
    partyId: partyId(order.sellerKey),
    storage: order.condition,
    goodsFen: order.goodsFen,
    deliveryFen: order.deliveryFen,
    carrierPartyId: partyId(carrier.key),
    carrierName: carrier.shortName,
    deliveryHours: rateFor(carrier.key, order.condition, divisionCode)!.withinHours,
    confirmWithinText: shop.confirmWithinText,
    serviceHoursText: shop.serviceHoursText,
    lines: order.lines.map((line) => {
      const { product, sku } = county.skus.get(line.skuKey)!;
      return {
        skuId: skuId(sku.key),
        productId: productId(product.key),
        title: product.name,
        specification: sku.specification,
        pictureId: idFrom(`picture:${product.madeFrom ?? product.key}`),
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
        returnableWithoutReason: product.returnableWithoutReason,
      };
    }),
  };
}

interface OfCheckout {
  checkoutId: string;
  quoteId: string;
  buyerAccountId: string;
  recipientSealed: string | null;
  divisionCode: string;
}

function orderRows(
  seal: Sealer,
  rows: Rows,
  order: HistoryOrder,
  parcel: QuoteParcel,
  county: County,
  ofCheckout: OfCheckout,
): void {
  const id = orderId(order.key);
  const { lines, ...agreed } = parcel;
  const placedAtMs = order.placedAt.getTime();
  const signedAtMs = at(order.shipment?.signedAt);
  const pickedUpAtMs = at(order.shipment?.handovers.find((handover) => handover.kind === 'pickup')?.at);
  const refundedFen = order.refunds.reduce((sum, refund) => sum + refund.amountFen, 0);
  const refusedAtMs = at(order.shipment?.refusal?.at);
  // Refused goods whose refund lies after the base date are still on their way back.
  const note = order.cancellation?.reason ?? order.shipment?.refusal?.reason;
  const state =
    signedAtMs !== null ? 'completed' : refusedAtMs !== null && refundedFen === 0 ? 'coming-back' : 'cancelled';
  const cancelledAtMs = at(order.cancellation?.at) ?? (state === 'cancelled' ? at(order.refunds.at(-1)?.at) : null);
  const lastAtMs = Math.max(signedAtMs ?? 0, ...order.refunds.map((refund) => refund.at.getTime()));
  rows.add('Order', {
    id,
    number: orderNumber(id, placedAtMs),
    ...ofCheckout,
    ...agreed,
    title: orderTitle(lines),
    state,
    totalFen: order.totalFen,
    paidFen: order.payment ? order.totalFen : 0,
    refundDueFen: refundedFen,
    refundedFen,
    placedAtMs,
    confirmDueAtMs: confirmDueAtMs(placedAtMs),
    remindAtMs: remindAtMs(placedAtMs),
    remindedAtMs: null,
    paidAtMs: at(order.payment?.paidAt),
    confirmedAtMs: at(order.confirmedAt),
    readyAtMs: pickedUpAtMs && pickedUpAtMs - HOUR_MS,
    takenOverAtMs: pickedUpAtMs,
    deliveredAtMs: signedAtMs,
    completeDueAtMs: signedAtMs && returnEndsAtMs(signedAtMs),
    completedAtMs: signedAtMs && lastAtMs,
    cancelledAtMs,
    cancelReason: order.cancellation
      ? CANCELLED_BY[order.cancellation.by]
      : refusedAtMs !== null
        ? 'refused-at-door'
        : null,
    cancelNote: note === undefined ? null : sealTextWith(seal, ofCheckout.buyerAccountId, note),
    openAfterSales: 0,
  });
  const exchanged = order.afterSale?.kind === 'exchange';
  for (const [i, line] of order.lines.entries()) {
    const lineId = orderLineId(`${order.key}:${i}`);
    const isBack = order.afterSale !== null && (!exchanged || i === 0);
    rows.add('OrderLine', {
      id: lineId,
      orderId: id,
      ...lines[i]!,
      claimedUnits: isBack && !exchanged ? line.quantity : 0,
    });
    if (pickedUpAtMs === null) continue;
    const cameBackAtMs = isBack ? order.afterSale!.checkedAt.getTime() : state === 'cancelled' ? cancelledAtMs : null;
    pickRows(rows, order, line, lineId, county, { atMs: pickedUpAtMs - HOUR_MS, cameBackAtMs, afterSaleId: null });
    if (exchanged && i === 0)
      pickRows(rows, order, line, lineId, county, {
        atMs: order.afterSale!.checkedAt.getTime(),
        cameBackAtMs: null,
        afterSaleId: afterSaleId(order.afterSale!.key),
      });
  }
  for (const [i, refund] of order.refunds.entries()) {
    const requestedAtMs = refund.at.getTime() - HOUR_MS;
    rows.add('OrderRefund', {
      refundKey: `history:${order.key}:${i}`,
      orderId: id,
      afterSaleId: order.afterSale && afterSaleId(order.afterSale.key),
      amountFen: refund.amountFen,
      reason: refund.reason === '投诉赔付' ? 'compensation' : order.afterSale ? 'no-reason' : 'buyer',
      requestedAtMs,
      dueAtMs: refundDueAtMs(requestedAtMs),
      completedAtMs: refund.at.getTime(),
    });
  }
  if (order.afterSale) afterSaleRows(seal, rows, order, parcel, ofCheckout.buyerAccountId);
}

/**
 * Units leave the lot that the history names while it may still have sold some; goods of earlier lots are on no record
 * here.
 */
function pickRows(
  rows: Rows,
  order: HistoryOrder,
  line: HistoryLine,
  lineId: string,
  county: County,
  picked: { atMs: number; cameBackAtMs: number | null; afterSaleId: string | null },
): void {
  const pack = line.lotKey === null ? undefined : county.packs.get(`${line.lotKey}|${line.skuKey}`);
  if (!pack || pack.soldLeft < line.quantity || pack.receivedAtMs > picked.atMs) return;
  pack.soldLeft -= line.quantity;
  const { atMs, cameBackAtMs } = picked;
  const key = `${lineId}:${picked.afterSaleId ?? ''}`;
  const common = {
    partyId: pack.partyId,
    skuId: pack.skuId,
    lotId: pack.id,
    orderId: orderId(order.key),
    afterSaleId: picked.afterSaleId,
    note: null,
  };
  rows.add('LineLot', {
    id: idFrom(`line-lot:${key}`),
    orderId: common.orderId,
    lineId,
    afterSaleId: picked.afterSaleId,
    skuId: pack.skuId,
    lotId: pack.id,
    lotCode: pack.code,
    units: line.quantity,
    returnedUnits: cameBackAtMs === null ? 0 : line.quantity,
    producedOn: pack.producedOn,
    expiresOn: pack.expiresOn,
  });
  rows.add('StockMovement', {
    id: idFrom(`movement:picked:${key}`),
    ...common,
    kind: 'picked',
    unitsIn: 0,
    unitsOut: line.quantity,
    atMs,
  });
  if (cameBackAtMs === null) return;
  rows.add('StockMovement', {
    id: idFrom(`movement:returned:${key}`),
    ...common,
    kind: 'returned',
    unitsIn: line.quantity,
    unitsOut: 0,
    atMs: cameBackAtMs,
  });
  rows.add('StockMovement', {
    id: idFrom(`movement:written-off:${key}`),
    ...common,
    kind: 'written-off',
    unitsIn: 0,
    unitsOut: line.quantity,
    atMs: cameBackAtMs,
  });
}

function afterSaleRows(
  seal: Sealer,
  rows: Rows,
  order: HistoryOrder,
  parcel: QuoteParcel,
  buyerAccountId: string,
): void {
  const { key, kind, reason, requestedAt, approvedAt, checkedAt } = order.afterSale!;
  const id = afterSaleId(key);
  const lines = kind === 'return' ? order.lines : order.lines.slice(0, 1);
  const requestedAtMs = requestedAt.getTime();
  const checkedAtMs = checkedAt.getTime();
  const text = (plain: string) => sealTextWith(seal, buyerAccountId, plain);
  rows.add('AfterSale', {
    id,
    orderId: orderId(order.key),
    buyerAccountId,
    partyId: parcel.partyId,
    shopId: parcel.shopId,
    carrierPartyId: parcel.carrierPartyId,
    kind,
    cause: kind === 'return' ? 'no-reason' : 'quality',
    reason: text(reason),
    state: kind === 'return' ? 'refunded' : 'exchanged',
    refundFen: lines.reduce((sum, line) => sum + line.amountFen, 0),
    requestedAtMs,
    answerDueAtMs: answerDueAtMs(requestedAtMs),
    decidedAtMs: approvedAt.getTime(),
    decisionReason: text('同意'),
    handedOverAtMs: checkedAtMs,
    conditionOk: true,
    handoverNote: text('订单与商品核对一致'),
    checkedAtMs,
    checkedBy: parcel.partyId,
    checkNote: text('核对无误'),
    closedAtMs: at(order.refunds.at(-1)?.at) ?? checkedAtMs + DAY_MS,
  });
  rows.add(
    'AfterSaleLine',
    ...lines.map((line, i) => ({
      id: idFrom(`after-sale-line:${key}:${i}`),
      afterSaleId: id,
      lineId: orderLineId(`${order.key}:${i}`),
      skuId: skuId(line.skuKey),
      title: parcel.lines[i]!.title,
      units: line.quantity,
      refundFen: line.amountFen,
      accessories: '',
    })),
  );
}
