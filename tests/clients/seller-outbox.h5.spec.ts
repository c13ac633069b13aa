import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import type { Person } from '../journeys/client.ts';
import { dayFrom } from '../journeys/numbers.ts';
import { field, openOwnPhone, seen, seriousFaults, tap } from './browser.ts';
import { clientPlatform, openRoom, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

/** What waits, by the names of its documents. */
const ACTS = ['ConfirmOrder', 'PickOrder', 'AdjustStock', 'RecordPlotNote', 'SetPriceLabel'];
/** What the desk fetches ahead and changes seldom. */
const SELDOM = ['MyFields', 'MyField', 'UsedInputs', 'CategoriesOfCrops', 'StockOnHand', 'MyProducts', 'MyProduct'];
const NEW_PRICE = '55';

/** A farmer opens the desk at home and works in the store and the field, where no network is. */
describe('a seller without a network', () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let folder: string;
  let farmer: Person;
  let skuId: string;
  let productId: string;
  let plotId: string;
  let kept: { orderId: string; buyer: Person };
  let cancelled: { orderId: string; buyer: Person };
  let phone: BrowserContext;
  let page: Page;
  /** What the phone has asked for since it was last emptied. */
  let asked: string[] = [];

  beforeAll(async () => {
    [platform, folder] = await Promise.all([clientPlatform(), mkdtemp(join(tmpdir(), 'seller-phone-'))]);
    trade = new Trade(platform);
    ({ farmer, skuId } = await trade.berryFarm());
    const { myParties, sku } = await farmer.ask(
      'query($id: ID!) { myParties { id } sku(id: $id) { product { id } } }',
      { id: skuId },
    );
    productId = sku.product.id;
    const plot = { partyId: myParties[0].id, kind: 'FIELD', name: '屋后蓝莓园', size: 3 };
    ({ id: plotId } = (await farmer.do(
      'registerPlot',
      { ...plot, divisionCode: '230184103', village: '乐园村' },
      'id',
    )) as { id: string });
    const startedOn = dayFrom(await trade.world.now(), -200);
    await farmer.do('startSeason', { plotId, crop: '蓝莓', categoryId: 'berries', startedOn }, 'id');
    [kept, cancelled] = [await trade.paidOrder(skuId), await trade.paidOrder(skuId)];
  });
  afterAll(async () => {
    await phone?.close();
    await platform?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(aheadMs = 0): Promise<void> {
    phone = await openOwnPhone(folder, farmer.token, platform.url);
    if (aheadMs > 0) await phone.addInitScript(goAhead, aheadMs);
    phone.on('request', (request) => {
      if (request.url().endsWith('/graphql') && request.method() === 'POST')
        asked.push(String((request.postDataJSON() as { operationName?: string }).operationName));
    });
    page = phone.pages()[0] ?? (await phone.newPage());
  }
  const open = (path: string) => page.goto(`${platform.url}/m/${path}`, { waitUntil: 'commit' });
  const seller = (name: string, id = '') => open(`seller/pages/${name}/index${id && `?id=${id}`}`);
  const keptOf = (part: string): Promise<number> =>
    page.evaluate((text) => Object.keys(localStorage).filter((key) => key.includes(text)).length, part);
  const untilKept = (parts: readonly string[]) =>
    page.waitForFunction(
      (names) => names.every((name) => Object.keys(localStorage).some((key) => key.endsWith(name))),
      parts.map((part) => `.today.seen.${part}`),
    );
  const waits = (count: number) =>
    seen(page, new RegExp(`^${count} 件等网发出，\\d+:\\d+ 起`))
      .first()
      .waitFor();
  const here = (what: string) =>
    seen(page, new RegExp(`^${what}，.*等网络，已记下`))
      .first()
      .waitFor();
  const rows = (room: string, query: string, of: string): Record<string, unknown>[] => {
    const database = openRoom(platform, room, { readOnly: true });
    const all = database.prepare(query).all(of);
    database.close();
    return all;
  };
  const orderRow = (id: string) => rows('orders', 'select * from "Order" where id = ?', id)[0] ?? {};
  const moves = () => rows('orders', "select * from StockMovement where skuId = ? and kind = 'loss'", skuId);
  const notes = () => rows('catalog', 'select * from PlotNote where plotId = ? order by recordedAtMs', plotId);
  const prices = () =>
    rows('catalog', 'select retailFen from PriceLabel where skuId = ? order by version', skuId).map(
      ({ retailFen }) => retailFen,
    );

  const writeNote = async (what: string): Promise<void> => {
    await seller('field', plotId);
    await tap(page, '记病虫害');
    await field(page, '什么样').fill(what);
    await tap(page, '记下');
  };

  it('has what changes seldom on the phone, fetched once in some hours', async () => {
    await start();
    await seller('today');
    const goods = ['stock', 'fields', `field ${plotId}`, 'crops', 'used-inputs', 'products ', `product ${productId}`];
    await untilKept([...goods, `order ${kept.orderId}`, `order ${cancelled.orderId}`, 'orders READY']);
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    const seldom = () => asked.filter((name) => SELDOM.includes(name)).sort();
    expect(seldom()).toEqual([...SELDOM].sort());

    // The app of before is gone: what it kept counts all the same.
    asked = [];
    await page.reload();
    const last = page.waitForRequest((request) => request.postData()?.includes('"READY"') ?? false);
    await last;
    await page.waitForTimeout(500);
    expect(seldom()).toEqual([]);

    await phone.close();
    await start(5 * HOUR_MS);
    asked = [];
    await seller('today');
    await page.waitForRequest((request) => request.postData()?.includes('"MyProduct"') ?? false);
    expect(seldom()).toEqual([...SELDOM].sort());
    await phone.close();
  }, 90_000);

  it('confirms, picks, counts and writes down; all of it is there when the phone is opened anew', async () => {
    await start();
    await seller('today');
    await untilKept([`order ${cancelled.orderId}`]);
    await phone.setOffline(true);

    await seller('order', kept.orderId);
    await tap(page, '确认订单');
    await tap(page, '拣货出库');
    await here('拣好货');
    await seller('order', cancelled.orderId);
    await tap(page, '确认订单');
    await here('接下这一单');
    await seller('ledger');
    await tap(page, '盘点');
    await field(page, '差几件（多了写 2，少了写 -2）').fill('-1');
    await field(page, '原因').fill('碰坏一箱');
    await tap(page, '记上');
    await here('盘点');
    await writeNote('叶上有斑');
    await here('记农事');
    await seller('product', productId);
    await tap(page, '改价');
    await field(page, '零售价（元）').fill(NEW_PRICE);
    await tap(page, '换新价签');
    await seen(page, `${NEW_PRICE} 元只记在这台手机上`).waitFor();

    await phone.close();
    await start();
    await phone.setOffline(true);
    await seller('today');
    await waits(5);
    expect(await seriousFaults(page)).toEqual([]);
    await seller('order', kept.orderId);
    for (const act of ['接下这一单', '拣好货']) await here(act);
    // What it leads to was done as well.
    expect(await seen(page, '拣货出库').count()).toBe(0);
    await seller('ledger');
    await here('盘点');
    await seller('field', plotId);
    await here('记农事');
    await seller('product', productId);
    await seen(page, `${NEW_PRICE} 元只记在这台手机上`).waitFor();
    expect(await field(page, '零售价（元）').inputValue()).toBe(NEW_PRICE);
    expect(await seriousFaults(page)).toEqual([]);
  }, 90_000);

  it('is warned before signing out, and before the phone is full', async () => {
    await open('pages/me/index');
    await tap(page, '退出登录');
    await tap(page, '退出');
    await seen(page, '还有 5 件没发出去').waitFor();
    await tap(page, '再想想');
    await seen(page, '还有 5 件没发出去').waitFor({ state: 'hidden' });
    expect(await keptOf('.outbox.')).toBe(5);

    // As the store keeps a long text.
    await page.evaluate(
      (letters) =>
        localStorage.setItem('heitu.seen.filler', JSON.stringify({ data: JSON.stringify('x'.repeat(letters)) })),
      3_600_000,
    );
    await writeNote('果上有虫眼');
    await seen(page, '记下了。手机快满了，早点到有网的地方').waitFor();
    await waits(6);
    await page.evaluate("localStorage.removeItem('heitu.seen.filler')");
  }, 60_000);

  it('sends all in order, each once; a price only by a tap; what changed meanwhile is told', async () => {
    await cancelled.buyer.do('cancelOrder', { orderId: cancelled.orderId, reason: '不想要了' }, 'id');
    // The platform counts the box, and its answer is lost.
    let isLost = false;
    await phone.route('**/graphql', async (route) => {
      const { operationName } = route.request().postDataJSON() as { operationName?: string };
      if (operationName !== 'AdjustStock' || isLost) return route.continue();
      isLost = true;
      await route.fetch();
      return route.abort();
    });
    asked = [];
    await phone.setOffline(false);
    await trade.until('the lost answer', async () => isLost);
    await open('pages/outbox/index');
    await seen(page, '没办成').first().waitFor();
    await page.waitForFunction(() => Object.keys(localStorage).filter((key) => key.includes('.outbox.')).length === 1);
    const sent = asked.filter((name) => ACTS.includes(name));
    const [first, ...others] = ['ConfirmOrder', 'PickOrder', 'ConfirmOrder', 'AdjustStock'];
    expect(sent).toEqual([first, ...others, 'AdjustStock', 'RecordPlotNote', 'RecordPlotNote']);
    await seen(page, '没网的时候它已经变了，这一步办不了了').waitFor();
    await seen(page, '现在是：已取消').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await tap(page, '不办了');
    await tap(page, '不发了');
    await seen(page, '都发出去了').waitFor();

    const done = orderRow(kept.orderId);
    expect([done['state'], orderRow(cancelled.orderId)['state']]).toEqual(['ready', 'cancelled']);
    expect(moves().map(({ unitsOut, note }) => ({ unitsOut, note }))).toEqual([{ unitsOut: 1, note: '碰坏一箱' }]);
    expect(notes().map(({ what }) => what)).toEqual(['叶上有斑', '果上有虫眼']);
    const moments = [done['confirmedAtMs'], done['readyAtMs'], moves()[0]?.['atMs'], notes()[0]?.['recordedAtMs']];
    expect(moments).toEqual([...moments].sort((one, other) => Number(one) - Number(other)));

    expect(prices()).toEqual([5900]);
    await seller('product', productId);
    await seen(page, `${NEW_PRICE} 元只记在这台手机上`).waitFor();
    await tap(page, '换新价签');
    await seen(page, '新价签马上生效').waitFor();
    await seen(page, '¥55.00 / 箱').waitFor();
    expect(prices()).toEqual([5900, 5500]);
    expect(await seen(page, `${NEW_PRICE} 元只记在这台手机上`).count()).toBe(0);
  }, 90_000);

  it('keeps nothing of the day’s work on the next day, and all that waits', async () => {
    await seller('field', plotId);
    await untilKept([`field ${plotId}`]);
    await phone.setOffline(true);
    await writeNote('又有虫眼');
    await here('记农事');
    await phone.close();
    await start(24 * HOUR_MS);
    await phone.setOffline(true);
    await seller('today');
    await seen(page, /^1 件等网发出，\d+月\d+日 \d+:\d+ 起/)
      .first()
      .waitFor();
    expect(await keptOf('.today.')).toBe(0);
    expect(await keptOf('.outbox.')).toBe(1);
  }, 60_000);
});

/** From then on a page's clock is so far ahead. */
function goAhead(aheadMs: number): void {
  const Own = Date;
  globalThis.Date = new Proxy(Own, {
    construct: (_own, given: []) => (given.length > 0 ? new Own(...given) : new Own(Own.now() + aheadMs)),
    get: (own, name) => (name === 'now' ? () => Own.now() + aheadMs : Reflect.get(own, name)),
  });
}
