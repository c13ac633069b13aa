import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { must } from '@heitu/kit/rules/checked';
import { systemActor } from '@heitu/kit/rules/actor';
import { seedLastMonths } from '@heitu/sandbox/seed';
import { openTown, type Town } from './town.fixture.ts';

describe('the months before, in the demo county', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
  });
  afterAll(() => town?.close());

  it('were assessed, shown and published on the days that the rules name [13] [13.end] [7.6.ab]', async () => {
    expect(await town.verdict('13')).toBe('absent');
    const before = { ladder: await town.verdict('13.end'), complaints: await town.verdict('7.6.ab') };
    await seedLastMonths(must(town.platform.subgraphs.get('trust'), 'trust').contextFor(systemActor('seed'), 'seed'));
    const months = await town.rows(
      'trust',
      'select month, state, assessedAtMs, publishedAtMs, publishDueAtMs from AssessedMonth order by month',
    );
    expect(months.map(({ month, state }) => [month, state])).toEqual([
      ['2026-09', 'published'],
      ['2026-10', 'published'],
    ]);
    const DAY_MS = 86_400_000;
    for (const { month, ...one } of months) {
      const [year, number] = String(month).split('-').map(Number);
      const overMs = Date.UTC(must(year, 'year'), must(number, 'month'), 1) - 8 * 3_600_000;
      expect([month, Number(one['assessedAtMs'])]).toEqual([month, overMs]);
      // Its parties have had three days for it, and two were left to answer them.
      expect(Number(one['publishedAtMs'])).toBeGreaterThanOrEqual(overMs + 5 * DAY_MS);
      expect(Number(one['publishedAtMs'])).toBeLessThanOrEqual(Number(one['publishDueAtMs']));
    }
    const told = await town.entry('13');
    expect([told.standing, told.lacking]).toEqual(['met', null]);
    expect(Object.values(before)).not.toContain('breached');
    expect([await town.verdict('13.end'), await town.verdict('7.6.ab')]).toEqual(['met', 'met']);
  });
});
