import { describe, expect, it } from '@jest/globals';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { judgeDelivery, judgeLine, overchargeFen, type LabelAnswer } from './charge.policy.ts';

const NOW_MS = Date.parse('2026-11-25T02:00:00Z');
const LINE = { title: '大米', specification: '5千克', unitFen: 5800, placedAtMs: NOW_MS };
const marked = (retailFen: number, more: Partial<LabelAnswer> = {}): LabelAnswer => ({
  label: { name: '大米', specification: '5千克', retailFen },
  chargedFen: 5800,
  chargedUntilMs: null,
  ...more,
});
const minutesAgo = (minutes: number) => ({ chargedUntilMs: NOW_MS - minutes * MINUTE_MS });

describe('a charge, held against the label in force when it was ordered [7.3.5.b]', () => {
  it.each<[string, LabelAnswer, string | null]>([
    ['is the same', marked(5800), null],
    ['is more, also where the buyer was shown so', marked(5700, minutesAgo(5)), 'above'],
    ['is the lower one of an offer that was not over', marked(6000, minutesAgo(15)), null],
    ['is the lower one of an offer, asked for while the label changed', marked(6000, minutesAgo(16)), null],
    ['is a price that nothing offered any more', marked(6000, minutesAgo(17)), 'below'],
    ['is a price that no label had', marked(6000, { chargedFen: 5900 }), 'below'],
    ['has no label at that moment', { label: null, chargedFen: null, chargedUntilMs: null }, 'no-label'],
  ])('%s', (_what, answer, finding) => {
    expect(judgeLine(LINE, answer)).toBe(finding);
  });

  it('is for what the label calls it', () => {
    expect(judgeLine({ ...LINE, title: '五常大米' }, marked(5800))).toBe('words');
    expect(judgeLine({ ...LINE, specification: '4.8千克' }, marked(5800))).toBe('words');
    // The offer showed the words of its own label.
    expect(judgeLine({ ...LINE, title: '五常大米' }, marked(5800, minutesAgo(5)))).toBeNull();
  });

  it.each([
    [800, 800, 800, null],
    [800, 700, 800, 'above'],
    [800, 900, 800, null],
    [800, 900, 850, 'below'],
    [800, null, 800, 'no-label'],
  ])(
    'for delivery of %d fen, where the tariff said %s and the offer %d: %s [7.3.5.d]',
    (charged, feeFen, offeredFen, finding) => {
      expect(judgeDelivery(charged, { feeFen, offeredFen })).toBe(finding);
    },
  );

  it('comes back for the units that do not come back themselves', () => {
    expect(overchargeFen({ unitFen: 5800, labelFen: 5500 }, { quantity: 3, claimedUnits: 1 })).toBe(600);
    expect(overchargeFen({ unitFen: 5500, labelFen: 5800 }, { quantity: 3, claimedUnits: 0 })).toBe(0);
  });
});
