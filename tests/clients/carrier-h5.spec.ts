import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { idFrom } from '@heitu/kit/ids';
import type { Browser } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { openBrowser, openPhone, PHONE, seen, seriousFaults, SMALL_PHONE, tap } from './browser.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const H5 = fileURLToPath(new URL('../../miniprogram/dist/h5', import.meta.url));
const built = existsSync(H5) || !!process.env['TEST_CLIENTS_URL'];
const CHECKED = { facilityTemperatureCelsius: 2.5, productTemperatureCelsius: 3, productionDateChecked: true, shelfLifeChecked: true, storageConditionChecked: true, innerPackagingIntact: true, outerPackagingIntact: true, vehicleClean: true };
const PAGES = ['today', 'parcels', 'returns', 'alarms', 'handovers', 'money'];

(built ? describe : describe.skip)("the carrier's desk in a browser, by tapping", () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let browser: Browser;
  let desk: Person;
  let farm: { farmer: Person; skuId: string };
  beforeAll(async () => {
    platform = await clientPlatform();
    trade = new Trade(platform);
    browser = await openBrowser();
    desk = await trade.staff('carrier-manager');
    farm = await trade.berryFarm();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const phoneOf = (who: Person, kind?: typeof PHONE | typeof SMALL_PHONE) => openPhone(browser, who.token, `${platform.url}/m/carrier/pages/`, kind);
  const shipment = async (id: string, fields: string) => (await desk.ask(`query($id: ID!) { shipment(id: $id) { ${fields} } }`, { id }))['shipment'];

  const packed = () => trade.packed(farm.farmer, farm.skuId);
  async function signedOver(shipmentId: string): Promise<void> {
    const { id: handoverId } = await desk.do('openHandover', { shipmentId, ...CHECKED }, 'id');
    await farm.farmer.do('signHandover', { handoverId, as: 'seller', custodian: '王小果' }, 'id');
    await desk.do('signHandover', { handoverId, as: 'carrier', custodian: '单据员老赵' }, 'id');
  }

  it('gives a packed order to a courier, and the documents of both sides agree', async () => {
    const { shipmentId } = await packed();
    const { trackingNumber, sellerPartyId } = await shipment(shipmentId, 'trackingNumber sellerPartyId');
    const { carriers } = await desk.ask('{ carriers { couriers { id name } vehicles { plate kind temperatureCelsiusMin } } }');
    const courier = carriers[0].couriers.find(({ id }: { id: string }) => id === idFrom('courier:staff:beida-courier-1'));
    const truck = carriers[0].vehicles.find((one: { kind: string; temperatureCelsiusMin: number }) => one.kind === 'refrigerated-truck' && one.temperatureCelsiusMin === 0);
    const manager = await phoneOf(desk);
    await manager.open('today/index');
    await seen(manager.page, '一键分派').waitFor();
    expect(await seriousFaults(manager.page)).toEqual([]);
    await tap(manager.page, '等人去接');
    await seen(manager.page, trackingNumber).tap();
    await seen(manager.page, '派给谁').waitFor();
    // Before anything is said over the page: what fades away has no contrast.
    expect(await seriousFaults(manager.page)).toEqual([]);
    await tap(manager.page, '派给他');
    await seen(manager.page, '请选一个人、一辆车').waitFor();
    await tap(manager.page, courier.name);
    await tap(manager.page, `${truck.plate} 冷藏车`);
    await tap(manager.page, '派给他');
    await seen(manager.page, '换人换车').waitFor();
    expect(await shipment(shipmentId, 'state courier { id }')).toEqual({ state: 'assigned', courier: { id: courier.id } });

    await signedOver(shipmentId);
    await tap(manager.page, '和这家商家对单');
    await tap(manager.page, '开始对单');
    await seen(manager.page, '对了1张单，都对得上').waitFor();
    const { handoverReconciliations } = await desk.ask('{ handoverReconciliations(first: 50) { edges { node { sellerPartyId documents matched } } } }');
    expect(handoverReconciliations.edges).toContainEqual({ node: { sellerPartyId, documents: 1, matched: 1 } });
    expect(manager.faults.filter((fault) => !fault.includes('favicon'))).toEqual([]);
  }, 180_000);

  it('gives what waits to whoever may carry it, at one tap', async () => {
    const { shipmentId } = await packed();
    const manager = await phoneOf(desk, SMALL_PHONE);
    await manager.open('today/index');
    await tap(manager.page, '一键分派');
    await seen(manager.page, '派出去').first().waitFor();
    expect((await shipment(shipmentId, 'state')).state).toBe('assigned');
    expect(manager.faults.filter((fault) => !fault.includes('favicon'))).toEqual([]);
  }, 120_000);

  it('answers an alarm: takes it on, says what was done, lets the goods go on', async () => {
    const { carriers } = await desk.ask('{ carriers { facilities { id temperatureCelsiusMin } } }');
    const { id: facilityId } = carriers[0].facilities.find((one: { temperatureCelsiusMin: number | null }) => one.temperatureCelsiusMin === 0);
    const device = { deviceId: `store-${trade.run}`, secret: `secret-${trade.run}-0123456789` };
    await desk.do('linkDevice', { facilityId, ...device }, 'id');
    // Unlike the county's own alarm, so that its card is found.
    const worst = 12 + Number.parseInt(trade.run.slice(0, 2), 16) / 100;
    const celsius = Math.round(worst * 10) / 10;
    const startAt = new Date((await trade.world.now()).getTime() - 3_600_000).toISOString();
    await trade.world.post('/sensors/push', { ...device, url: `${platform.url}/edges/logistics/readings`, startAt, curve: [[0, 3], [10, 3], [15, celsius], [40, celsius], [45, 3], [60, 3]].map(([minutes, temperatureCelsius]) => ({ minutes, temperatureCelsius })) });
    const alarm = async () => (await desk.ask('{ alarms(first: 50) { edges { node { deviceId state decision action } } } }'))['alarms'].edges.map(({ node }: { node: { deviceId: string } }) => node).find(({ deviceId }: { deviceId: string }) => deviceId === device.deviceId);
    await trade.until('the alarm', alarm);
    const manager = await phoneOf(desk);
    await manager.open('today/index');
    await tap(manager.page, '温度报警');
    const card = manager.page.locator('.section').filter({ hasText: `${celsius}°C` }).filter({ visible: true });
    await card.waitFor();
    expect(await seriousFaults(manager.page)).toEqual([]);
    await card.getByText('知道了，我来处理').tap();
    await tap(manager.page, '处理中');
    await card.getByLabel('做了什么').fill('库门没关严，关好了，量了货温3度');
    await card.getByText('货没问题，放行').tap();
    await card.waitFor({ state: 'detached' });
    expect(await alarm()).toMatchObject({ state: 'resolved', decision: 'release', action: '库门没关严，关好了，量了货温3度' });
    expect(manager.faults.filter((fault) => !fault.includes('favicon'))).toEqual([]);
  }, 120_000);

  it('settles what was short in a parcel, pays the cash back, and sends somebody for a return', async () => {
    const { shipmentId, orderId, buyer } = await packed();
    await trade.assigned(desk, buyer, orderId);
    await signedOver(shipmentId);
    const courier = await trade.staff('courier');
    await courier.do('callAhead', { shipmentId, agreedAt: new Date((await trade.world.now()).getTime() + 3_600_000).toISOString(), place: '家门口' }, 'id');
    const { courierCode } = await courier.ask('query($id: ID!) { courierCode(shipmentId: $id) { code } }', { id: shipmentId });
    await buyer.do('checkCourierCode', { shipmentId, code: courierCode.code }, '__typename');
    await courier.do('recordOuterPackagingOpened', { shipmentId, inspected: true }, 'id');
    const { id: caseId } = await buyer.do('openContentsCase', { shipmentId, kind: 'short', outerIntact: true, note: '四盒少了一盒' }, 'id');
    const { id: remittanceId } = await courier.do('recordCodCollected', { shipmentId, amountFen: 5900 }, 'id');
    const manager = await phoneOf(desk);
    await manager.open(`parcel/index?id=${shipmentId}`);
    await manager.page.getByLabel('怎么处理的').fill('商家明天补一盒');
    expect(await seriousFaults(manager.page)).toEqual([]);
    await tap(manager.page, '和商家说好了');
    await seen(manager.page, '处理好了').first().waitFor();
    const { contentsCases } = await desk.ask('query($id: ID!) { contentsCases(shipmentId: $id) { edges { node { id state settlement } } } }', { id: shipmentId });
    expect(contentsCases.edges).toEqual([{ node: { id: caseId, state: 'settled', settlement: '商家明天补一盒' } }]);

    await manager.open('money/index');
    const cash = manager.page.locator('.section').filter({ hasText: '¥59.00' }).first();
    await cash.getByLabel('转账的单号').fill('转账0001');
    await cash.getByText('钱打过去了').tap();
    await trade.until('the cash to be paid back', async () => {
      const { codRemittances } = await desk.ask('{ codRemittances(first: 50) { edges { node { id reference } } } }');
      return codRemittances.edges.some(({ node }: { node: { id: string; reference: string } }) => node.id === remittanceId && node.reference === '转账0001');
    });

    await buyer.do('signDelivery', { shipmentId, signerName: '王小明', signature: '王小明' }, 'id');
    await trade.until('the order to be delivered', async () => (await trade.stateOf(buyer, orderId)) === 'delivered');
    const { order } = await buyer.ask('query($id: ID!) { order(id: $id) { lines { id } } }', { id: orderId });
    const { id: afterSaleId } = await buyer.do('requestAfterSale', { orderId, kind: 'return', cause: 'quality', reason: '有坏果', lines: [{ lineId: order.lines[0].id, quantity: 1, accessories: '无' }] }, 'id');
    await farm.farmer.do('decideAfterSale', { afterSaleId, accept: true, reason: '同意' }, 'id');
    const collection = async () => (await desk.ask('{ collections(state: "due", first: 50) { edges { node { afterSaleId courierId } } } }'))['collections'].edges.map(({ node }: { node: { afterSaleId: string } }) => node).find((node: { afterSaleId: string }) => node.afterSaleId === afterSaleId);
    await trade.until('the collection', collection);
    const { carriers } = await desk.ask('{ carriers { couriers { id name active } } }');
    const [somebody] = carriers[0].couriers.filter(({ active }: { active: boolean }) => active);
    await manager.open('today/index');
    await tap(manager.page, '退货没派人');
    const card = manager.page.locator('.section').filter({ hasText: '派给谁去取' }).filter({ visible: true }).first();
    await card.waitFor();
    expect(await seriousFaults(manager.page)).toEqual([]);
    await card.getByText(somebody.name, { exact: true }).first().tap();
    await card.getByText('派给他').tap();
    await trade.until('somebody to be sent', async () => (await collection()).courierId === somebody.id);
    expect(manager.faults.filter((fault) => !fault.includes('favicon'))).toEqual([]);
  }, 180_000);

  it('opens every page on a small phone without a serious fault, each with one question', async () => {
    const manager = await phoneOf(desk, SMALL_PHONE);
    for (const name of PAGES) {
      manager.asked.length = 0;
      await manager.open(`${name}/index`);
      await manager.page.locator('.section, .state').first().waitFor();
      expect({ name, faults: await seriousFaults(manager.page) }).toEqual({ name, faults: [] });
      expect(manager.asked.filter((operation) => operation.startsWith('Carrier')).length).toBeLessThanOrEqual(name === 'today' ? 2 : 1);
      expect(await manager.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
    expect(manager.faults.filter((fault) => !fault.includes('favicon'))).toEqual([]);
  }, 120_000);

  it('tells a courier why the desk is not theirs, and changes nothing', async () => {
    const { shipmentId } = await packed();
    const courier = await phoneOf(await trade.staff('courier'));
    await courier.open('today/index');
    await seen(courier.page, '这一页给配送公司的经理用').waitFor();
    expect(await seen(courier.page, '一键分派').count()).toBe(0);
    await courier.open(`parcel/index?id=${shipmentId}`);
    await seen(courier.page, '没有这一件').waitFor();
    expect((await shipment(shipmentId, 'state')).state).toBe('ready');
  }, 120_000);
});
