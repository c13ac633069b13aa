import type { ChannelResult, PlaceCombined } from '@heitu/payments/wechatpay/payment-channel';
import { refused, type Placed } from './provider.types.ts';

/** Takes an order down, or finds the one of that number; `openid`: whose it is, empty where whoever scans it pays. */
export function placeAt(
  orders: Map<string, Placed>,
  { outTradeNo, expiresAt, subOrders }: Omit<PlaceCombined, 'openid'>,
  openid: string,
): ChannelResult<null> {
  const known = orders.get(outTradeNo);
  if (known?.state === 'paid') return refused('already-paid');
  if (known?.state === 'closed') return refused('already-closed');
  if (!known)
    orders.set(outTradeNo, {
      outTradeNo,
      openid,
      state: 'unpaid',
      expiresAtMs: expiresAt.getTime(),
      paidAtMs: null,
      parts: subOrders.map((sub) => ({
        outTradeNo: sub.outTradeNo,
        merchant: sub.merchant,
        totalFen: sub.totalFen,
        frozenFen: 0,
        refundedFen: 0,
        share: null,
      })),
    });
  return { ok: true, value: null };
}
