import { describe, expect, it } from '@jest/globals';
import { nudgeAtMs, orderNumber, orderTitle, remindAtMs, returnEndsAtMs, stopText } from './order.policy.ts';

describe('what an order is called, and its times', () => {
  const placedAtMs = Date.parse('2026-11-25T23:59:59+08:00');

  it('is called by its day in China and the last eight characters of its id', () => {
    expect(orderNumber('01KAVG7000ABCDEFGHJKMNPQRS', placedAtMs)).toBe('H20261125JKMNPQRS');
  });

  it('is titled by its first line, and how many kinds there are', () => {
    const rice = { title: '五常大米', specification: '5千克' };
    expect(orderTitle([rice])).toBe('五常大米 5千克');
    expect(orderTitle([rice, { title: '木耳', specification: '' }])).toBe('五常大米 5千克 等2种');
    expect(orderTitle([{ title: '木耳', specification: '' }])).toBe('木耳');
    const long = { title: '米'.repeat(120), specification: '' };
    expect(orderTitle([long])).toBe('米'.repeat(100));
    expect(orderTitle([long, rice])).toBe(`${'米'.repeat(80)} 等2种`);
  });

  it.each([
    ['2026-11-25T16:00:00+08:00', '2026-11-26T12:00:00+08:00'],
    // What ends in the morning is told on the evening before, while people are awake for another hour.
    ['2026-11-25T10:00:00+08:00', '2026-11-25T20:00:00+08:00'],
    ['2026-11-25T23:00:00+08:00', '2026-11-26T19:00:00+08:00'],
  ])('placed %s, its seller is reminded %s: four hours before the working day is over [7.5.w]', (placed, reminded) => {
    expect(remindAtMs(Date.parse(placed))).toBe(Date.parse(reminded));
  });

  it('is told again after two hours of the day, and never after the reminder', () => {
    const at = (placed: string) => nudgeAtMs(Date.parse(placed));
    expect(at('2026-11-25T10:00:00+08:00')).toBe(Date.parse('2026-11-25T12:00:00+08:00'));
    expect(at('2026-11-25T20:30:00+08:00')).toBe(Date.parse('2026-11-26T08:30:00+08:00'));
    expect(nudgeAtMs(placedAtMs, 2)).toBe(remindAtMs(placedAtMs, 2));
  });

  it('can be returned until the end of the seventh day after the day of signing, however late that was', () => {
    const end = Date.parse('2026-12-03T00:00:00+08:00');
    for (const signed of ['2026-11-25T00:00:00+08:00', '2026-11-25T23:59:59+08:00'])
      expect(returnEndsAtMs(Date.parse(signed))).toBe(end);
  });

  it.each([
    ['ready', 'recalled', '已停止配送'],
    ['in-transit', 'short-measure', '已停止配送'],
    ['delivered', 'recalled', '请不要食用，把货收好'],
    ['completed', 'expired', '请不要食用，把货收好'],
    ['delivered', 'short-measure', '请核对分量'],
  ] as const)('of a stopped lot, an order that is %s says what to do where it is %s', (state, cause, told) => {
    expect(stopText('L-1', cause, state)).toContain(told);
  });
});
