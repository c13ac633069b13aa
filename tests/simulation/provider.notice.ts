import type { ChannelNotice, ClientParameters } from '@heitu/payments/wechatpay/payment-channel';

/** A notice as bytes and back: its dates come as text. */
export const noticeBytes = (notice: ChannelNotice): Buffer => Buffer.from(JSON.stringify(notice));
export function reviveNotice(text: string): ChannelNotice {
  return JSON.parse(text, (key, value: unknown) =>
    (key === 'paidAt' || key === 'succeededAt') && typeof value === 'string' ? new Date(value) : value,
  ) as ChannelNotice;
}

/** A fen off. */
export const lieOf = (notice: ChannelNotice): ChannelNotice =>
  notice.kind === 'payment'
    ? { ...notice, subOrders: notice.subOrders.map((sub) => ({ ...sub, totalFen: sub.totalFen! - 1 })) }
    : { ...notice, refundFen: notice.refundFen + 1 };

export const clientParameters = (prepayId: string): ClientParameters => ({
  timeStamp: '1',
  nonceStr: 'n',
  package: `prepay_id=${prepayId}`,
  signType: 'RSA',
  paySign: 's',
});
