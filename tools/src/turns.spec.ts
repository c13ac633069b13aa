import { describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { specOf, turnAt, TURNS, waitingFor } from './turns.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DAY_MS = 86_400_000;
/** Heavier than the lightest by no more than this. */
const UNLIKE_MAX = 1.1;

const of = (isOfPages: boolean) =>
  TURNS.map((specs) =>
    Object.entries(specs)
      .filter(([name]) => name.startsWith('tests/clients/') === isOfPages)
      .reduce((sum, [, seconds]) => sum + seconds, 0),
  );

describe('the turns of what takes long', () => {
  const all = TURNS.flatMap((specs) => Object.keys(specs).map(specOf));

  it('name specs that are there, each once', () => {
    expect(all.filter((spec) => !existsSync(ROOT + spec))).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
  });

  it('play everything within as many days that follow each other as there are turns, at whatever hour', () => {
    const beginsMs = Date.parse('2026-12-30T15:59:59Z');
    const turns = TURNS.map((_, days) => turnAt(beginsMs + days * DAY_MS));
    expect([...turns].sort()).toEqual([...TURNS.keys()]);
    // A second later it is the next day in China.
    expect(turnAt(beginsMs + 1000)).toBe(turns[1]);
    const waits = turns.map((turn) => new Set(waitingFor(turn)));
    expect(all.filter((spec) => waits.every((waiting) => waiting.has(spec)))).toEqual([]);
    expect(all.filter((spec) => waits.filter((waiting) => waiting.has(spec)).length !== TURNS.length - 1)).toEqual([]);
  });

  it.each([
    ['the servers', of(false)],
    ['the pages', of(true)],
  ])('take alike of %s', (_of, seconds) =>
    expect(Math.max(...seconds) / Math.min(...seconds)).toBeLessThan(UNLIKE_MAX),
  );

  it('leave to each run the whole path, and what each room says of itself', () => {
    for (const spec of [
      'tests/journeys/journey.spec.ts',
      'subgraphs/orders/src/permissions.spec.ts',
      'tools/src/trace.spec.ts',
    ])
      expect(all).not.toContain(spec);
  });
});
