import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { manages } from '../access.ts';
import { isCold } from '../area/offer.policy.ts';
import { mutation, type LogisticsContext } from '../context.ts';
import { ids } from '../input-fields.ts';
import { giveToCrew, TO_GIVE } from './give-to-crew.ts';
import { couriersWithCertificates, parcelOf, today, vehiclesWithLoad } from './crew.loader.ts';
import { courierRefusal, vehicleRefusal } from './crew.policy.ts';
import { ReadyShipmentsAssigned } from './shipment.view.ts';

const ASSIGNED_AT_ONCE_MAX = 50;

/**
 * Automatic allocation (8.1.1.ak): the oldest waiting shipments go to fit couriers and vehicles in turn; what fits
 * nobody is left, with the reason. One transaction, so that a repeat of the request gives out nothing more.
 */
export const assignReadyShipments = mutation({
  name: 'assignReadyShipments',
  description: 'Automatic allocation of what waits (8.1.1.ak).',
  may: permit.role('carrier-manager'),
  input: z.object({ carrierPartyId: ids.carrier() }),
  refusals: { NOT_FOUND },
  shows: asItIs(ReadyShipmentsAssigned),
  async run(context, { carrierPartyId }, refuse) {
    if (!manages(context.actor, carrierPartyId)) return refuse('NOT_FOUND');
    const waiting = await waitingParcels(context, carrierPartyId);
    const isAnyCold = waiting.some((shipment) => isCold(shipment.storage));
    const couriers = await couriersWithCertificates(context, carrierPartyId, null, isAnyCold);
    const vehicles = await vehiclesWithLoad(context, carrierPartyId, null, '');
    return context.transaction(async (tx) => {
      const left: { shipmentId: string; message: string }[] = [];
      // Whoever just got a parcel goes to the end of the queue.
      const queue = [...couriers];
      const fleet = vehicles.map((vehicle) => ({ ...vehicle, aboard: [...vehicle.aboard] }));
      for (const shipment of waiting) {
        const { id: shipmentId } = shipment;
        const parcel = parcelOf(shipment);
        const courier = queue.find((one) => !courierRefusal(parcel, one, today(context)));
        const vehicle = fleet.find((one) => !vehicleRefusal(parcel, one, today(context)));
        if (!courier || !vehicle) {
          left.push({ shipmentId, message: courier ? '没有合适的车辆' : '没有合适的配送员' });
          continue;
        }
        const crew = { courier, vehicleId: vehicle.id, seen: { courierId: null } };
        const refused = await giveToCrew(context, tx, shipment, crew);
        if (refused) {
          left.push({ shipmentId, message: refused.message });
          continue;
        }
        if (parcel.range) vehicle.aboard.push(parcel.range);
        queue.push(...queue.splice(queue.indexOf(courier), 1));
      }
      return ok({ assigned: waiting.length - left.length, left });
    });
  },
});

const waitingParcels = (context: LogisticsContext, carrierPartyId: string) =>
  context.rows
    .selectFrom('Shipment')
    .select(TO_GIVE)
    .where('carrierPartyId', '=', carrierPartyId)
    .where('state', '=', 'ready')
    .where('stoppedAtMs', 'is', null)
    .orderBy('id')
    .limit(ASSIGNED_AT_ONCE_MAX)
    .execute();
