import type { Answer } from '../service.ts';

/** What WeChat Pay refuses, in its own words. https://pay.weixin.qq.com/doc/v3/merchant/4012791834 */
const REFUSALS = {
  ORDER_NOT_EXIST: [404, '订单不存在'],
  RESOURCE_NOT_EXISTS: [404, '查询的资源不存在'],
  ORDER_PAID: [400, '该订单已支付'],
  ORDER_CLOSED: [400, '该订单已关闭'],
  INVALID_REQUEST: [400, '请求参数符合参数格式，但不符合业务规则'],
  PARAM_ERROR: [400, '参数错误'],
  NO_AUTH: [403, '商户无权限'],
  NOT_ENOUGH: [403, '基本账户余额不足，请充值后重新发起'],
  NOT_SHARE_ORDER: [400, '非分账订单不支持分账'],
  RULE_LIMIT: [403, '业务规则限制'],
  NO_STATEMENT_EXIST: [400, '账单文件不存在，请检查当前商户号在指定日期是否有交易'],
  STATEMENT_CREATING: [400, '账单生成中，请稍后再试'],
  SYSTEM_ERROR: [500, '系统异常，请稍后重试'],
} as const satisfies Record<string, readonly [number, string]>;

export function refusal(code: keyof typeof REFUSALS, message?: string): Answer {
  const [status, usual] = REFUSALS[code];
  return { status, body: { code, message: message ?? usual } };
}

export const invalidParameter = (issue: { field: string; message: string }): Answer => ({
  status: 400,
  body: {
    code: 'PARAM_ERROR',
    message: `参数错误：${issue.field} ${issue.message}`,
    detail: { field: `/${issue.field.replaceAll('.', '/')}`, issue: issue.message, location: 'body' },
  },
});
