import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { dayFrom } from '../journeys/numbers.ts';
import { NARROW_PHONE, openBrowser, openPhone, seen, tap } from './browser.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

/** What was not done is told once, where it happened, and before the eyes. */
describe('a refusal on a narrow phone', () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let browser: Browser;
  let farmer: Person;
  beforeAll(async () => {
    [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
    trade = new Trade(platform);
    ({ farmer } = await trade.berryFarm());
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const phoneOf = (who: Person) => openPhone(browser, who.token, `${platform.url}/m`, NARROW_PHONE);
  /** How often the words stand on the screen or anywhere on the page, a passing sentence over it included. */
  const times = async (page: Page, words: string): Promise<number> =>
    (await page.getByText(words).filter({ visible: true }).all()).length;
  /** Whole between what is fixed above and below. */
  const isBeforeEyes = (page: Page, words: string): Promise<boolean> =>
    seen(page, words)
      .first()
      .evaluate((element: any) => {
        const { ownerDocument: all } = element;
        const { top, bottom } = element.getBoundingClientRect();
        const bar = [...all.querySelectorAll('.bar')].find((one: any) => one.getClientRects().length > 0);
        return top >= 0 && bottom <= (bar ? bar.getBoundingClientRect().top : all.defaultView.innerHeight);
      });
  const settled = (page: Page): Promise<void> => page.waitForTimeout(400);

  it('brings the first field that lacks something before the eyes, in words of its own and no others', async () => {
    const { page, open, context } = await phoneOf(farmer);
    await open('/seller/pages/register/index');
    await seen(page, '农户声明').waitFor();
    // Once, so that it is known where it stands; then from the foot of the page, far below it.
    await tap(page, '下一步');
    await seen(page, '请填写姓名').waitFor();
    // What brought it to light has come to rest.
    await settled(page);
    await page.evaluate('document.querySelector(".taro_page").scrollTo({ top: 9999, behavior: "instant" })');
    await settled(page);
    expect(await isBeforeEyes(page, '请填写姓名')).toBe(false);
    await tap(page, '下一步');
    await settled(page);
    expect(await times(page, '请填写姓名')).toBe(1);
    expect(await isBeforeEyes(page, '请填写姓名')).toBe(true);
    expect(await times(page, '看红字')).toBe(0);
    await context.close();
  }, 60_000);

  it('says once what a lot lacks, where the list of it stands already, and shows it', async () => {
    const { managedProducts } = await farmer.ask('{ managedProducts(first: 1) { edges { node { skus { id } } } } }');
    const { suppliers } = await farmer.ask('{ suppliers { edges { node { id } } } }');
    const { id } = await farmer.do(
      'registerLot',
      {
        skuId: managedProducts.edges[0].node.skus[0].id,
        supplierId: suppliers.edges[0].node.id,
        code: `TO-${trade.run}`,
        producedOn: dayFrom(await trade.world.now(), 0),
        units: 5,
        markedName: '蓝莓',
        producerName: '王小果',
        producerAddress: '民乐村',
        specification: '125克×4盒',
        complaintContact: '12315',
      },
      'id',
    );
    const { page, open, context } = await phoneOf(farmer);
    await open(`/seller/pages/lot/index?id=${id}`);
    await seen(page, '缺少合格的检验报告').first().waitFor();
    await tap(page, '放行，可以卖');
    await seen(page, '材料不全').first().waitFor();
    await settled(page);
    expect([await times(page, '材料不全'), await times(page, '缺少合格的检验报告')]).toEqual([1, 1]);
    expect(await isBeforeEyes(page, '材料不全')).toBe(true);
    const { lot } = await farmer.ask('query($id: ID!) { lot(id: $id) { state } }', { id });
    expect(lot.state).toBe('REGISTERED');
    await context.close();
  }, 60_000);

  it('opens a form before the eyes, however far below it stands', async () => {
    const { lots } = await farmer.ask('{ lots(first: 1) { edges { node { id } } } }');
    const { page, open, context } = await phoneOf(farmer);
    await open(`/seller/pages/lot/index?id=${lots.edges[0].node.id}`);
    await tap(page, '加检验报告');
    await settled(page);
    expect(await isBeforeEyes(page, '谁检的')).toBe(true);
    await tap(page, '先不填');
    await tap(page, '记一步');
    await settled(page);
    expect(await isBeforeEyes(page, '做了什么')).toBe(true);
    await context.close();
  }, 60_000);

  it('still says in a sentence over the page what no form shows', async () => {
    const { page, open, context } = await phoneOf(farmer);
    await open('/pages/cart/index');
    await seen(page, '购物车是空的').waitFor();
    const { search } = await platform.ask('{ search(text: "大米", first: 1) { edges { node { id } } } }');
    await open(`/pages/product/index?id=${search.edges[0].node.id}`);
    await tap(page, '先放着');
    await seen(page, '选数量').waitFor();
    await context.setOffline(true);
    await tap(page, '放进购物车');
    await seen(page, '网络不通').first().waitFor();
    expect(await times(page, '网络不通')).toBe(1);
    await context.close();
  }, 60_000);

  it('calls on sale only what can be bought now, to its seller and to who reads of it', async () => {
    const { managedProducts } = await farmer.ask('{ managedProducts(first: 1) { edges { node { id skus { id } } } } }');
    const [{ node: product }] = managedProducts.edges;
    const badge = async (page: Page): Promise<string> => {
      await seen(page, /在售|卖完了|等货/)
        .first()
        .waitFor();
      return (await page.locator('.tag').filter({ visible: true }).first().innerText()).trim();
    };
    const { page, open, context } = await phoneOf(farmer);
    await open('/seller/pages/products/index');
    await seen(page, '民乐蓝莓').first().waitFor();
    expect(await badge(page)).toBe('在售');
    // Nothing is left of it: counted away, as at a stock-taking.
    const { lots } = await farmer.ask(
      'query($id: ID!) { lots(productId: $id, first: 5) { edges { node { id state units } } } }',
      { id: product.id },
    );
    const released = lots.edges.map((edge: any) => edge.node).filter((lot: any) => lot.state === 'RELEASED');
    for (const { id, units } of released)
      await farmer.do('adjustStock', { lotId: id, units: -units, note: '盘点，都卖完了' }, 'id');
    const free = async (): Promise<number> => {
      const { sku } = await farmer.ask('query($id: ID!) { sku(id: $id) { stock { free } } }', {
        id: product.skus[0].id,
      });
      return sku.stock.free;
    };
    await trade.until('nothing to be left', async () => (await free()) === 0);
    await open(`/seller/pages/product/index?id=${product.id}`);
    await seen(page, '民乐蓝莓').first().waitFor();
    expect(await badge(page)).toBe('卖完了');
    await open(`/pages/product/index?id=${product.id}`);
    await seen(page, '卖过的批次').waitFor();
    await seen(page, '示意图').first().waitFor();
    expect(await times(page, '在售')).toBe(0);
    const { myParties } = await farmer.ask('{ myParties { shops { id } } }');
    const label = {
      origin: '黑龙江省五常市',
      grade: '统货',
      pricingType: 'MARKET',
      retailFen: 1900,
      priceManager: '王小果',
      priceSupervision: '12315',
    };
    const { id: bare } = await farmer.do(
      'createProduct',
      {
        shopId: myParties[0].shops[0].id,
        title: '刚上架的蓝莓',
        categoryId: 'berries',
        standardClass: 'NON_STANDARD',
        characteristics: '露地栽培。',
        safetyDeclared: true,
        copy: '还没到货。',
        skus: [
          {
            specification: '500克',
            unit: '盒',
            netGrams: 500,
            storage: 'CHILLED',
            temperatureCelsiusMin: 0,
            temperatureCelsiusMax: 4,
            shelfLifeDays: 15,
            weightGrams: 600,
            label,
          },
        ],
      },
      'id',
    );
    await farmer.do('publishProduct', { productId: bare }, 'id');
    await open(`/seller/pages/product/index?id=${bare}`);
    await seen(page, '刚上架的蓝莓').first().waitFor();
    expect(await badge(page)).toBe('上架了，等货');
    await context.close();
  }, 90_000);
});
