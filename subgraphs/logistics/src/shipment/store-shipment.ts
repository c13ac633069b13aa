import { HOUR_MS } from '@heitu/kit/rules/clock';
import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { inMyHands, requestKey } from '../access.ts';
import { isCold } from '../area/offer.policy.ts';
import { Facility } from '../carrier/carrier.entity.ts';
import type { LogisticsContext } from '../entities.ts';
import { intersect } from '../temperature/range.policy.ts';
import { parcelOf } from './crew.loader.ts';
import { isOneOf, STORABLE_STATES } from './parcel-actions.ts';
import { Shipment, StorageStay } from './shipment.entity.ts';
import { storeShipmentRefusals as refusals } from './shipment.refusals.ts';

const schema = z.object({ requestId: identifier().nullish(), shipmentId: identifier(), facilityId: identifier() });
export type StoreShipmentInput = z.input<typeof schema>;

/** A stage of the goods' way: into which store, under which condition, how long at most (8.7.end). */
export async function storeShipment(context: LogisticsContext, input: StoreShipmentInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { shipmentId, facilityId } = valid.value;
  return context.transaction(async (tx) => {
    const shipment = await tx.em.findOne(Shipment, { id: shipmentId, ...inMyHands(context.actor) });
    const facility =
      shipment && (await tx.em.findOne(Facility, { id: facilityId, carrierPartyId: shipment.carrierPartyId }));
    if (!shipment || !facility) return refuse(refusals, 'NOT_FOUND');
    if (!isOneOf(STORABLE_STATES, shipment.state)) return refuse(refusals, 'WRONG_STATE');
    const { range } = parcelOf(shipment as never);
    const keeps =
      facility.temperatureCelsiusMin == null || facility.temperatureCelsiusMax == null
        ? null
        : { min: facility.temperatureCelsiusMin, max: facility.temperatureCelsiusMax };
    if (range && !(keeps && intersect([keeps, range]))) return refuse(refusals, 'FACILITY_NOT_COLD');
    if (await tx.em.count(StorageStay, { shipmentId, leftAtMs: null })) return refuse(refusals, 'ALREADY_STORED');
    // The store is taken: its last thermometer is not taken away meanwhile (endDevice).
    await lockRows(tx, Facility, { id: facilityId });
    const nowMs = context.clock.now();
    const id = context.newId();
    await tx.em.insert(StorageStay, {
      id,
      shipmentId,
      openFor: shipmentId,
      facilityId,
      carrierPartyId: facility.carrierPartyId,
      stage: facility.stage,
      cold: isCold(shipment.storage),
      arrivedAtMs: nowMs,
      leaveByMs: nowMs + facility.dwellHoursMax * HOUR_MS,
    });
    tx.audit({ type: 'shipment', id: shipmentId, clause: '8.7.end' });
    return ok({ id: shipmentId });
  }, requestKey(input));
}
