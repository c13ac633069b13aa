import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { NO_TEXT, sealTextWith, type Sealer, type Vault } from '@heitu/kit/privacy/vault';
import { idFrom } from '@heitu/kit/rules/ids';
import {
  Alarm,
  AlarmedShipment,
  Collection,
  documentHashOf,
  documentText,
  Handover,
  needsOf,
  Reading,
  Reconciliation,
  SERVICE_DEFAULTS,
  Shipment,
  signatureOf,
  Trip,
  tripIdOf,
  type GoodsDocument,
  type ShipmentLine,
} from '@heitu/logistics';
import { orderNumber } from '@heitu/orders';
import {
  carriers,
  consumers,
  dateOn,
  makeProducts,
  products as realProducts,
  sellers,
  staff,
  type HistoryOrder,
  type HistoryShipment,
  type ProductFact,
  type SkuFact,
} from '../county/index.ts';
import { packLots } from './pack-lots.ts';
import { HISTORY_SEED, inChunks, type SeedHistory } from './history.ts';
import { accountId, afterSaleId, courierId, orderId, partyId, shipmentId, shopId, skuId, vehicleId } from './keys.ts';
import { publicNameOf } from './people.ts';

const CHUNK = 200;
const INSERT_MAX = 400;
const TABLES = { Shipment, Handover, Trip, Reading, Alarm, AlarmedShipment, Collection };
type Rows = Record<keyof typeof TABLES, Map<string, object>>;

const carrierOf = new Map(carriers.map((carrier) => [carrier.key, carrier]));
const sellerOf = new Map(sellers.map((seller) => [seller.key, seller]));
const consumerOf = new Map(consumers.map((consumer) => [consumer.key, consumer]));
const nameOf = new Map(staff.map((person) => [person.key, person.name]));
const vehicleOf = new Map(carriers.flatMap((carrier) => carrier.vehicles).map((vehicle) => [vehicle.key, vehicle]));
const REFUSAL_CODES: Readonly<Record<string, string>> = {
  外箱破损: 'damaged',
  '送达时间太晚，不要了': 'late',
  开箱见内包装漏气: 'quality',
  '运输途中超温，货物退回销售商': 'temperature',
};

interface Goods {
  skus: Map<string, { product: ProductFact; sku: SkuFact }>;
  packs: Map<string, { id: string; code: string; producedOn: string; expiresOn: string }>;
}

/**
 * Every parcel of the history with its signed goods document, its curve, what went wrong on the way and what was
 * fetched back.
 */
