import { chinaDate } from '@heitu/kit/rules/calendar';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { SealedText } from '@heitu/kit/privacy/vault';
import { manages, requestKey, sellerParties } from '../access.ts';
import { screenGoods } from '../area/banned-goods.policy.ts';
import { isCold } from '../area/offer.policy.ts';
import { Carrier } from '../carrier/carrier.entity.ts';
import type { LogisticsContext } from '../entities.ts';
import { parcelOf } from '../shipment/crew.loader.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { shipmentLifecycle } from '../shipment/shipment.lifecycle.ts';
import { parseLines, type Recipient } from '../shipment/shipment.policy.ts';
import { NOT_STOPPED } from '../shipment/stop.policy.ts';
import { refuseMoved } from '../shipment/stop-shipments.ts';
import { Handover } from './handover.entity.ts';
import {
  documentHashOf,
  documentText,
  emptyFields,
  isTooWarm,
  missingPoints,
  type GoodsDocument,
} from './handover.policy.ts';
import { openHandoverRefusals as refusals } from './handover.refusals.ts';

const celsius = () => z.number().min(-60).max(60).nullish();
const looked = () => z.boolean().nullish();
const schema = z.object({
  requestId: identifier().nullish(),
  shipmentId: identifier(),
  facilityTemperatureCelsius: celsius(),
  productTemperatureCelsius: celsius(),
  productionDateChecked: looked(),
  shelfLifeChecked: looked(),
  storageConditionChecked: looked(),
  innerPackagingIntact: looked(),
  outerPackagingIntact: looked(),
  vehicleClean: looked(),
});
export type OpenHandoverInput = z.input<typeof schema>;

/**
 * Writes the goods document of a takeover; from here on it can only be signed, or voided by whoever opened it and
 * opened anew.
 */
export async function openHandover(context: LogisticsContext, input: OpenHandoverInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId: _, shipmentId, ...points } = valid.value;
  const { actor } = context;
  return context.transaction(async (tx) => {
    const shipment = await tx.em.findOne(Shipment, { id: shipmentId });
    const mine =
      shipment &&
      (manages(actor, shipment.carrierPartyId) ||
        shipment.courierAccountId === actor.id ||
        sellerParties(actor).includes(shipment.sellerPartyId));
    if (!mine) return refuse(refusals, 'NOT_FOUND');
    // Takes the row: what is decided from here on, nothing that stops or moves the parcel can overtake.
    const isOpen = await tx.em.nativeUpdate(
      Shipment,
      { id: shipmentId, state: { $in: [...shipmentLifecycle.from('open-handover')] }, ...NOT_STOPPED },
      { state: shipmentLifecycle.to('open-handover') },
    );
    if (isOpen === 0) return refuseMoved(context, refusals, shipmentId);
    if (await tx.em.count(Handover, { shipmentId, state: 'open' })) return refuse(refusals, 'HANDOVER_OPEN');
    const lines = parseLines(shipment.lines);
    const carrier = await tx.em.findOne(Carrier, { partyId: shipment.carrierPartyId });
    const modes = JSON.parse(carrier?.licensedModes ?? '[]') as string[];
    const banned = screenGoods(
      lines.map((line) => line.title),
      [],
    ).filter((hit) => hit.mode === null || !modes.includes(hit.mode));
    if (banned.length > 0)
      return refuse(
        refusals,
        'BANNED_GOODS',
        banned.map((hit) => ({ at: hit.found, text: hit.label })),
      );
    const cold = isCold(shipment.storage);
    const missing = cold ? missingPoints(points) : [];
    if (missing.length > 0)
      return refuse(
        refusals,
        'FRESH_POINT_MISSING',
        missing.map(({ point, label }) => ({ at: point, text: label })),
      );
    const { range } = parcelOf(shipment as never);
    const warm = cold
      ? (['facilityTemperatureCelsius', 'productTemperatureCelsius'] as const).filter((point) =>
          isTooWarm(points[point]!, range),
        )
      : [];
    if (warm.length > 0)
      return refuse(
        refusals,
        'TEMPERATURE_OUT_OF_RANGE',
        warm.map((at) => ({ at, text: `要求${range!.min}到${range!.max}°C，实测${points[at]}°C` })),
      );
    const id = context.newId();
    const nowMs = context.clock.now();
    const recipient = await context.vault.openUnrecorded(shipment.buyerAccountId, shipment.recipientSealed);
    if (recipient === null) return refuse(refusals, 'WRONG_STATE');
    const ofSeller = (text: SealedText) => context.vault.openTextUnrecorded(shipment.sellerPartyId, text);
    const document: GoodsDocument = {
      number: `JJ${chinaDate(nowMs).replaceAll('-', '')}${id.slice(-12)}`,
      shipmentId,
      trackingNumber: shipment.trackingNumber,
      handoverAtMs: nowMs,
      units: shipment.units,
      goodsFen: shipment.goodsFen,
      names: [...new Set(lines.map((line) => line.title))],
      customer: JSON.parse(recipient) as Recipient,
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
    };
    const empty = emptyFields(document);
    if (empty.length > 0)
      return refuse(
        refusals,
        'DOCUMENT_INCOMPLETE',
        empty.map((at) => ({ at, text: '没有填写' })),
      );
    const text = documentText(document);
    await tx.em.insert(Handover, {
      id,
      number: document.number,
      shipmentId,
      sellerPartyId: shipment.sellerPartyId,
      carrierPartyId: shipment.carrierPartyId,
      buyerAccountId: shipment.buyerAccountId,
      state: 'open',
      openFor: shipmentId,
      cold,
      units: shipment.units,
      goodsFen: shipment.goodsFen,
      facilityTemperatureCelsius: points.facilityTemperatureCelsius ?? null,
      productTemperatureCelsius: points.productTemperatureCelsius ?? null,
      points: JSON.stringify(points),
      complete: true,
      documentSealed: await context.vault.seal(shipment.buyerAccountId, text),
      documentHash: documentHashOf(text),
      openedAtMs: nowMs,
    });
    tx.audit({ type: 'handover', id, clause: '8.4.1' });
    return ok({ id });
  }, requestKey(input));
}
