import { constants, createPrivateKey, createPublicKey, publicEncrypt, sign, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  certificateKey,
  combinedOrder,
  newNo,
  OPENID,
  paidOrder,
  startTestPlatform,
  type TestPlatform,
} from '../platform.fixture.ts';

let platform: TestPlatform;
beforeAll(async () => void (platform = await startTestPlatform()));
afterAll(() => platform.close());

describe('signatures', () => {
  it('takes a request signed by the merchant and signs its answer', async () => {
    const order = combinedOrder(platform, [1280, 560]);
    const placed = await platform.pay('POST', '/v3/combine-transactions/jsapi', order.body);
    expect(placed).toMatchObject({
      status: 200,
      verdict: 'valid',
      json: { prepay_id: expect.stringMatching(/^wx\d{14}[0-9a-f]{20}$/) },
    });
    const query = await platform.pay('GET', `/v3/combine-transactions/out-trade-no/${order.outTradeNo}`);
    expect(query).toMatchObject({
      status: 200,
      verdict: 'valid',
      json: { sub_orders: [{ trade_state: 'NOTPAY' }, { trade_state: 'NOTPAY' }] },
    });
  });

  it('signs refusals and empty answers too', async () => {
    const missing = await platform.pay('GET', '/v3/combine-transactions/out-trade-no/unknown-order');
    expect(missing).toMatchObject({ status: 404, verdict: 'valid', json: { code: 'ORDER_NOT_EXIST' } });
    const order = combinedOrder(platform, [100]);
    await platform.pay('POST', '/v3/combine-transactions/jsapi', order.body);
    const { mchid, appid } = platform.sandbox.settings.wechatPay;
    const closed = await platform.pay('POST', `/v3/combine-transactions/out-trade-no/${order.outTradeNo}/close`, {
      combine_appid: appid,
      sub_orders: order.subOrders.map((sub) => ({ mchid, sub_mchid: sub.subMchid, out_trade_no: sub.outTradeNo })),
    });
    expect(closed).toMatchObject({ status: 204, verdict: 'valid' });
    expect(closed.bytes).toHaveLength(0);
  });

  it('answers SIGN_ERROR to a tampered body and places nothing', async () => {
    const order = combinedOrder(platform, [1280]);
    const tampered = await platform.pay('POST', '/v3/combine-transactions/jsapi', order.body, {
      sentBody: JSON.stringify(order.body).replace('1280', '1'),
    });
    expect(tampered).toMatchObject({
      status: 401,
      verdict: 'unsigned',
      json: {
        code: 'SIGN_ERROR',
        detail: {
          field: 'signature',
          location: 'authorization',
          sign_information: { method: 'POST', url: '/wechatpay/v3/combine-transactions/jsapi' },
        },
      },
    });
    expect((await platform.pay('GET', `/v3/combine-transactions/out-trade-no/${order.outTradeNo}`)).status).toBe(404);
  });

  it('refuses a request signed more than five minutes ago', async () => {
    const old = await platform.pay('GET', '/v3/certificates', undefined, {
      timestamp: Math.floor((await platform.now()) / 1000) - 301,
    });
    expect(old).toMatchObject({ status: 401, json: { code: 'SIGN_ERROR' } });
  });

  it('answers at the real paths too, for a client that resolves them against the host', async () => {
    expect((await fetch(`${platform.sandbox.baseUrl}/v3/certificates`)).status).toBe(401);
  });

  it('checks the signature of the payment parameters before the person can pay', async () => {
    const order = combinedOrder(platform, [100]);
    const { prepay_id: prepayId } = (await platform.pay('POST', '/v3/combine-transactions/jsapi', order.body)).json;
    const { appid, merchantPrivateKeyPem } = platform.sandbox.settings.wechatPay;
    const parameters = { timeStamp: '1764032400', nonceStr: 'abc', package: `prepay_id=${prepayId}`, signType: 'RSA' };
    const paySign = sign(
      'RSA-SHA256',
      Buffer.from(`${appid}\n1764032400\nabc\nprepay_id=${prepayId}\n`),
      createPrivateKey(merchantPrivateKeyPem),
    ).toString('base64');
    expect(
      await platform.control('/pay', { prepayId, requestPayment: { ...parameters, nonceStr: 'abd', paySign } }),
    ).toMatchObject({ state: 'SIGN_INVALID' });
    expect(await platform.control('/pay', { prepayId, openid: 'oSomebodyElse' })).toMatchObject({
      state: 'WRONG_PAYER',
    });
    expect(
      await platform.control('/pay', { prepayId, openid: OPENID, requestPayment: { ...parameters, paySign } }),
    ).toMatchObject({ state: 'SUCCESS' });
  });
});

