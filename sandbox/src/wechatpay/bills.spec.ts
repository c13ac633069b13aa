import { constants, createDecipheriv, createHash, privateDecrypt } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { paidOrder, startTestPlatform, type TestPlatform } from '../platform.fixture.ts';
import { merchantAt, refundAt } from './money.fixture.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.close());

describe('bills', () => {
  const fields = (line: string): string[] => line.split(',').map((value) => value.replace(/^`/, ''));
  const fen = (yuan: string): number => Math.round(Number(yuan) * 100);

  async function fetchBill(target: string) {
    const { status, json } = await platform.pay('GET', target);
    if (status !== 200)
      return { status, json, text: '', header: [] as string[], rows: [] as string[][], summary: [] as string[] };
    const url = new URL(json.download_url);
    const file = await platform.pay('GET', (url.pathname + url.search).replace('/wechatpay', ''));
    expect(file.verdict).toBe('unsigned');
    const plain = target.includes('GZIP') ? gunzipSync(file.bytes) : file.bytes;
    expect(createHash('sha1').update(plain).digest('hex')).toBe(json.hash_value);
    return { status, json, ...readBill(plain) };
  }
  function readBill(plain: Buffer) {
    const lines = plain.toString('utf8').trimEnd().split('\r\n');
    return {
      text: plain.toString('utf8'),
      header: lines[0]!.split(','),
      rows: lines.slice(1, -2).map(fields),
      summary: fields(lines.at(-1)!),
    };
  }

  /** A seller's statement: in parts, each under a key that only the platform's merchant key opens. */
  async function fetchSealed(target: string) {
    const { json } = await platform.pay('GET', target);
    const parts: Buffer[] = [];
    for (const part of json.download_bill_list.toSorted((a: any, b: any) => a.bill_sequence - b.bill_sequence)) {
      const url = new URL(part.download_url);
      const { bytes } = await platform.pay('GET', (url.pathname + url.search).replace('/wechatpay', ''));
      const key = privateDecrypt(
        {
          key: platform.sandbox.settings.wechatPay.merchantPrivateKeyPem,
          padding: constants.RSA_PKCS1_OAEP_PADDING,
          oaepHash: 'sha1',
        },
        Buffer.from(part.encrypt_key, 'base64'),
      );
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(part.nonce));
      decipher.setAuthTag(bytes.subarray(-16));
      const plain = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
      expect(createHash('sha1').update(plain).digest('hex')).toBe(part.hash_value);
      parts.push(plain);
    }
    return readBill(Buffer.concat(parts));
  }

  it('lists the day, adds up and matches its hash', async () => {
    const today = () => platform.now().then((ms) => new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 10));
    // Into a day of its own, away from midnight.
    await platform.control('/clock', {
      setTo: `${new Date((await platform.now()) + 2 * DAY_MS).toISOString().slice(0, 10)}T02:00:00Z`,
    });
    const date = await today();
    const order = await paidOrder(platform, [12_345, 6_789]);
    await refundAt(platform, order, 1, 789);
    await refundAt(platform, order, 1, 6_000);
    const target = `/v3/bill/tradebill?bill_date=${date}&bill_type=ALL&tar_type=GZIP`;
    expect((await fetchBill(target)).json.code).toBe('PARAM_ERROR');
    await platform.control('/clock', {
      setTo: new Date(Date.parse(`${date}T00:00:00+08:00`) + DAY_MS + 8 * HOUR_MS).toISOString(),
    });
    expect((await fetchBill(target)).json.code).toBe('STATEMENT_CREATING');
    await platform.advance(2 * HOUR_MS);

    const bill = await fetchBill(target);
    expect(bill.header.join(',')).toBe(
      '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注',
    );
    expect(bill.rows).toHaveLength(4);
    const column = (name: string) => bill.rows.map((row) => row[bill.header.indexOf(name)]!);
    const sumFen = (name: string) => column(name).reduce((sum, value) => sum + fen(value), 0);
    expect(column('交易状态')).toEqual(['SUCCESS', 'SUCCESS', 'REFUND', 'REFUND']);
    expect(column('特约商户号')).toEqual(['1900100001', '1900100002', '1900100002', '1900100002']);
    expect(sumFen('订单金额')).toBe(12_345 + 6_789);
    expect(sumFen('退款金额')).toBe(6_789);
    expect(sumFen('手续费')).toBe(74);
    expect(bill.summary).toEqual(['4', '191.34', '67.89', '0.00', '0.74000', '191.34', '67.89']);

    const success = await fetchBill(`/v3/bill/tradebill?bill_date=${date}&bill_type=SUCCESS`);
    expect(success.header).not.toContain('退款金额');
    expect(success.rows).toHaveLength(2);
    const refunds = await fetchBill(`/v3/bill/tradebill?bill_date=${date}&bill_type=REFUND`);
    expect(refunds.header.indexOf('退款申请时间')).toBe(refunds.header.indexOf('微信退款单号') - 2);
    expect(refunds.rows).toHaveLength(2);

    const funds = await fetchSealed(
      `/v3/bill/sub-merchant-fundflowbill?bill_date=${date}&account_type=BASIC&algorithm=AEAD_AES_256_GCM&sub_mchid=1900100002`,
    );
    expect(funds.rows.map((row) => [row[3], row[5], row[6]])).toEqual([
      ['交易', '收入', '67.89'],
      ['扣除交易手续费', '支出', '0.41'],
      ['退还交易手续费', '收入', expect.any(String)],
      ['退款', '支出', '7.89'],
      ['退还交易手续费', '收入', expect.any(String)],
      ['退款', '支出', '60.00'],
    ]);
    expect(funds.summary).toEqual(['6', '3', '68.30', '3', '68.30']);
    const ended = await platform.pay('GET', `/v3/ecommerce/fund/enddaybalance/1900100002?date=${date}`);
    expect(ended.json.available_amount + ended.json.pending_amount).toBe(fen(funds.rows.at(-1)![7]!));
    const merchant = await merchantAt(platform, '1900100002');
    expect(fen(funds.rows.at(-1)![7]!)).toBe(merchant.availableFen + merchant.frozenFen);

    const idle = new Date(Date.parse(date) - 30 * DAY_MS).toISOString().slice(0, 10);
    const codeOf = async (day: string) =>
      (await fetchBill(`/v3/bill/tradebill?bill_date=${day}&bill_type=ALL`)).json.code;
    expect(await codeOf(idle)).toBe('NO_STATEMENT_EXIST');
    // Kept for three months.
    expect(await codeOf('2020-01-01')).toBe('PARAM_ERROR');
    expect((await platform.pay('GET', '/v3/bill/tradebill?bill_date=2026-02-30')).json.code).toBe('PARAM_ERROR');
  });
});
