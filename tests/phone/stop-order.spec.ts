import { describe, expect, it } from '@jest/globals';
import { orderOf, type Placed } from '../../miniprogram/src/courier/ui/stop-order.ts';

const NOW = Date.parse('2026-11-30T08:00:00+08:00');
const at = (time: string): number => Date.parse(`2026-11-30T${time}:00+08:00`);
const stop = (name: string, change: Partial<Placed> = {}) => ({
  name,
  atMs: at('18:00'),
  isAgreed: false,
  isCold: false,
  division: '230184100001',
  isBack: false,
  ...change,
});
const named = (...stops: ReturnType<typeof stop>[]) => orderOf(stops, NOW).map(({ name }) => name);

describe('the order of a courier’s stops', () => {
  it('keeps an agreed hour, and does what is free before it', () =>
    expect(
      named(
        stop('free', { atMs: at('17:00') }),
        stop('at nine', { atMs: at('09:00'), isAgreed: true }),
        stop('at once', { atMs: at('08:05'), isAgreed: true }),
        stop('free, too', { atMs: at('18:00') }),
      ),
    ).toEqual(['at once', 'free', 'at nine', 'free, too']));
  it('brings the cold ones first, then the nearest, then what is due first', () =>
    expect(
      named(
        stop('other township', { division: '230184102001', atMs: at('10:00') }),
        stop('same village, later', { division: '230184100002', atMs: at('17:00') }),
        stop('same village, sooner', { division: '230184100002', atMs: at('16:00') }),
        stop('cold', { isCold: true, division: '230184100002' }),
      ),
    ).toEqual(['cold', 'same village, sooner', 'same village, later', 'other township']));
  it('goes to the depot after the doors, and loses none', () => {
    expect(named(stop('back', { isBack: true, isCold: true }), stop('door'))).toEqual(['door', 'back']);
    const many = Array.from({ length: 40 }, (_, i) =>
      stop(String(i), { isAgreed: i % 3 === 0, isBack: i % 7 === 0, atMs: NOW + i * 600_000 }),
    );
    expect(new Set(named(...many)).size).toBe(40);
  });
});
