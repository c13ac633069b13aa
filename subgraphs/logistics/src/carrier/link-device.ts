import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { managedCarriers, requestKey } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Device, Facility, Vehicle } from './carrier.entity.ts';
import { linkDeviceRefusals as refusals } from './carrier.refusals.ts';

const DEVICE_SECRET_LENGTH_MIN = 16;
const schema = z.object({
  requestId: identifier(),
  facilityId: identifier().nullish(),
  vehicleId: identifier().nullish(),
  deviceId: identifier(),
  secret: z.string().min(DEVICE_SECRET_LENGTH_MIN).max(200),
});
export type LinkDeviceInput = z.input<typeof schema>;

/**
 * Puts a thermometer on a store or a vehicle, or takes one back that was not used any more; its pushes are believed by
 * this secret alone.
 */
export async function linkDevice(context: LogisticsContext, input: LinkDeviceInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { deviceId: id, secret } = valid.value;
  const [facilityId, vehicleId] = [valid.value.facilityId ?? null, valid.value.vehicleId ?? null];
  if (!facilityId === !vehicleId) return refuse(refusals, 'ONE_PLACE');
  return context.transaction(async (tx) => {
    const where = { carrierPartyId: { $in: managedCarriers(context.actor) } };
    // The vehicle is taken: it is not put away while a thermometer comes on it (endVehicle).
    if (vehicleId) await lockRows(tx, Vehicle, { id: vehicleId });
    const place = facilityId
      ? await tx.em.findOne(Facility, { id: facilityId, ...where })
      : await tx.em.findOne(Vehicle, { id: vehicleId!, endedAtMs: null, ...where });
    if (!place) return refuse(refusals, 'NOT_FOUND');
    const { carrierPartyId } = place;
    const earlier = await tx.em.findOne(Device, { id });
    const comesBack =
      earlier &&
      earlier.endedAtMs != null &&
      (earlier.facilityId ?? null) === facilityId &&
      (earlier.vehicleId ?? null) === vehicleId;
    if (earlier && !comesBack) return refuse(refusals, 'DEVICE_TAKEN');
    const nowMs = context.clock.now();
    const start = { secretSealed: await context.vault.seal(carrierPartyId, secret), heardAtMs: nowMs };
    if (!earlier)
      await tx.em.insert(Device, { id, carrierPartyId, facilityId, vehicleId, createdAtMs: nowMs, ...start });
    else if (!(await tx.em.nativeUpdate(Device, { id, endedAtMs: { $ne: null } }, { ...start, endedAtMs: null })))
      return refuse(refusals, 'DEVICE_TAKEN');
    tx.audit({ type: 'device', id, clause: '8.1.1.ar' });
    return ok({ id });
  }, requestKey(input));
}
