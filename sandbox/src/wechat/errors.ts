import { isRecord } from '@heitu/kit/rules/checked';
import { randomUUID } from 'node:crypto';
import type { Answer } from '../service.ts';

/**
 * WeChat answers 200 also when it refuses.
 * https://developers.weixin.qq.com/doc/oplatform/developers/errCode/errCode.html
 */
const ERRORS = {
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40129: 'invalid scene',
  41001: 'access_token missing',
  41030: 'invalid page',
  42001: 'access_token expired',
  43101: 'user refuse to accept the msg',
  44002: 'empty post data',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  47001: 'data format error',
  47003: 'argument invalid!',
  61010: 'code is expired: user has not visited the mini program in the last 2 hours',
  10060001: '支付单不存在',
  10060002: '支付单已完成发货，无法继续发货',
  10060003: '支付单已使用重新发货机会',
  10060004: '支付单处于不可发货的状态',
  10060005: '物流类型有误',
  10060006: '非快递发货时不允许分拆发货',
  10060007: '分拆发货模式下必须填写 is_all_delivered 字段',
  10060014: '参数错误',
  10060023: '发货信息未更新',
  10060031: '订单不属于 openid',
} as const;

export type ErrorCode = keyof typeof ERRORS;

export const wechatError = (errcode: ErrorCode, more = ''): Answer => ({
  status: 200,
  body: { errcode, errmsg: `${ERRORS[errcode]}${more && ` ${more}`} rid: ${randomUUID().slice(0, 22)}` },
});
export const ok = (body: object = {}): Answer => ({ status: 200, body: { errcode: 0, errmsg: 'ok', ...body } });
export const isError = (answer: Answer): boolean => isRecord(answer.body) && (answer.body['errcode'] ?? 0) !== 0;
