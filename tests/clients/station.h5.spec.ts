import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { faultsInCare, field, openBrowser, openPhone, seen, seriousFaults, tap } from './browser.ts';
import { dayFrom } from '../journeys/numbers.ts';
import { parcelAtDoor } from './parcel.fixture.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const BUYER = 'oDEMO-heitu-consumer-09';
const AGENT = 'oDEMO-heitu-staff-huihuang-keeper';
const COURIER = 'oDEMO-heitu-staff-beida-courier-1';
const MANAGER = 'oDEMO-heitu-staff-beida-manager';
const VILLAGER = '13904517777';
const NOTHING = { light: [], care: [] };

/** A buyer chooses a village station, the courier brings it there, and it is handed out for the code. */
describe('a village station, by tapping', () => {
  let platform: ClientPlatform;
  let browser: Browser;
  let trade: Trade;
  let stationPartyId: string;
  beforeAll(async () => {
    [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
    trade = new Trade(platform);
    const { stationShelves } = await (await trade.person(AGENT)).ask('{ stationShelves { station { partyId } } }');
    stationPartyId = stationShelves[0].station.partyId;
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });
  const phoneOf = async (openid: string) => openPhone(browser, await platform.tokenOf(openid), `${platform.url}/m/`);
  /** Where the map is asked to lead. */
  const wayFrom = async (page: Page): Promise<string> => {
    await page.context().route('https://uri.amap.com/**', (route) => route.fulfill({ body: '' }));
    const [map] = await Promise.all([page.context().waitForEvent('page'), tap(page, '带我去')]);
    await map.waitForURL(/amap/);
    const url = map.url();
    await map.close();
    return url;
  };
  const looks = async (page: Page) => ({ light: await seriousFaults(page), care: await faultsInCare(page) });

  it('is offered at the checkout where it can take the goods, with the price for it', async () => {
    const buyer = await trade.person(BUYER);
    const { search } = await buyer.ask('{ search(text: "鲜蓝莓", first: 1) { edges { node { skus { id } } } } }');
    const lines = [{ skuId: search.edges[0].node.skus[0].id, quantity: 1 }];
    const { page, open, faults } = await phoneOf(BUYER);
    await page.addInitScript(
      (wanted) => localStorage.setItem('heitu.checkout', JSON.stringify({ data: JSON.stringify(wanted) })),
      lines,
    );
    await open('pages/checkout/index');
    await tap(page, '到站点自提');
    await seen(page, '货到了给您取货码，凭码去取；过时没取，退回商家，货款退给您。').waitFor();
    await seen(page, /到站自提$/)
      .first()
      .waitFor();
    await seen(page, /^离收货的村约 [\d.]+ (公里|米)，直线$/).waitFor();
    expect(await wayFrom(page)).toMatch(/^https:\/\/uri\.amap\.com\/navigation\?to=12[678]\.\d+,4[45]\.\d+,/);
    expect(await looks(page)).toEqual(NOTHING);
    await tap(page, '送到家');
    await seen(page, /小时送达$/)
      .first()
      .waitFor();
    expect(faults).toEqual([]);
  }, 120_000);

  it('is found by everybody on the county’s map, the nearest to where they live first', async () => {
    const { page, open, faults } = await phoneOf(BUYER);
    await open('pages/stations/index');
    await seen(page, /^离收货的村约 [\d.]+ 公里，直线$/).waitFor();
    await page.getByRole('img', { name: /^1个服务站在县里的位置/ }).waitFor();
    expect(await wayFrom(page)).toContain('/navigation?to=');
    expect(await looks(page)).toEqual(NOTHING);
    expect(faults).toEqual([]);
  }, 60_000);

  it('takes a parcel over from the courier, shelves it, and hands it out for the code that its buyer shows', async () => {
    const { shipmentId } = await parcelAtDoor(platform, BUYER, stationPartyId);
    const [carrying, keeping, buying] = await Promise.all([COURIER, AGENT, BUYER].map(phoneOf));
    if (!carrying || !keeping || !buying) throw new Error('three phones');
    await carrying.open(`courier/pages/parcel/index?id=${shipmentId}`);
    await seen(carrying.page, '点清了，我签字').waitFor();
    await field(carrying.page, '封签号（没有不写）').fill('F-001');
    await field(carrying.page, '货温（°C）').fill('3');
    expect(await looks(carrying.page)).toEqual(NOTHING);
    await tap(carrying.page, '点清了，我签字');
    await seen(carrying.page, /等站里的人点清签字/)
      .first()
      .waitFor();

    await keeping.open('seller/pages/shelf/index');
    await seen(keeping.page, /还在路上/).waitFor();
    await field(keeping.page, '货温（度）').fill('3');
    expect(await looks(keeping.page)).toEqual(NOTHING);
    await tap(keeping.page, '点清签字，上架');
    await seen(keeping.page, '冰1').first().waitFor();
    expect(await looks(keeping.page)).toEqual(NOTHING);

    await buying.open('pages/me/index');
    const waiting = buying.page.locator('.cell').filter({ hasText: /货到.+了，等您去取/, visible: true });
    await waiting.filter({ hasText: '前取，还剩' }).waitFor();
    expect(await looks(buying.page)).toEqual(NOTHING);
    await waiting.tap();
    await seen(buying.page, '到站了，凭码去取').waitFor();
    await buying.open(`pages/parcel/index?id=${shipmentId}`);
    await seen(buying.page, '到站了，凭码去取').waitFor();
    expect(await looks(buying.page)).toEqual(NOTHING);
    const { shipment } = await (
      await trade.person(BUYER)
    ).ask('query($id: ID!) { shipment(id: $id) { pickup { code } order { id } } }', { id: shipmentId });
    await buying.open(`pages/order/index?id=${shipment.order.id}`);
    await seen(buying.page, '到站了，凭码去取').waitFor();

    await tap(keeping.page, '冰1');
    await tap(keeping.page, '码对，交给他');
    await seen(keeping.page, '取货码是6位数字').first().waitFor();
    await field(keeping.page, '买家给的六位取货码').fill(shipment.pickup.code);
    await tap(keeping.page, '码对，交给他');
    await seen(keeping.page, '架上 0 件').waitFor();
    await buying.open(`pages/parcel/index?id=${shipmentId}`);
    await seen(buying.page, '凭取货码取走').first().waitFor();
    expect([carrying.faults, keeping.faults, buying.faults]).toEqual([[], [], []]);
  }, 180_000);

  it('buys for a villager by their code: the order is theirs, and they are told by SMS what it costs', async () => {
    const { search } = await (
      await trade.person(BUYER)
    ).ask('{ search(text: "大米", first: 1) { edges { node { skus { id } } } } }');
    const lines = [{ skuId: search.edges[0].node.skus[0].id, quantity: 1 }];
    const { page, open, faults } = await phoneOf(AGENT);
    const sent = async (template: string): Promise<Record<string, string>> => {
      const { messages } = await trade.world.get(`/sms?phone=${VILLAGER}`);
      const found = messages.find((one: { template: string }) => one.template === template);
      return found ? (found.params as Record<string, string>) : {};
    };
    await open('seller/pages/errand/index');
    await field(page, '他的手机号').fill(VILLAGER);
    await field(page, '他的名字（和身份证一样）').fill('赵老根');
    await field(page, '哪个村、哪一户').fill('辉煌村三组');
    await tap(page, '给他发验证码');
    const code = field(page, '他收到的六位数字');
    await code.waitFor();
    await trade.until('the code', async () => (await sent('errand-code'))['code'] !== undefined);
    await code.fill((await sent('errand-code'))['code'] ?? '');
    expect(await looks(page)).toEqual(NOTHING);
    await tap(page, '他同意，开始办');
    await seen(page, '替赵老根买').first().waitFor();
    expect(await looks(page)).toEqual(NOTHING);
    await tap(page, '去选货');
    await seen(page, /替\s*赵老根\s*买东西/)
      .first()
      .waitFor();
    await page.evaluate(
      (wanted) => localStorage.setItem('heitu.checkout', JSON.stringify({ data: JSON.stringify(wanted) })),
      lines,
    );
    await open('pages/checkout/index');
    await seen(page, '提交，让他扫码付').waitFor();
    expect(await looks(page)).toEqual(NOTHING);
    await tap(page, '提交，让他扫码付');
    await seen(page, '换一个码').waitFor();
    expect(await looks(page)).toEqual(NOTHING);
    const agent = await trade.person(AGENT);
    const { stationPurchases } = await agent.ask('{ stationPurchases { newest { forWhom state } } }');
    expect(stationPurchases.newest[0]).toEqual({ forWhom: '赵**', state: 'OPEN' });
    await trade.until('what it costs', async () =>
      (await sent('bought-for-you'))['what']?.startsWith('服务站替您下单，共'),
    );
    expect(faults).toEqual([]);
  }, 180_000);

  it('finds first what a seller offers it to sign, and signs it', async () => {
    const seller = await trade.person('oDEMO-heitu-staff-beijiang-coldfood-owner');
    const { myParties } = await seller.ask('{ myParties { id kind } }');
    const { id: partyId } = myParties.find(({ kind }: { kind: string }) => kind !== 'STATION');
    const [number, now] = [`ZT-${trade.run}`, await trade.world.now()];
    const days = { validFromOn: dayFrom(now, -1), validUntilOn: dayFrom(now, 300) };
    const contract = { partyId, withPartyId: stationPartyId, kind: 'STATION', number, ...days };
    const { id } = await seller.do('signContract', contract, 'id');
    const { page, open, faults } = await phoneOf(AGENT);
    await open('pages/me/index');
    const waiting = page.locator('.cell').filter({ hasText: '服务站合作协议，等您签字', visible: true });
    await waiting.filter({ hasText: '前签字，还剩' }).waitFor();
    expect(await looks(page)).toEqual(NOTHING);
    await waiting.tap();
    await page.getByLabel(`签字：合同${number}`).waitFor();
    expect(await looks(page)).toEqual(NOTHING);
    expect(await seen(page, '登记一份合同').count()).toBe(0);
    await page.getByLabel(`签字：合同${number}`).tap();
    await trade.until('the contract to be signed', async () => {
      const { contracts } = await seller.ask('query($id: ID!) { contracts(id: $id) { edges { node { state } } } }', {
        id,
      });
      return contracts.edges[0].node.state === 'SIGNED';
    });
    expect(faults).toEqual([]);
  }, 120_000);

  it('says what it holds, and that it takes none now', async () => {
    const { page, open, faults } = await phoneOf(AGENT);
    await open('seller/pages/shelf/index');
    await tap(page, '正在收包裹');
    await field(page, '架子上能放几件').fill('12');
    await tap(page, '现在收包裹，买家可以选到这里取');
    expect(await looks(page)).toEqual(NOTHING);
    await tap(page, '保存');
    await seen(page, '现在不收包裹').waitFor();
    const buyer = await trade.person(BUYER);
    const near = '{ pickupStations(divisionCode: "230184102", storages: [AMBIENT]) { stationPartyId } }';
    expect((await buyer.ask(near)).pickupStations).toEqual([]);
    expect(faults).toEqual([]);
  }, 120_000);

  it('shows to whom the money was shared what lies at the provider for it', async () => {
    for (const [openid, path] of [
      [AGENT, 'seller/pages/shelf/index'],
      [MANAGER, 'carrier/pages/money/index'],
    ] as const) {
      const { page, open, faults } = await phoneOf(openid);
      await open(path);
      await tap(page, '账户里的钱，提到银行');
      await page.getByText('支付机构一共管着').or(page.getByText('还没有收款账户')).first().waitFor();
      expect(await looks(page)).toEqual(NOTHING);
      if (openid === MANAGER) {
        await tap(page, '每月对账单');
        await seen(page, '上个月').waitFor();
        await page.getByText('月初').filter({ visible: true }).first().waitFor();
      }
      expect(faults).toEqual([]);
    }
  }, 120_000);

  it('shows above the shelf what is asked of the station itself, until when, and opens it', async () => {
    const mediator = await trade.staff('mediator');
    const measure = { partyId: stationPartyId, reason: '冷柜有两天没有记温度', clause: '8.1.2.as' };
    await mediator.do(
      'takeMeasure',
      { ...measure, step: 'RECTIFICATION', dueOn: dayFrom(await trade.world.now(), 7) },
      'id',
    );
    try {
      const { page, open, asked, faults } = await phoneOf(AGENT);
      await open('seller/pages/shelf/index');
      await seen(page, '等您办的').waitFor();
      await seen(page, /前整改好，还剩/).waitFor();
      expect(asked.length).toBeLessThanOrEqual(2);
      expect(await looks(page)).toEqual(NOTHING);
      await tap(page, '限期整改');
      await seen(page, '冷柜有两天没有记温度').first().waitFor();
      expect(faults).toEqual([]);
    } finally {
      await mediator.do('takeMeasure', { ...measure, step: 'LIFTED', reason: '已经改正' }, 'id');
    }
  }, 120_000);
});
