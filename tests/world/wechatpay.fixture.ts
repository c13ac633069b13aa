import type {
  ChannelResult,
  NoticeResult,
  PlaceCombined,
  SubOrderStanding,
} from '@heitu/payments/wechatpay/payment-channel';
import type { WechatpayChannel } from '@heitu/payments/wechatpay/wechatpay-channel';
import { expect } from '@jest/globals';
import { channelIn, MINUTE_MS, startOutside } from './outside.fixture.ts';

export function valueOf<T>(result: ChannelResult<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** The simulated provider with our channel to it, and what its callbacks told us since `notices` was emptied. */
export async function startWechatpay() {
  const outside = await startOutside();
  const channel = channelIn(outside);
  const { mchid: platform, subMchids: sellers } = outside.world.settings.wechatPay;
  const notices: NoticeResult[] = [];
  let number = 0;

  function receiveWith(receiver: WechatpayChannel): void {
    outside.onPost(async ({ headers, body }) => {
      const result = await receiver.parseCallback(headers, body);
      notices.push(result);
      return result.ok ? { status: 204 } : { status: 401, body: { code: 'FAIL', message: result.reason } };
    });
  }

  /** Two sellers, 128.30 and 45.60 yuan. */
  function newOrder(): PlaceCombined & { outTradeNo: string } {
    number += 1;
    const outTradeNo = `C${String(number).padStart(8, '0')}`;
    return {
      outTradeNo,
      openid: 'openid-world-1',
      description: '黑土优选',
      expiresAt: new Date(Math.floor(outside.now().getTime() / 1000) * 1000 + 15 * MINUTE_MS),
      subOrders: [
        { outTradeNo: `${outTradeNo}A`, merchant: sellers[0]!, totalFen: 12830, description: '五常大米`5kg' },
        { outTradeNo: `${outTradeNo}B`, merchant: sellers[1]!, totalFen: 4560, description: '黑木耳 250g' },
      ],
      notifyUrl: `${outside.edgeUrl}/pay`,
    };
  }

  async function paidOrder(): Promise<{ order: PlaceCombined; subOrders: SubOrderStanding[] }> {
    const order = newOrder();
    const { prepayId } = valueOf(await channel.placeCombined(order));
    expect(
      await outside.control('/pay', {
        prepayId,
        openid: order.openid,
        requestPayment: channel.clientParameters(prepayId),
      }),
    ).toEqual({ state: 'SUCCESS' });
    return { order, subOrders: valueOf(await channel.queryCombined(order.outTradeNo)) };
  }

  const refundOf = (
    { transactionId, totalFen, merchant }: SubOrderStanding,
    refundFen: number,
    source: 'seller' | 'platform-advance' = 'seller',
  ) => {
    number += 1;
    return {
      transactionId: transactionId!,
      merchant: merchant!,
      outRefundNo: `R${String(number).padStart(8, '0')}`,
      refundFen,
      totalFen: totalFen!,
      reason: '少发一袋',
      notifyUrl: `${outside.edgeUrl}/refund`,
      source,
    } as const;
  };

  /** Of all accounts of this world: what came in less what went out, which is nothing. */
  const unaccountedFen = async (): Promise<number> =>
    (await outside.control<{ money: { sumFen: number } }>('/state')).money.sumFen;

  return { outside, channel, platform, sellers, notices, receiveWith, newOrder, paidOrder, refundOf, unaccountedFen };
}

export type Wechatpay = Awaited<ReturnType<typeof startWechatpay>>;
