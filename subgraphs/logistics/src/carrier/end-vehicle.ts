import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { managedCarriers } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { ON_VEHICLE_STATES } from '../shipment/shipment.lifecycle.ts';
import { Alarm } from '../temperature/temperature.entity.ts';
import { Device, Vehicle } from './carrier.entity.ts';
import { PUT_AWAY } from './carrier.policy.ts';
import { endVehicleRefusals as refusals } from './carrier.refusals.ts';

const schema = z.object({ vehicleId: identifier() });

/** The carrier uses it no longer, nor the thermometers in it; parcels, rounds and curves of its time stay. */
export async function endVehicle(context: LogisticsContext, input: { vehicleId: string }) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const id = valid.value.vehicleId;
  return context.transaction(async (tx) => {
    const mine = { id, carrierPartyId: { $in: managedCarriers(context.actor) } };
    if (!(await tx.em.count(Vehicle, mine))) return refuse(refusals, 'NOT_FOUND');
    // The row first: whoever puts a parcel or a thermometer on this vehicle at the same moment takes it as well.
    const endedAtMs = context.clock.now();
    if (!(await tx.em.nativeUpdate(Vehicle, { ...mine, [PUT_AWAY.at]: null }, { endedAtMs })))
      return refuse(refusals, 'WRONG_STATE');
    if (await tx.em.count(Shipment, { vehicleId: id, state: { $in: [...ON_VEHICLE_STATES] } }))
      return refuse(refusals, 'VEHICLE_HAS_GOODS');
    if (await tx.em.count(Alarm, { vehicleId: id, state: { $ne: 'resolved' } }))
      return refuse(refusals, 'VEHICLE_HAS_ALARM');
    await tx.em.nativeUpdate(Device, { vehicleId: id, endedAtMs: null }, { endedAtMs });
    tx.audit({ type: 'vehicle', id });
    return ok({ id });
  });
}
