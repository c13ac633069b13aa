import type { WechatError } from '../wechat/wechat-error.ts';

/**
 * Five seconds, doubled eight times: the shipping service learns of a payment within a minute, so ten minutes later it
 * never will.
 */
export const UNKNOWN_PAYMENT_ATTEMPTS_MAX = 8;
/** WeChat knows the payment some seconds late (10060001 支付单不存在). */
const UNKNOWN_PAYMENT = 'ORDER_NOT_FOUND';

/** Whether another attempt can help: always after no answer, since the seller's money stays frozen until WeChat knows. */
export function isWorthRepeating(error: WechatError, attempts: number): boolean {
  if (error.code === UNKNOWN_PAYMENT) return attempts < UNKNOWN_PAYMENT_ATTEMPTS_MAX;
  return error.outcome === 'unknown' || error.retryable;
}

/** `ORDER_NOT_FOUND 10060001 支付单不存在`: our word, WeChat's number, WeChat's text. */
export const errorText = ({ code, errcode, message }: WechatError): string =>
  [code, errcode, message]
    .filter((part) => part !== null)
    .join(' ')
    .slice(0, 250);