describe('trust modes', () => {
  it('has no platform certificate in public-key mode', async () => {
    const answer = await platform.pay('GET', '/v3/certificates');
    expect(answer).toMatchObject({
      status: 404,
      verdict: 'valid',
      json: { code: 'RESOURCE_NOT_EXISTS', message: expect.stringContaining('无可用的平台证书') },
    });
    expect(answer.headers.get('wechatpay-serial')).toBe(platform.sandbox.settings.wechatPay.publicKeyId);
  });

  it('hands out a real X.509 certificate in certificate mode, and signs answers and callbacks with it', async () => {
    await platform.control('/wechatpay/trust-mode', { mode: 'platform-certificate' });
    expect(platform.sandbox.settings.wechatPay.trustMode).toBe('platform-certificate');
    const list = await platform.pay('GET', '/v3/certificates');
    expect(list).toMatchObject({ status: 200, verdict: 'invalid' });
    const [entry] = list.json.data;
    const pem = platform.decrypt(entry.encrypt_certificate);
    const certificate = new X509Certificate(pem);
    expect(certificate.serialNumber).toBe(entry.serial_no);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.issuer).toContain('Tenpay.com');
    expect(certificate.validFromDate.getTime()).toBeLessThan(await platform.now());
    platform.trust(entry.serial_no, certificateKey(pem));
    const again = await platform.pay('GET', '/v3/certificates');
    expect(again.verdict).toBe('valid');
    expect(again.headers.get('wechatpay-serial')).toBe(entry.serial_no);

    await paidOrder(platform, [300]);
    await platform.control('/callbacks/flush', {});
    const callback = platform.received.at(-1)!;
    expect(callback.headers['wechatpay-serial']).toBe(entry.serial_no);
    expect(platform.open(callback).plain.sub_orders[0].amount.total_amount).toBe(300);
    await platform.control('/wechatpay/trust-mode', { mode: 'public-key' });
  });

  it('reads sensitive fields only when they were encrypted for the present key', async () => {
    const { appid, publicKeyPem, publicKeyId } = platform.sandbox.settings.wechatPay;
    const name = publicEncrypt(
      { key: createPublicKey(publicKeyPem), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
      Buffer.from('五常运输有限公司'),
    ).toString('base64');
    const add = (text: string, serial?: string) =>
      platform.pay(
        'POST',
        '/v3/profitsharing/receivers/add',
        { appid, type: 'MERCHANT_ID', account: '1900200001', relation_type: 'PARTNER', name: text },
        serial === undefined ? {} : { serial },
      );
    expect((await add(Buffer.from('plain').toString('base64'), publicKeyId)).json.code).toBe('PARAM_ERROR');
    expect((await add(name)).json.code).toBe('PARAM_ERROR');
    expect(await add(name, publicKeyId)).toMatchObject({
      status: 200,
      json: { type: 'MERCHANT_ID', account: '1900200001', relation_type: 'PARTNER' },
    });
  });
});

describe('input', () => {
  it('refuses what is not of the documented shape', async () => {
    const order = combinedOrder(platform, [100]);
    const call = (change: object) =>
      platform.pay('POST', '/v3/combine-transactions/jsapi', { ...order.body, ...change });
    expect((await call({ combine_out_trade_no: 'a' })).json).toMatchObject({
      code: 'PARAM_ERROR',
      detail: { field: '/combine_out_trade_no', location: 'body' },
    });
    expect((await call({ notify_url: `${platform.url}/pay?x=1` })).json.code).toBe('PARAM_ERROR');
    expect((await call({ sub_orders: [] })).json.code).toBe('PARAM_ERROR');
    expect((await call({ sub_orders: [{ ...order.body.sub_orders[0], sub_mchid: '1999999999' }] })).json.code).toBe(
      'NO_AUTH',
    );
    expect((await call({ time_expire: '2020-01-01T00:00:00+08:00' })).json.code).toBe('PARAM_ERROR');
    expect(
      (
        await call({
          sub_orders: [
            { ...order.body.sub_orders[0], out_trade_no: newNo('X'), amount: { total_amount: 0.5, currency: 'CNY' } },
          ],
        })
      ).json.code,
    ).toBe('PARAM_ERROR');
  });
});
