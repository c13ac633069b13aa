import type { InferEntity } from '@mikro-orm/core';
import { toJson } from '@heitu/kit/rules/typed-json';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { sealTextWith } from '@heitu/kit/privacy/vault';
import { idFrom } from '@heitu/kit/rules/ids';
import { documentText, needsOf, SERVICE_DEFAULTS, Shipment, type GoodsDocument } from '@heitu/logistics';
import { orderNumber } from '@heitu/orders';
import { staff } from '../county/index.ts';
import { alarmRows, curveRows } from './logistics-curve.ts';
import { accountId, courierId, orderId, shopId } from './keys.ts';
import { publicNameOf } from './people.ts';

import type { Pairs, Parcel, Rows, SeedVault } from './parcel-facts.ts';
import { consignorOf, documentLines, handoverNumber, lookedAt, signedHandover } from './signed-handover.ts';
import { storeCelsius, storeReadings, storeRecordOf } from './store-records.ts';

const nameOf = new Map(staff.map((person) => [person.key, person.name]));
const REFUSAL_CODES: Readonly<Record<string, InferEntity<typeof Shipment>['refusalReason']>> = {
  外箱破损: 'damaged',
  '送达时间太晚，不要了': 'late',
  开箱见内包装漏气: 'quality',
  '运输途中超温，货物退回销售商': 'temperature',
};

/** Adds the parcel, its day's trip, its signed goods document, its curve and its alarms. */
export function parcelRows(vault: SeedVault, rows: Rows, parcel: Parcel, pairs: Pairs): void {
  const { carrierPartyId, sellerPartyId } = parcel;
  rows.Shipment.add(shipmentRow(vault, parcel));
  rows.trips.set(parcel.tripId, tripRow(rows, parcel));
  const handover = handoverRow(vault, parcel);
  rows.Handover.add(handover);
  for (const reading of storeReadings(parcel)) rows.Reading.add(reading);
  const pair = `${carrierPartyId}:${sellerPartyId}`;
  pairs.set(pair, { carrierPartyId, sellerPartyId, documents: (pairs.get(pair)?.documents ?? 0) + 1 });
  curveRows(rows, parcel);
  alarmRows(vault, rows, parcel);
}

/** When the parcel was ready, at the door, and back; what did not happen is null. */
function momentsOf({ fact, takenOverAtMs }: Parcel) {
  const [signedAtMs, refusedAtMs] = [fact.signedAt?.getTime() ?? null, fact.refusal?.at.getTime() ?? null];
  const returnedAtMs =
    refusedAtMs === null
      ? null
      : (fact.handovers.find((handover) => handover.kind === 'return-to-seller')?.at.getTime() ?? null);
  return { readyAtMs: takenOverAtMs - HOUR_MS, signedAtMs, refusedAtMs, returnedAtMs };
}

function shipmentRow(vault: SeedVault, parcel: Parcel) {
  const { order, fact, address, seller, carrier, buyer, sellerPartyId, lines, takenOverAtMs, recipient } = parcel;
  const { readyAtMs } = momentsOf(parcel);
  const { storage, range } = needsOf(lines);
  return {
    id: parcel.id,
    orderId: orderId(order.key),
    orderNumber: orderNumber(orderId(order.key), order.placedAt.getTime()),
    afterSaleId: '',
    buyerAccountId: buyer,
    sellerPartyId,
    shopId: shopId(seller.key),
    carrierPartyId: parcel.carrierPartyId,
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
    units: parcel.units,
    weightGrams: lines.reduce((sum, line) => sum + line.weightGrams * line.units, 0),
    goodsFen: order.goodsFen,
    deliveryFen: order.deliveryFen,
    lines: toJson(lines),
    trackingNumber: fact.trackingNumber,
    readyAtMs,
    respondDueAtMs: readyAtMs + SERVICE_DEFAULTS.responseMinutes * MINUTE_MS,
    takeOverDueAtMs: readyAtMs + SERVICE_DEFAULTS.takeOverHours * HOUR_MS,
    deliverByMs: fact.promisedAt.getTime(),
    courierId: courierId(fact.courierKey),
    courierAccountId: accountId(fact.courierKey),
    vehicleId: parcel.vehicle,
    assignedAtMs: readyAtMs + 20 * MINUTE_MS,
    takenOverAtMs,
    tripId: parcel.tripId,
    ...deliveryOf(vault, parcel),
  };
}

