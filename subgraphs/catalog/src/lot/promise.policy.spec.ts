import { describe, expect, it } from '@jest/globals';
import type { LotPapers } from './lot.policy.ts';
import { isPromisedOf, promiseBasis, promisedQuantity, promiseNumber } from './promise.policy.ts';

type Report = LotPapers['inspections'][number];
const REPORT: Report = {
  passed: true,
  inspectingParty: 'third',
  resultType: 'test-report',
  state: 'accepted',
  items: [],
};
const basis = (inspections: readonly Report[], ...selfChecks: { passed: boolean }[]) =>
  promiseBasis({ inspections, selfChecks });

describe('what a promise of conformity stands on', () => {
  it('is nothing where nobody has looked, or nobody has accepted what was found', () => {
    expect(basis([])).toBeNull();
    expect(basis([{ ...REPORT, state: 'filed' }])).toBeNull();
    expect(basis([{ ...REPORT, state: 'returned' }])).toBeNull();
    // Nor where nothing that was found had a limit beside it.
    expect(basis([{ ...REPORT, passed: null }])).toBeNull();
    expect(basis([{ ...REPORT, passed: null }], { passed: true })).toBe('own-test');
  });
  it("is a laboratory's accepted report before one's own look", () => {
    expect(basis([REPORT])).toBe('commissioned-test');
    expect(basis([REPORT], { passed: true })).toBe('commissioned-test');
    expect(basis([{ ...REPORT, inspectingParty: 'second' }])).toBe('own-test');
    expect(basis([{ ...REPORT, state: 'filed' }], { passed: true })).toBe('own-test');
  });
  it('is nothing where anything failed that was not sent back', () => {
    expect(basis([REPORT, { ...REPORT, passed: false, state: 'filed' }])).toBeNull();
    expect(basis([REPORT], { passed: false })).toBeNull();
    expect(basis([REPORT, { ...REPORT, passed: false, state: 'returned' }])).toBe('commissioned-test');
  });
  it('is for produce as it was grown, with its number and how much', () => {
    expect([isPromisedOf({ id: 'eggs', isProcessed: false }), isPromisedOf({ id: 'oil', isProcessed: true })]).toEqual([
      true,
      false,
    ]);
    expect([promiseNumber('A1'), promisedQuantity(120, '500克')]).toEqual(['CN-A1', '120 件，每件 500克']);
  });
});
