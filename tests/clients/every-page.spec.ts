import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { idFrom } from '@heitu/kit/rules/ids';
import type { Browser, Route } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { faultsInAllModes, openBrowser, openPhone, quiet, seen } from './browser.ts';
import { claimOfRefused, parcelAtDoor } from './parcel.fixture.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const SOURCE = fileURLToPath(new URL('../../miniprogram/src', import.meta.url));
const REQUESTS_MAX = 2;
const PHONES = 4;
const SAID_WITHIN_MS = 5000;
const SELLER = 'oDEMO-heitu-staff-beijiang-coldfood-owner';

const PACKAGES = ['', 'seller/', 'courier/', 'carrier/'] as const;
/** As the folders have them: a page that is added is opened here, too. */
const pagesOf = (folder: string): string[] =>
  readdirSync(`${SOURCE}/${folder}pages`)
    .filter((name) => existsSync(`${SOURCE}/${folder}pages/${name}/index.tsx`))
    .map((page) => `${folder}pages/${page}/index`);
/** What stands over it; over the first the platform's name does. */
const titleOf = (page: string): string =>
  page === 'pages/home/index'
    ? ''
    : /navigationBarTitleText: '([^']+)'/.exec(readFileSync(`${SOURCE}/${page}.config.ts`, 'utf8'))![1]!;
/** What it needs of the platform is kept on the phone: one fills it in where there is no network. */
const WORKS_WITHOUT = new Set(['seller/pages/register/index']);
/** Fetched ahead for where there is no network, once the page itself is there: one question for each thing of its list. */
const AHEAD: Readonly<Record<string, readonly string[]>> = {
  'courier/pages/tasks/index': ['CourierParcel', 'CourierCodeOf', 'CourierCollection'],
  'seller/pages/orders/index': ['SellerOrder'],
  'seller/pages/today/index': [
    'SellerOrder',
    'SellerOrders',
    'SellerHandovers',
    'MyFields',
    'MyField',
    'UsedInputs',
    'CategoriesOfCrops',
    'StockOnHand',
    'MyProducts',
    'MyProduct',
  ],
};
/** What it shows is there, or the sentence that says why not. */
const SHOWN = '.taro_page:not([style*="none"]) :is(.section, .state, .notice, .card, .search-head, .tabs)';

