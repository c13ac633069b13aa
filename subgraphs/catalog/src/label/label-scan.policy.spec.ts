import { describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { doubtIn } from './label-scan.policy.ts';

const [HARBIN, CHANGCHUN, BEIJING, TIANJIN, GUANGZHOU, CHENGDU] = ['2301', '2201', '1101', '1201', '4401', '5101'];
const at = (atMs: number, placeCode: string | null = null) => ({ atMs, placeCode });

describe('whether one bag can have been at all its scans', () => {
  it('doubts two places that are farther apart than anything flies in the time between', () => {
    expect(doubtIn([at(0, HARBIN), at(2 * HOUR_MS, GUANGZHOU)])).toBe('far-apart');
    expect(doubtIn([at(0, HARBIN), at(6 * HOUR_MS, GUANGZHOU)])).toBeNull();
    // What was scanned between them without a place changes nothing.
    expect(doubtIn([at(0, HARBIN), at(HOUR_MS), at(2 * HOUR_MS, GUANGZHOU)])).toBe('far-apart');
    // Neighbours: somebody may have stood at the border.
    expect(doubtIn([at(0, HARBIN), at(10 * MINUTE_MS, CHANGCHUN)])).toBeNull();
    expect(doubtIn([at(0, BEIJING), at(10 * MINUTE_MS, TIANJIN)])).toBeNull();
    expect(doubtIn([at(0, '9901'), at(MINUTE_MS, GUANGZHOU)])).toBeNull();
  });
  it('doubts a fifth province, however long the way took', () => {
    const way = [HARBIN, CHANGCHUN, BEIJING, GUANGZHOU, CHENGDU].map((place, i) => at(i * 30 * DAY_MS, place));
    expect(doubtIn(way.slice(0, 4))).toBeNull();
    expect(doubtIn(way)).toBe('many-places');
  });
  it('doubts a 21st look within a day, and a 61st at all', () => {
    const looks = (count: number, everyMs: number) => Array.from({ length: count }, (_, i) => at(i * everyMs));
    expect(doubtIn(looks(20, HOUR_MS))).toBeNull();
    expect(doubtIn(looks(21, HOUR_MS))).toBe('often');
    expect(doubtIn(looks(60, DAY_MS))).toBeNull();
    expect(doubtIn(looks(61, DAY_MS))).toBe('often');
    expect(doubtIn([])).toBeNull();
  });
});
