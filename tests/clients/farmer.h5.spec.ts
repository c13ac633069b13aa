import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { PHOTO } from '../journeys/plants.ts';
import { field, openBrowser, openPhone, seen, seriousFaults, smallTargets, tap } from './browser.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const ORDER_TAPS_MAX = 4;
const LISTING_TAPS_MAX = 9;
const MINUTE_MS = 60_000;
/** Large letters, each tap counted, and a Chinese voice that keeps what it was told to say. */
const LARGE_AND_HEARD = `
  localStorage.setItem('heitu.care', JSON.stringify({ data: JSON.stringify('on') }));
  addEventListener('click', (event) => event.isTrusted && countTap(), true);
  window.said = [];
  const voice = { getVoices: () => [{ lang: 'zh-CN' }], cancel() {}, speak: ({ text }) => said.push(text) };
  Object.assign(voice, { addEventListener() {}, removeEventListener() {} });
  Object.defineProperty(window, 'speechSynthesis', { value: voice });
  Object.defineProperty(window, 'SpeechSynthesisUtterance', {
    value: class {
      constructor(text) {
        this.text = text;
      }
    },
  });
`;

describe('a farmer who reads little, in large letters', () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let browser: Browser;
  let farm: { farmer: Person; skuId: string };
  beforeAll(async () => {
    platform = await clientPlatform();
    trade = new Trade(platform);
    browser = await openBrowser();
    farm = await trade.berryFarm();
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  async function largePhone(who: Person) {
    const phone = await openPhone(browser, who.token, `${platform.url}/m`);
    let taps = 0;
    await phone.page.exposeFunction('countTap', () => (taps += 1));
    await phone.page.addInitScript(LARGE_AND_HEARD);
    return { ...phone, taps: () => taps };
  }
  const said = (page: Page): Promise<string[]> => page.evaluate('said');
  const looks = async (page: Page, name: string) => {
    expect(await page.locator('.page.care').count()).toBeGreaterThan(0);
    expect([...(await seriousFaults(page)), ...(await smallTargets(page))]).toEqual([]);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` });
  };

  it(
    'has an order confirmed and packed in under a minute, by four taps, and is read what it is',
    async () => {
      const { orderId, buyer } = await trade.paidOrder(farm.skuId);
      const { page, open, taps, faults } = await largePhone(farm.farmer);
      const begunMs = Date.now();
      await open('/seller/pages/today/index');
      await seen(page, /今天要办 \d+ 件事/).waitFor();
      await looks(page, 'today');
      const order = async () =>
        (await buyer.ask('query($id: ID!) { order(id: $id) { state seenAt } }', { id: orderId })).order;
      // To have it before one's eyes is to have seen it: nobody is sent word of it again.
      await trade.until('the order to be seen', async () => (await order()).seenAt !== null);
      await tap(page, '念给我');
      expect(await said(page)).toEqual([expect.stringMatching(/今天要办\d+件事。第1件，有人买.*前确认。/)]);
      const counted = taps();
      await page.locator('.bar').filter({ visible: true }).getByText('确认订单').tap();
      await seen(page, '要发的货').waitFor();
      await tap(page, '确认订单');
      await tap(page, '拣货出库');
      await seen(page, '拿批号').first().waitFor();
      await looks(page, 'packed');
      await trade.until('the order to be ready', async () => (await order()).state === 'READY');
      expect(taps() - counted).toBeLessThanOrEqual(ORDER_TAPS_MAX);
      expect(Date.now() - begunMs).toBeLessThan(MINUTE_MS);
      expect(faults.filter((fault) => !fault.includes('favicon'))).toEqual([]);
    },
    MINUTE_MS,
  );

  it(
    'has goods for sale by one photo and nine taps: what, a price, a count, three looks and one signature',
    async () => {
      const { page, open, taps, faults } = await largePhone(farm.farmer);
      const choose = (name: RegExp) => page.getByRole('button', { name }).filter({ visible: true }).first().tap();
      await open('/seller/pages/list/index');
      let photos = 0;
      page.on('filechooser', () => (photos += 1));
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), tap(page, '拍照或选照片')]);
      await chooser.setFiles({ name: 'berries.jpg', mimeType: 'image/jpeg', buffer: PHOTO });
      await seen(page, '重拍').first().waitFor();
      // What the farmer supplies is on file, and is proposed.
      await choose(/^是这个吗？：蓝莓/);
      // The keys are there by themselves.
      await page.locator('.keys').waitFor();
      await looks(page, 'listing-price');
      for (const name of ['3', '9']) await page.locator('.keys').getByRole('button', { name, exact: true }).tap();
      await choose(/有多少件.*：20件/);
      await looks(page, 'listing-count');
      expect(await seen(page, '看一遍货').count()).toBe(1);
      // Nothing is said of the goods before the farmer says it.
      for (const line of ['外观和气味', '霉变和虫蛀', '坏果或破损'])
        expect(await page.getByRole('button', { name: new RegExp(`^${line}.*已选`) }).count()).toBe(0);
      await choose(/^外观和气味：正常/);
      await choose(/^霉变和虫蛀：没有/);
      await choose(/^坏果或破损.*：0%/);
      await looks(page, 'listing');
      await tap(page, '承诺并上架');
      await seen(page, '召回').first().waitFor();
      await looks(page, 'on-sale');
      console.log(`from ${photos} photo to on sale: ${taps()} taps`);
      expect(photos).toBe(1);
      expect(taps()).toBeGreaterThan(0);
      expect(taps()).toBeLessThanOrEqual(LISTING_TAPS_MAX);
      const { lots } = await farm.farmer.ask(
        '{ lots(first: 1, sort: REGISTERED_AT, descending: true) { edges { node { state promise { signedBy } selfChecks { passed checkedBy fileId } sku { label { retailFen } stock { free } } } } } }',
      );
      expect(lots.edges[0].node).toMatchObject({
        state: 'RELEASED',
        promise: { signedBy: '王小果' },
        selfChecks: [{ passed: true, checkedBy: '王小果', fileId: expect.any(String) }],
        sku: { label: { retailFen: 3900 } },
      });
      expect(faults.filter((fault) => !fault.includes('favicon'))).toEqual([]);
    },
    MINUTE_MS,
  );

  it(
    'lists what no template fits, in a pack of its own',
    async () => {
      const { page, open, faults } = await largePhone(farm.farmer);
      await open('/seller/pages/list/index');
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), tap(page, '拍照或选照片')]);
      await chooser.setFiles({ name: 'apples.jpg', mimeType: 'image/jpeg', buffer: PHOTO });
      await seen(page, '重拍').first().waitFor();
      await field(page, '写个名字，或对着键盘的话筒说').fill('沙果');
      await tap(page, '都不是，我自己写');
      await page.locator('.chip').filter({ hasText: '水果', visible: true }).first().tap();
      await field(page, '它有什么特点').fill('后院老树结的，酸甜');
      await tap(page, '换个装法');
      await field(page, '一件净重多少斤').fill('3');
      await looks(page, 'own-goods');
      await tap(page, '加上 3斤/袋');
      await page
        .getByLabel(/卖多少钱/)
        .filter({ visible: true })
        .first()
        .tap();
      for (const name of ['1', '8', '好了'])
        await page.locator('.keys').getByRole('button', { name, exact: true }).tap();
      await tap(page, '上架');
      await seen(page, '上架了，等货')
        .or(seen(page, '承诺并保存'))
        .or(seen(page, /^在售|待上架/))
        .first()
        .waitFor();
      const { managedProducts } = await farm.farmer.ask(
        '{ managedProducts(first: 5) { edges { node { title skus { specification netGrams } } } } }',
      );
      expect(managedProducts.edges.map(({ node }: { node: object }) => node)).toContainEqual({
        title: expect.stringMatching(/沙果$/),
        skus: [{ specification: '3斤/袋', netGrams: 1500 }],
      });
      expect(faults.filter((fault) => !fault.includes('favicon'))).toEqual([]);
    },
    MINUTE_MS,
  );

  it(
    'chooses once how to be told, and the platform keeps to it',
    async () => {
      const { page, open, faults } = await largePhone(farm.farmer);
      await open('/pages/told/index');
      await seen(page, '微信，急事再发短信').waitFor();
      await looks(page, 'told');
      await tap(page, '急事发短信');
      await seen(page, '记住了，马上生效').waitFor();
      await tap(page, /不打扰，天亮再说/);
      const wish = async () => (await farm.farmer.ask('{ messageWish { way isQuietAtNight } }')).messageWish;
      await trade.until('the wish to be kept', async () => !(await wish()).isQuietAtNight);
      expect(await wish()).toEqual({ way: 'SMS', isQuietAtNight: false });
      await open('/seller/pages/papers/index');
      await seen(page, '加别的证照').waitFor();
      await looks(page, 'papers');
      expect(faults.filter((fault) => !fault.includes('favicon'))).toEqual([]);
    },
    MINUTE_MS,
  );
});
