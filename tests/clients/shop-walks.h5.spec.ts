import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { field, NARROW_PHONE, openBrowser, openPhone, seen, seriousFaults, tap } from './browser.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';

/** Ways through the shop on the phone that most people have, each tapped from its beginning to its end. */

const OPENID = 'oDEMO-heitu-consumer-04';
type Phone = Awaited<ReturnType<typeof openPhone>>;

describe('ways through the shop on a narrow phone', () => {
  let platform: ClientPlatform;
  let browser: Browser;
  let token: string;
  beforeAll(async () => {
    [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
    token = await platform.tokenOf(OPENID);
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });
  const phone = (): Promise<Phone> => openPhone(browser, token, `${platform.url}/m/`, NARROW_PHONE);
  const mine = (query: string, variables: object = {}) => platform.ask(query, variables, token);
  /** Nothing stands beyond the edge, and who cannot see or tap well finds their way. */
  async function expectWell(page: Page): Promise<void> {
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await seriousFaults(page)).toEqual([]);
  }

  it('search: names are proposed while one types, and what was searched for is a tap away until it is cleared', async () => {
    const { page, open, faults } = await phone();
    await open('pages/search/index');
    await seen(page, /输入商品、产地或店铺的名字/).waitFor();
    expect(await seen(page, '搜过的').count()).toBe(0);
    await field(page, '搜索词').fill('黑木');
    const proposed = page.locator('.section .cell').filter({ hasText: '黑木耳', visible: true }).first();
    await proposed.waitFor();
    await expectWell(page);
    const name = (await proposed.textContent())!;
    await proposed.tap();
    await page.locator('.card', { hasText: name }).filter({ visible: true }).first().waitFor();
    expect(await field(page, '搜索词').inputValue()).toBe(name);
    await field(page, '搜索词').fill('大米');
    await tap(page, '搜索');
    await page.locator('.card', { hasText: '大米' }).filter({ visible: true }).first().waitFor();

    // The phone keeps it, the newest first, and no longer shows it when there is something in the field.
    await open('pages/search/index');
    await seen(page, '搜过的').waitFor();
    expect(await page.locator('.chip').filter({ visible: true }).allTextContents()).toEqual(['大米', name]);
    await expectWell(page);
    await page.locator('.chip', { hasText: name }).filter({ visible: true }).tap();
    await page.locator('.card', { hasText: name }).filter({ visible: true }).first().waitFor();
    await field(page, '搜索词').fill('');
    expect(await page.locator('.chip').filter({ visible: true }).allTextContents()).toEqual([name, '大米']);
    await tap(page, '清空');
    await seen(page, '搜过的').waitFor({ state: 'hidden' });
    await open('pages/search/index');
    await seen(page, /输入商品、产地或店铺的名字/).waitFor();
    expect(await seen(page, '搜过的').count()).toBe(0);
    expect(faults).toEqual([]);
  }, 60_000);

  it('all that the platform knows of a person: one tap, and the phone has it as a page of its own [10.3.a-b]', async () => {
    const exports = async (): Promise<number> =>
      (await mine('{ myDataRequests { kind } }'))['myDataRequests'].filter(
        ({ kind }: { kind: string }) => kind === 'EXPORT',
      ).length;
    const before = await exports();
    const { addresses } = await mine('{ addresses { name phone detail } }');
    const { page, open, faults } = await phone();
    await open('pages/privacy/index');
    await seen(page, '导出我的全部信息').waitFor();
    await expectWell(page);
    const [download] = await Promise.all([page.waitForEvent('download'), tap(page, '导出我的全部信息')]);
    expect(download.suggestedFilename()).toMatch(/^我的信息-\d{4}-\d{2}-\d{2}\.html$/);
    const text = readFileSync((await download.path())!, 'utf8');
    for (const { name, phone: number, detail } of addresses)
      for (const own of [name, number, detail]) expect(text).toContain(own);
    await seen(page, '办过的申请').waitFor();
    expect(await exports()).toBe(before + 1);

    // It is a page that opens without the platform.
    const other = await page.context().newPage();
    await other.context().setOffline(true);
    await other.setContent(text);
    await other.getByText(addresses[0].detail).first().waitFor();
    await other.close();
    // Nobody else is given it: whoever is not signed in is told to.
    expect(
      await platform.ask('mutation { exportMyData { __typename } }').catch((error: Error) => error.message),
    ).toContain('UNAUTHENTICATED');
    expect(faults).toEqual([]);
  }, 60_000);

  it('the code on a bag: where it comes from, the goods, and a complaint that is taken [7.3.8.m]', async () => {
    const { products } = await platform.ask(
      '{ products(first: 20) { edges { node { title lots { lotCode traceUrl } } } } }',
    );
    // An old one: what another test has just listed is not sealed yet. Not the two oldest, which other tests want for
    // themselves.
    const { title, lotCode, traceUrl } = products.edges
      .flatMap(({ node }: { node: { title: string; lots: object[] } }) =>
        node.lots.map((lot) => ({ title: node.title, ...lot })),
      )
      .at(-3);
    const complaints = async (): Promise<{ text: string; state: string; answererKind: string }[]> =>
      (await mine('{ complaints(first: 10) { edges { node { text state answererKind } } } }'))['complaints'].edges.map(
        ({ node }: { node: object }) => node,
      );
    const { page, open, faults } = await phone();
    await open('pages/home/index');
    const scan = async (typed: string): Promise<void> => {
      page.once('dialog', (dialog) => void dialog.accept(typed));
      await tap(page, '扫袋子');
    };
    // Another platform's code leads nowhere.
    await scan('https://example.com/x/1');
    await seen(page, /这不是本平台的追溯码/)
      .first()
      .waitFor();
    await scan(traceUrl);
    await seen(page, '您的手机已核对').first().waitFor();
    await tap(page, '批次和生产者');
    await seen(page, lotCode).first().waitFor();
    await expectWell(page);

    await tap(page, '看看他家');
    await seen(page, '在卖的').waitFor();
    await expectWell(page);
    await page.goBack();
    await page.locator('.goods-line').filter({ visible: true }).first().tap();
    await page.locator('.product-title', { hasText: title }).filter({ visible: true }).waitFor();
    await expectWell(page);
    await tap(page, '有问题，投诉或提建议');
    await field(page, '发生了什么').waitFor();
    await expectWell(page);
    const text = `袋子上的码扫得出，标签的字太小 ${Date.now()}`;
    await tap(page, '提交');
    await seen(page, '请写明发生了什么').first().waitFor();
    expect((await complaints()).some((one) => one.text === text)).toBe(false);
    await field(page, '发生了什么').fill(text);
    await tap(page, '提交');
    await seen(page, '您说的').waitFor();
    await seen(page, '待答复').first().waitFor();
    await expectWell(page);
    expect((await complaints()).filter((one) => one.text === text)).toEqual([
      { text, state: 'FILED', answererKind: 'OPERATOR' },
    ]);
    expect(faults).toEqual([]);
  }, 60_000);

  it('goods that are kept are found again, also by whoever only looked, and a poster of them carries the code', async () => {
    const { search } = await platform.ask('{ search(text: "木耳", first: 1) { edges { node { id title } } } }');
    const { id, title } = search.edges[0].node;
    const kept = async (): Promise<string[]> =>
      (await mine('{ favourites(first: 20) { edges { node { product { id } } } } }'))['favourites'].edges.map(
        ({ node }: { node: { product: { id: string } } }) => node.product.id,
      );
    expect(await kept()).not.toContain(id);
    const { page, open, faults } = await phone();
    await open(`pages/product/index?id=${id}`);
    await tap(page, '收藏');
    await tap(page, '收藏了');
    await seen(page, '收藏').first().waitFor();
    await tap(page, '收藏');
    await seen(page, '收藏了').first().waitFor();
    expect(await kept()).toContain(id);
    await open('pages/kept/index');
    await page.locator('.card', { hasText: title }).filter({ visible: true }).waitFor();
    await expectWell(page);
    await tap(page, '看过的');
    await page.locator('.goods-line', { hasText: title }).filter({ visible: true }).waitFor();
    await expectWell(page);
    await tap(page, '清空看过的');
    await seen(page, '还没有看过什么').waitFor();

    await open(`pages/poster/index?id=${id}`);
    // Picture, words and code: far more than a sheet of one colour.
    const colours = (): Promise<unknown> =>
      page.evaluate(
        "(() => { const canvas = document.querySelector('canvas#poster'); if (!canvas?.width) return 0; const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height); const found = new Set(); for (let i = 0; i < data.length; i += 400) found.add(data[i] * 65536 + data[i + 1] * 256 + data[i + 2]); return found.size; })()",
      );
    while (Number(await colours()) <= 20) await page.waitForTimeout(100);
    await expectWell(page);
    const [download] = await Promise.all([page.waitForEvent('download'), tap(page, '存下来，发给别人')]);
    expect(download.suggestedFilename()).toBe(`${title}.png`);
    expect(faults).toEqual([]);
  }, 60_000);

  it('orders are found by how far they are and by what was bought', async () => {
    const { orders } = await mine('{ orders(phase: HAD, first: 1) { edges { node { number lines { title } } } } }');
    const { number, lines } = orders.edges[0].node;
    const { page, open, faults } = await phone();
    await open('pages/orders/index');
    await tap(page, '收到的');
    await seen(page, lines[0].title).first().waitFor();
    await expectWell(page);
    await field(page, '找订单').fill(number);
    await tap(page, '找一找');
    await seen(page, lines[0].title).first().waitFor();
    await field(page, '找订单').fill('没有买过的东西');
    await tap(page, '找一找');
    await seen(page, '没有这样的订单').waitFor();
    expect(faults).toEqual([]);
  }, 60_000);
});
