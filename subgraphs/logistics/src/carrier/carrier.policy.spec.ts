import { expect, it } from '@jest/globals';
import { isRefrigerated, isValidOn, missingColdChain, placeOf } from './carrier.policy.ts';

it('names what a carrier lacks before it carries anything fresh [8.1.af]', () => {
  const chain = { facility: true, vehicle: false, preservation: true, reportingDevice: false };
  expect(missingColdChain(chain).map(({ need }) => need)).toEqual(['vehicle', 'reportingDevice']);
});
it('takes papers for valid to the end of their last day', () => {
  expect(['2026-11-24', '2026-11-25', '2026-11-26'].map((date) => isValidOn('2026-11-25', date))).toEqual([
    true,
    true,
    false,
  ]);
});
it('keeps cold only in a refrigerated truck', () => {
  expect(['refrigerated-truck', 'insulated-van', 'van'].map((kind) => isRefrigerated({ kind }))).toEqual([
    true,
    false,
    false,
  ]);
});
it('finds a thermometer on its vehicle or in its store, and nowhere else', () => {
  expect(placeOf({ vehicleId: 'v', facilityId: null })).toEqual({ vehicleId: 'v' });
  expect(placeOf({ vehicleId: null, facilityId: 'f' })).toEqual({ facilityId: 'f' });
  expect(() => placeOf({})).toThrow('the place of a thermometer');
});
