import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import {
  field,
  openBrowser,
  openPhone,
  openWindow,
  PHONE,
  seen,
  seriousFaults,
  SMALL_PHONE,
  tap,
  type Watched,
} from './browser.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';

const MINUTES = 240_000;

/** The same pages in a browser on a phone, by tapping. */
describe('the shop in a browser', () => {
  let platform: ClientPlatform;
  let browser: Browser;
  let window: Watched;
  const serious: Record<string, string[]> = {};
  const asked: Record<string, readonly string[]> = {};
  const look = async (name: string): Promise<void> => {
    asked[name] = window.asked.splice(0);
    const found = await seriousFaults(window.page);
    if (found.length > 0) serious[name] = found;
  };
  const reads = (words: string) =>
    window.page.locator('.taro_page:visible').last().getByText(words).filter({ visible: true }).first();
  const shows = (words: string): Promise<void> => reads(words).waitFor();
  beforeAll(async () => {
    platform = await clientPlatform();
    browser = await openBrowser();
    window = await openWindow(browser, PHONE);
  }, MINUTES);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  it(
    'leads from the shelf to a paid order in at most six taps, and to its history',
    async () => {
      const { page } = window;
      let taps = 0;
      await page.exposeFunction('countTap', () => (taps += 1));
      await page.addInitScript("addEventListener('click', (event) => event.isTrusted && countTap(), true)");
      await page.goto(`${platform.url}/m/?as=consumer`);
      await shows('推荐');
      await look('home');
      await page.locator('.card', { hasText: '黄小米' }).first().tap();
      await shows('价格标签');
      await look('product');
      await reads('买一袋').tap();
      await shows('选数量');
      await page.locator('.sheet').getByText('去结算').tap();
      await shows('价格保留');
      await look('checkout');
      await reads('提交并付款').tap();
      await page.waitForURL(/h5\/cashier/);
      await page
        .getByRole('button', { name: /付款|支付|确认/ })
        .first()
        .tap();
      await shows('付款成功');
      expect(taps).toBeGreaterThan(2);
      expect(taps).toBeLessThanOrEqual(6);
      await look('paid');
      await reads('看我的订单').tap();
      await shows('待商家确认');
      await look('orders');
      await reads('待商家确认').tap();
      await shows('经过');
      await look('order');
    },
    MINUTES,
  );

  it(
    'finds by words, by kinds, and checks a history on the phone itself',
    async () => {
      const { page } = window;
      await page.goto(`${platform.url}/m/pages/search/index?text=${encodeURIComponent('木耳')}`);
      await shows('东北黑木耳');
      await look('search');
      await page.goto(`${platform.url}/m/pages/categories/index`);
      await shows('全部');
      await look('categories');
      await page.goto(`${platform.url}/m/pages/cart/index`);
      await Promise.race([shows('购物车是空的'), shows('去结算')]);
      await look('cart');
      const { products } = await platform.ask('{ products(first: 20) { edges { node { lots { lotCode } } } } }');
      const [code] = products.edges
        .flatMap((edge: { node: { lots: { lotCode: string }[] } }) => edge.node.lots.map(({ lotCode }) => lotCode))
        .slice(-1);
      await page.goto(`${platform.url}/m/pages/trace/index?lot=${code}`);
      await shows('您的手机已核对');
      await look('trace');
    },
    MINUTES,
  );

  it(
    'has every button on the screen of a small phone in large letters',
    async () => {
      const { page, context } = await openWindow(browser, SMALL_PHONE);
      await page.addInitScript(`localStorage.setItem('heitu.care', JSON.stringify({ data: '"on"' }))`);
      await page.goto(`${platform.url}/m/?as=consumer-2`);
      await page.locator('.card', { hasText: '五常大米' }).first().tap();
      await page.getByText('先放着').tap();
      await page.getByText('放进购物车', { exact: true }).tap();
      await page.goto(`${platform.url}/m/pages/cart/index`);
      await page.getByLabel('多一件').waitFor();
      const off = await page.evaluate(
        "[...document.querySelectorAll('button, [role=button]')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.textContent)",
      );
      expect(off).toEqual([]);
      const covered =
        "document.querySelector('.bar.above-tabs').getBoundingClientRect().bottom - document.querySelector('.tab-bar').getBoundingClientRect().top";
      // But for the hair between them.
      expect(await page.evaluate(covered)).toBeLessThanOrEqual(1);
      await context.close();
    },
    MINUTES,
  );

  it(
    'asks who has not signed in to do so, and comes back to the same page',
    async () => {
      const other = await openWindow(browser, PHONE);
      await other.page.goto(`${platform.url}/m/pages/orders/index`);
      await other.page.getByText('微信登录').last().tap();
      await other.page.getByText('赵春生').tap();
      await other.page.getByText('香屯合作社直营店').first().waitFor();
      expect(other.page.url()).toMatch(/\/m\/pages\/orders\/index$/);
      await other.context.close();
    },
    MINUTES,
  );

  it(
    'leads whoever was signed out while writing to the sign-in, and back to what was written',
    async () => {
      // Given once: what the phone does with the session afterwards is its own.
      const other = await openWindow(browser, PHONE);
      const { page } = other;
      await page.goto(`${platform.url}/m/pages/me/index?as=consumer`);
      await seen(page, '退出登录').waitFor();
      await page.goto(`${platform.url}/m/pages/complain/index`);
      const written = `页面上的字太小了 ${Date.now()}`;
      await field(page, '发生了什么').fill(written);
      const token = await page.evaluate("JSON.parse(JSON.parse(localStorage.getItem('heitu.session')).data)");
      await platform.ask('mutation { signOut { __typename } }', {}, String(token));
      // The gateway believes an answer for two seconds.
      while (
        await platform.ask('{ addresses { id } }', {}, String(token)).then(
          () => true,
          () => false,
        )
      )
        await page.waitForTimeout(250);
      await tap(page, '提交');
      await tap(page, '去登录');
      await page.getByText('赵春生').tap();
      await page.waitForURL(/pages\/complain\/index/);
      await seen(page, '上次没写完的还在').waitFor();
      expect(await field(page, '发生了什么').inputValue()).toBe(written);
      await other.context.close();
    },
    MINUTES,
  );

  it(
    'still has the sheet open after the sign-in, with what was chosen, and puts just that into the cart',
    async () => {
      const other = await openWindow(browser, PHONE);
      const { page } = other;
      const { search } = await platform.ask(
        '{ search(text: "木耳", first: 1) { edges { node { id skus { id specification } } } } }',
      );
      const { id, skus } = search.edges[0].node;
      const sku = skus.at(-1);
      const token = await platform.tokenOf('oDEMO-heitu-consumer-01');
      await platform.ask(
        'mutation($input: SetCartLineInput!) { setCartLine(input: $input) { __typename } }',
        { input: { skuId: sku.id, quantity: 0 } },
        token,
      );
      await page.goto(`${platform.url}/m/pages/product/index?id=${id}`);
      if (skus.length > 1) await tap(page, sku.specification);
      await tap(page, '先放着');
      await page.getByLabel('多一件').filter({ visible: true }).tap();
      await page.getByLabel('多一件').filter({ visible: true }).tap();
      await tap(page, '放进购物车');
      await tap(page, '去登录');
      await page.getByText('赵春生').tap();
      await page.waitForURL(/pages\/product\/index/);
      await seen(page, '选数量').waitFor();
      expect(await page.getByLabel(/^数量/).filter({ visible: true }).first().getAttribute('aria-label')).toBe('数量3');
      await tap(page, '放进购物车');
      await seen(page, '已放进购物车').waitFor();
      const { cart } = await platform.ask('{ cart { lines { sku { id } quantity } } }', {}, token);
      expect(cart.lines.filter((line: any) => line.sku.id === sku.id)).toEqual([{ sku: { id: sku.id }, quantity: 3 }]);
      // Done or given up, it does not open again by itself.
      await page.reload();
      await seen(page, '先放着').waitFor();
      expect(await seen(page, '选数量').count()).toBe(0);
      await platform.ask(
        'mutation($input: SetCartLineInput!) { setCartLine(input: $input) { __typename } }',
        { input: { skuId: sku.id, quantity: 0 } },
        token,
      );
      expect(other.faults).toEqual([]);
      await other.context.close();
    },
    MINUTES,
  );

  it(
    'asks what delivery costs for the address that was chosen',
    async () => {
      const { page, open, context } = await openPhone(
        browser,
        await platform.tokenOf('oDEMO-heitu-consumer-01'),
        `${platform.url}/m`,
      );
      const token = await platform.tokenOf('oDEMO-heitu-consumer-01');
      await platform.ask(
        'mutation($input: SaveAddressInput!) { saveAddress(input: $input) { __typename } }',
        {
          input: {
            name: '赵春生',
            phone: '19900001111',
            divisionCode: '230184101',
            detail: '拉林镇测试路1号',
            isDefault: false,
          },
        },
        token,
      );
      const { search } = await platform.ask('{ search(text: "大米", first: 1) { edges { node { id } } } }');
      await open(`/pages/product/index?id=${search.edges[0].node.id}`);
      await tap(page, '送到');
      await page
        .locator('.section', { hasText: '拉林镇测试路1号' })
        .filter({ visible: true })
        .getByText('送到这里')
        .first()
        .tap();
      await page.locator('.cell', { hasText: '送到' }).filter({ hasText: '拉林镇测试路1号', visible: true }).waitFor();
      await context.close();
    },
    MINUTES,
  );

  it(
    'tells where a page cannot be fetched because the network is gone, and opens it when it is back',
    async () => {
      const { page, context } = await openWindow(browser, PHONE);
      await page.goto(`${platform.url}/m/pages/me/index`);
      await page.getByText('微信登录').last().waitFor();
      await context.setOffline(true);
      await page.getByText('帮助').tap();
      await page.getByText('这一页还没有下载下来').waitFor();
      await context.setOffline(false);
      await page.getByText('再试一次').tap();
      await page.getByText('怎样买东西').waitFor();
      await context.close();
    },
    MINUTES,
  );

  it(
    'shows on its first page what it showed last where the platform cannot be reached',
    async () => {
      const { page, context } = await openWindow(browser, PHONE);
      await page.goto(`${platform.url}/m/`);
      // It is written down only once the first screen stands.
      while (!(await page.evaluate("localStorage.getItem('heitu.seen.home')"))) await sleep(50);
      // A card stands a moment before its text.
      const firstCard = async (): Promise<string> => {
        for (;;) {
          const text = await page.locator('.card .card-text').first().innerText();
          if (text.trim()) return text;
          await sleep(50);
        }
      };
      const shown = await firstCard();
      await context.route('**/graphql', (route) => route.abort());
      await page.reload();
      await page.getByText('网络不通，下面是上次看到的内容').waitFor();
      expect(await firstCard()).toBe(shown);
      await context.close();
    },
    MINUTES,
  );

  it('has no serious fault for people who cannot see or tap well, no error in the console, and asks at most twice for a page', () => {
    expect(serious).toEqual({});
    expect(window.faults).toEqual([]);
    // Asked by the page itself before its scripts were there, and not a second time.
    expect(asked['home']!.filter((name) => name === 'Home')).toEqual(['Home']);
    // Paying leaves the page and comes back: what the two pages asked is counted together.
    expect(
      Object.entries(asked).filter(([name, operations]) => operations.length > 2 && name !== 'home' && name !== 'paid'),
    ).toEqual([]);
  });
});
