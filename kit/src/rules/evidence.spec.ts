import { describe, expect, it } from '@jest/globals';
import { gatherFigures, isBreached } from './evidence.ts';

describe('what a figure says of its clause', () => {
  it.each([
    ['without a condition, nothing', { value: 7 }, null],
    ['zero without a condition, nothing', { value: 0 }, null],
    ['what its room judged', { value: 0, breached: false }, false],
    ['zero where some are expected: not met', { value: 0, outOf: 2 }, true],
    ['all of those expected: met', { value: 2, outOf: 2 }, false],
    ['some of those expected: not judged', { value: 1, outOf: 2 }, null],
    ['some where each is due: not met', { value: 1, outOf: 2, each: true as const }, true],
    ['each that is due: met', { value: 2, outOf: 2, each: true as const }, false],
    ['more than all is a miscount: not judged', { value: 3, outOf: 2 }, null],
    ['zero where none is expected, nothing', { value: 0, outOf: 0 }, null],
  ])('%s', (_title, figure, expected) => expect(isBreached({ label: '数', ...figure })).toBe(expected));

  it('is told for every clause of a table, without what it was judged by', async () => {
    const table = { a: async () => [{ label: '有效', value: 0, outOf: 2 }], b: async () => [] };
    expect(await gatherFigures(table, null, { fromMs: 0, toMs: 1 })).toEqual([
      { clause: 'a', figures: [{ label: '有效', value: 0, breached: true }] },
      { clause: 'b', figures: [] },
    ]);
  });
});
