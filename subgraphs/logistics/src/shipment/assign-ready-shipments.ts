import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { manages } from '../access.ts';
import { isCold } from '../area/offer.policy.ts';
import type { LogisticsContext } from '../entities.ts';
import { assignShipment } from './assign-shipment.ts';
import { couriersWithCertificates, parcelOf, today, vehiclesWithLoad } from './crew.loader.ts';
import { courierRefusal, vehicleRefusal } from './crew.policy.ts';
import { assignReadyShipmentsRefusals as refusals } from './shipment.refusals.ts';

export const ASSIGNED_AT_ONCE_MAX = 50;
const schema = z.object({ carrierPartyId: identifier() });

/**
 * Automatic allocation (8.1.1.ak): the oldest waiting shipments go to fit couriers and vehicles in turn; what fits
 * nobody is left, with the reason.
 */
export async function assignReadyShipments(context: LogisticsContext, input: z.input<typeof schema>) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { carrierPartyId } = valid.value;
  if (!manages(context.actor, carrierPartyId)) return refuse(refusals, 'NOT_FOUND');
  const waiting = await context.rows
    .selectFrom('Shipment')
    .select(['id', 'storage', 'temperatureCelsiusMin', 'temperatureCelsiusMax'])
    .where('carrierPartyId', '=', carrierPartyId)
    .where('state', '=', 'ready')
    .where('stoppedAtMs', 'is', null)
    .orderBy('id')
    .limit(ASSIGNED_AT_ONCE_MAX)
    .execute();
  const couriers = await couriersWithCertificates(
    context,
    carrierPartyId,
    null,
    waiting.some((shipment) => isCold(shipment.storage)),
  );
  const vehicles = await vehiclesWithLoad(context, carrierPartyId, null, '');
  const left: { shipmentId: string; message: string }[] = [];
  let assigned = 0;
  for (const shipment of waiting) {
    const parcel = parcelOf(shipment);
    const courier = couriers.find((one) => !courierRefusal(parcel, one, today(context)));
    const vehicle = vehicles.find((one) => !vehicleRefusal(parcel, one, today(context)));
    if (!courier || !vehicle) {
      left.push({ shipmentId: shipment.id, message: courier ? '没有合适的车辆' : '没有合适的配送员' });
      continue;
    }
    const outcome = await assignShipment(context, {
      shipmentId: shipment.id,
      courierId: courier.id,
      vehicleId: vehicle.id,
      seenCourierId: null,
    });
    if (!outcome.ok) {
      left.push({ shipmentId: shipment.id, message: outcome.message });
      continue;
    }
    assigned += 1;
    if (parcel.range) vehicle.aboard.push(parcel.range);
    // Whoever just got one goes to the end of the queue.
    couriers.push(...couriers.splice(couriers.indexOf(courier), 1));
  }
  return ok({ assigned, left });
}
