import { describe, expect, it } from '@jest/globals';
import { sha256Hex } from '@heitu/kit/rules/canonical';
import {
  CODE_SLOT_MS,
  courierCodeOf,
  isCashOnDelivery,
  isCodeLocked,
  isCourierCode,
  missingBefore,
  missingSteps,
} from './delivery.policy.ts';

const columns = (steps: readonly { column: string }[]) => steps.map(({ column }) => column);

it('wants every step at the door before the consumer signs, each after those before it [8.5.4.2.cb-ce]', () => {
  const halfway = { calledAheadAtMs: 1, identityCheckedAtMs: null, outerOpenedAtMs: 2 };
  expect(columns(missingSteps(halfway))).toEqual(['identityCheckedAtMs', 'courierInspectedAtMs']);
  expect(columns(missingBefore({}, 'calledAheadAtMs'))).toEqual([]);
  expect(columns(missingBefore({}, 'outerOpenedAtMs'))).toEqual(['calledAheadAtMs', 'identityCheckedAtMs']);
  expect(columns(missingBefore({ calledAheadAtMs: 1 }, 'outerOpenedAtMs'))).toEqual(['identityCheckedAtMs']);
});

it('takes cash only for what was ordered to be paid at the door', () => {
  expect(['cash-on-delivery', 'wechat'].map((payment) => isCashOnDelivery({ payment }))).toEqual([true, false]);
});

describe('the courier’s code [8.5.4.2.cc]', () => {
  const vault = { authenticate: (purpose: string, text: string) => sha256Hex(`${purpose} ${text}`) };
  const task = { taskId: 't', courierId: 'c', round: 1 };
  const START_MS = 500 * CODE_SLOT_MS;
  const { code, validUntilMs } = courierCodeOf(vault, task, START_MS);
  const codes = Array.from({ length: 400 }, (_, slot) => courierCodeOf(vault, task, slot * CODE_SLOT_MS).code);

  it('is six digits, the same for two minutes, and says until when', () => {
    expect(validUntilMs).toBe(START_MS + CODE_SLOT_MS);
    expect(courierCodeOf(vault, task, validUntilMs - 1)).toEqual({ code, validUntilMs });
    expect(courierCodeOf(vault, task, validUntilMs).code).not.toBe(code);
    expect(codes.filter((one) => !/^\d{6}$/.test(one))).toEqual([]);
    // All six digits are used, the first as well.
    expect(new Set(codes.map(([first]) => first)).size).toBe(10);
    expect(new Set(codes).size).toBeGreaterThan(390);
  });
  it('counts for the time that typing takes after it, and never before it', () => {
    const at = [START_MS - 1, START_MS, validUntilMs, validUntilMs + CODE_SLOT_MS - 1, validUntilMs + CODE_SLOT_MS];
    expect(at.map((nowMs) => isCourierCode(vault, task, code, nowMs))).toEqual([false, true, true, true, false]);
  });
  it('is another one for another task, another courier, and after it was renewed', () => {
    for (const other of [{ taskId: 'u' }, { courierId: 'd' }, { round: 2 }])
      expect(isCourierCode(vault, { ...task, ...other }, code, START_MS)).toBe(false);
  });
  it('is locked by the fifth wrong one', () => {
    expect([0, 4, 5, 6].map((codeAttempts) => isCodeLocked({ codeAttempts }))).toEqual([false, false, true, true]);
  });
});
