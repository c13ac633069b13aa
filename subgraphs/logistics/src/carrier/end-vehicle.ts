import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { ON_VEHICLE_STATES } from '../shipment/shipment.lifecycle.ts';
import { deskRoles } from '../access.ts';
import { mutation } from '../context.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { Alarm } from '../temperature/temperature.entity.ts';
import { ids } from '../input-fields.ts';
import { Vehicle } from './carrier.entity.ts';
import { devices, vehicles } from './carrier.moves.ts';
import { vehicleNow } from './carrier-answers.ts';

/** The carrier uses it no longer, nor the thermometers in it; parcels, rounds and curves of its time stay. */
export const endVehicle = mutation({
  name: 'endVehicle',
  description: 'A vehicle is used no longer, nor the thermometers in it.',
  may: permit.role('carrier-manager'),
  input: z.object({ vehicleId: ids.vehicle() }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    VEHICLE_HAS_GOODS: { message: '这辆车上还有没送完的货，请先送完或换车' },
    VEHICLE_HAS_ALARM: { message: '这辆车的温度报警还没处理完，请先处理', clause: '8.1.1.ar' },
  },
  shows: vehicleNow,
  run: (context, { vehicleId: id }, refuse) =>
    context.transaction(async (tx) => {
      const vehicle = await tx.em.findOne(Vehicle, { id });
      if (!vehicle) return refuse('NOT_FOUND');
      // The row first: whoever puts a parcel or a thermometer on this vehicle at the same moment takes it as well.
      const refused = await vehicles.move(context, tx, 'end', vehicle, refuse, {
        parts: deskRoles(context.actor, vehicle.carrierPartyId),
      });
      if (refused) return refused;
      if (await tx.em.count(Shipment, { vehicleId: id, state: { $in: [...ON_VEHICLE_STATES] } }))
        return refuse('VEHICLE_HAS_GOODS');
      if (await tx.em.count(Alarm, { vehicleId: id, state: { $ne: 'resolved' } })) return refuse('VEHICLE_HAS_ALARM');
      await devices.bySystem(context, tx, 'end', { vehicleId: id });
      return ok({ id });
    }),
});