describe('every page of the mini-program, in a browser', () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let browser: Browser;
  let people: Record<(typeof PACKAGES)[number], Person>;
  /** What an address of a page is followed by, where the page is about one thing. */
  const about: Record<string, string> = {};
  /** On its way to the checkout. */
  let bought: { skuId: string; quantity: number }[];
  beforeAll(async () => {
    platform = await clientPlatform();
    trade = new Trade(platform);
    browser = await openBrowser();
    const openid = `everywhere-${trade.run}`;
    const [buyer, seller, courier, carrier] = [
      await trade.person(openid),
      await trade.person(SELLER),
      await trade.staff('courier'),
      await trade.staff('carrier-manager'),
    ];
    people = { '': buyer, 'seller/': seller, 'courier/': courier, 'carrier/': carrier };
    const { id: addressId } = await buyer.do(
      'saveAddress',
      { name: '王小明', phone: '13812345678', divisionCode: '230184100', detail: '金山大街8号', isDefault: true },
      'id',
    );
    const parcel = await parcelAtDoor(platform, openid);
    const { shipmentId, orderId } = parcel;
    await buyer.do('checkCourierCode', { shipmentId, code: await parcel.courierCode() }, '__typename');
    await parcel.opened();
    await buyer.do('signDelivery', { shipmentId, signerName: '王小明', signature: '王小明' }, 'id');
    await trade.until('the order to be delivered', async () => (await trade.stateOf(buyer, orderId)) === 'DELIVERED');
    const { order } = await buyer.ask(
      'query($id: ID!) { order(id: $id) { checkoutId shop { id } lines { id product { id skus { id } } lots { lotCode } } } }',
      { id: orderId },
    );
    const [line] = order.lines;
    const { id: complaintId } = await buyer.do(
      'fileComplaint',
      { orderId, kind: 'QUALITY', text: '有一盒压坏了', wanted: 'ANSWER' },
      'id',
    );
    const { id: afterSaleId } = await buyer.do(
      'requestAfterSale',
      {
        orderId,
        kind: 'RETURN',
        cause: 'QUALITY',
        reason: '有坏果',
        lines: [{ lineId: line.id, quantity: 1, accessories: '无' }],
      },
      'id',
    );
    await seller.do('decideAfterSale', { afterSaleId, accept: true, reason: '同意' }, 'id');
    const collection = await trade.until('the collection', async () =>
      (await carrier.ask('{ collections(state: DUE, first: 50) { edges { node { id afterSaleId } } } }'))[
        'collections'
      ].edges
        .map(({ node }: any) => node)
        .find((node: any) => node.afterSaleId === afterSaleId),
    );
    await carrier.do(
      'assignCollection',
      { collectionId: collection.id, courierId: idFrom('courier:staff:beida-courier-1') },
      'id',
    );
    bought = [{ skuId: line.product.skus[0].id, quantity: 1 }];
    const { lots } = await seller.ask('query($id: ID!) { lots(productId: $id, first: 1) { edges { node { id } } } }', {
      id: line.product.id,
    });
    const of = (pages: string, parameter: string): void =>
      pages.split(' ').forEach((page) => void (about[page] = `?${parameter}`));
    of('pages/product pages/reviews pages/poster seller/pages/product', `id=${line.product.id}`);
    of('pages/shop', `id=${order.shop.id}`);
    of('pages/trace', `lot=${line.lots[0].lotCode}`);
    of('pages/search', `text=${encodeURIComponent('蓝莓')}`);
    of('pages/paid', `checkoutId=${order.checkoutId}`);
    of('pages/order seller/pages/order', `id=${orderId}`);
    of(
      'pages/parcel pages/sign courier/pages/parcel courier/pages/sign carrier/pages/parcel courier/pages/by-card',
      `id=${shipmentId}`,
    );
    of('pages/after-sale-new pages/weigh-in pages/complain pages/review', `orderId=${orderId}`);
    of('pages/after-sale seller/pages/after-sale', `id=${afterSaleId}`);
    of('pages/complaint seller/pages/complaint', `id=${complaintId}`);
    const claimId = await claimOfRefused(platform, trade, { buyer, openid });
    of('seller/pages/claim carrier/pages/claim', `id=${claimId}`);
    of('pages/address', `id=${addressId}`);
    of('courier/pages/collection', `id=${collection.id}`);
    of('seller/pages/lot', `id=${lots.edges[0].node.id}`);
    const { plots } = await seller.ask('{ plots(first: 1) { edges { node { id } } } }');
    of('seller/pages/field', `id=${plots.edges[0].node.id}`);
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const addressOf = (page: string): string => `/${page}${about[page.replace(/\/index$/, '')] ?? ''}`;
  const phoneOf = (who: Person | null) => openPhone(browser, who?.token ?? null, `${platform.url}/m`);
  type Phone = Awaited<ReturnType<typeof phoneOf>>;
  async function settled({ page }: Phone): Promise<string> {
    await page.locator(SHOWN).first().waitFor();
    await quiet(page);
    await page.locator('.bones').filter({ visible: true }).waitFor({ state: 'detached' });
    return page.locator('.taro_page').last().innerText();
  }

  /** Empty, offline, not signed in: what a page says then is looked at in each mode, once for all that say the same. */
  const looked = new Set<string>();
  async function faultsOfState({ page }: Phone): Promise<string[]> {
    const said = await page.locator('.state, .notice').filter({ visible: true }).allInnerTexts();
    const state = said.join().replace(/\d+/g, '');
    if (looked.has(state)) return [];
    looked.add(state);
    return faultsInAllModes(page);
  }

  /** Several phones at once: most of the time is spent waiting until a page asks for nothing more. */
  async function onEachPage(
    folder: string,
    who: Person | null,
    look: (phone: Phone, page: string) => Promise<void>,
  ): Promise<void> {
    const pages = pagesOf(folder);
    await Promise.all(
      Array.from({ length: PHONES }, async () => {
        const phone = await phoneOf(who);
        await phone.page.addInitScript(
          (lines) => localStorage.setItem('heitu.checkout', JSON.stringify({ data: JSON.stringify(lines) })),
          bought,
        );
        for (let page = pages.shift(); page; page = pages.shift()) await look(phone, page);
        await phone.context.close();
      }),
    );
  }

  it.each(PACKAGES)(
    'of %spages: asks at most twice, shows nothing that some cannot read or tap, and says so when the network is gone',
    async (folder) => {
      const wrong: Record<string, unknown> = {};
      await onEachPage(folder, people[folder], async (phone, page) => {
        phone.asked.length = 0;
        await phone.open(addressOf(page));
        await settled(phone);
        const [title = ''] = await phone.page.locator('.title-bar').filter({ visible: true }).allInnerTexts();
        const asked = phone.asked.filter((name) => !AHEAD[page]?.includes(name));
        const serious = await faultsInAllModes(phone.page);
        const isWide = await phone.page.evaluate('document.documentElement.scrollWidth > innerWidth');
        const faults = phone.faults.splice(0);
        await phone.page.route('**/graphql', (route) => route.abort());
        await phone.page.reload();
        await settled(phone);
        // What was kept is drawn at once; that the network is gone stands over it when the question has failed.
        if (asked.length > 0 && !WORKS_WITHOUT.has(page))
          await phone.page
            .getByText('网络不通')
            .filter({ visible: true })
            .first()
            .waitFor({ timeout: SAID_WITHIN_MS })
            .catch(() => undefined);
        const offline = await phone.page.locator('.taro_page').last().innerText();
        serious.push(...(await faultsOfState(phone)));
        await phone.page.unroute('**/graphql');
        phone.faults.length = 0;
        const isSilent = asked.length > 0 && !WORKS_WITHOUT.has(page) && !offline.includes('网络不通');
        const isNamed = title.trim() === titleOf(page);
        if (asked.length > REQUESTS_MAX || serious.length > 0 || isWide || faults.length > 0 || isSilent || !isNamed)
          wrong[page] = { asked, serious, isWide, faults, title, ...(isSilent && { offline }) };
      });
      expect(wrong).toEqual({});
    },
    360_000,
  );

  it.each(PACKAGES)(
    'of %spages: is neither empty nor in disorder for who has nothing to do with it, nor for who has not signed in',
    async (folder) => {
      const wrong: Record<string, unknown> = {};
      for (const who of [await trade.person(`stranger-${trade.run}`), null]) {
        await onEachPage(folder, who, async (phone, page) => {
          await phone.open(addressOf(page));
          const text = await settled(phone);
          const faults = [...phone.faults.splice(0), ...(await faultsOfState(phone))];
          if (text.trim().length < 4 || text.includes('出了点问题') || faults.length > 0)
            wrong[`${page} ${who ? 'stranger' : 'nobody'}`] = { text, faults };
        });
      }
      expect(wrong).toEqual({});
    },
    360_000,
  );

  it('can be read while it loads slowly and when the platform fails, in each mode', async () => {
    const { page, open, context } = await phoneOf(people['']);
    const held: Route[] = [];
    await page.route('**/graphql', (route) => void held.push(route));
    await open('/pages/orders/index');
    await seen(page, '网慢，还在取').waitFor();
    const loading = await faultsInAllModes(page);
    const fail = (route: Route): Promise<void> => route.fulfill({ json: { errors: [{ message: '平台出错了' }] } });
    await page.route('**/graphql', fail);
    await Promise.all(held.map(fail));
    await seen(page, '出了点问题').first().waitFor();
    expect({ loading, failed: await faultsInAllModes(page) }).toEqual({ loading: [], failed: [] });
    await context.close();
  }, 60_000);
});
