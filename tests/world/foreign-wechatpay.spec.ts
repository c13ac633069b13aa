import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { beijingDay, channelIn, DAY_MS, startOutside, type Outside } from './outside.fixture.ts';

/** Another people's client of WeChat Pay, as it is: what it takes for WeChat Pay, our own client does not take alone. */
interface Library {
  Wechatpay: new (config: object) => { v3: any };
  Aes: { AesGcm: { decrypt(ciphertext: string, key: string, nonce: string, associatedData: string): string } };
  Formatter: {
    timestamp(): number;
    nonce(): string;
    joinedByLineFeed(...parts: string[]): string;
    response(timestamp: string, nonce: string, body: string): string;
    castCsvBill(bill: Buffer): { rows: Record<string, string>[]; summary: Record<string, string> };
  };
  Rsa: { sign(message: string, key: string): string; verify(message: string, signature: string, key: string): boolean };
}
const { Wechatpay, Aes, Formatter, Rsa } = createRequire(import.meta.url)('wechatpay-axios-plugin') as Library;

const OPENID = 'openid-world-1';
const TOTAL_FEN = 12830;
const REFUND_FEN = 2830;

describe('wechatpay-axios-plugin against the sandbox', () => {
  let outside: Outside;
  let client: any;
  let number = 0;
  const callbacks: { headers: Readonly<Record<string, string>>; body: string }[] = [];
  const settings = () => outside.world.settings.wechatPay;

  beforeAll(async () => {
    outside = await startOutside();
    outside.onPost(async ({ headers, body }) => {
      callbacks.push({ headers: headers as Record<string, string>, body: body.toString() });
      return { status: 204 };
    });
    const { mchid, merchantSerial: serial, merchantPrivateKeyPem: privateKey, publicKeyId, publicKeyPem } = settings();
    client = new Wechatpay({
      mchid,
      serial,
      privateKey,
      certs: { [publicKeyId]: publicKeyPem },
      baseURL: new URL(outside.world.urls.wechatPay).origin,
    });
  });
  const realNow = Date.now;
  afterEach(() => void (Date.now = realNow));
  afterAll(() => outside.close());

  const refused = async (asked: Promise<unknown>): Promise<{ status: number; data: any }> =>
    asked.then(
      () => {
        throw new Error('was not refused');
      },
      (error: { response: { status: number; data: object } }) => error.response,
    );
  async function place(): Promise<{ outTradeNo: string; prepayId: string }> {
    number += 1;
    const outTradeNo = `F${String(number).padStart(8, '0')}`;
    const { data } = await client.v3.pay.transactions.jsapi.post({
      appid: settings().appid,
      mchid: settings().mchid,
      description: '五常大米',
      out_trade_no: outTradeNo,
      notify_url: `${outside.edgeUrl}/pay`,
      amount: { total: TOTAL_FEN, currency: 'CNY' },
      payer: { openid: OPENID },
    });
    return { outTradeNo, prepayId: data.prepay_id as string };
  }
  /** What the library signs for the phone, as its documentation says. */
  function paymentOf(prepayId: string) {
    const params = {
      timeStamp: String(Formatter.timestamp()),
      nonceStr: Formatter.nonce(),
      package: `prepay_id=${prepayId}`,
      signType: 'RSA',
    };
    return {
      ...params,
      paySign: Rsa.sign(
        Formatter.joinedByLineFeed(settings().appid, params.timeStamp, params.nonceStr, params.package),
        settings().merchantPrivateKeyPem,
      ),
    };
  }
  const query = async (outTradeNo: string) =>
    (
      await client.v3.pay.transactions.outTradeNo._out_trade_no_.get({
        params: { mchid: settings().mchid },
        out_trade_no: outTradeNo,
      })
    ).data;
  async function pay() {
    const order = await place();
    expect(
      await outside.control('/pay', {
        prepayId: order.prepayId,
        openid: OPENID,
        requestPayment: paymentOf(order.prepayId),
      }),
    ).toEqual({ state: 'SUCCESS' });
    return { ...order, ...(await query(order.outTradeNo)) };
  }

  it('places a JSAPI order, signs for the phone as our own client does, and finds it paid', async () => {
    const order = await place();
    expect(await query(order.outTradeNo)).toMatchObject({ out_trade_no: order.outTradeNo, trade_state: 'NOTPAY' });
    const own = channelIn(outside);
    const { timeStamp, nonceStr, package: pack, paySign } = own.clientParameters(order.prepayId);
    // RSA over the same lines is the same text.
    expect(paySign).toBe(
      Rsa.sign(
        Formatter.joinedByLineFeed(settings().appid, timeStamp, nonceStr, pack),
        settings().merchantPrivateKeyPem,
      ),
    );
    const wrong = { ...paymentOf(order.prepayId), nonceStr: 'another' };
    expect(await outside.control('/pay', { prepayId: order.prepayId, openid: OPENID, requestPayment: wrong })).toEqual({
      state: 'SIGN_INVALID',
    });
    expect(await query(order.outTradeNo)).toMatchObject({ trade_state: 'NOTPAY' });
    const paid = await pay();
    expect(paid).toMatchObject({
      trade_state: 'SUCCESS',
      amount: { total: TOTAL_FEN, payer_total: TOTAL_FEN, currency: 'CNY' },
      payer: { openid: OPENID },
    });
    const byTransaction = await client.v3.pay.transactions.id._transaction_id_.get({
      params: { mchid: settings().mchid },
      transaction_id: paid.transaction_id,
    });
    expect(byTransaction.data).toMatchObject({ out_trade_no: paid.out_trade_no, trade_state: 'SUCCESS' });
  });

  it('closes an order once, and none that is paid', async () => {
    const { outTradeNo } = await place();
    const close = (no: string) =>
      client.v3.pay.transactions.outTradeNo._out_trade_no_.close.post(
        { mchid: settings().mchid },
        { out_trade_no: no },
      );
    expect((await close(outTradeNo)).status).toBe(204);
    expect(await query(outTradeNo)).toMatchObject({ trade_state: 'CLOSED' });
    const paid = await pay();
    expect(await refused(close(paid.outTradeNo))).toMatchObject({ status: 400, data: { code: 'ORDER_PAID' } });
  });

  it('refunds a part, is told which account paid it, and finds it again', async () => {
    const paid = await pay();
    const { data } = await client.v3.refund.domestic.refunds.post({
      transaction_id: paid.transaction_id,
      out_refund_no: `R-${paid.outTradeNo}`,
      reason: '少发一袋',
      notify_url: `${outside.edgeUrl}/refund`,
      amount: { refund: REFUND_FEN, total: TOTAL_FEN, currency: 'CNY' },
    });
    expect(data).toMatchObject({
      out_refund_no: `R-${paid.outTradeNo}`,
      status: 'PROCESSING',
      funds_account: 'AVAILABLE',
      amount: { refund: REFUND_FEN, total: TOTAL_FEN, from: [{ account: 'AVAILABLE', amount: REFUND_FEN }] },
    });
    const asked = await client.v3.refund.domestic.refunds._out_refund_no_.get({
      out_refund_no: `R-${paid.outTradeNo}`,
    });
    expect(asked.data.refund_id).toBe(data.refund_id);
    const tooMuch = client.v3.refund.domestic.refunds.post({
      transaction_id: paid.transaction_id,
      out_refund_no: `R2-${paid.outTradeNo}`,
      amount: { refund: TOTAL_FEN, total: TOTAL_FEN, currency: 'CNY' },
    });
    expect(await refused(tooMuch)).toMatchObject({ status: 400, data: { code: 'INVALID_REQUEST' } });
  });

  it('verifies and opens what WeChat Pay calls back', async () => {
    const paid = await pay();
    const opened = (callback: (typeof callbacks)[number]) => {
      const { resource } = JSON.parse(callback.body) as {
        resource: { ciphertext: string; nonce: string; associated_data: string };
      };
      return JSON.parse(
        Aes.AesGcm.decrypt(resource.ciphertext, settings().apiV3Key, resource.nonce, resource.associated_data),
      ) as Record<string, unknown>;
    };
    for (
      let tries = 0;
      tries < 100 && !callbacks.some((one) => opened(one)['out_trade_no'] === paid.outTradeNo);
      tries++
    )
      await new Promise((resolve) => setTimeout(resolve, 50));
    const callback = callbacks.find((one) => opened(one)['out_trade_no'] === paid.outTradeNo)!;
    expect(opened(callback)).toMatchObject({
      transaction_id: paid.transaction_id,
      trade_state: 'SUCCESS',
      amount: { total: TOTAL_FEN },
    });
    const signed = (body: string) =>
      Rsa.verify(
        Formatter.response(callback.headers['wechatpay-timestamp']!, callback.headers['wechatpay-nonce']!, body),
        callback.headers['wechatpay-signature']!,
        settings().publicKeyPem,
      );
    expect([
      callback.headers['wechatpay-serial'],
      signed(callback.body),
      signed(callback.body.replace('SUCCESS', 'success')),
    ]).toEqual([settings().publicKeyId, true, false]);
  });

  it('is told of a path that there is not as of all else: by code and message, signed', async () => {
    for (const ask of [
      () => client.v3.pay.transactions.nothing.get(),
      () => client.v3.noSuch.thing.post({}),
      () => client.v3.pay.transactions.jsapi.get(),
    ]) {
      const { status, data, headers } = (await refused(ask())) as Awaited<ReturnType<typeof refused>> & {
        headers: Record<string, string>;
      };
      expect([status, data]).toEqual([404, { code: 'RESOURCE_NOT_EXISTS', message: '请求的资源不存在' }]);
      expect(
        Rsa.verify(
          Formatter.response(headers['wechatpay-timestamp']!, headers['wechatpay-nonce']!, JSON.stringify(data)),
          headers['wechatpay-signature']!,
          settings().publicKeyPem,
        ),
      ).toBe(true);
    }
  });

  it('downloads the bill of a day, which adds up', async () => {
    const paid = await pay();
    const day = beijingDay(new Date());
    const nowMs = Date.now();
    // Two days later for the library and for the sandbox, which live in one process here.
    Date.now = () => nowMs + 2 * DAY_MS;
    const { data } = await client.v3.bill.tradebill.get({ params: { bill_date: day, bill_type: 'ALL' } });
    const bill = (
      await client.v3.billdownload.file.get({
        params: { token: new URL(data.download_url).searchParams.get('token') },
        responseType: 'arraybuffer',
      })
    ).data as Buffer;
    expect(createHash('sha1').update(bill).digest('hex')).toBe(data.hash_value);
    const { rows, summary } = Formatter.castCsvBill(bill);
    const row = rows.find((one) => Object.values(one).includes(paid.outTradeNo));
    expect(Object.values(row!)).toEqual(expect.arrayContaining([paid.transaction_id, '128.30']));
    expect(Number(Object.values(summary)[0])).toBe(rows.length);
  });
});
