import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import { manages, requestKey } from '../access.ts';
import { divisionCode } from '../area/division.policy.ts';
import type { LogisticsContext } from '../entities.ts';
import { Facility } from './carrier.entity.ts';
import { FACILITY_KINDS, STAGES, temperatureCelsius } from './carrier.policy.ts';
import { registerFacilityRefusals as refusals } from './carrier.refusals.ts';

const celsius = () => z.number().min(temperatureCelsius.min).max(temperatureCelsius.max).nullish();
const schema = z
  .object({
    requestId: identifier(),
    carrierPartyId: identifier(),
    kind: z.enum(FACILITY_KINDS),
    name: line(60),
    divisionCode: divisionCode(),
    address: line(200),
    stage: z.enum(STAGES),
    modern: z.boolean(),
    capacityKilograms: z.number().int().min(0).max(100_000_000),
    temperatureCelsiusMin: celsius(),
    temperatureCelsiusMax: celsius(),
    dwellHoursMax: z
      .number()
      .int()
      .min(1)
      .max(24 * 365),
  })
  .refine((it) => (it.temperatureCelsiusMin ?? -Infinity) <= (it.temperatureCelsiusMax ?? Infinity), {
    path: ['temperatureCelsiusMin'],
    message: '最低温度不能高于最高温度',
  });
export type RegisterFacilityInput = z.input<typeof schema>;

const NEEDS_RANGE: readonly string[] = ['pre-cooling-store', 'cold-store', 'frozen-store', 'cabinet'];

export async function registerFacility(context: LogisticsContext, input: RegisterFacilityInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId: _, ...facility } = valid.value;
  if (!manages(context.actor, facility.carrierPartyId)) return refuse(refusals, 'NOT_FOUND');
  if (
    NEEDS_RANGE.includes(facility.kind) &&
    (facility.temperatureCelsiusMin == null || facility.temperatureCelsiusMax == null)
  )
    return refuse(refusals, 'RANGE_NEEDED');
  return context.transaction(async (tx) => {
    const id = context.newId();
    await tx.em.insert(Facility, { id, ...facility, createdAtMs: context.clock.now() });
    tx.audit({ type: 'facility', id, clause: '8.1.af' });
    return ok({ id });
  }, requestKey(input));
}
