import { isKeyOf } from '@heitu/kit/rules/checked';

/**
 * `refused`: WeChat said no and did nothing. `unknown`: no answer, or WeChat's own fault; it may have happened. `code`
 * is ours, so that callers compare words; `errcode` is WeChat's, for the log.
 */
export interface WechatError {
  outcome: 'refused' | 'unknown';
  code: WechatErrorCode;
  errcode: number | null;
  /** As WeChat wrote it, with its request id (rid). */
  message: string;
  retryable: boolean;
}

export type WechatResult<T> = { ok: true; value: T } | { ok: false; error: WechatError };

/** https://developers.weixin.qq.com/doc/oplatform/developers/errCode/ and the error tables of each call's page. */
const ERRCODES = {
  [-1]: 'SYSTEM_BUSY',
  40001: 'TOKEN_INVALID',
  40014: 'TOKEN_INVALID',
  42001: 'TOKEN_INVALID',
  40013: 'APPID_INVALID',
  40125: 'SECRET_INVALID',
  40164: 'IP_NOT_ALLOWED',
  48001: 'API_NOT_ALLOWED',
  40003: 'OPENID_INVALID',
  40029: 'CODE_INVALID',
  40163: 'CODE_USED',
  40226: 'USER_BLOCKED',
  45009: 'QUOTA_USED_UP',
  45011: 'TOO_FREQUENT',
  40037: 'TEMPLATE_INVALID',
  43101: 'USER_DID_NOT_SUBSCRIBE',
  47003: 'TEMPLATE_DATA_INVALID',
  41030: 'PAGE_INVALID',
  40097: 'ARGUMENT_INVALID',
  40129: 'SCENE_INVALID',
  43104: 'OPENID_OF_ANOTHER_APP',
  44002: 'BODY_EMPTY',
  47001: 'BODY_MALFORMED',
  61010: 'USER_NOT_SEEN_LATELY',
  10060001: 'ORDER_NOT_FOUND',
  10060002: 'ORDER_ALREADY_SHIPPED',
  10060003: 'RESHIP_USED_UP',
  10060004: 'ORDER_NOT_SHIPPABLE',
  10060005: 'SHIPPING_INVALID',
  10060006: 'SHIPPING_INVALID',
  10060007: 'SHIPPING_INVALID',
  10060008: 'SHIPPING_INVALID',
  10060009: 'SHIPPING_INVALID',
  10060012: 'SYSTEM_BUSY',
  10060013: 'SHIPPING_INVALID',
  10060014: 'SHIPPING_INVALID',
  10060019: 'SYSTEM_BUSY',
  10060020: 'SHIPPING_INVALID',
  10060023: 'SHIPPING_UNCHANGED',
  10060024: 'SHIPPING_INVALID',
  10060025: 'SHIPPING_INVALID',
  10060026: 'SHIPPING_INVALID',
  10060031: 'OPENID_IS_NOT_THE_PAYER',
  268485194: 'SHIPPING_INVALID',
  268485195: 'SHIPPING_INVALID',
  268485196: 'SHIPPING_INVALID',
  268485197: 'SHIPPING_INVALID',
  268485216: 'SHIPPING_INVALID',
  268485224: 'SHIPPING_INVALID',
  268485226: 'SHIPPING_INVALID',
  268485227: 'SHIPPING_INVALID',
  268485228: 'SHIPPING_INVALID',
  268485253: 'SHIPPING_INVALID',
} as const satisfies Record<number, string>;

export type WechatErrorCode =
  | (typeof ERRCODES)[keyof typeof ERRCODES]
  | 'TIMEOUT'
  | 'NETWORK'
  | 'MALFORMED_ANSWER'
  | 'TEXT_TOO_LONG'
  | 'OTHER';

/**
 * Pass by themselves. A paid order is unknown to the shipping service for ten seconds to a minute, so ORDER_NOT_FOUND
 * is asked again; the caller stops after some minutes.
 */
const RETRYABLE: ReadonlySet<WechatErrorCode> = new Set<WechatErrorCode>([
  'SYSTEM_BUSY',
  'TOO_FREQUENT',
  'TOKEN_INVALID',
  'ORDER_NOT_FOUND',
]);

export const wechatError = (
  outcome: WechatError['outcome'],
  code: WechatErrorCode,
  message: string,
  retryable: boolean,
  errcode: number | null = null,
): { ok: false; error: WechatError } => ({
  ok: false,
  error: { outcome, code, errcode, message, retryable },
});

export function errorFrom(errcode: number, errmsg: string): { ok: false; error: WechatError } {
  const code: WechatErrorCode = isKeyOf(ERRCODES, errcode) ? ERRCODES[errcode] : 'OTHER';
  return wechatError(code === 'SYSTEM_BUSY' ? 'unknown' : 'refused', code, errmsg, RETRYABLE.has(code), errcode);
}
