import { expect, it } from '@jest/globals';
import { MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import type { WechatError } from '../wechat/wechat-error.ts';
import { retryAfterMs } from '../retry.policy.ts';
import { errorText, isWorthRepeating, UNKNOWN_PAYMENT_ATTEMPTS_MAX } from './shipping.policy.ts';

const error = (more: Partial<WechatError>): WechatError =>
  ({ outcome: 'refused', retryable: false, code: 'SYSTEM_BUSY', errcode: 1, message: 'no', ...more }) as WechatError;

it('waits five seconds, twice as long each time, and never more than half an hour', () => {
  expect([1, 2, 3, 9].map(retryAfterMs)).toEqual([5, 10, 20, 1280].map((seconds) => seconds * SECOND_MS));
  expect([10, 11].map(retryAfterMs)).toEqual([30 * MINUTE_MS, 30 * MINUTE_MS]);
});
it('tries again where WeChat may say yes later, and a payment that it does not know eight times', () => {
  expect(isWorthRepeating(error({}), 1)).toBe(false);
  expect(isWorthRepeating(error({ outcome: 'unknown' }), 99)).toBe(true);
  expect(isWorthRepeating(error({ retryable: true }), 99)).toBe(true);
  const unknown = error({ code: 'ORDER_NOT_FOUND', outcome: 'unknown' });
  expect([7, 8].map((attempts) => isWorthRepeating(unknown, attempts))).toEqual([true, false]);
  expect(UNKNOWN_PAYMENT_ATTEMPTS_MAX).toBe(8);
});
it('keeps our word, WeChat’s number and WeChat’s text, as far as they go', () => {
  expect(errorText(error({ code: 'ORDER_NOT_FOUND', errcode: 10060001, message: '支付单不存在' }))).toBe(
    'ORDER_NOT_FOUND 10060001 支付单不存在',
  );
  expect(errorText(error({ errcode: null }))).toBe('SYSTEM_BUSY no');
  expect(errorText(error({ message: 'x'.repeat(300) }))).toHaveLength(250);
});
