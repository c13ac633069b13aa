import { expect, it } from '@jest/globals';
import { checkDueAtMs } from './supervision.policy.ts';

it('wants a check done by the end of the day that it was planned for, in China', () => {
  expect(checkDueAtMs('2026-11-25')).toBe(Date.parse('2026-11-26T00:00:00+08:00'));
});
