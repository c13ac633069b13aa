import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beijingDay, DAY_MS, HOUR_MS } from './outside.fixture.ts';
import { startWechatpay, valueOf, type Wechatpay } from './wechatpay.fixture.ts';

let outside: Wechatpay['outside'];
let channel: Wechatpay['channel'];
let sellers: Wechatpay['sellers'];
let paidOrder: Wechatpay['paidOrder'];
let refundOf: Wechatpay['refundOf'];
let unaccountedFen: Wechatpay['unaccountedFen'];

beforeAll(async () => {
  ({ outside, channel, sellers, paidOrder, refundOf, unaccountedFen } = await startWechatpay());
});
afterAll(() => outside.close());

describe('WeChat Pay as simulated: bills', () => {
  it("states a day's trades in a bill that adds up", async () => {
    // A day of its own: the next one, from its morning.
    const day = beijingDay(new Date(outside.now().getTime() + DAY_MS));
    await outside.control('/clock', { setTo: `${day}T09:00:00+08:00` });
    expect(await channel.downloadTradeBill(day)).toMatchObject({ ok: false, error: { outcome: 'refused' } });
    const { order, subOrders } = await paidOrder();
    const refund = refundOf(subOrders[0]!, 2830);
    const { refundId } = valueOf(await channel.refund(refund));
    await outside.control('/clock', { setTo: new Date(Date.parse(`${day}T01:00:00+08:00`) + DAY_MS).toISOString() });
    expect(await channel.downloadTradeBill(day)).toMatchObject({
      ok: false,
      error: { outcome: 'refused', meaning: 'not-ready', retryable: true },
    });
    await outside.advance(9 * HOUR_MS);
    const bill = valueOf(await channel.downloadTradeBill(day));
    expect(bill.rows.map(({ tradedAt, ...row }) => ({ ...row, day: beijingDay(tradedAt) }))).toEqual([
      {
        kind: 'payment',
        day,
        merchant: sellers[0],
        transactionId: subOrders[0]!.transactionId,
        outTradeNo: `${order.outTradeNo}A`,
        attach: order.outTradeNo,
        openid: order.openid,
        description: '五常大米 5kg',
        orderFen: 12830,
        settleFen: 12830,
        refundId: null,
        outRefundNo: null,
        refundFen: 0,
        requestedRefundFen: 0,
        refundState: null,
        feeFen: 77,
      },
      {
        kind: 'payment',
        day,
        merchant: sellers[1],
        transactionId: subOrders[1]!.transactionId,
        outTradeNo: `${order.outTradeNo}B`,
        attach: order.outTradeNo,
        openid: order.openid,
        description: '黑木耳 250g',
        orderFen: 4560,
        settleFen: 4560,
        refundId: null,
        outRefundNo: null,
        refundFen: 0,
        requestedRefundFen: 0,
        refundState: null,
        feeFen: 27,
      },
      {
        kind: 'refund',
        day,
        merchant: sellers[0],
        transactionId: subOrders[0]!.transactionId,
        outTradeNo: `${order.outTradeNo}A`,
        attach: order.outTradeNo,
        openid: order.openid,
        description: '五常大米 5kg',
        orderFen: 0,
        settleFen: 0,
        refundId,
        outRefundNo: refund.outRefundNo,
        refundFen: 2830,
        requestedRefundFen: 2830,
        refundState: 'succeeded',
        feeFen: -17,
      },
    ]);
    const flow = valueOf(await channel.downloadFundFlow(day, sellers[0]!));
    expect(flow.map(({ kind, amountFen }) => [kind, amountFen])).toEqual([
      ['payment', 12830],
      ['fee', -77],
      ['fee-back', 17],
      ['refund', -2830],
    ]);
    expect(flow.map(({ references }) => references[0])).toEqual([
      subOrders[0]!.transactionId,
      subOrders[0]!.transactionId,
      refundId,
      refundId,
    ]);
    const ended = valueOf(await channel.dayEndBalance(day, sellers[0]!));
    expect(ended.availableFen + ended.pendingFen).toBe(flow.at(-1)!.balanceFen);
    const own = valueOf(await channel.downloadFundFlow(day, null));
    expect(own.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBeLessThanOrEqual(
      valueOf(await channel.dayEndBalance(day, null)).availableFen,
    );
    const idle = beijingDay(outside.now());
    await outside.advance(2 * DAY_MS);
    expect(await channel.downloadTradeBill(idle)).toEqual({ ok: true, value: { date: idle, rows: [] } });
    expect(await channel.downloadFundFlow(idle, sellers[0]!)).toEqual({ ok: true, value: [] });
  });

  it('leaves no fen unaccounted for', async () => {
    expect(await unaccountedFen()).toBe(0);
  });
});
