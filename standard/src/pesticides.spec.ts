import { describe, expect, it } from '@jest/globals';
import { bannedIn, pesticideIn } from './pesticides.ts';

describe('names of what is put on a field', () => {
  it.each([
    ['甲胺磷', '2026-07-01', '甲胺磷'],
    ['50% 甲 胺 磷 乳油', '2026-07-01', '甲胺磷'],
    ['乙酰甲胺磷乳油', '2026-07-01', undefined],
    ['1605', '2026-07-01', '1605'],
    ['氧乐果乳油', '2026-05-31', undefined],
    ['氧乐果乳油', '2026-06-01', '氧乐果'],
    ['丁硫克百威', '2026-07-01', undefined],
    ['乙氧氟草醚', '2026-07-01', undefined],
    ['三环唑可湿性粉剂', '2026-07-01', undefined],
    ['尿素', '2026-07-01', undefined],
  ])('%s on %s: banned is %s', (name, usedOn, banned) => {
    expect(bannedIn(name, usedOn)).toBe(banned);
  });

  it.each([
    ['三环唑可湿性粉剂', { name: '三环唑', days: 1 }],
    ['苏云金杆菌', { name: '苏云金杆菌', days: 0 }],
    ['水稻复合肥', undefined],
  ])('%s is a known pesticide: %j', (name, known) => {
    expect(pesticideIn(name)).toEqual(known);
  });
});
