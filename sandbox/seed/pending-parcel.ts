import { must } from '@heitu/kit/rules/checked';
import { toJson } from '@heitu/kit/rules/typed-json';
import { inRoom } from './rooms.ts';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { NO } from '@heitu/kit/data/entities';
import { idFrom } from '@heitu/kit/rules/ids';
import { needsOf, SERVICE_DEFAULTS, Shipment, type LogisticsContext, type ShipmentLine } from '@heitu/logistics';
import { LineLot, LotStock, Order, orderNumber, Stock, StockMovement, type OrdersContext } from '@heitu/orders';
import { carrierOf, consumers, COUNTY, sellers } from '../county/index.ts';
import { accountId, courierId, orderId, orderLineId, partyId, shipmentId, vehicleId } from './keys.ts';
import { buyAgain, type Known, type Line } from './buy-again.ts';
import type { PastPayment } from './past-payment.ts';
import { boughtBefore } from './pending-money.ts';
import { publicNameOf } from './people.ts';

const NAME = 'to-fetch';
export const SELLER = 'seller:beijiang-coldfood';
const CARRIER = carrierOf('carrier:beida-cold');
export const COURIER = 'staff:beida-courier-1';
const PLACED_BEFORE_MS = 5 * HOUR_MS;
const PACKED_BEFORE_MS = 40 * MINUTE_MS;

type Picked = Line & { lot: LotRow };
type LotRow = { lotId: string; lotCode: string; onHand: number; producedOn: string; expiresOn: string | null };

export interface ParcelRooms {
  orders: Context;
  payments: Context;
  trust: Context;
  logistics: Context;
}

/** Chilled goods that the courier whom one can play has to fetch. */
export async function pendingParcel(rooms: ParcelRooms): Promise<PastPayment[]> {
  const packed = await packAgain(rooms, NAME);
  return packed ? [packed.paid] : [];
}

/** A parcel of what somebody has bought again. */
export interface PackedAgain {
  paid: PastPayment;
  orderId: string;
  parcelId: string;
  readyAtMs: number;
  known: Known;
}

/**
 * Chilled goods, bought, packed, and given to the courier whom one can play. The buyer is one whom one can play as
 * well, or at least lives in the county, where history has such an order. Null where it was done, or nothing is left.
 */
export async function packAgain(rooms: ParcelRooms, name: string): Promise<PackedAgain | null> {
  const orders = inRoom(rooms.orders, 'orders');
  const logistics = inRoom(rooms.logistics, 'logistics');
  const id = orderId(`pending:${name}`);
  if (await orders.em.count(Order, { id })) return null;
  const vehicle = must(
    CARRIER.vehicles.find(({ temperatureCelsiusMin }) => temperatureCelsiusMin === 0),
    'a vehicle for chilled goods',
  );
  const played = accountId(must(consumers[0], 'a consumer').key);
  const nearness = ({ known }: { known: { buyerAccountId: string; divisionCode: string } }): number =>
    known.buyerAccountId === played ? 2 : known.divisionCode.startsWith(COUNTY.code) ? 1 : 0;
  const candidates = await boughtBefore(orders, SELLER, { storage: 'chilled' });
  for (const { known, lines } of candidates.sort((one, other) => nearness(other) - nearness(one))) {
    const picked = await pickable(orders, lines);
    if (!picked) continue;
    const nowMs = orders.clock.now();
    const [placedAtMs, readyAtMs] = [nowMs - PLACED_BEFORE_MS, nowMs - PACKED_BEFORE_MS];
    const paid = await buyAgain(orders, rooms.payments, rooms.trust, name, known, lines, placedAtMs);
    await pick(orders, { id, name, seller: known.partyId }, picked, readyAtMs);
    const packed = { ...known, id, name, placedAtMs, readyAtMs, vehicleKey: vehicle.key };
    const parcelId = await fetchable(logistics, packed, picked);
    return { paid, orderId: id, parcelId, readyAtMs, known };
  }
  return null;
}

/** Each line with a lot that holds all of it; null where one does not. */
async function pickable({ rows, clock }: OrdersContext, lines: readonly Line[]): Promise<Picked[] | null> {
  const found: Picked[] = [];
  for (const line of lines) {
    const { skuId, quantity } = line;
    const lot = await rows
      .selectFrom('LotStock')
      .select(['lotId', 'lotCode', 'onHand', 'producedOn', 'expiresOn'])
      .where('skuId', '=', skuId)
      .where('blocked', '=', NO)
      .where('onHand', '>=', quantity)
      .where('expiresOn', '>', chinaDate(clock.now()))
      .orderBy('expiresOn')
      .orderBy('lotId')
      .limit(1)
      .executeTakeFirst();
    if (!lot) return null;
    found.push({ ...line, lot });
  }
  return new Set(found.map(({ lot }) => lot.lotId)).size === found.length ? found : null;
}

