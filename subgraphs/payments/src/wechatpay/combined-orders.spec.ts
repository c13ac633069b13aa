import { verify } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  closeFakes,
  configFor,
  KEY_ID,
  MCHID,
  merchantKeys,
  NOW,
  order,
  wellSigned,
  withAnswer,
} from './fake-wechatpay.fixture.ts';
import { WechatpayChannel } from './wechatpay-channel.ts';

afterEach(closeFakes);

describe('combined orders', () => {
  it('places one order for all sellers, signed over exactly what it sends', async () => {
    const { channel, seen } = await withAnswer({ body: { prepay_id: 'wx201410272009395522657a690389285100' } });
    expect(await channel.placeCombined(order)).toEqual({
      ok: true,
      value: { prepayId: 'wx201410272009395522657a690389285100' },
    });
    const [request] = seen;
    expect(JSON.parse(request!.body)).toEqual({
      combine_appid: 'wx8888888888888888',
      combine_mchid: MCHID,
      combine_out_trade_no: 'C00001',
      sub_orders: [
        {
          mchid: MCHID,
          sub_mchid: '1900000201',
          out_trade_no: 'S00001',
          attach: 'C00001',
          amount: { total_amount: 12830, currency: 'CNY' },
          description: '五常大米 , 5kg ',
          settle_info: { profit_sharing: true },
        },
        {
          mchid: MCHID,
          sub_mchid: '1900000202',
          out_trade_no: 'S00002',
          attach: 'C00001',
          amount: { total_amount: 1, currency: 'CNY' },
          description: '黑土优选',
          settle_info: { profit_sharing: true },
        },
      ],
      combine_payer_info: { openid: 'openid1' },
      time_expire: '2026-11-25T09:15:00+08:00',
      notify_url: 'https://heitu.example/callbacks/pay',
    });
    expect(request!.headers['wechatpay-serial']).toBe(KEY_ID);
    expect(request!.target).toBe('/v3/combine-transactions/jsapi');
    expect(wellSigned(request!)).toBe(true);
  });

  it('throws on amounts and counts that are bugs, and sends nothing', async () => {
    const { channel, seen } = await withAnswer({ body: { prepay_id: 'x' } });
    for (const totalFen of [0, -1, 1.5, 2 ** 53])
      expect(() => channel.placeCombined({ ...order, subOrders: [{ ...order.subOrders[0]!, totalFen }] })).toThrow(
        'not an amount',
      );
    expect(() => channel.placeCombined({ ...order, subOrders: [] })).toThrow('1 to 50');
    expect(seen).toEqual([]);
  });

  it('signs the parameters of the payment dialogue over the four lines', () => {
    const parameters = new WechatpayChannel(configFor('http://127.0.0.1:9')).clientParameters('wx1');
    expect(parameters).toMatchObject({
      timeStamp: String(NOW.getTime() / 1000),
      package: 'prepay_id=wx1',
      signType: 'RSA',
    });
    const lines = `wx8888888888888888\n${parameters.timeStamp}\n${parameters.nonceStr}\nprepay_id=wx1\n`;
    expect(
      verify('sha256', Buffer.from(lines), merchantKeys.publicKey, Buffer.from(parameters.paySign, 'base64')),
    ).toBe(true);
  });

  it('reads what became of each sub order', async () => {
    const sub = (state: string, more = {}) => ({
      mchid: MCHID,
      sub_mchid: '1900000201',
      out_trade_no: `S-${state}`,
      trade_state: state,
      ...more,
    });
    const paid = { amount: { total_amount: 100 }, transaction_id: '42', success_time: '2026-11-25T09:00:00+08:00' };
    const { channel } = await withAnswer({
      body: {
        combine_mchid: MCHID,
        combine_out_trade_no: 'C00001',
        sub_orders: [
          sub('NOTPAY'),
          sub('CLOSED', { amount: { total_amount: 100 } }),
          sub('SUCCESS', paid),
          sub('REFUND', paid),
        ],
      },
    });
    const shared = { merchant: '1900000201' };
    const settled = { ...shared, transactionId: '42', totalFen: 100, paidAt: NOW };
    expect(await channel.queryCombined('C00001')).toEqual({
      ok: true,
      value: [
        { ...shared, outTradeNo: 'S-NOTPAY', state: 'unpaid', transactionId: null, totalFen: null, paidAt: null },
        { ...shared, outTradeNo: 'S-CLOSED', state: 'closed', transactionId: null, totalFen: 100, paidAt: null },
        { ...settled, outTradeNo: 'S-SUCCESS', state: 'paid' },
        { ...settled, outTradeNo: 'S-REFUND', state: 'refunded' },
      ],
    });
  });

  it('closes all sub orders; an empty signed answer is enough', async () => {
    const { channel, seen } = await withAnswer({ status: 204 });
    expect(await channel.closeCombined('C00001', order.subOrders)).toEqual({ ok: true, value: null });
    expect(seen[0]!.target).toBe('/v3/combine-transactions/out-trade-no/C00001/close');
    expect(JSON.parse(seen[0]!.body).sub_orders).toEqual([
      { mchid: MCHID, sub_mchid: '1900000201', out_trade_no: 'S00001' },
      { mchid: MCHID, sub_mchid: '1900000202', out_trade_no: 'S00002' },
    ]);
  });
});
