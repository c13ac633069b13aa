import { describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { catalog } from './index.ts';
import { HOLD_AT_LAST_WORKING_DAYS, HOLD_WORKING_DAYS } from './field/field.policy.ts';
import { lotLifecycle } from './lot/lot.lifecycle.ts';
import { certificateLifecycle, inspectionLifecycle, PAPER_WORKING_DAYS } from './lot/paper.lifecycle.ts';
import { priceFlagLifecycle } from './price/price-flag.lifecycle.ts';

const AT_MS = Date.parse('2026-11-25T10:00:00+08:00');

describe('what waits in catalog', () => {
  it('of a price move lies with the reviewer, and after three working days with the administrators too', () => {
    const flag = { state: 'open', raisedAtMs: AT_MS };
    const dueAtMs = addWorkingDays(AT_MS, 3);
    expect(priceFlagLifecycle.desks(flag, dueAtMs)).toEqual(['reviewer']);
    expect(priceFlagLifecycle.desks(flag, dueAtMs + 1)).toEqual(['reviewer', 'operator-admin']);
    expect(priceFlagLifecycle.lastAtMs(flag)).toBe(AT_MS + 60 * DAY_MS);
    const cleared = { ...flag, state: 'cleared' };
    expect(priceFlagLifecycle.desks(cleared, dueAtMs + 1)).toEqual([]);
  });
  it.each([certificateLifecycle, inspectionLifecycle])(
    'of a paper lies with the reviewer, and after its day with the administrators too',
    (lifecycle) => {
      const paper = { state: 'filed', acceptDueAtMs: AT_MS };
      expect(lifecycle.desks(paper, AT_MS)).toEqual(['reviewer']);
      expect(lifecycle.desks(paper, AT_MS + 1)).toEqual(['reviewer', 'operator-admin']);
      const returned = { ...paper, state: 'returned' };
      expect(lifecycle.desks(returned, AT_MS + 1)).toEqual([]);
    },
  );
  it.each([certificateLifecycle, inspectionLifecycle])(
    'of a paper that nobody judges ends with the third week',
    (lifecycle) => {
      const filedAtMs = Date.parse('2026-11-02T10:00:00+08:00');
      const paper = { state: 'filed', acceptDueAtMs: addWorkingDays(filedAtMs, PAPER_WORKING_DAYS) };
      expect(lifecycle.lastAtMs(paper)).toBe(Date.parse('2026-11-23T10:00:00+08:00'));
    },
  );
  it.each(['registered', 'released'])('of a %s lot ends with its last day, where it has one', (state) => {
    const lot = { state, expiresOn: '2026-11-27', holdDueAtMs: null, releasedAtMs: null };
    expect(lotLifecycle.dueAtMs(lot)).toBe(Date.parse('2026-11-28T00:00:00+08:00'));
    expect(lotLifecycle.dueAtMs({ ...lot, expiresOn: null })).toBeNull();
  });
  it('of a held lot lies with the reviewer, then with the administrators too, and ends with the third week', () => {
    const heldAtMs = Date.parse('2026-11-02T10:00:00+08:00');
    const holdDueAtMs = addWorkingDays(heldAtMs, HOLD_WORKING_DAYS);
    const lot = { state: 'held', expiresOn: null, holdDueAtMs, releasedAtMs: heldAtMs };
    expect(lotLifecycle.desks(lot, lot.holdDueAtMs)).toEqual(['reviewer']);
    expect(lotLifecycle.desks(lot, lot.holdDueAtMs + 1)).toEqual(['reviewer', 'operator-admin']);
    expect(lotLifecycle.lastAtMs(lot)).toBe(addWorkingDays(lot.holdDueAtMs, HOLD_AT_LAST_WORKING_DAYS));
  });
  it('names jobs that there are', () => {
    const named = catalog.lifecycles.flatMap(({ lifecycle }) =>
      Object.values(lifecycle.states).flatMap((rule) =>
        'then' in rule
          ? [rule.then, ...('atLast' in rule ? [rule.atLast] : [])].flatMap((ending) =>
              'job' in ending ? [ending.job] : [],
            )
          : [],
      ),
    );
    expect([...new Set(named)]).toEqual([
      'end-silent-looks',
      'block-expired-lots',
      'end-silent-holds',
      'lapse-pool-offers',
      'return-unseen-papers',
      'keep-price-emergencies',
      'stand-label-doubts',
      'keep-laboratories',
      'keep-limits',
    ]);
    expect(catalog.jobs.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
  });
});
