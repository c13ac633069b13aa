import { generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { KEY_ID, merchantKeys, NOW, platformKeys, signedHeaders } from './fake-wechatpay.fixture.ts';
import { authorization, judgeSignature } from './signature.ts';

const findKey = (serial: string) => (serial === KEY_ID ? platformKeys.publicKey : null);
const judge = (headers: Record<string, string>, body: string) =>
  judgeSignature(headers, Buffer.from(body), NOW, findKey);

describe('request signature', () => {
  it('signs the five lines of the documentation, each ended', () => {
    const header = authorization(
      { mchid: '1900000109', serial: 'ABC', privateKey: merchantKeys.privateKey },
      { method: 'POST', target: '/v3/a?b=1', body: '{"名":1}' },
      NOW,
      'NONCE',
    );
    const signature = /signature="([^"]+)"/.exec(header)![1]!;
    const lines = `POST\n/v3/a?b=1\n${NOW.getTime() / 1000}\nNONCE\n{"名":1}\n`;
    expect(verify('sha256', Buffer.from(lines), merchantKeys.publicKey, Buffer.from(signature, 'base64'))).toBe(true);
    expect(header).toBe(
      `WECHATPAY2-SHA256-RSA2048 mchid="1900000109",nonce_str="NONCE",timestamp="${NOW.getTime() / 1000}",serial_no="ABC",signature="${signature}"`,
    );
  });
});

describe('answer and callback signature', () => {
  const body = '{"id":"EV-1","summary":"支付成功"}';

  it('believes what the known key signed', async () => expect(await judge(signedHeaders(body), body)).toBe('valid'));

  it('refuses a body altered by one byte', async () =>
    expect(await judge(signedHeaders(body), body.replace('EV-1', 'EV-2'))).toBe('bad-signature'));

  it('refuses another key under the right serial', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(await judge(signedHeaders(body, { key: privateKey }), body)).toBe('bad-signature');
  });

  it('refuses a serial it does not know', async () =>
    expect(await judge(signedHeaders(body, { serial: 'PUB_KEY_ID_other' }), body)).toBe('unknown-serial'));

  it('refuses a well-signed message replayed after five minutes, or from the future', async () => {
    for (const seconds of [300, -300])
      expect(await judge(signedHeaders(body, { at: new Date(NOW.getTime() - seconds * 1000) }), body)).toBe('stale');
    for (const seconds of [299, -299])
      expect(await judge(signedHeaders(body, { at: new Date(NOW.getTime() - seconds * 1000) }), body)).toBe('valid');
  });

  it('knows a probe for what it is', async () =>
    expect(await judge(signedHeaders(body, { signature: 'WECHATPAY/SIGNTEST/abcd' }), body)).toBe('probe'));

  it('refuses missing and repeated headers', async () => {
    const { 'wechatpay-nonce': nonce, ...rest } = signedHeaders(body);
    expect(nonce).toBeDefined();
    expect(await judge(rest, body)).toBe('bad-signature');
    expect(
      await judgeSignature({ ...rest, 'wechatpay-nonce': [nonce!, nonce!] }, Buffer.from(body), NOW, findKey),
    ).toBe('bad-signature');
  });
});
