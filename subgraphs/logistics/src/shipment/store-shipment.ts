import { HOUR_MS } from '@heitu/kit/rules/clock';
import { lockRows } from '@heitu/kit/data/only-one';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { inMyHands } from '../access.ts';
import { isCold } from '../area/offer.policy.ts';
import { Facility } from '../carrier/carrier.entity.ts';
import { mutation } from '../context.ts';
import { openLeg } from '../custody/open-leg.ts';
import { intersect, rangeIn } from '../temperature/range.policy.ts';
import { ids, legFields } from '../input-fields.ts';
import { parcelOf } from './crew.loader.ts';
import { isOneOf, STORABLE_STATES } from './parcel-actions.ts';
import { Shipment, StorageStay } from './shipment.entity.ts';
import { shipmentNow } from './shipment-answers.ts';

/** A stage of the goods' way: into which store, under which condition, how long at most (8.7.end). */
export const storeShipment = mutation({
  name: 'storeShipment',
  description: 'A parcel rests in a store on its way: whoever writes it down signs, the other side is still to.',
  may: permit.role('carrier-manager', 'courier'),
  input: z.object({
    shipmentId: ids.shipment(),
    facilityId: ids.facility(),
    ...legFields(),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    FACILITY_NOT_COLD: { message: '这个库达不到货物要求的温度', clause: '8.7.end' },
    ALREADY_STORED: { message: '这票货已经在库里', clause: '8.7.end' },
  },
  shows: shipmentNow,
  run: (context, { shipmentId, facilityId, ...input }, refuse) =>
    context.transaction(async (tx) => {
      const shipment = await tx.em.findOne(Shipment, { id: shipmentId, ...inMyHands(context.actor) });
      const facility =
        shipment &&
        (await tx.em.findOne(Facility, {
          id: facilityId,
          carrierPartyId: shipment.carrierPartyId,
          sellerPartyId: null,
        }));
      if (!shipment || !facility) return refuse('NOT_FOUND');
      if (!isOneOf(STORABLE_STATES, shipment.state)) return refuse('WRONG_STATE');
      const { range } = parcelOf(shipment);
      const keeps = rangeIn(facility);
      if (range && !(keeps && intersect([keeps, range]))) return refuse('FACILITY_NOT_COLD');
      if (await tx.em.count(StorageStay, { shipmentId, leftAtMs: null })) return refuse('ALREADY_STORED');
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
      await openLeg(context, tx, {
        shipment,
        place: { facilityId },
        kind: 'into-store',
        found: input,
      });
      tx.audit({ type: 'shipment', id: shipmentId, clause: '8.7.end' });
      return ok({ id: shipmentId });
    }),
});
