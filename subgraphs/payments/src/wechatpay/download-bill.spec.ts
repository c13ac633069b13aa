import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  closeFakes,
  configFor,
  openFake,
  wellSigned,
  withAnswer,
  type Reply,
  type Seen,
} from './fake-wechatpay.fixture.ts';
import { WechatpayChannel } from './wechatpay-channel.ts';

afterEach(closeFakes);

describe('the bill of a day', () => {
  const text =
    '交易时间\r\n总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n`0,`0.00,`0.00,`0.00,`0.00,`0.00,`0.00\r\n';
  const answers =
    (hash: string) =>
    ({ target, headers }: Seen): Reply =>
      target.startsWith('/v3/bill/tradebill')
        ? {
            body: {
              hash_type: 'SHA1',
              hash_value: hash,
              download_url: 'https://api.mch.weixin.qq.com/v3/billdownload/file?token=a%2Bb&tartype=gzip',
            },
          }
        : { sign: false, status: headers.authorization ? 200 : 401, body: gzipSync(text) };

  it('is downloaded signed, without a signature to check, and judged by its hash', async () => {
    const { channel, seen } = await withAnswer(answers(createHash('sha1').update(text).digest('hex')));
    expect(await channel.downloadTradeBill('2026-11-24')).toEqual({
      ok: true,
      value: { date: '2026-11-24', rows: [] },
    });
    expect(seen.map((request) => request.target)).toEqual([
      '/v3/bill/tradebill?bill_date=2026-11-24&bill_type=ALL&tar_type=GZIP',
      '/v3/billdownload/file?token=a%2Bb&tartype=gzip',
    ]);
  });

  it('is found under a base address with a path, which is signed too', async () => {
    const hash = createHash('sha1').update(text).digest('hex');
    const fake = await openFake(({ target }) =>
      target.startsWith('/pay/v3/bill/tradebill')
        ? {
            body: {
              hash_type: 'SHA1',
              hash_value: hash,
              download_url: 'http://other.example/pay/v3/billdownload/file?token=1',
            },
          }
        : { sign: false, body: text },
    );
    const channel = new WechatpayChannel(configFor(`${fake.url}/pay/`));
    expect((await channel.downloadTradeBill('2026-11-24')).ok).toBe(true);
    expect(fake.seen.map(wellSigned)).toEqual([true, true]);
  });

  it('is refused when it is not the one whose hash was signed', async () => {
    const { channel } = await withAnswer(answers('0'.repeat(40)));
    expect(await channel.downloadTradeBill('2026-11-24')).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', code: 'WRONG_HASH' },
    });
  });

  it('of a day without trades is empty', async () => {
    const { channel } = await withAnswer({
      status: 400,
      body: { code: 'NO_STATEMENT_EXIST', message: '账单文件不存在' },
    });
    expect(await channel.downloadTradeBill('2026-11-24')).toEqual({
      ok: true,
      value: { date: '2026-11-24', rows: [] },
    });
  });
});