/** As the seller's own tap would have it: what was held leaves the lots. */
async function pick(
  { em }: OrdersContext,
  { id, name, seller }: { id: string; name: string; seller: string },
  picked: readonly Picked[],
  atMs: number,
): Promise<void> {
  for (const [i, { skuId, quantity, lot }] of picked.entries()) {
    const { lotId, lotCode, onHand, producedOn, expiresOn } = lot;
    const { held } = await em.findOneOrFail(Stock, { skuId });
    await em.nativeUpdate(Stock, { skuId }, { held: held - quantity });
    await em.nativeUpdate(LotStock, { lotId }, { onHand: onHand - quantity });
    await em.insert(LineLot, {
      id: idFrom(`line-lot:pending:${name}:${i}`),
      orderId: id,
      lineId: orderLineId(`pending:${name}:${i}`),
      afterSaleId: null,
      skuId,
      lotId,
      lotCode,
      units: quantity,
      returnedUnits: 0,
      producedOn,
      expiresOn,
    });
    await em.insert(StockMovement, {
      id: idFrom(`movement:pending:${name}:${i}`),
      partyId: seller,
      skuId,
      lotId,
      kind: 'picked',
      unitsIn: 0,
      unitsOut: quantity,
      orderId: id,
      afterSaleId: null,
      note: null,
      atMs,
    });
  }
  await em.nativeUpdate(Order, { id }, { state: 'ready', confirmedAtMs: atMs - HOUR_MS, readyAtMs: atMs });
}

interface Packed {
  id: string;
  name: string;
  placedAtMs: number;
  readyAtMs: number;
  buyerAccountId: string;
  partyId: string;
  shopId: string;
  divisionCode: string;
  goodsFen: number;
  deliveryFen: number;
  deliveryHours: number;
  vehicleKey: string;
}
const shipmentLine = (line: Picked): ShipmentLine => ({
  skuId: line.skuId,
  title: line.title,
  specification: line.specification,
  units: line.quantity,
  weightGrams: line.weightGrams,
  valueFen: line.totalFen,
  storage: line.storage,
  temperatureCelsiusMin: line.temperatureCelsiusMin,
  temperatureCelsiusMax: line.temperatureCelsiusMax,
  shelfLifeDays: line.shelfLifeDays,
  lots: [
    {
      lotId: line.lot.lotId,
      lotCode: line.lot.lotCode,
      units: line.quantity,
      producedOn: line.lot.producedOn,
      expiresOn: line.lot.expiresOn,
    },
  ],
});

export function recipientOf(buyerAccountId: string) {
  const { address } = must(
    consumers.find(({ key }) => accountId(key) === buyerAccountId),
    buyerAccountId,
  );
  return {
    name: address.receiverName,
    phone: address.phone,
    address: `${address.regionText}${address.detail}`,
  };
}

async function fetchable({ em, vault }: LogisticsContext, packed: Packed, lines: readonly Picked[]): Promise<string> {
  const {
    id,
    name,
    placedAtMs,
    readyAtMs,
    buyerAccountId,
    partyId: seller,
    shopId,
    divisionCode,
    goodsFen,
    deliveryFen,
    deliveryHours,
    vehicleKey,
  } = packed;
  const fact = must(
    sellers.find(({ key }) => partyId(key) === seller),
    seller,
  );
  const parcel = lines.map(shipmentLine);
  const { storage, range } = needsOf(parcel);
  const ofSeller = (text: string) => vault.sealText(seller, text);
  const parcelId = shipmentId(`pending:${name}`);
  await em.insert(Shipment, {
    id: parcelId,
    orderId: id,
    orderNumber: orderNumber(id, placedAtMs),
    afterSaleId: '',
    buyerAccountId,
    sellerPartyId: seller,
    shopId,
    carrierPartyId: partyId(CARRIER.key),
    carrierName: CARRIER.name,
    consignorName: publicNameOf(fact),
    consignorContact: await ofSeller(fact.legalPerson),
    consignorPhone: await ofSeller(fact.phone),
    consignorAddress: await ofSeller(fact.address),
    toDivisionCode: divisionCode,
    recipientSealed: await vault.seal(buyerAccountId, JSON.stringify(recipientOf(buyerAccountId))),
    storage,
    temperatureCelsiusMin: range?.min ?? null,
    temperatureCelsiusMax: range?.max ?? null,
    units: parcel.reduce((sum, { units }) => sum + units, 0),
    weightGrams: parcel.reduce((sum, { weightGrams, units }) => sum + weightGrams * units, 0),
    goodsFen,
    deliveryFen,
    lines: toJson(parcel),
    trackingNumber: `HT${parcelId}`,
    state: 'assigned',
    readyAtMs,
    respondDueAtMs: readyAtMs + SERVICE_DEFAULTS.responseMinutes * MINUTE_MS,
    takeOverDueAtMs: readyAtMs + SERVICE_DEFAULTS.takeOverHours * HOUR_MS,
    deliverByMs: readyAtMs + deliveryHours * HOUR_MS,
    courierId: courierId(COURIER),
    courierAccountId: accountId(COURIER),
    vehicleId: vehicleId(vehicleKey),
    assignedAtMs: readyAtMs + 10 * MINUTE_MS,
  });
  return parcelId;
}