/** How it ended: signed for, refused at the door, or back with the seller. */
function deliveryOf(vault: SeedVault, parcel: Parcel) {
  const { fact, address, buyer } = parcel;
  const { signedAtMs, refusedAtMs, returnedAtMs } = momentsOf(parcel);
  const doorAtMs = signedAtMs ?? refusedAtMs;
  const calledAheadAtMs = fact.calledAheadAt?.getTime() ?? null;
  return {
    state:
      signedAtMs !== null
        ? ('delivered' as const)
        : returnedAtMs !== null
          ? ('returned' as const)
          : refusedAtMs !== null
            ? ('at-depot' as const)
            : ('taken-over' as const),
    leftVehicleAtMs: doorAtMs,
    calledAheadAtMs,
    agreedAtMs: doorAtMs,
    agreedPlace: calledAheadAtMs === null ? null : sealTextWith(vault.seal, buyer, address.detail),
    identityCheckedAtMs: signedAtMs && signedAtMs - 3 * MINUTE_MS,
    outerOpenedAtMs: signedAtMs && signedAtMs - 2 * MINUTE_MS,
    courierInspectedAtMs: signedAtMs && signedAtMs - 2 * MINUTE_MS,
    deliveredAtMs: signedAtMs,
    inTime: signedAtMs === null ? null : signedAtMs <= fact.promisedAt.getTime(),
    signatureSealed:
      signedAtMs === null
        ? null
        : vault.seal(
            buyer,
            JSON.stringify({ name: address.receiverName, signature: address.receiverName, atMs: signedAtMs }),
          ),
    refusedAtMs,
    refusalReason: fact.refusal && (REFUSAL_CODES[fact.refusal.reason] ?? 'other'),
    refusalNote: fact.refusal && sealTextWith(vault.seal, buyer, fact.refusal.reason),
    atDepotAtMs: refusedAtMs && refusedAtMs + 4 * HOUR_MS,
    returnedAtMs,
    resellable: returnedAtMs === null ? null : fact.excursions.every((one) => one.decision === 'released'),
  };
}

function tripRow(rows: Rows, { fact, tripId, carrierPartyId, vehicle, takenOverAtMs, cold }: Parcel) {
  const outOfRange = fact.excursions.length > 0 || !!rows.trips.get(tripId)?.outOfRange;
  return {
    id: tripId,
    carrierPartyId,
    vehicleId: vehicle,
    date: chinaDate(takenOverAtMs),
    cold,
    outOfRange,
    startedAtMs: takenOverAtMs,
    state: 'checked' as const,
    checkedAtMs: takenOverAtMs,
    checkedBy: accountId(fact.courierKey),
    check: toJson({ secured: true, segregated: true, clean: true, lawful: true }),
  };
}

function pointsOf(parcel: Parcel): GoodsDocument['points'] {
  const { cold, pickup } = parcel;
  return cold ? lookedAt(storeCelsius(parcel), pickup.goodsTemperatureCelsius, pickup.vehicleClean) : {};
}

function documentOf(parcel: Parcel, handoverId: string): GoodsDocument {
  const { order, fact, seller, carrier, lines, takenOverAtMs, recipient } = parcel;
  return {
    number: handoverNumber(chinaDate(takenOverAtMs), handoverId),
    shipmentId: parcel.id,
    trackingNumber: fact.trackingNumber,
    handoverAtMs: takenOverAtMs,
    units: parcel.units,
    goodsFen: order.goodsFen,
    names: [...new Set(lines.map((line) => line.title))],
    customer: recipient,
    consignor: consignorOf(seller),
    carrier: carrier.name,
    consumerSignature: 'at-delivery',
    points: pointsOf(parcel),
    storeRecord: storeRecordOf(parcel),
    lines: documentLines(lines),
  };
}

function handoverRow(vault: SeedVault, parcel: Parcel) {
  const { fact, pickup, buyer, sellerPartyId, carrierPartyId, cold } = parcel;
  const id = idFrom(`handover:${fact.key}`);
  const document = documentOf(parcel, id);
  const signer = (key: string) => ({
    account: accountId(key),
    custodian: nameOf.get(key) ?? parcel.carrier.legalPerson,
  });
  const [seller, carrier] = [signer(pickup.fromKey), signer(fact.courierKey)];
  return signedHandover(
    vault,
    { id, buyer, sellerPartyId, carrierPartyId, cold, document, seller, carrier },
    {
      document: vault.seal(buyer, documentText(document)),
      sellerCustodian: sealTextWith(vault.seal, seller.account, seller.custodian),
      carrierCustodian: sealTextWith(vault.seal, carrier.account, carrier.custodian),
    },
  );
}
