import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { openBrowser, openPhone, PHONE, seen, seriousFaults } from './browser.ts';
import { atDesk, seen as seenAtDesk } from './desk.fixture.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

interface Answer {
  data: Record<string, any>;
  errors?: object[];
}
/** As the gateway tells it: no path, since a whole fetch has failed. */
const AWAY = { message: '有一部分没有回应，请稍后再试', extensions: { code: 'UNAVAILABLE' } };

/** From here on a part of the platform does not answer this page's question. */
async function takeAway(page: Page, operation: string, lose: (data: Record<string, any>) => void): Promise<void> {
  await page.route('**/graphql', async (route) => {
    const asked = route.request().postDataJSON() as { operationName?: string; documentId?: string };
    // What a page asks as it closes is answered to nobody.
    const response = await route.fetch().catch(() => null);
    if (!response) return;
    const answer = (await response.json()) as Answer;
    if (asked.operationName !== operation && !(operation in (answer.data ?? {}))) return route.fulfill({ response });
    lose(answer.data);
    return route.fulfill({ response, json: { ...answer, errors: [AWAY] } });
  });
}

/** A page shows what there is, says that something is missing, and never takes a lost list for an empty one. */
describe('with a part of the platform away', () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let browser: Browser;
  let buyer: Person;
  beforeAll(async () => {
    [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
    trade = new Trade(platform);
    buyer = await trade.person(`buyer-${trade.run}-away`);
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });
  const phone = () => openPhone(browser, buyer.token, `${platform.url}/m`, PHONE);
  const picture = (page: Page, name: string) =>
    process.env['PICTURES'] ? page.screenshot({ path: `${process.env['PICTURES']}/${name}.png` }) : null;

  it('a product stands there without its shop, its stars and its stock, and cannot be bought unseen', async () => {
    const { products } = await buyer.ask('{ products(first: 1) { edges { node { id title } } } }');
    const { id, title } = products.edges[0].node;
    const { page, open, context, faults } = await phone();
    await takeAway(page, 'ProductPage', ({ product }) => {
      Object.assign(product, { shop: null, rating: null, reviews: null });
      for (const sku of product.skus) Object.assign(sku, { stock: null, deliveryPrice: null });
    });
    await open(`/pages/product/index?id=${id}`);
    await seen(page, title).first().waitFor();
    await seen(page, '有一部分内容暂时看不到').first().waitFor();
    await seen(page, '价格标签').first().waitFor();
    await seen(page, '暂时不能买').first().waitFor();
    expect(await seen(page, /^买一/).count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'product-away');
    expect(faults).toEqual([]);
    await context.close();
  }, 90_000);

  it('orders that cannot be had are not "no orders": the page says so and offers to try again', async () => {
    const { page, open, context } = await phone();
    await takeAway(page, 'MyOrders', (data) => void (data['orders'] = null));
    await open('/pages/orders/index');
    await seen(page, '网络不通').first().waitFor();
    expect(await seen(page, '还没有订单').count()).toBe(0);
    await picture(page, 'orders-away');
    await context.close();
  }, 90_000);

  it.each([
    ['those who sell', 'Home', 'shops', ['这周是谁家']],
    ['the delivery map', 'DeliveryPlace', 'deliveryPlace', ['明天能到家']],
  ])(
    'the shelf is there without %s',
    async (_, operation, root, missing) => {
      const { page, open, context, faults } = await phone();
      await takeAway(page, operation, (data) => void (data[root] = null));
      await open('/pages/home/index');
      await seen(page, '推荐').first().waitFor();
      if (operation === 'Home') await seen(page, '有一部分内容暂时看不到').first().waitFor();
      else await seen(page, '选收货地址').first().waitFor();
      for (const words of missing) expect(await seen(page, words).count()).toBe(0);
      await picture(page, `home-away-${root}`);
      expect(faults).toEqual([]);
      await context.close();
    },
    90_000,
  );

  it('the official’s day is there without payments, and says that it may not be whole', async () => {
    await atDesk(platform, browser, 'admin', async (page) => {
      await takeAway(page, 'paymentsDue', (data) => void (data['paymentsDue'] = null));
      await page.goto(`${platform.url}/admin/`);
      await seenAtDesk(page, '到点的');
      await seenAtDesk(page, '有一部分系统没有回应');
      await picture(page, 'desk-away');
    });
  }, 120_000);
});
