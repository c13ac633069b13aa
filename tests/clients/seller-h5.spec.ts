import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { PHOTO } from '../journeys/plants.ts';
import {
  faultsInAllModes,
  faultsInCare,
  field,
  openBrowser,
  openPhone,
  seen,
  seriousFaults,
  smallTargets,
  tap,
} from './browser.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

describe('sellers and couriers in a browser, by tapping', () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let browser: Browser;
  let courier: Person;
  let desk: Person;
  let farm: { farmer: Person; skuId: string };
  beforeAll(async () => {
    platform = await clientPlatform();
    trade = new Trade(platform);
    browser = await openBrowser();
    courier = await trade.staff('courier');
    desk = await trade.staff('carrier-manager');
    farm = await trade.berryFarm();
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const phoneOf = (who: Person) => openPhone(browser, who.token, `${platform.url}/m`);
  const type = (page: Page, label: string, value: string) => field(page, label).fill(value);

  it('takes an order from the legal clock to the door, and axe finds no serious fault on the way', async () => {
    const { farmer, skuId } = farm;
    const { orderId, buyer } = await trade.paidOrder(skuId);
    const seller = await phoneOf(farmer);
    await seller.open('/seller/pages/today/index');
    await seen(seller.page, '今天要办').waitFor();
    expect(await seriousFaults(seller.page)).toEqual([]);
    await seller.open(`/seller/pages/order/index?id=${orderId}`);
    await tap(seller.page, '确认订单');
    await tap(seller.page, '拣货出库');
    await seen(seller.page, '拿批号').first().waitFor();
    const shipmentId = await trade.assigned(desk, buyer, orderId);

    const road = await phoneOf(courier);
    await road.open('/courier/pages/tasks/index');
    await seen(road.page, '去接货').or(seen(road.page, '同意，开始干活')).first().waitFor();
    if (await seen(road.page, '同意，开始干活').count()) {
      await tap(road.page, '我读完了，照着做');
      await tap(road.page, '同意，开始干活');
      await seen(road.page, '去接货').first().waitFor();
    }
    expect(await seriousFaults(road.page)).toEqual([]);
    await road.open(`/courier/pages/parcel/index?id=${shipmentId}`);
    await type(road.page, '冷库多少度（°C）', '2.5');
    await type(road.page, '货多少度（°C）', '3');
    for (const point of ['生产日期看过', '没过保质期', '放的地方合适', '里面的包装完好', '外面的包装完好', '车厢干净'])
      await tap(road.page, point);
    expect(await seriousFaults(road.page)).toEqual([]);
    await tap(road.page, '清点好了，开交接单');
    await type(road.page, '谁保管这张单', '单据员老赵');
    await tap(road.page, '货对得上，签字接货');
    await seen(road.page, '等商家签字').waitFor();
    await seller.page.reload();
    await type(seller.page, '谁保管这张单', '王小果');
    expect(await seriousFaults(seller.page)).toEqual([]);
    await tap(seller.page, '货对得上，签字');
    await seen(seller.page, '双方已签字').waitFor();
    await tap(road.page, '看看签了没有');
    await type(road.page, '在哪里', '金山大街8号门口');
    expect(await seriousFaults(road.page)).toEqual([]);
    await tap(road.page, '电话约好了');
    const code = await road.page
      .locator('.big-code')
      .filter({ hasText: /^\d{6}$/ })
      .textContent();
    await buyer.do('checkCourierCode', { shipmentId, code }, '__typename');
    await tap(road.page, '买家核对过了');
    await tap(road.page, '一起看过了');
    await seen(road.page, '4. 买家签字').waitFor();
    await buyer.do('signDelivery', { shipmentId, signerName: '王小明', signature: '王小明' }, 'id');
    await trade.until('the order to be delivered', async () => (await trade.stateOf(buyer, orderId)) === 'DELIVERED');
    // The browser asks for an icon of the whole site, which is not this page's.
    expect([...seller.faults, ...road.faults].filter((fault) => !fault.includes('favicon'))).toEqual([]);
  }, 180_000);

  it('signs in one go for all that the courier wrote up, and leaves out what is not there [8.4.2.bj]', async () => {
    const { farmer, skuId } = farm;
    const parcels: { shipmentId: string; handoverId: string }[] = [];
    for (let i = 0; i < 3; i++) {
      const { orderId, buyer } = await trade.packed(farmer, skuId);
      const shipmentId = await trade.assigned(desk, buyer, orderId);
      parcels.push({ shipmentId, handoverId: await trade.writtenUp(desk, shipmentId) });
    }
    const { page, open, faults } = await phoneOf(farmer);
    await open('/seller/pages/today/index');
    await seen(page, '配送员来取货，3 张交接单等您签').waitFor();
    expect(await seen(page, /等配送员来取 3 单/).count()).toBe(0);
    await tap(page, '配送员来取货，3 张交接单等您签');
    await seen(page, '货对得上，签这 3 张').waitFor();
    expect(await faultsInAllModes(page)).toEqual([]);
    await tap(page, '货对得上，签这 3 张');
    await seen(page, '请填写谁保管这张单').first().waitFor();
    await type(page, '谁保管这些单', '王小果');
    await page.locator('.entry').filter({ visible: true }).first().tap();
    await page.context().setOffline(true);
    await tap(page, '货对得上，签这 2 张');
    await seen(page, /没有网，记下了/).waitFor();
    await seen(page, '货对得上，签这 0 张').waitFor();
    await page.context().setOffline(false);
    const asked = 'query($id: ID!) { handover(id: $id) { signatures { side custodian } } }';
    const signed = () =>
      Promise.all(
        parcels.map(async ({ handoverId: id }) => (await farmer.ask(asked, { id }))['handover'].signatures.length),
      );
    await trade.until('both to be signed', async () => (await signed()).join() === '0,1,1');
    await tap(page, '货对得上，签这 0 张');
    await seen(page, '一张也没选，先点上要签的').first().waitFor();
    await page.locator('.entry').filter({ visible: true }).first().tap();
    await tap(page, '货对得上，签这 1 张');
    await seen(page, '没有等您签字的交接单').waitFor();
    expect(await signed()).toEqual([1, 1, 1]);
    expect(faults.filter((fault) => !fault.includes('INTERNET_DISCONNECTED'))).toEqual([]);
  }, 120_000);

  it('lists a first product by one photo and fewer than ten taps, every key of the price counted', async () => {
    const { page, open, faults } = await phoneOf(await trade.person('oDEMO-heitu-staff-wangxiulan-owner'));
    // A tap on what the phone itself opens is seen by no page: the list of kinds takes one to open and one to choose.
    let taps = 2;
    await page.exposeFunction('countTap', () => (taps += 1));
    await page.addInitScript("addEventListener('click', (event) => event.isTrusted && countTap(), true)");
    await open('/seller/pages/list/index');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), tap(page, '拍照或选照片')]);
    await chooser.setFiles({ name: 'rice.jpg', mimeType: 'image/jpeg', buffer: PHOTO });
    await seen(page, '重拍').first().waitFor();
    await field(page, '卖什么').selectOption('五常大米（粮食）');
    const price = page
      .getByLabel(/卖多少钱/)
      .filter({ visible: true })
      .first();
    await price.waitFor();
    for (const name of ['3', '9', '好了']) await page.locator('.keys').getByRole('button', { name, exact: true }).tap();
    await tap(page, '上架');
    await seen(page, '上架了，等货').first().waitFor();
    expect(taps).toBeGreaterThan(5);
    expect(taps).toBeLessThan(10);
    expect(faults).toEqual([]);
  }, 120_000);

  it('takes a price by large keys at the foot of the page, which give its act back', async () => {
    const { page, open, faults } = await phoneOf(farm.farmer);
    await open('/seller/pages/list/index');
    await field(page, '卖什么').selectOption({ index: 1 });
    const price = page
      .getByLabel(/卖多少钱/)
      .filter({ visible: true })
      .first();
    const foot = page.locator('.bar').filter({ visible: true });
    await price.waitFor();
    expect(await foot.innerText()).toBe('上架');
    // A photo is asked for first: the keys are there when somebody wants them.
    await price.tap();
    const key = (name: string) => page.locator('.keys').getByRole('button', { name, exact: true }).tap();
    for (const name of ['3', '6', '小数点', '5', '0', '9', '退一格']) await key(name);
    expect(await price.inputValue()).toBe('36.5');
    expect(await foot.innerText()).not.toContain('上架');
    expect([...(await seriousFaults(page)), ...(await smallTargets(page)), ...(await faultsInCare(page))]).toEqual([]);
    await key('好了');
    await page.locator('.keys').waitFor({ state: 'detached' });
    expect(await foot.innerText()).toBe('上架');
    expect(faults).toEqual([]);
  }, 120_000);

  it("shows what was saved and not what was there before, and opens the station's page for its agent", async () => {
    const owner = await trade.person('oDEMO-heitu-staff-wangxiulan-owner');
    const { managedProducts } = await owner.ask('{ managedProducts(first: 1) { edges { node { id copy } } } }');
    const { id, copy } = managedProducts.edges[0].node;
    const seller = await phoneOf(owner);
    await seller.open(`/seller/pages/product/index?id=${id}`);
    await type(seller.page, '介绍', `${copy}第二次写的。`);
    await tap(seller.page, '保存');
    await seen(seller.page, '已保存').waitFor();
    await seen(seller.page, '不改了').waitFor({ state: 'detached' });
    expect(await seller.page.getByLabel('介绍', { exact: true }).inputValue()).toContain('第二次写的。');
    const station = await phoneOf(await trade.person('oDEMO-heitu-staff-huihuang-keeper'));
    await station.open('/seller/pages/station/index');
    await seen(station.page, '帮来站里的人').waitFor();
    expect([...seller.faults, ...station.faults]).toEqual([]);
  }, 120_000);
});
