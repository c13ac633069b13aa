import { shipmentTakenOver } from '@heitu/events/logistics.shipment-taken-over.v1';
import type { Transaction } from '@heitu/kit/data/context';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { must } from '@heitu/kit/rules/checked';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { LogisticsContext, RowOf } from '../context.ts';
import { isPaidAtDoor } from '../delivery/delivery.policy.ts';
import { tripIdOf } from '../shipment/check-load.ts';
import { Shipment, Trip } from '../shipment/shipment.entity.ts';
import { shipments } from '../shipment/shipment.moves.ts';
import { lotsOf } from '../shipment/shipment.policy.ts';
import { tripLifecycle } from '../shipment/trip.lifecycle.ts';
import { Handover } from './handover.entity.ts';
import { handovers } from './handover.moves.ts';
import { documentHashOf } from './handover.policy.ts';

/**
 * One side has signed: where the other has too, the goods are handed over. What hinders it: the document is not the one
 * that was written, or the parcel was moved meanwhile.
 */
export async function completeHandover(
  context: LogisticsContext,
  tx: Transaction,
  handover: Pick<RowOf<'Handover'>, 'id' | 'buyerAccountId' | 'documentSealed' | 'documentHash'>,
  shipment: { id: string; takeOverDueAtMs: number },
): Promise<'altered' | 'moved' | null> {
  const { id, buyerAccountId, documentSealed, documentHash } = handover;
  const text = documentSealed && (await context.vault.openUnrecorded(buyerAccountId, documentSealed));
  if (!text || documentHashOf(text) !== documentHash) return 'altered';
  const nowMs = context.clock.now();
  // The row is ours now: whoever signs second sees the other's signature here.
  const completed = await handovers.bySystem(
    context,
    tx,
    'complete',
    { id, sellerSignedAtMs: { $ne: null }, carrierSignedAtMs: { $ne: null } },
    { openFor: null, complete: true, completedAtMs: nowMs, inWindow: nowMs <= shipment.takeOverDueAtMs },
  );
  return completed === 0 || (await takeOver(context, tx, id, shipment.id)) ? null : 'moved';
}

/** The goods are the carrier's to answer for: the trip begins, everybody is told. */
async function takeOver(
  context: LogisticsContext,
  tx: Transaction,
  handoverId: string,
  shipmentId: string,
): Promise<boolean> {
  const nowMs = context.clock.now();
  const shipment = await tx.em.findOneOrFail(Shipment, { id: shipmentId }, { refresh: true });
  const date = chinaDate(nowMs);
  const vehicleId = must(shipment.vehicleId, 'the vehicle of an assigned parcel');
  const tripId = tripIdOf(vehicleId, date);
  const moved = await shipments.bySystem(
    context,
    tx,
    'take-over',
    { id: shipmentId },
    { takenOverAtMs: nowMs, tripId },
  );
  if (moved === 0) return false;
  const cold = shipment.storage !== 'ambient';
  const known = await tx.em.nativeUpdate(Trip, { id: tripId }, cold ? { cold } : { date });
  // Two parcels of one round at once: the second one's transaction meets the key and is run again.
  if (known === 0)
    await tx.em.insert(Trip, {
      id: tripId,
      carrierPartyId: shipment.carrierPartyId,
      vehicleId,
      date,
      cold,
      state: tripLifecycle.initial,
      startedAtMs: nowMs,
    });
  const handover = await tx.em.findOneOrFail(Handover, { id: handoverId });
  tx.publish(
    shipmentTakenOver,
    { type: 'shipment', id: shipmentId },
    {
      shipmentId,
      handoverId,
      orderId: shipment.orderId,
      ...(isPaidAtDoor(shipment) && { paysAtDoor: true as const }),
      afterSaleId: shipment.afterSaleId || null,
      carrierPartyId: shipment.carrierPartyId,
      trackingNumber: shipment.trackingNumber,
      atMs: nowMs,
      productTemperatureCelsius: handover.productTemperatureCelsius ?? null,
      lots: lotsOf(fromJson(shipment.lines)),
    },
  );
  return true;
}
