import { expect, it } from '@jest/globals';
import { DEVIATIONS } from '@heitu/standard';
import {
  choiceUnder,
  CONSENT_DEVIATION,
  faultOf,
  type Purpose,
  isGranted,
  noticeHash,
  PURPOSES,
  purposeOf,
  SELF_PROVIDED_FIELDS,
  type NoticeParts,
} from './purposes.policy.ts';

const ofMode = (mode: string) => PURPOSES.find((purpose) => purpose.mode === mode && purpose.legalBasis === 'consent');

it('acts on consent only where it was given, or may be taken as given until somebody says no [10.3.a] [10.3.b]', () => {
  const [optIn, optOut] = [ofMode('opt-in'), ofMode('opt-out')];
  if (!optIn || !optOut) throw new Error('there are no such purposes');
  expect([true, false, undefined].map((chosen) => isGranted(optIn, chosen))).toEqual([true, false, false]);
  expect([true, false, undefined].map((chosen) => isGranted(optOut, chosen))).toEqual([true, false, true]);
});
it('asks nobody about what a contract or a law needs', () => {
  const needed = PURPOSES.filter(({ legalBasis }) => legalBasis !== 'consent');
  expect(needed.length).toBeGreaterThan(0);
  for (const purpose of needed) expect([purpose.mode, isGranted(purpose, false)]).toEqual(['none', true]);
});
it('offers no opt-out where something sensitive, marketed or shared is at stake', () => {
  const loose = PURPOSES.filter(({ mode }) => mode === 'opt-out');
  expect(loose.length).toBeGreaterThan(0);
  for (const { isSensitive, isMarketing, sharedWith } of loose)
    expect([isSensitive, isMarketing, sharedWith]).toEqual([false, false, '']);
});
it('has no purpose that would be unlawful', () => {
  const purpose: Purpose = {
    purpose: 'x',
    title: 'x',
    legalBasis: 'consent',
    mode: 'opt-out',
    isSensitive: false,
    isMarketing: false,
    sharedWith: '',
    fields: '',
    without: '',
  };
  const fault = (more: Partial<Purpose>) => faultOf({ ...purpose, ...more });
  expect(fault({})).toBeNull();
  for (const stake of [{ isSensitive: true }, { isMarketing: true }, { sharedWith: '别人' }]) {
    expect(fault(stake)).toBe('must be opt-in');
    expect(fault({ ...stake, mode: 'opt-in' })).toBeNull();
    expect(fault({ ...stake, mode: 'none', legalBasis: 'contract' })).toBeNull();
  }
  expect(fault({ mode: 'none' })).toMatch(/^offers a choice/);
  for (const mode of ['opt-in', 'opt-out'] as const)
    expect(fault({ mode, legalBasis: 'contract' })).toMatch(/^offers a choice/);
  expect(PURPOSES.map(faultOf).filter(Boolean)).toEqual([]);
});
it('says wherever a choice is offered how the law keeps us from the letter of 10.3', () => {
  expect(CONSENT_DEVIATION).toBe(DEVIATIONS.find(({ clause }) => clause === '10.3.b')?.deviation);
});
it('knows a purpose by its name', () => {
  expect(purposeOf('usage-statistics')?.title).toBe('不识别个人的使用统计');
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
