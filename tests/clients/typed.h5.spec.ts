import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { PLANTS } from '../journeys/plants.ts';
import { field, NARROW_PHONE, openBrowser, openWindow, seen, tap, type Watched } from './browser.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const REGISTER = '/seller/pages/register/index';
/** The demo county's first consumer, as the sandbox's sign-in names them. */
const FIRST = '赵春生';

/** A phone or a browser is handed on: what somebody typed is theirs. */
describe('what is typed on a phone belongs to the account that typed it', () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let browser: Browser;
  let window: Watched;
  let page: Page;
  let idNumber: string;
  beforeAll(async () => {
    [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
    trade = new Trade(platform);
    idNumber = PLANTS.idNumber(trade.run, 'typed');
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const open = (path: string) => page.goto(`${platform.url}/m${path}`);
  const fresh = async (): Promise<void> => {
    window = await openWindow(browser, NARROW_PHONE);
    page = window.page;
  };
  const as = async (persona: string): Promise<void> => {
    await open(`/pages/me/index?as=${persona}`);
    await seen(page, '退出登录').waitFor();
  };
  const leave = async (): Promise<void> => {
    await open('/pages/me/index');
    await tap(page, '退出登录');
    await tap(page, '退出');
    await seen(page, '登录后看订单、消息和地址').waitFor();
  };
  const typed = async (): Promise<void> => {
    await open(REGISTER);
    await field(page, '姓名').fill('赵春生');
    await field(page, '身份证号').fill(idNumber);
    await field(page, '电话').fill('19900001234');
    await field(page, '村屯或门牌').fill('民乐村东头第三家');
  };
  const LABELS = ['姓名', '身份证号', '电话', '村屯或门牌'];
  const shown = (): Promise<string[]> => Promise.all(LABELS.map((label) => field(page, label).inputValue()));
  const held = async (): Promise<string> =>
    String(await page.evaluate("JSON.parse(JSON.parse(localStorage.getItem('heitu.session')).data)"));
  /** Everything that the browser keeps, as text. */
  const store = (): Promise<string> => page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');

  it('keeps a half-filled form for who typed it, an ID number never', async () => {
    await fresh();
    await as('consumer');
    await typed();
    await page.reload();
    await seen(page, '手机上').first().waitFor();
    await expect(shown()).resolves.toEqual(['赵春生', '', '19900001234', '民乐村东头第三家']);
    expect(await store()).not.toContain(idNumber);
    await window.context.close();
  }, 60_000);

  it('shows nothing of it to the next person who signs in, and keeps nothing of it after the sign-out', async () => {
    await fresh();
    await as('consumer');
    await typed();
    await open('/pages/search/index?text=%E6%9C%A8%E8%80%B3');
    await page.getByRole('button', { name: '搜索', exact: true }).tap();
    await leave();
    const left = await store();
    for (const typedText of ['赵春生', idNumber, '19900001234', '民乐村东头第三家', '木耳'])
      expect(left).not.toContain(typedText);
    await as('consumer-2');
    await open(REGISTER);
    await seen(page, '身份证号').first().waitFor();
    await expect(shown()).resolves.toEqual(['', '', '', '']);
    await open('/pages/search/index');
    await seen(page, '输入商品、产地或店铺的名字').waitFor();
    expect(window.faults).toEqual([]);
    await window.context.close();
  }, 90_000);

  it('gives what was typed back to the same person when the session had ended, and to nobody else', async () => {
    await fresh();
    await as('consumer');
    await typed();
    const token = await held();
    await platform.ask('mutation { signOut { __typename } }', {}, token);
    // The gateway believes an answer for two seconds.
    await trade.until('the session to be over', () =>
      platform.ask('{ addresses { id } }', {}, token).then(
        () => false,
        () => true,
      ),
    );
    await open('/pages/orders/index');
    await tap(page, '微信登录');
    await page.getByText(FIRST).tap();
    // The page of orders is there all along: only the new session says that the sign-in is done.
    // Asked from outside: the page's own policy lets no text be run in it. It may be loading anew just then.
    await trade.until('the sign-in to be done', () =>
      page.evaluate<boolean>("localStorage.getItem('heitu.session') !== null").catch(() => false),
    );
    await open(REGISTER);
    await seen(page, '身份证号').first().waitFor();
    await expect(shown()).resolves.toEqual(['赵春生', '', '19900001234', '民乐村东头第三家']);

    await typed();
    await platform.ask('mutation { signOut { __typename } }', {}, await held());
    await as('consumer-2');
    await open(REGISTER);
    await seen(page, '身份证号').first().waitFor();
    await expect(shown()).resolves.toEqual(['', '', '', '']);
    expect(await store()).not.toContain('民乐村东头第三家');
    await window.context.close();
  }, 120_000);

  it("removes at the start what earlier versions kept under nobody's name", async () => {
    await fresh();
    const old = JSON.stringify(JSON.stringify({ data: JSON.stringify({ name: '前一个人', idNumber }) }));
    const plant = `localStorage.setItem('planted', '1'); localStorage.setItem('heitu.draft.register-party', ${old});`;
    await page.addInitScript(`if (!localStorage.getItem('planted')) { ${plant} }`);
    await open(REGISTER);
    await seen(page, '身份证号').first().waitFor();
    await expect(shown()).resolves.toEqual(['', '', '', '']);
    expect(await store()).not.toContain(idNumber);
    await window.context.close();
  }, 60_000);

  it('lets who has not signed in take what they typed to the sign-in, and leaves it to nobody who comes later', async () => {
    await fresh();
    await typed();
    await tap(page, '我已读完，同意');
    await page.reload();
    await expect(shown()).resolves.toEqual(['赵春生', '', '19900001234', '民乐村东头第三家']);
    // Another tab is another visit: the browser may be anybody's by then.
    const later = await window.context.newPage();
    await later.goto(`${platform.url}/m${REGISTER}`);
    await later.getByLabel('姓名', { exact: true }).waitFor();
    expect(await later.getByLabel('姓名', { exact: true }).inputValue()).toBe('');
    await field(page, '身份证号').fill(idNumber);
    await tap(page, '下一步');
    await tap(page, '去登录');
    await page.getByText(FIRST).tap();
    await page.waitForURL(/seller\/pages\/register\/index/);
    await trade.until('what was typed', async () => (await shown()).join() === '赵春生,,19900001234,民乐村东头第三家');
    await window.context.close();
  }, 90_000);
});
