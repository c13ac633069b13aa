import { keysOf } from '@heitu/kit/rules/checked';

/** The messages that a person can also be told of by WeChat, as they are called where people choose. */
const TOLD_KINDS = {
  'order-paid': '新订单提醒',
  'order-cancelled': '订单取消提醒',
  'payment-reviewed': '付款核实结果',
  'order-shipped': '发货提醒',
  'parcel-at-station': '到站取货提醒',
  'order-delivered': '签收提醒',
  'order-refunded': '退款到账提醒',
  'order-lost': '包裹丢失提醒',
  'after-sale': '售后进展提醒',
  'delivery-refused': '拒收提醒',
  claim: '拒收货物定责提醒',
  'complaint-filed': '投诉提醒',
  'complaint-answered': '投诉答复提醒',
  'complaint-escalated': '平台介入提醒',
  'complaint-decided': '投诉裁定提醒',
  'complaint-compensated': '赔付到账提醒',
  'measure-taken': '处理措施通知',
  'appeal-decided': '申诉结果通知',
  'alarm-raised': '冷链温度报警',
  'standing-changed': '经营资格变化通知',
  'paper-expiring': '证照到期提醒',
  'phone-moved': '手机号变动提醒',
  'oversight-asked': '监管要求提醒',
  'lot-blocked': '批次停售提醒',
  'goods-stopped': '停售召回提醒',
  'parcel-stopped': '包裹停送提醒',
} as const;
/** All messages there are. */
export const MESSAGE_KINDS = {
  ...TOLD_KINDS,
  'duty-missed': '到期没办提醒',
  training: '培训提醒',
  'paper-returned': '材料退回提醒',
  'price-held': '应急价格提醒',
  'overcharge-refunded': '多收退款提醒',
  'price-outside-band': '政府价格提醒',
  'contract-moved': '合同签订提醒',
  'pool-offered': '拼货说价提醒',
  'pool-answered': '拼货答复提醒',
  'invoice-issued': '发票开好提醒',
  'invoice-asked': '买家要发票提醒',
  delegation: '代办提醒',
  'reply-withdrawn': '评价回复撤下通知',
  'partner-grant': '合作方授权通知',
  'webhook-disabled': '通知地址停用提醒',
  'password-changed': '密码变动提醒',
  'second-factor-reset': '验证器变动提醒',
  'recovery-code-used': '恢复码使用提醒',
  'sign-in-tried': '登录提醒',
} as const;
export type MessageKind = keyof typeof MESSAGE_KINDS;
export type ToldKind = keyof typeof TOLD_KINDS;
export const TOLD_MESSAGE_KINDS = keysOf(TOLD_KINDS);
/** One tap adds one send; a person cannot collect more than this. */
export const SUBSCRIPTIONS_MAX = 20;
