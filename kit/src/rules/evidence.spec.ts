import { describe, expect, it } from '@jest/globals';
import { gatherFigures, judged, judgedAs, MISSED_SHOWN_MAX, notApplicable, verdictOf } from './evidence.ts';

const measured = judgedAs('measured');
const name = ({ id }: { id: string }) => ({ ref: `Thing:${id}`, text: id });

describe('what a figure says of its clause', () => {
  it.each([
    ['without a condition, nothing', { label: '数', value: 7 }, null],
    ['a reason why it binds nobody', notApplicable('没有这样的订单'), 'not-applicable'],
    ['all of those expected', measured.each('数', 2, 2, '件'), 'met'],
    ['some of those expected', measured.each('数', 1, 2, '件'), 'breached'],
    ['none of those expected', measured.each('数', 0, 2, '件'), 'breached'],
    ['none of a duty that fell due', measured.each('数', 0, 2, '件', { isDuty: true }), 'absent'],
    ['some of a duty that fell due', measured.each('数', 1, 2, '件', { isDuty: true }), 'breached'],
    ['nothing to count', measured.each('数', 0, 0, '件'), 'few'],
    ['fewer than say anything', measured.each('数', 2, 2, '件', { sampleMin: 3 }), 'few'],
    ['more than all, which is a miscount', measured.each('数', 3, 2, '件'), 'few'],
    ['a share that is kept', measured.share('数', 19, 20, '件', 0.95), 'met'],
    ['a share that is not', measured.share('数', 18, 20, '件', 0.95), 'breached'],
    ['none of what should not be', measured.none('数', 0, '件', 5), 'met'],
    ['one of what should not be', measured.none('数', 1, '件', 5), 'breached'],
    ['one of what should not be, although nobody counted', measured.none('数', 1, '件', 0), 'breached'],
    ['none where nothing was looked at', measured.none('数', 0, '件', 0), 'few'],
    ['what must be there and is', measured.present('数', 1, '件'), 'met'],
    ['what must be there and is not', measured.present('数', 0, '件'), 'absent'],
    ['at the least, kept', measured.min('数', 40, 40, '小时'), 'met'],
    ['at the least, not kept', measured.min('数', 39, 40, '小时'), 'breached'],
    ['at the most, not kept', measured.max('数', 2, 1, '小时'), 'breached'],
    ['below, at the limit', measured.below('数', 1, 1, '小时'), 'breached'],
    ['above, at the limit', measured.above('数', 0, 0, '小时'), 'breached'],
  ])('%s', (_title, figure, expected) => expect(verdictOf(figure)).toBe(expected));

  it('counts a list and names the rows that it misses: the two cannot differ', () => {
    const rows = ['a', 'b', 'c'].map((id) => ({ id }));
    expect(judged(measured.eachOf('有效', rows, ({ id }) => id !== 'b', '件', name))).toEqual({
      label: '有效',
      value: 2,
      unit: '件',
      verdict: 'breached',
      outOf: 3,
      target: '应为全部3件',
      sampleMin: 1,
      source: 'measured',
      missed: [{ ref: 'Thing:b', text: 'b' }],
    });
    const many = Array.from({ length: MISSED_SHOWN_MAX + 1 }, (_, id) => ({ id: String(id) }));
    expect(judged(measured.noneOf('逾期', many, '件', name, 60))).toMatchObject({
      value: MISSED_SHOWN_MAX + 1,
      verdict: 'breached',
      missed: { length: MISSED_SHOWN_MAX },
    });
  });

  it('is told for every clause of a table', async () => {
    const table = { a: async () => [judgedAs('declared').present('有效', 0, '件')], b: async () => [] };
    expect(await gatherFigures(table, null, { fromMs: 0, toMs: 1 })).toMatchObject([
      { clause: 'a', figures: [{ label: '有效', value: 0, verdict: 'absent', source: 'declared' }] },
      { clause: 'b', figures: [] },
    ]);
  });
});
