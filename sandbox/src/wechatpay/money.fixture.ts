import { expect } from '@jest/globals';
import { newNo, type TestPlatform } from '../platform.fixture.ts';

/** What a merchant has at the provider; the world's money adds up to nothing. */
export async function merchantAt(
  platform: TestPlatform,
  sub: string,
): Promise<{ availableFen: number; frozenFen: number }> {
  const { money } = await platform.state();
  expect(money.sumFen).toBe(0);
  const found = money.merchants.find((each: { mchid: string }) => each.mchid === sub);
  return found ? { availableFen: found.availableFen, frozenFen: found.frozenFen } : { availableFen: 0, frozenFen: 0 };
}

/** Asks the provider to give part of an order back. */
export const refundAt = (
  platform: TestPlatform,
  order: { transactionIds: string[]; subOrders: { subMchid: string; totalFen: number }[] },
  i: number,
  refundFen: number,
  more: object = {},
) =>
  platform.pay('POST', '/v3/ecommerce/refunds/apply', {
    sub_mchid: order.subOrders[i]!.subMchid,
    sp_appid: platform.sandbox.settings.wechatPay.appid,
    transaction_id: order.transactionIds[i],
    out_refund_no: newNo('R'),
    amount: { refund: refundFen, total: order.subOrders[i]!.totalFen, currency: 'CNY' },
    notify_url: `${platform.url}/callbacks/refund`,
    ...more,
  });
