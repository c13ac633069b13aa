import { chinaDate } from '@heitu/kit/rules/calendar';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, line, localDate, parse, z } from '@heitu/kit/rules/validate';
import { manages, requestKey } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Vehicle } from './carrier.entity.ts';
import { isRefrigerated, isValidOn, temperatureCelsius, VEHICLE_KINDS } from './carrier.policy.ts';
import { registerVehicleRefusals as refusals } from './carrier.refusals.ts';

const celsius = () => z.number().min(temperatureCelsius.min).max(temperatureCelsius.max).nullish();
const schema = z
  .object({
    requestId: identifier(),
    carrierPartyId: identifier(),
    plate: line(20),
    kind: z.enum(VEHICLE_KINDS),
    licenceNumber: line(64),
    validUntil: localDate(),
    temperatureCelsiusMin: celsius(),
    temperatureCelsiusMax: celsius(),
  })
  .refine((it) => (it.temperatureCelsiusMin ?? -Infinity) <= (it.temperatureCelsiusMax ?? Infinity), {
    path: ['temperatureCelsiusMin'],
    message: '最低温度不能高于最高温度',
  });
export type RegisterVehicleInput = z.input<typeof schema>;

/** Registers a vehicle, or takes one back that was not used any more. */
export async function registerVehicle(context: LogisticsContext, input: RegisterVehicleInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId: _, ...vehicle } = valid.value;
  if (!manages(context.actor, vehicle.carrierPartyId)) return refuse(refusals, 'NOT_FOUND');
  if (!isValidOn(vehicle.validUntil, chinaDate(context.clock.now()))) return refuse(refusals, 'PAPERS_EXPIRED');
  if (isRefrigerated(vehicle) && (vehicle.temperatureCelsiusMin == null || vehicle.temperatureCelsiusMax == null))
    return refuse(refusals, 'RANGE_NEEDED');
  return context.transaction(async (tx) => {
    const { carrierPartyId, plate } = vehicle;
    const earlier = await tx.em.findOne(Vehicle, { carrierPartyId, plate });
    if (earlier && earlier.endedAtMs == null) return refuse(refusals, 'PLATE_TAKEN');
    const id = earlier?.id ?? context.newId();
    if (
      earlier &&
      !(await tx.em.nativeUpdate(Vehicle, { id, endedAtMs: { $ne: null } }, { ...vehicle, endedAtMs: null }))
    )
      return refuse(refusals, 'PLATE_TAKEN');
    if (!earlier) await tx.em.insert(Vehicle, { id, ...vehicle, createdAtMs: context.clock.now() });
    tx.audit({ type: 'vehicle', id, clause: '8.4.3.bn' });
    return ok({ id });
  }, requestKey(input));
}
