import type { OrderPayment } from '@heitu/events/orders.order-ready.v1';
import { ok } from '@heitu/kit/rules/outcome';
import { HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { Carrier, Station } from '../carrier/carrier.entity.ts';
import { SERVICE_DEFAULTS } from '../carrier/carrier.policy.ts';
import { deliveryTerms } from '../contract/agreed-terms.ts';
import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import { Shipment } from './shipment.entity.ts';
import { shipmentLifecycle } from './shipment.lifecycle.ts';
import { needsOf, rangesBy, trackingNumberOf, type Recipient, type ShipmentLine } from './shipment.policy.ts';

export interface ReadyParcel {
  orderId: string;
  orderNumber: string;
  afterSaleId: string | null;
  buyerAccountId: string;
  partyId: string;
  shopId: string;
  carrierPartyId: string;
  payment?: OrderPayment;
  doorCheckoutId?: string;
  deliveryFen: number;
  goodsFen: number;
  deliverByMs: number;
  toDivisionCode: string;
  stationPartyId?: string;
  lines: ShipmentLine[];
}
export interface ParcelParties {
  recipient: Recipient;
  consignor: { name: string; contactName: string; contactPhone: string; address: string };
  carrierName: string;
}

/**
 * A picked order becomes a shipment that knows all its delivery note needs (8.5.4.1); who receives it is sealed under
 * the buyer's own key.
 */
export async function createShipment(context: LogisticsContext, parcel: ReadyParcel, parties: ParcelParties) {
  return context.transaction(async (tx) => {
    const afterSaleId = parcel.afterSaleId ?? '';
    if (await tx.em.count(Shipment, { orderId: parcel.orderId, afterSaleId })) return ok(null);
    const carrier = (await tx.em.findOne(Carrier, { partyId: parcel.carrierPartyId })) ?? SERVICE_DEFAULTS;
    const id = context.newId();
    const nowMs = context.clock.now();
    const sides = { sellerPartyId: parcel.partyId, carrierPartyId: parcel.carrierPartyId };
    const agreed = await deliveryTerms(context, sides, nowMs);
    const { storage, range } = needsOf(parcel.lines, rangesBy(agreed));
    const {
      orderId,
      orderNumber,
      buyerAccountId,
      shopId,
      carrierPartyId,
      toDivisionCode,
      goodsFen,
      deliveryFen,
      deliverByMs,
    } = parcel;
    const ofSeller = (text: string) => context.vault.sealText(parcel.partyId, text);
    await tx.em.insert(Shipment, {
      id,
      orderId,
      orderNumber,
      afterSaleId,
      buyerAccountId,
      shopId,
      carrierPartyId,
      toDivisionCode,
      goodsFen,
      deliveryFen,
      deliverByMs,
      sellerPartyId: parcel.partyId,
      payment: parcel.payment ?? 'prepaid',
      doorCheckoutId: parcel.doorCheckoutId ?? null,
      carrierName: parties.carrierName,
      consignorName: parties.consignor.name,
      consignorContact: await ofSeller(parties.consignor.contactName),
      consignorPhone: await ofSeller(parties.consignor.contactPhone),
      consignorAddress: await ofSeller(parties.consignor.address),
      recipientSealed: await context.vault.seal(buyerAccountId, JSON.stringify(parties.recipient)),
      storage,
      temperatureCelsiusMin: range?.min ?? null,
      temperatureCelsiusMax: range?.max ?? null,
      units: parcel.lines.reduce((sum, line) => sum + line.units, 0),
      weightGrams: parcel.lines.reduce((sum, line) => sum + line.weightGrams * line.units, 0),
      ...(parcel.stationPartyId && (await stationOf(tx, parcel.stationPartyId))),
      lines: JSON.stringify(parcel.lines),
      trackingNumber: trackingNumberOf(id),
      state: shipmentLifecycle.initial,
      readyAtMs: nowMs,
      respondDueAtMs: nowMs + (agreed.responseMinutes ?? carrier.responseMinutes) * MINUTE_MS,
      takeOverDueAtMs: nowMs + (agreed.takeOverHours ?? carrier.takeOverHours) * HOUR_MS,
    });
    tx.audit({ type: 'shipment', id });
    return ok({ id });
  });
}

/** Where the buyer was told to fetch it: what the station says later of itself changes nothing of that. */
async function stationOf(tx: LogisticsTransaction, partyId: string) {
  const { name, address } = await tx.em.findOneOrFail(Station, { partyId });
  return { stationPartyId: partyId, stationName: name, stationAddress: address ?? '' };
}
