import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { createPrivateKey, randomBytes, sign } from 'node:crypto';
import { startSandbox } from '../index.ts';
import { combinedOrder, OPENID, startTestPlatform, type TestPlatform } from '../platform.fixture.ts';

const HOME = 'http://127.0.0.1:4000';
const BACK = `${HOME}/m/?from=a#/pages/pay`;
const SECRET = 'HEITUDEMOHEITUDEMOHEITUDEMOHEITU';
let platform: TestPlatform;
let base = '';

beforeAll(async () => {
  platform = await startTestPlatform({
    origins: () => [HOME],
    people: [{ as: 'zhao', name: '赵<春生>', what: '买家', role: null, openid: OPENID }],
    staff: [{ as: 'admin', what: '管理员', login: 'admin', password: 'pw', factorSecret: SECRET }],
  });
  base = platform.sandbox.baseUrl;
});
afterAll(() => platform.close());

const get = async (path: string, query: Record<string, string>, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${base}/h5/${path}?${new URLSearchParams(query)}`, { headers, redirect: 'manual' });
  return {
    status: answer.status,
    headers: answer.headers,
    location: answer.headers.get('location'),
    text: await answer.text(),
  };
};

describe('authorize', () => {
  it('lets people choose who they are, and gives a code that WeChat takes once', async () => {
    const choice = await get('authorize', { redirect: BACK });
    expect(choice.text).toContain('赵&#60;春生&#62;');
    expect(choice.headers.get('content-security-policy')).toContain("default-src 'none'");
    const there = new URL((await get('authorize', { redirect: BACK, as: 'zhao', state: 's1' })).location!);
    expect([
      there.origin,
      there.pathname,
      there.hash,
      there.searchParams.get('from'),
      there.searchParams.get('state'),
    ]).toEqual([HOME, '/m/', '#/pages/pay', 'a', 's1']);
    const { appid, secret } = platform.sandbox.settings.wechat;
    const session = async () =>
      (
        await fetch(
          `${platform.sandbox.urls.wechat}/sns/jscode2session?appid=${appid}&secret=${secret}&grant_type=authorization_code&js_code=${there.searchParams.get('code')}`,
        )
      ).json();
    expect(await session()).toMatchObject({ openid: OPENID });
    expect(await session()).toMatchObject({ errcode: 40029 });
  });

  it('hands no code to another address', async () => {
    for (const redirect of [
      'http://evil.example/',
      'http://127.0.0.1:4000.evil.example/',
      'http://127.0.0.1:4000@evil.example/',
      'javascript:alert(1)',
      '//evil.example',
      '',
    ]) {
      const answer = await get('authorize', { redirect, as: 'zhao' });
      expect([redirect, answer.status, answer.location]).toEqual([redirect, 400, null]);
    }
    expect((await get('authorize', { redirect: BACK, as: 'nobody' })).status).toBe(400);
  });
});

describe('cashier', () => {
  let prepayId = '';
  beforeEach(
    async () =>
      void (prepayId = (
        await platform.pay('POST', '/v3/combine-transactions/jsapi', combinedOrder(platform, [700, 880]).body)
      ).json.prepay_id),
  );
  const fieldsOf = (html: string) =>
    Object.fromEntries(
      [...html.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
        name!,
        value!.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
      ]),
    );
  const send = async (fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${base}/h5/cashier`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers,
      redirect: 'manual',
    });
    return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
  };
  const paidFen = async (): Promise<number> => (await platform.state()).money.paidByPayersFen;
  const signed = (key: string) => {
    const parts = {
      timeStamp: String(Math.floor(Date.now() / 1000)),
      nonceStr: randomBytes(8).toString('hex'),
      signType: 'RSA',
    };
    const message = [
      platform.sandbox.settings.wechatPay.appid,
      parts.timeStamp,
      parts.nonceStr,
      `prepay_id=${prepayId}`,
    ]
      .map((part) => `${part}\n`)
      .join('');
    return { ...parts, paySign: sign('RSA-SHA256', Buffer.from(message), createPrivateKey(key)).toString('base64') };
  };

  it('shows the amount, takes the money once for one form, and goes back', async () => {
    const before = await paidFen();
    const shown = await get('cashier', {
      prepayId,
      redirect: BACK,
      ...signed(platform.sandbox.settings.wechatPay.merchantPrivateKeyPem),
    });
    expect(shown.text).toContain('¥15.80');
    expect(shown.text).toContain('paid=0');
    const fields = fieldsOf(shown.text);
    expect((await send({ ...fields, redirect: `${HOME}/elsewhere` })).status).toBe(400);
    expect((await send(fields)).status).toBe(400);
    const again = fieldsOf((await get('cashier', { prepayId, redirect: BACK })).text);
    expect((await send(again, { origin: 'http://evil.example' })).status).toBe(400);
    const once = fieldsOf((await get('cashier', { prepayId, redirect: BACK })).text);
    expect(await paidFen()).toBe(before);
    const there = new URL((await send(once, { origin: base })).location!);
    expect([there.origin, there.searchParams.get('paid'), there.hash]).toEqual([HOME, '1', '#/pages/pay']);
    expect(await paidFen()).toBe(before + 1580);
    expect((await send(once)).status).toBe(400);
    // Another sheet of the same payment finds it paid, and takes nothing.
    const late = fieldsOf((await get('cashier', { prepayId, redirect: BACK })).text);
    expect(new URL((await send(late)).location!).searchParams.get('paid')).toBe('1');
    expect(await paidFen()).toBe(before + 1580);
  });

  it('refuses what the merchant has not signed, what nobody ordered, and to go elsewhere', async () => {
    const forged = await get('cashier', {
      prepayId,
      redirect: BACK,
      ...signed(platform.sandbox.settings.wechatPay.merchantPrivateKeyPem),
      nonceStr: 'other',
    });
    expect([forged.status, forged.text.includes('没有扣钱')]).toEqual([400, true]);
    expect((await get('cashier', { prepayId: 'wx0', redirect: BACK })).status).toBe(404);
    expect((await get('cashier', { prepayId, redirect: 'http://evil.example/' })).status).toBe(400);
    expect((await send({ prepayId, redirect: BACK, form: 'made-up' })).status).toBe(400);
  });
});