export async function seedShipments(context: Context, history: SeedHistory): Promise<void> {
  const goods = goodsOf(history);
  const trips = new Set<string>();
  const pairs = new Map<string, { carrierPartyId: string; sellerPartyId: string; documents: number }>();
  for await (const orders of inChunks(history.orders(), CHUNK)) {
    const rows = Object.fromEntries(Object.keys(TABLES).map((table) => [table, new Map()])) as Rows;
    const shipped = orders.filter((order) => order.shipment);
    const subjects = [
      ...orders.map((order) => accountId(order.consumerKey)),
      ...shipped.flatMap((order) => [
        partyId(order.sellerKey),
        partyId(order.shipment!.carrierKey),
        accountId(order.shipment!.courierKey),
        ...order.shipment!.handovers.map(({ fromKey }) => accountId(fromKey)),
      ]),
    ];
    const vault: SeedVault = { seal: await context.vault.sealer(subjects), authenticate: context.vault.authenticate };
    for (const order of orders) if (order.shipment) parcelRows(vault, rows, order, order.shipment, goods, pairs);
    for (const id of rows.Trip.keys()) {
      if (trips.has(id)) rows.Trip.delete(id);
      trips.add(id);
    }
    for (const [table, byId] of Object.entries(rows) as [keyof typeof TABLES, Map<string, object>][]) {
      for await (const chunk of inChunks(byId.values(), INSERT_MAX))
        await context.em.insertMany(TABLES[table] as typeof Shipment, chunk as never[]);
    }
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
        doneBy: accountId(carriers[0]!.staff[0]!.key),
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

function linesOf(order: HistoryOrder, goods: Goods): ShipmentLine[] {
  return order.lines.map((line) => {
    const { product, sku } = goods.skus.get(line.skuKey)!;
    const pack = line.lotKey === null ? undefined : goods.packs.get(`${line.lotKey}|${line.skuKey}`);
    return {
      skuId: skuId(sku.key),
      title: product.name,
      specification: sku.specification,
      units: line.quantity,
      weightGrams: sku.grossGrams,
      valueFen: line.amountFen,
      storage: sku.storage.condition,
      temperatureCelsiusMin: sku.storage.temperatureCelsiusMin,
      temperatureCelsiusMax: sku.storage.temperatureCelsiusMax,
      shelfLifeDays: sku.shelfLifeDays,
      lots: pack
        ? [
            {
              lotId: pack.id,
              lotCode: pack.code,
              units: line.quantity,
              producedOn: pack.producedOn,
              expiresOn: pack.expiresOn,
            },
          ]
        : [],
    };
  });
}

/** Keys of a chunk's buyers, and what signs documents. */
type SeedVault = Pick<Vault, 'authenticate'> & { seal: Sealer };

function parcelRows(
  vault: SeedVault,
  rows: Rows,
  order: HistoryOrder,
  parcel: HistoryShipment,
  goods: Goods,
  pairs: Map<string, { carrierPartyId: string; sellerPartyId: string; documents: number }>,
): void {
  const pickup = parcel.handovers.find((handover) => handover.kind === 'pickup')!;
  const takenOverAtMs = pickup.at.getTime();
  const readyAtMs = takenOverAtMs - HOUR_MS;
  const carrier = carrierOf.get(parcel.carrierKey)!;
  const seller = sellerOf.get(order.sellerKey)!;
  const { address } = consumerOf.get(order.consumerKey)!;
  const buyer = accountId(order.consumerKey);
  const id = shipmentId(parcel.key);
  const lines = linesOf(order, goods);
  const { storage, range } = needsOf(lines);
  const [signedAtMs, refusedAtMs] = [parcel.signedAt?.getTime() ?? null, parcel.refusal?.at.getTime() ?? null];
  const returnedAtMs =
    refusedAtMs === null
      ? null
      : (parcel.handovers.find((handover) => handover.kind === 'return-to-seller')?.at.getTime() ?? null);
  const doorAtMs = signedAtMs ?? refusedAtMs;
  const recipient = {
    name: address.receiverName,
    phone: address.phone,
    address: `${address.regionText}${address.detail}`,
  };
  const courier = carrier.staff.find((person) => person.key === parcel.courierKey)!;
  const vehicle = vehicleId(parcel.vehicleKey);
  const tripId = tripIdOf(vehicle, chinaDate(takenOverAtMs));
  const [carrierPartyId, sellerPartyId] = [partyId(carrier.key), partyId(seller.key)];
  const units = lines.reduce((sum, line) => sum + line.units, 0);
  const calledAheadAtMs = parcel.calledAheadAt?.getTime() ?? null;
  rows.Shipment.set(id, {
    id,
    orderId: orderId(order.key),
    orderNumber: orderNumber(orderId(order.key), order.placedAt.getTime()),
    afterSaleId: '',
    buyerAccountId: buyer,
    sellerPartyId,
    shopId: shopId(seller.key),
    carrierPartyId,
    carrierName: carrier.name,
    consignorName: publicNameOf(seller),
    consignorContact: sealTextWith(vault.seal, sellerPartyId, seller.legalPerson),
    consignorPhone: sealTextWith(vault.seal, sellerPartyId, seller.phone),
    consignorAddress: sealTextWith(vault.seal, sellerPartyId, seller.address),
    toDivisionCode: address.divisionCode,
    recipientSealed: vault.seal(buyer, JSON.stringify(recipient)),
    storage,
    temperatureCelsiusMin: range?.min ?? null,
    temperatureCelsiusMax: range?.max ?? null,
    units,
    weightGrams: lines.reduce((sum, line) => sum + line.weightGrams * line.units, 0),
    goodsFen: order.goodsFen,
    deliveryFen: order.deliveryFen,
    lines: JSON.stringify(lines),
    trackingNumber: parcel.trackingNumber,
    state:
      signedAtMs !== null
        ? 'delivered'
        : returnedAtMs !== null
          ? 'returned'
          : refusedAtMs !== null
            ? 'at-depot'
            : 'taken-over',
    readyAtMs,
    respondDueAtMs: readyAtMs + SERVICE_DEFAULTS.responseMinutes * MINUTE_MS,
    takeOverDueAtMs: readyAtMs + SERVICE_DEFAULTS.takeOverHours * HOUR_MS,
    deliverByMs: parcel.promisedAt.getTime(),
    courierId: courierId(courier.key),
    courierAccountId: accountId(courier.key),
    vehicleId: vehicle,
    assignedAtMs: readyAtMs + 20 * MINUTE_MS,
    takenOverAtMs,
    tripId,
    leftVehicleAtMs: doorAtMs,
    calledAheadAtMs,
    agreedAtMs: doorAtMs,
    agreedPlace: calledAheadAtMs === null ? null : sealTextWith(vault.seal, buyer, address.detail),
    identityCheckedAtMs: signedAtMs && signedAtMs - 3 * MINUTE_MS,
    outerOpenedAtMs: signedAtMs && signedAtMs - 2 * MINUTE_MS,
    courierInspectedAtMs: signedAtMs && signedAtMs - 2 * MINUTE_MS,
    deliveredAtMs: signedAtMs,
    inTime: signedAtMs === null ? null : signedAtMs <= parcel.promisedAt.getTime(),
    signatureSealed:
      signedAtMs === null
        ? null
        : vault.seal(
            buyer,
            JSON.stringify({ name: address.receiverName, signature: address.receiverName, atMs: signedAtMs }),
          ),
    refusedAtMs,
    refusalReason: refusedAtMs === null ? null : (REFUSAL_CODES[parcel.refusal!.reason] ?? 'other'),
    refusalNote: parcel.refusal && sealTextWith(vault.seal, buyer, parcel.refusal.reason),
    atDepotAtMs: refusedAtMs && refusedAtMs + 4 * HOUR_MS,
    returnedAtMs,
    resellable: returnedAtMs === null ? null : parcel.excursions.every((one) => one.decision === 'released'),
  });
  const outOfRange =
    parcel.excursions.length > 0 || !!(rows.Trip.get(tripId) as { outOfRange?: boolean } | undefined)?.outOfRange;
  rows.Trip.set(tripId, {
    id: tripId,
    carrierPartyId,
    vehicleId: vehicle,
    date: chinaDate(takenOverAtMs),
    cold: storage !== 'ambient',
    outOfRange,
    startedAtMs: takenOverAtMs,
    checkedAtMs: takenOverAtMs,
    checkedBy: accountId(courier.key),
    check: JSON.stringify({ secured: true, segregated: true, clean: true, lawful: true }),
  });
  const cold = storage !== 'ambient';
  const points = cold
    ? {
        facilityTemperatureCelsius: pickup.storeTemperatureCelsius,
        productTemperatureCelsius: pickup.goodsTemperatureCelsius,
        productionDateChecked: true,
        shelfLifeChecked: true,
        storageConditionChecked: true,
        innerPackagingIntact: true,
        outerPackagingIntact: true,
        vehicleClean: pickup.vehicleClean,
      }
    : {};
  const handoverId = idFrom(`handover:${parcel.key}`);
  const document: GoodsDocument = {
    number: `JJ${chinaDate(takenOverAtMs).replaceAll('-', '')}${handoverId.slice(-12)}`,
    shipmentId: id,
    trackingNumber: parcel.trackingNumber,
    handoverAtMs: takenOverAtMs,
    units,
    goodsFen: order.goodsFen,
    names: [...new Set(lines.map((line) => line.title))],
    customer: recipient,
    consignor: {
      name: publicNameOf(seller),
      contact: seller.legalPerson,
      phone: seller.phone,
      address: seller.address,
    },
    carrier: carrier.name,
    consumerSignature: 'at-delivery',
    points,
    lines: lines.map(({ lots, ...line }) => ({
      skuId: line.skuId,
      title: line.title,
      specification: line.specification,
      units: line.units,
      valueFen: line.valueFen,
      lots: lots.map(({ lotCode, units: count, producedOn, expiresOn }) => ({
        lotCode,
        units: count,
        producedOn,
        expiresOn,
      })),
    })),
  };
  const text = documentText(document);
  const documentHash = documentHashOf(text);
  const sign = (side: 'seller' | 'carrier', key: string) => {
    const [account, custodian] = [accountId(key), nameOf.get(key) ?? carrier.legalPerson];
    return {
      account,
      custodian,
      signature: signatureOf(vault, documentHash, { side, accountId: account, custodian, atMs: takenOverAtMs }),
    };
  };
  const [bySeller, byCarrier] = [sign('seller', pickup.fromKey), sign('carrier', parcel.courierKey)];
  rows.Handover.set(handoverId, {
    id: handoverId,
    number: document.number,
    shipmentId: id,
    sellerPartyId,
    carrierPartyId,
    buyerAccountId: buyer,
    state: 'signed',
    cold,
    units,
    goodsFen: order.goodsFen,
    facilityTemperatureCelsius: pickup.storeTemperatureCelsius,
    productTemperatureCelsius: pickup.goodsTemperatureCelsius,
    points: JSON.stringify(points),
    complete: true,
    documentSealed: vault.seal(buyer, text),
    documentHash,
    openedAtMs: takenOverAtMs,
    inWindow: true,
    sellerSignedAtMs: takenOverAtMs,
    sellerAccountId: bySeller.account,
    sellerCustodian: sealTextWith(vault.seal, bySeller.account, bySeller.custodian),
    sellerSignature: bySeller.signature,
    carrierSignedAtMs: takenOverAtMs,
    carrierAccountId: byCarrier.account,
    carrierCustodian: sealTextWith(vault.seal, byCarrier.account, byCarrier.custodian),
    carrierSignature: byCarrier.signature,
    completedAtMs: takenOverAtMs,
  });
  const pair = `${carrierPartyId}:${sellerPartyId}`;
  pairs.set(pair, { carrierPartyId, sellerPartyId, documents: (pairs.get(pair)?.documents ?? 0) + 1 });
  curveRows(vault, rows, parcel, carrierPartyId, vehicle, id, lines);
  if (order.afterSale)
    collectionRows(vault, rows, order, parcel, {
      recipient,
      lines,
      carrierPartyId,
      sellerPartyId,
      sellerName: publicNameOf(seller),
      toDivisionCode: address.divisionCode,
    });
}

function curveRows(
  vault: SeedVault,
  rows: Rows,
  parcel: HistoryShipment,
  carrierPartyId: string,
  vehicle: string,
  id: string,
  lines: readonly ShipmentLine[],
): void {
  const deviceId = vehicleOf.get(parcel.vehicleKey)!.sensorSerials[0];
  if (!deviceId) return;
  for (const [i, reading] of parcel.readings.entries()) {
    const readingId = idFrom(`reading:${parcel.key}:${i}`);
    rows.Reading.set(readingId, {
      id: readingId,
      deviceId,
      atMs: reading.at.getTime(),
      temperatureCelsius: reading.temperatureCelsius,
      humidityPercent: reading.humidityPercent,
      receivedAtMs: reading.at.getTime(),
    });
  }
  for (const [i, excursion] of parcel.excursions.entries()) {
    const alarmId = idFrom(`alarm:${parcel.key}:${i}`);
    const [startedAtMs, endedAtMs] = [excursion.from.getTime(), excursion.until.getTime()];
    const by = accountId(excursion.handledByKey);
    const over = excursion.peakCelsius - excursion.limitCelsius;
    rows.Alarm.set(alarmId, {
      id: alarmId,
      deviceId,
      carrierPartyId,
      vehicleId: vehicle,
      facilityId: null,
      kind: 'excursion',
      severity: over >= 5 ? 'critical' : over >= 2 ? 'major' : 'minor',
      state: 'resolved',
      startedAtMs,
      raisedAtMs: startedAtMs + 10 * MINUTE_MS,
      endedAtMs,
      minutesOut: Math.round((endedAtMs - startedAtMs) / MINUTE_MS),
      limitCelsiusMin: null,
      limitCelsiusMax: excursion.limitCelsius,
      worstCelsius: excursion.peakCelsius,
      lotIds: JSON.stringify(lines.flatMap((line) => line.lots.map((lot) => lot.lotId))),
      acknowledgedAtMs: startedAtMs + 15 * MINUTE_MS,
      acknowledgedBy: by,
      resolvedAtMs: endedAtMs + 30 * MINUTE_MS,
      resolvedBy: by,
      action: sealTextWith(vault.seal, carrierPartyId, excursion.action),
      decision: excursion.decision === 'released' ? 'release' : 'reject',
    });
    const linkId = idFrom(`alarmed:${parcel.key}:${i}`);
    rows.AlarmedShipment.set(linkId, { id: linkId, alarmId, shipmentId: id });
  }
}

interface OfParcel {
  recipient: { name: string; phone: string; address: string };
  lines: readonly ShipmentLine[];
  carrierPartyId: string;
  sellerPartyId: string;
  sellerName: string;
  toDivisionCode: string;
}

function collectionRows(
  vault: SeedVault,
  rows: Rows,
  order: HistoryOrder,
  parcel: HistoryShipment,
  of: OfParcel,
): void {
  const back = order.afterSale!;
  const id = idFrom(`collection:${back.key}`);
  const buyer = accountId(order.consumerKey);
  const [takenAtMs, handedOverAtMs] = [back.collectedAt.getTime(), back.checkedAt.getTime()];
  const lines = back.kind === 'exchange' ? of.lines.slice(0, 1) : of.lines;
  const { recipient, lines: _, ...parties } = of;
  rows.Collection.set(id, {
    id,
    afterSaleId: afterSaleId(back.key),
    orderId: orderId(order.key),
    kind: back.kind,
    buyerAccountId: buyer,
    ...parties,
    recipientSealed: vault.seal(buyer, JSON.stringify(recipient)),
    refundFen: back.kind === 'return' ? order.goodsFen : 0,
    lines: JSON.stringify(lines.map(({ skuId: sku, title, units }) => ({ skuId: sku, title, units, accessories: '' }))),
    state: 'handed-over',
    createdAtMs: back.approvedAt.getTime(),
    courierId: courierId(parcel.courierKey),
    courierAccountId: accountId(parcel.courierKey),
    appointedAtMs: back.approvedAt.getTime() + HOUR_MS,
    agreedAtMs: takenAtMs,
    agreedPlace: sealTextWith(vault.seal, buyer, recipient.address),
    identityCheckedAtMs: takenAtMs - 5 * MINUTE_MS,
    settledAtMs: takenAtMs - 4 * MINUTE_MS,
    refundForm: back.kind === 'return' ? 'original' : 'exchange',
    inspectedAtMs: takenAtMs - 3 * MINUTE_MS,
    meetsRule: true,
    inspectionNote: sealTextWith(vault.seal, buyer, back.reason),
    recordedAtMs: takenAtMs - 2 * MINUTE_MS,
    condition: sealTextWith(vault.seal, buyer, '外包装完好'),
    accessories: sealTextWith(vault.seal, buyer, '无附件'),
    courierSignedAtMs: takenAtMs - MINUTE_MS,
    consumerSignedAtMs: takenAtMs - MINUTE_MS,
    consumerSignatureSealed: vault.seal(buyer, JSON.stringify({ name: recipient.name, atMs: takenAtMs })),
    takenAtMs,
    centreAtMs: handedOverAtMs,
    centrePlace: '退换货中心',
    centreDueAtMs: takenAtMs + 60 * HOUR_MS,
    listChecked: true,
    conditionOk: true,
    centreNote: NO_TEXT,
    carrierHandedAtMs: handedOverAtMs,
    sellerReceivedAtMs: handedOverAtMs,
    handedOverAtMs,
  });
}
