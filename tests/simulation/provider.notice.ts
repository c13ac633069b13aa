import type { ChannelNotice } from '@heitu/payments/wechatpay/payment-channel';

/** A notice as bytes and back: its dates come as text. */
export const noticeBytes = (notice: ChannelNotice): Buffer => Buffer.from(JSON.stringify(notice));
export function reviveNotice(text: string): ChannelNotice {
  return JSON.parse(text, (key, value: unknown) =>
    (key === 'paidAt' || key === 'succeededAt') && typeof value === 'string' ? new Date(value) : value,
  ) as ChannelNotice;
}
