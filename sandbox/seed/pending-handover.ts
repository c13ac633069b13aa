import type { InferEntity } from '@mikro-orm/core';
import { must } from '@heitu/kit/rules/checked';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { idFrom } from '@heitu/kit/rules/ids';
import { fromJson } from '@heitu/kit/rules/typed-json';
import {
  documentText,
  Handover,
  needsOf,
  Reading,
  type Shipment,
  type GoodsDocument,
  type LogisticsContext,
  type StoreRecord,
} from '@heitu/logistics';
import { carrierOf, sellerOf } from '../county/index.ts';
import { accountId, facilityId } from './keys.ts';
import { recipientOf } from './pending-parcel.ts';
import { consignorOf, documentLines, handoverNumber, lookedAt, signedHandover } from './signed-handover.ts';

/** As cold as its goods ask for. */
const STORE_CELSIUS = 3;

interface TakenOver {
  parcel: InferEntity<typeof Shipment>;
  sellerKey: string;
  carrierKey: string;
  courierKey: string;
  atMs: number;
}

/** Chilled goods from a watched store: what both looked at, and what the store's thermometer said, signed by both. */
export async function takenOver({ em, vault }: LogisticsContext, taken: TakenOver): Promise<void> {
  const { parcel, sellerKey, carrierKey, courierKey } = taken;
  const storeRecord = storeRecordOf(taken);
  await storeSays(em, storeRecord);
  const id = idFrom(`handover:pending:${parcel.id}`);
  const document = documentOf(id, taken, storeRecord);
  const { buyerAccountId: buyer, sellerPartyId, carrierPartyId } = parcel;
  const [seller, carrier] = [
    signer(sellerOf(sellerKey).staff),
    signer(carrierOf(carrierKey).staff.filter(({ key }) => key === courierKey)),
  ];
  const signed = { id, buyer, sellerPartyId, carrierPartyId, cold: true, document, seller, carrier };
  const sealed = {
    document: await vault.seal(buyer, documentText(document)),
    sellerCustodian: await vault.sealText(seller.account, seller.custodian),
    carrierCustodian: await vault.sealText(carrier.account, carrier.custodian),
  };
  await em.insert(Handover, signedHandover(vault, signed, sealed));
}
const signer = (people: readonly { key: string; name: string }[]) => {
  const { key, name } = must(people[0], 'who signs');
  return { account: accountId(key), custodian: name };
};

function storeRecordOf({ parcel, sellerKey, carrierKey, atMs }: TakenOver): StoreRecord {
  const store = must(
    carrierOf(carrierKey).facilities.find((facility) => facility.sellerKey === sellerKey),
    'the store of the seller',
  );
  return {
    facilityId: facilityId(store.key),
    name: store.name,
    deviceId: must(store.sensorSerials[0], 'its thermometer'),
    celsius: STORE_CELSIUS,
    atMs,
    fromMs: parcel.readyAtMs,
    celsiusMin: STORE_CELSIUS,
    celsiusMax: STORE_CELSIUS,
    range: needsOf(fromJson(parcel.lines)).range,
    silentMinutes: 0,
  };
}

function documentOf(
  id: string,
  { parcel, sellerKey, carrierKey, atMs }: TakenOver,
  storeRecord: StoreRecord,
): GoodsDocument {
  const seller = sellerOf(sellerKey);
  const lines = fromJson(parcel.lines);
  return {
    number: handoverNumber(chinaDate(atMs), id),
    shipmentId: parcel.id,
    trackingNumber: parcel.trackingNumber,
    handoverAtMs: atMs,
    units: parcel.units,
    goodsFen: parcel.goodsFen,
    names: [...new Set(lines.map(({ title }) => title))],
    customer: recipientOf(parcel.buyerAccountId),
    consignor: consignorOf(seller),
    carrier: carrierOf(carrierKey).name,
    consumerSignature: 'at-delivery',
    points: lookedAt(STORE_CELSIUS, STORE_CELSIUS, true),
    storeRecord,
    lines: documentLines(lines),
  };
}

/** While the goods stood there, once for all parcels of that hour. */
async function storeSays(em: LogisticsContext['em'], record: StoreRecord): Promise<void> {
  const { deviceId } = record;
  for (const atMs of [record.fromMs, record.atMs]) {
    const id = idFrom(`store-reading:pending:${deviceId}:${atMs}`);
    if (await em.count(Reading, { deviceId, atMs })) continue;
    await em.insert(Reading, {
      id,
      deviceId,
      atMs,
      temperatureCelsius: record.celsius,
      humidityPercent: 88,
      receivedAtMs: atMs,
    });
  }
}
