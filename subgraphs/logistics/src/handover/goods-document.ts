import { fromJson } from '@heitu/kit/rules/typed-json';
import type { InferEntity } from '@mikro-orm/core';
import { chinaDate } from '@heitu/kit/rules/calendar';
import type { SealedText } from '@heitu/kit/privacy/vault';
import type { LogisticsContext } from '../context.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { recipientIn } from '../shipment/shipment.policy.ts';
import type { FreshPoints, GoodsDocument } from './handover.policy.ts';
import type { StoreRecord } from './store-record.policy.ts';

/** The goods document of a parcel (8.4.1); null where who gets it may no longer be read. */
export async function goodsDocumentOf(
  context: LogisticsContext,
  shipment: InferEntity<typeof Shipment>,
  found: { handoverId: string; points: FreshPoints; storeRecord: StoreRecord | null; atMs: number },
): Promise<GoodsDocument | null> {
  const { handoverId, points, storeRecord, atMs } = found;
  const recipient = await context.vault.openUnrecorded(shipment.buyerAccountId, shipment.recipientSealed);
  if (recipient === null) return null;
  const ofSeller = (text: SealedText) => context.vault.openTextUnrecorded(shipment.sellerPartyId, text);
  const lines = fromJson(shipment.lines);
  return {
    number: `JJ${chinaDate(atMs).replaceAll('-', '')}${handoverId.slice(-12)}`,
    shipmentId: shipment.id,
    trackingNumber: shipment.trackingNumber,
    handoverAtMs: atMs,
    units: shipment.units,
    goodsFen: shipment.goodsFen,
    names: [...new Set(lines.map((line) => line.title))],
    customer: recipientIn(recipient),
    consignor: {
      name: shipment.consignorName,
      contact: await ofSeller(shipment.consignorContact),
      phone: await ofSeller(shipment.consignorPhone),
      address: await ofSeller(shipment.consignorAddress),
    },
    carrier: shipment.carrierName,
    consumerSignature: 'at-delivery',
    lines: lines.map(({ skuId, title, specification, units, valueFen, lots }) => ({
      skuId,
      title,
      specification,
      units,
      valueFen,
      lots: lots.map(({ lotCode, units: count, producedOn, expiresOn }) => ({
        lotCode,
        units: count,
        producedOn,
        expiresOn,
      })),
    })),
    points,
    storeRecord,
  };
}
