import { lockRows } from '@heitu/kit/data/only-one';
import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { managedCarriers } from '../access.ts';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { Device, Facility, Vehicle } from './carrier.entity.ts';
import { devices } from './carrier.moves.ts';
import { deviceNow } from './carrier-answers.ts';

const DEVICE_SECRET_LENGTH_MIN = 16;

/**
 * Puts a thermometer on a store or a vehicle, or takes one back that was not used any more; its pushes are believed by
 * this secret alone.
 */
export const linkDevice = mutation({
  name: 'linkDevice',
  description:
    'Puts a thermometer into a store or a vehicle, or takes one back that was put away; its readings are believed with this secret alone.',
  may: permit.role('carrier-manager'),
  input: z.object({
    facilityId: identifier().nullish().describe('A store or depot of the carrier; this or vehicleId.'),
    vehicleId: identifier().nullish().describe('A vehicle of the carrier; this or facilityId.'),
    deviceId: ids.device(),
    secret: z
      .string()
      .min(DEVICE_SECRET_LENGTH_MIN)
      .max(200)
      .describe(`Shared with the device; at least ${DEVICE_SECRET_LENGTH_MIN} characters.`),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    DEVICE_TAKEN: { message: '这个设备编号已经登记过' },
    ONE_PLACE: { message: '请选一个设施或一辆车来装这个设备' },
  },
  shows: deviceNow,
  async run(context, input, refuse) {
    const { deviceId: id, secret } = input;
    const [facilityId, vehicleId] = [input.facilityId ?? null, input.vehicleId ?? null];
    if (!facilityId === !vehicleId) return refuse('ONE_PLACE');
    return context.transaction(async (tx) => {
      const where = { carrierPartyId: { $in: managedCarriers(context.actor) } };
      // The vehicle is taken: it is not put away while a thermometer comes on it (endVehicle).
      if (vehicleId) await lockRows(tx, Vehicle, { id: vehicleId });
      const place = facilityId
        ? await tx.em.findOne(Facility, { id: facilityId, ...where })
        : vehicleId && (await tx.em.findOne(Vehicle, { id: vehicleId, endedAtMs: null, ...where }));
      if (!place) return refuse('NOT_FOUND');
      const { carrierPartyId } = place;
      const earlier = await tx.em.findOne(Device, { id });
      const comesBack =
        earlier &&
        earlier.endedAtMs != null &&
        (earlier.facilityId ?? null) === facilityId &&
        (earlier.vehicleId ?? null) === vehicleId;
      if (earlier && !comesBack) return refuse('DEVICE_TAKEN');
      const nowMs = context.clock.now();
      const start = { secretSealed: await context.vault.seal(carrierPartyId, secret), heardAtMs: nowMs };
      if (!earlier)
        await tx.em.insert(Device, { id, carrierPartyId, facilityId, vehicleId, createdAtMs: nowMs, ...start });
      else if (!(await devices.bySystem(context, tx, 'take-back', { id }, start))) return refuse('DEVICE_TAKEN');
      tx.audit({ type: 'device', id, clause: '8.1.1.ar' });
      return ok({ id });
    });
  },
});