describe('staff', () => {
  it("gives password and code to the platform's pages, each code once, and to no other page", async () => {
    const first = await get('staff', { as: 'admin' }, { origin: HOME });
    expect(first.headers.get('access-control-allow-origin')).toBe(HOME);
    const { login, password, code } = JSON.parse(first.text);
    expect([login, password, code]).toEqual(['admin', 'pw', expect.stringMatching(/^\d{6}$/)]);
    expect(JSON.parse((await get('staff', { as: 'admin' })).text).code).not.toBe(code);
    const third = await get('staff', { as: 'admin' }, { origin: HOME });
    expect([third.status, Number(third.headers.get('retry-after')) <= 30]).toEqual([429, true]);
    expect((await get('staff', { as: 'admin' }, { origin: 'http://evil.example' })).status).toBe(403);
    expect((await get('staff', { as: 'nobody' })).status).toBe(404);
  });

  it('tells who there is, without what they sign in with', async () => {
    const { people, staff } = JSON.parse((await get('people', {}, { origin: HOME })).text);
    expect(people).toEqual([
      { as: 'zhao', name: '赵<春生>', what: '买家', role: null },
      expect.objectContaining({ as: 'new' }),
    ]);
    expect(staff).toEqual([{ as: 'admin', what: '管理员' }]);
    expect((await get('people', {}, { origin: 'http://evil.example' })).status).toBe(403);
  });

  it('is not there where no pages were asked for, nor does it open control to pages', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-pages-'));
    const bare = await startSandbox({ dataDir });
    expect((await fetch(`${bare.baseUrl}/h5/staff?as=admin`)).status).toBe(404);
    await bare.close();
    rmSync(dataDir, { recursive: true, force: true });
    expect((await fetch(`${platform.sandbox.urls.control}/state`, { headers: { origin: HOME } })).status).toBe(403);
  });
});
