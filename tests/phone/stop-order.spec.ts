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
  point: null,
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
  it('goes by the map where it knows the villages: over the township’s border rather than through it', () => {
    const at = (latitude: number, longitude: number) => ({ latitude, longitude });
    const stops = [
      stop('first', { division: '230184100001', point: at(44.9, 127.1), isCold: true }),
      stop('far end of the township', { division: '230184100009', point: at(44.9, 127.3), atMs: NOW + 3_600_000 }),
      stop('over the border', { division: '230184101001', point: at(44.92, 127.12) }),
      stop('nobody said where', { division: '230184100005', point: null }),
    ];
    expect(named(...stops)).toEqual(['first', 'over the border', 'far end of the township', 'nobody said where']);
    // By divisions alone the courier crosses the township and comes back.
    expect(named(...stops.map((one) => ({ ...one, point: null })))).toEqual([
      'first',
      'far end of the township',
      'nobody said where',
      'over the border',
    ]);
  });
  it('goes to the depot after the doors, and loses none', () => {
    expect(named(stop('back', { isBack: true, isCold: true }), stop('door'))).toEqual(['door', 'back']);
    const many = Array.from({ length: 40 }, (_, i) =>
      stop(String(i), { isAgreed: i % 3 === 0, isBack: i % 7 === 0, atMs: NOW + i * 600_000 }),
    );
    expect(new Set(named(...many)).size).toBe(40);
  });
});
