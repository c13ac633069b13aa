import { oneOf } from '@heitu/kit/rules/enums';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { line, z, LOWEST_FIRST } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { manages } from '../access.ts';
import { mutation } from '../context.ts';
import { VehicleKinds } from '../enums.ts';
import { celsius, day, ids } from '../input-fields.ts';
import { Vehicle } from './carrier.entity.ts';
import { isRefrigerated, isValidOn } from './carrier.policy.ts';
import { vehicles } from './carrier.moves.ts';
import { vehicleNow } from './carrier-answers.ts';

/** Registers a vehicle, or takes one back that was not used any more. */
export const registerVehicle = mutation({
  name: 'registerVehicle',
  description: 'Enters a vehicle, or takes one back that was put away.',
  may: permit.role('carrier-manager'),
  input: z
    .object({
      carrierPartyId: ids.carrier(),
      plate: line(20).describe('The number plate; each is entered once for a carrier.'),
      kind: oneOf(VehicleKinds).describe('What it is.'),
      licenceNumber: line(64).describe('Of its road transport licence, at most 64 characters.'),
      validUntilOn: day().describe('The last day of that licence; refused where it is over.'),
      temperatureCelsiusMin: celsius()
        .nullish()
        .describe('The lowest temperature that it keeps, in °C; needed for refrigerated vehicles, as the highest.'),
      temperatureCelsiusMax: celsius()
        .nullish()
        .describe('The highest temperature that it keeps, in °C; not below the lowest.'),
    })
    .refine(...LOWEST_FIRST),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    PLATE_TAKEN: { message: '这辆车已经登记过' },
    PAPERS_EXPIRED: { message: '车辆证件已过期，请换新后再登记', clause: '8.4.3.bn' },
    RANGE_NEEDED: { message: '冷藏车要写明能保持的最低和最高温度', clause: '8.4.3.bo' },
  },
  shows: vehicleNow,
  async run(context, { validUntilOn, ...papers }, refuse) {
    const vehicle = { ...papers, validUntil: validUntilOn };
    if (!manages(context.actor, vehicle.carrierPartyId)) return refuse('NOT_FOUND');
    if (!isValidOn(vehicle.validUntil, chinaDate(context.clock.now()))) return refuse('PAPERS_EXPIRED');
    if (isRefrigerated(vehicle) && (vehicle.temperatureCelsiusMin == null || vehicle.temperatureCelsiusMax == null))
      return refuse('RANGE_NEEDED');
    return context.transaction(async (tx) => {
      const { carrierPartyId, plate } = vehicle;
      const earlier = await tx.em.findOne(Vehicle, { carrierPartyId, plate });
      if (earlier && earlier.endedAtMs == null) return refuse('PLATE_TAKEN');
      const id = earlier?.id ?? context.newId();
      if (earlier && !(await vehicles.bySystem(context, tx, 'take-back', { id }, vehicle)))
        return refuse('PLATE_TAKEN');
      if (!earlier) await tx.em.insert(Vehicle, { id, ...vehicle, createdAtMs: context.clock.now() });
      tx.audit({ type: 'vehicle', id, clause: '8.4.3.bn' });
      return ok({ id });
    });
  },
});
