import { oneOf } from '@heitu/kit/rules/enums';
import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { identifier, line, z, LOWEST_FIRST } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { manages } from '../access.ts';
import { divisionCode } from '../area/division.policy.ts';
import { mutation } from '../context.ts';
import { FacilityKinds, FacilityStages } from '../enums.ts';
import { celsius, ids, whole } from '../input-fields.ts';
import { Facility } from './carrier.entity.ts';
import { facilityNow } from './carrier-answers.ts';
import { Shipment } from '../shipment/shipment.entity.ts';

const NEEDS_RANGE: readonly string[] = ['pre-cooling-store', 'cold-store', 'frozen-store', 'cabinet'];

export const registerFacility = mutation({
  name: 'registerFacility',
  description: 'Enters a store, depot or other facility of a carrier.',
  may: permit.role('carrier-manager'),
  input: z
    .object({
      carrierPartyId: ids.carrier(),
      sellerPartyId: identifier()
        .nullish()
        .describe("A seller for whom it carries, whose goods stand in it until fetched; left out: the carrier's own."),
      kind: oneOf(FacilityKinds).describe('What it is.'),
      name: line(60).describe('At most 60 characters.'),
      divisionCode: divisionCode().describe('Where it stands: a division code of 2 to 12 digits.'),
      address: line(200).describe('At most 200 characters.'),
      stage: oneOf(FacilityStages).default('transit').describe('Where on its way produce is kept there.'),
      modern: z.boolean().default(true).describe('Whether it is mechanised.'),
      capacityKilograms: whole(0, 100_000_000)
        .default(0)
        .describe('How much it holds, in kilograms; 0 where it is not known.'),
      temperatureCelsiusMin: celsius()
        .nullish()
        .describe('The lowest temperature that it keeps, in °C; needed for cold stores, as the highest.'),
      temperatureCelsiusMax: celsius()
        .nullish()
        .describe('The highest temperature that it keeps, in °C; not below the lowest.'),
      dwellHoursMax: whole(1, 24 * 365)
        .default(48)
        .describe('How long goods may rest in it, in hours.'),
    })
    .refine(...LOWEST_FIRST),
  requestId: 'must',
  refusals: { NOT_FOUND, RANGE_NEEDED: { message: '预冷库和冷柜要写明最低和最高温度', clause: '8.1.af' } },
  shows: facilityNow,
  async run(context, facility, refuse) {
    if (!manages(context.actor, facility.carrierPartyId)) return refuse('NOT_FOUND');
    if (
      NEEDS_RANGE.includes(facility.kind) &&
      (facility.temperatureCelsiusMin == null || facility.temperatureCelsiusMax == null)
    )
      return refuse('RANGE_NEEDED');
    const { carrierPartyId, sellerPartyId } = facility;
    return context.transaction(async (tx) => {
      // Else anybody could hang a thermometer before goods that are none of their business.
      if (sellerPartyId != null && !(await tx.em.count(Shipment, { carrierPartyId, sellerPartyId })))
        return refuse('NOT_FOUND', 'sellerPartyId');
      const id = context.newId();
      await tx.em.insert(Facility, { id, ...facility, createdAtMs: context.clock.now() });
      tx.audit({ type: 'facility', id, clause: '8.1.af' });
      return ok({ id });
    });
  },
});
