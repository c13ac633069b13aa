/** The kinds of message there are, by kind: what they are called where people choose. */
export const MESSAGE_KINDS: Readonly<Record<string, string>> = {
  'order-paid': '新订单提醒',
  'order-cancelled': '订单取消提醒',
  'order-shipped': '发货提醒',
  'order-delivered': '签收提醒',
  'order-refunded': '退款到账提醒',
  'delivery-refused': '拒收提醒',
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
};
/** One tap adds one send; a person cannot collect more than this. */
export const SUBSCRIPTIONS_MAX = 20;
