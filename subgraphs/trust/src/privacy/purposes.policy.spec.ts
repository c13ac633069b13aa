import { expect, it } from '@jest/globals';
import { DEVIATIONS } from '@heitu/standard';
import {
  choiceUnder,
  CONSENT_DEVIATION,
  isGranted,
  noticeHash,
  PURPOSES,
  purposeOf,
  SELF_PROVIDED_FIELDS,
  type NoticeParts,
} from './purposes.policy.ts';

it('acts on consent only where it was given [10.3.a] [10.3.b]', () => {
  const onConsent = PURPOSES.filter(({ legalBasis }) => legalBasis === 'consent');
  expect(onConsent.length).toBeGreaterThan(1);
  for (const purpose of onConsent)
    expect([true, false, undefined].map((chosen) => isGranted(purpose, chosen))).toEqual([true, false, false]);
});
it('asks nobody about what a contract or a law needs', () => {
  const needed = PURPOSES.filter(({ legalBasis }) => legalBasis !== 'consent');
  expect(needed.length).toBeGreaterThan(0);
  for (const purpose of needed) expect([purpose.mode, isGranted(purpose, false)]).toEqual(['none', true]);
});
it('offers a choice exactly where consent is the basis (PIPL 13)', () => {
  for (const { purpose, legalBasis, mode } of PURPOSES)
    expect([purpose, mode]).toEqual([purpose, legalBasis === 'consent' ? 'opt-in' : 'none']);
});
it('says wherever a choice is offered how the law keeps us from the letter of 10.3', () => {
  expect(CONSENT_DEVIATION).toBe(DEVIATIONS.find(({ clause }) => clause === '10.3.b')?.deviation);
});
it('knows a purpose by its name', () => {
  expect(purposeOf('portrait')?.title).toBe('在自家商品旁显示照片');
  expect(purposeOf('unheard-of')).toBeUndefined();
});
it('asks anew under a newer notice whoever agreed, and not whoever said no (PIPL 14)', () => {
  const under = (granted: boolean | number, noticeVersion: number) => choiceUnder(3, { granted, noticeVersion });
  expect([under(true, 2), under(true, 3), under(1, 4)]).toEqual([undefined, true, true]);
  expect([under(false, 2), under(0, 3)]).toEqual([false, false]);
});
it('hashes a notice with its version and all of its parts in order', () => {
  const parts: NoticeParts = { a: '甲', b: '乙', c: '丙', d: '丁', e: '戊', f: '己' };
  const hash = noticeHash(1, parts);
  expect(noticeHash(2, parts)).not.toBe(hash);
  for (const part of ['a', 'b', 'c', 'd', 'e', 'f']) expect(noticeHash(1, { ...parts, [part]: '改' })).not.toBe(hash);
});
it('names the nineteen kinds of information of 10.1.2', () => expect(SELF_PROVIDED_FIELDS).toHaveLength(19));
