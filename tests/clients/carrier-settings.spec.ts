import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { nodesOf, type Person } from '../journeys/client.ts';
import { dayFrom } from '../journeys/numbers.ts';
import { field, openBrowser, openPhone, seen, seriousFaults, SMALL_PHONE, tap, type Watched } from './browser.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

describe('what a carrier sets, by tapping', () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let browser: Browser;
  let manager: Person;
  let desk: Watched & { open(path: string): Promise<void> };
  beforeAll(async () => {
    platform = await clientPlatform();
    trade = new Trade(platform);
    browser = await openBrowser();
    manager = await trade.staff('carrier-manager');
    desk = await phoneOf(manager);
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const phoneOf = (who: Person) => openPhone(browser, who.token, `${platform.url}/m`, SMALL_PHONE);
  const type = (page: Page, label: string, value: string) => field(page, label).fill(value);
  /** Of the question over the page, which has the word of the button below it. */
  const yes = (word: string) => desk.page.locator('.taro__modal').getByText(word, { exact: true }).tap();
  /** What is told under the field of this label. */
  const wrongAt = (page: Page, label: string) =>
    page.locator('.field.wrong').filter({ hasText: label }).locator('.field-error');
  const carrier = async (fields: string) => (await manager.ask(`{ carriers { partyId ${fields} } }`))['carriers'][0];

  it('registers a vehicle, once what is wrong with it was put right', async () => {
    const { page } = desk;
    const { vehicles } = await carrier('vehicles { plate }');
    const plate = `黑A${trade.run.slice(0, 5).toUpperCase()}`;
    await desk.open('/carrier/pages/fleet/index');
    await tap(page, /^车 \d+$/);
    await tap(page, '加一辆车');
    await tap(page, '保存');
    expect(await wrongAt(page, '车牌号').textContent()).toBe('请填写车牌号');
    expect(await seriousFaults(page)).toEqual([]);
    await type(page, '车牌号', vehicles[0].plate);
    await type(page, '道路运输证编号', '黑交运管00001号');
    await type(page, '道路运输证有效到哪天', '2025-01-01');
    await tap(page, '保存');
    await wrongAt(page, '道路运输证有效到哪天').filter({ hasText: '已过期' }).waitFor();
    await type(page, '道路运输证有效到哪天', '2029-12-31');
    await tap(page, '保存');
    await wrongAt(page, '最低多少度').filter({ hasText: '冷藏车要写明' }).waitFor();
    await type(page, '最低多少度（°C，不控温的不填）', '6');
    await type(page, '最高多少度（°C，不控温的不填）', '-2');
    await tap(page, '保存');
    await wrongAt(page, '最低多少度').filter({ hasText: '不能高于' }).waitFor();
    await type(page, '最低多少度（°C，不控温的不填）', '-2');
    await type(page, '最高多少度（°C，不控温的不填）', '6');
    await tap(page, '保存');
    await wrongAt(page, '车牌号').filter({ hasText: '已经登记过' }).waitFor();
    expect((await carrier('vehicles { plate }')).vehicles).toEqual(vehicles);
    await type(page, '车牌号', plate);
    await tap(page, '保存');
    await seen(page, plate).waitFor();
    expect(
      (await carrier('vehicles { plate kind temperatureCelsiusMin temperatureCelsiusMax validUntilOn }')).vehicles,
    ).toContainEqual({
      plate,
      kind: 'REFRIGERATED_TRUCK',
      temperatureCelsiusMin: -2,
      temperatureCelsiusMax: 6,
      validUntilOn: '2029-12-31',
    });

    await tap(page, /^温度计 \d+$/);
    await tap(page, '装一个温度计');
    await field(page, '装在哪里').selectOption({ label: `车 ${plate}` });
    await type(page, '设备编号（印在设备上）', `SN-${trade.run}`);
    await type(page, '设备密码（厂家给的，16位以上）', 'short');
    await tap(page, '保存');
    await wrongAt(page, '设备密码').waitFor();
    await type(page, '设备密码（厂家给的，16位以上）', `secret-of-${trade.run}`);
    await tap(page, '保存');
    await seen(page, new RegExp(`SN-${trade.run}`)).waitFor();
    await tap(page, /^车 \d+$/);
    await page.getByLabel(`不再用${plate}`, { exact: true }).tap();
    await tap(page, '再想想');
    const own = async () => ({
      vehicle: (await carrier('vehicles { plate endedAt }')).vehicles.find(
        (one: { plate: string }) => one.plate === plate,
      ).endedAt,
      device: (await carrier('devices { id endedAt }')).devices.find(
        ({ id }: { id: string }) => id === `SN-${trade.run}`,
      ).endedAt,
    });
    expect(await own()).toEqual({ vehicle: null, device: null });
    await page.getByLabel(`不再用${plate}`, { exact: true }).tap();
    await tap(page, '确定');
    await page.locator('.line').filter({ hasText: plate, visible: true }).getByText(/停用/).waitFor();
    expect(await own()).toEqual({ vehicle: expect.any(String), device: expect.any(String) });
    expect(await seriousFaults(page)).toEqual([]);
    // What was put away can be registered again, with its papers of now; its thermometer comes back to it.
    await tap(page, '加一辆车');
    // First, while nothing moves: what is typed later opens and closes lines above and below.
    await tap(page, '普通货车');
    await type(page, '车牌号', plate);
    await type(page, '道路运输证编号', '黑交运管00002号');
    await type(page, '道路运输证有效到哪天', dayFrom(await trade.world.now(), 10));
    await tap(page, '保存');
    await page.locator('.line').filter({ hasText: plate, visible: true }).getByText('运输证快到期').waitFor();
    expect(await own()).toEqual({ vehicle: null, device: expect.any(String) });
    await tap(page, /^温度计 \d+$/);
    await tap(page, '装一个温度计');
    // Its readings stay with the place where it hung, so that it can hang in no other.
    await field(page, '装在哪里').selectOption({ label: (await carrier('facilities { name }')).facilities[0].name });
    await type(page, '设备编号（印在设备上）', `SN-${trade.run}`);
    await type(page, '设备密码（厂家给的，16位以上）', `secret-of-${trade.run}`);
    await tap(page, '保存');
    await wrongAt(page, '设备编号').filter({ hasText: '已经登记过' }).waitFor();
    await field(page, '装在哪里').selectOption({ label: `车 ${plate}` });
    await tap(page, '保存');
    await page
      .locator('.line')
      .filter({ hasText: `SN-${trade.run}`, visible: true })
      .getByText('还没报过')
      .waitFor();
    await page.getByLabel(`不再用温度计SN-${trade.run}`, { exact: true }).tap();
    await tap(page, '确定');
    await page
      .locator('.line')
      .filter({ hasText: `SN-${trade.run}`, visible: true })
      .getByText(/停用/)
      .waitFor();
    expect(await own()).toEqual({ vehicle: null, device: expect.any(String) });
  }, 120_000);

  it('registers a store, once what is wrong with it was put right', async () => {
    const { page } = desk;
    const { facilities } = await carrier('facilities { name }');
    const name = `城东预冷库${trade.run}`;
    await desk.open('/carrier/pages/fleet/index');
    await tap(page, /^库房 \d+$/);
    await tap(page, '加一个库或站点');
    await tap(page, '保存');
    expect([await wrongAt(page, '名称').textContent(), await wrongAt(page, '详细地址').textContent()]).toEqual([
      '请填写名称',
      '请填写地址',
    ]);
    expect(await seriousFaults(page)).toEqual([]);
    await type(page, '名称', name);
    await type(page, '详细地址', '城东路18号');
    await type(page, '能放多少吨（可以不填）', '二十');
    await tap(page, '保存');
    expect(await wrongAt(page, '能放多少吨').textContent()).toBe('写成 20 或 0.5');
    await type(page, '能放多少吨（可以不填）', '20');
    await tap(page, '保存');
    await wrongAt(page, '最低多少度').filter({ hasText: '要写明最低和最高温度' }).waitFor();
    expect((await carrier('facilities { name }')).facilities).toEqual(facilities);
    await type(page, '最低多少度（°C，不控温的不填）', '0');
    await type(page, '最高多少度（°C，不控温的不填）', '4');
    await tap(page, '产地，收货用');
    await tap(page, '保存');
    await seen(page, name).waitFor();
    expect(
      (
        await carrier(
          'facilities { kind name divisionCode address stage capacityKilograms temperatureCelsiusMin temperatureCelsiusMax }',
        )
      ).facilities,
    ).toContainEqual({
      kind: 'PRE_COOLING_STORE',
      name,
      divisionCode: '230184',
      address: '城东路18号',
      stage: 'ORIGIN',
      capacityKilograms: 20_000,
      temperatureCelsiusMin: 0,
      temperatureCelsiusMax: 4,
    });
  }, 120_000);

  it('takes on whoever shows their code, and tells who may carry cold goods until when', async () => {
    const { page } = desk;
    const rider = await trade.person(`rider-${trade.run}`);
    const { me } = await rider.ask('{ me { id } }');
    await desk.open('/carrier/pages/fleet/index');
    const { couriers } = await carrier('couriers { name certifiedUntilOn }');
    const { name, certifiedUntilOn } = couriers.find(
      (one: { certifiedUntilOn: string | null }) => one.certifiedUntilOn,
    );
    const [year, month, day] = certifiedUntilOn.split('-').map(Number);
    await page
      .locator('.line')
      .filter({ hasText: name, visible: true })
      .getByText(`冷链上岗证有效到${year}年${month}月${day}日`)
      .waitFor();
    await tap(page, '加一个送货的人');
    await type(page, '他的码', `heitu:account:${me.id}`);
    await type(page, '姓名', '李送达');
    await type(page, '手机号', '1380000');
    await tap(page, '保存');
    await wrongAt(page, '手机号').filter({ hasText: '11位' }).waitFor();
    await type(page, '手机号', '13800000000');
    await tap(page, '保存');
    await page.locator('.line').filter({ hasText: '李送达', visible: true }).getByText('没有冷链证').waitFor();
    expect((await carrier('couriers { name active }')).couriers).toContainEqual({ name: '李送达', active: true });
    await page.getByLabel('不再用李送达').tap();
    await tap(page, '确定');
    await seen(page, '已离开').first().waitFor();
    expect((await carrier('couriers { name active }')).couriers).toContainEqual({ name: '李送达', active: false });
  }, 120_000);

  it('sets where it goes and at what price, and refuses what is no price', async () => {
    const { page } = desk;
    const before = await carrier(
      'areas { divisionCode } rates { storage divisionCode firstKilogramFen } serviceDaysPerWeek licensedModes',
    );
    await desk.open('/carrier/pages/service/index');
    await tap(page, '加一个地方');
    await tap(page, '选择地区');
    await tap(page, '全国');
    await tap(page, '内蒙古自治区');
    await tap(page, '就选内蒙古自治区');
    await seen(page, '重选').waitFor();
    await tap(page, '上门收货（去商家那里取）');
    await tap(page, '送货到家（送到买家手里）');
    await tap(page, '保存');
    await page.locator('.field-error').filter({ hasText: '至少选一样' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect((await carrier('areas { divisionCode }')).areas).toEqual(before.areas);
    await tap(page, '送货到家（送到买家手里）');
    await tap(page, '保存');
    await page.locator('.line').filter({ hasText: '内蒙古自治区', visible: true }).waitFor();
    expect((await carrier('areas { divisionCode firstMile lastMile }')).areas).toContainEqual({
      divisionCode: '15',
      firstMile: false,
      lastMile: true,
    });
    await page.getByLabel('改内蒙古自治区', { exact: true }).tap();
    await seen(page, '改：内蒙古自治区').waitFor();
    await tap(page, '上门收货（去商家那里取）');
    await field(page, '交给村里的服务站代送吗').selectOption({ index: 1 });
    expect(await seriousFaults(page)).toEqual([]);
    await tap(page, '保存');
    const { stations } = await manager.ask('{ stations { partyId name } }');
    await page
      .locator('.line')
      .filter({ hasText: '内蒙古自治区', visible: true })
      .getByText(`${stations[0].name}代送`)
      .waitFor();
    const there = async () =>
      (await carrier('areas { divisionCode firstMile lastMile stationPartyId }')).areas.filter(
        (area: { divisionCode: string }) => area.divisionCode === '15',
      );
    expect(await there()).toEqual([
      { divisionCode: '15', firstMile: true, lastMile: true, stationPartyId: stations[0].partyId },
    ]);
    await page.getByLabel('删掉内蒙古自治区', { exact: true }).tap();
    await tap(page, '再想想');
    expect(await there()).toHaveLength(1);
    await page.getByLabel('删掉内蒙古自治区', { exact: true }).tap();
    await yes('删掉');
    await page.locator('.line').filter({ hasText: '内蒙古自治区', visible: true }).waitFor({ state: 'detached' });
    expect((await carrier('areas { divisionCode }')).areas).toEqual(before.areas);

    await tap(page, '收多少');
    await tap(page, '加一个价');
    await tap(page, '冷冻');
    await tap(page, '只是一个地方');
    await tap(page, '选择地区');
    await tap(page, '全国');
    await tap(page, '内蒙古自治区');
    await tap(page, '就选内蒙古自治区');
    await seen(page, '重选').waitFor();
    await type(page, '起步价多少元', '-8');
    await type(page, '每次加多少元', '1.5');
    await type(page, '几小时内送到', '900');
    await tap(page, '保存');
    expect(await wrongAt(page, '起步价多少元').textContent()).toBe('请填写多少元，比如 8 或 8.5');
    await type(page, '起步价多少元', '38');
    await tap(page, '保存');
    await wrongAt(page, '几小时内送到').waitFor();
    expect((await carrier('rates { storage divisionCode firstKilogramFen }')).rates).toEqual(before.rates);
    await type(page, '几小时内送到', '96');
    await seen(page, '买家看到的运费：1公斤以内 ¥38.00，每多1公斤加 ¥1.50，96小时内送到').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await tap(page, '保存');
    await page.getByLabel('改冷冻内蒙古自治区的价', { exact: true }).waitFor();
    expect(
      (await carrier('rates { storage divisionCode divisionText firstKilogramFen perKilogramFen hours }')).rates,
    ).toContainEqual({
      storage: 'FROZEN',
      divisionCode: '15',
      divisionText: '内蒙古自治区',
      firstKilogramFen: 3800,
      perKilogramFen: 150,
      hours: 96,
    });
    await page.getByLabel('改冷冻内蒙古自治区的价', { exact: true }).tap();
    await type(page, '起步价多少元', '40.5');
    await type(page, '每次加多少元', '0');
    await seen(page, '买家看到的运费：1公斤以内 ¥40.50，每多1公斤加 ¥0.00，96小时内送到').waitFor();
    await tap(page, '保存');
    await seen(page, /买家看到的运费/).waitFor({ state: 'hidden' });
    // Dearer: it is announced, what holds now stays.
    await seen(page, /起：1公斤以内40\.50元/).waitFor();
    expect(
      (await carrier('rates { storage divisionCode firstKilogramFen perKilogramFen }')).rates.filter(
        (rate: { divisionCode: string }) => rate.divisionCode === '15',
      ),
    ).toEqual([{ storage: 'FROZEN', divisionCode: '15', firstKilogramFen: 3800, perKilogramFen: 150 }]);
    await page.getByLabel('删掉冷冻内蒙古自治区的价', { exact: true }).tap();
    await yes('删掉');
    await seen(page, /¥38\.00.*96小时内送到/)
      .first()
      .waitFor({ state: 'detached' });
    expect((await carrier('rates { storage divisionCode firstKilogramFen }')).rates).toEqual(before.rates);

    await tap(page, '时间');
    await type(page, '一周干几天', '4');
    await tap(page, '保存');
    await wrongAt(page, '一周干几天').filter({ hasText: '至少服务5天' }).waitFor();
    expect(await carrier('serviceDaysPerWeek licensedModes')).toMatchObject({
      serviceDaysPerWeek: before.serviceDaysPerWeek,
      licensedModes: before.licensedModes,
    });
    await type(page, '一周干几天', '6');
    await tap(page, '保存');
    await seen(page, '已保存').waitFor();
    // The sentence may be that of what was saved before it.
    const { licensedModes } = await trade.until('the week to be saved', async () => {
      const now = await carrier('serviceDaysPerWeek licensedModes');
      return now.serviceDaysPerWeek === 6 && now;
    });
    expect(licensedModes).toEqual(before.licensedModes);
  }, 120_000);

  it('answers to a measure, puts a contract on file, and joins the covenant', async () => {
    const { page } = desk;
    const { partyId } = await carrier('name');
    const reason = `三单没有按时送到 ${trade.run}`;
    const mediator = await trade.staff('mediator');
    await mediator.do('takeMeasure', { partyId, step: 'WARNING', reason, clause: '6.6.end' }, 'id');
    await desk.open('/carrier/pages/conduct/index');
    await seen(page, '检查和举报').first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    // These pages are of every party, whatever it does.
    await tap(page, '措施和整改');
    const measure = page.locator('.section').filter({ hasText: reason, visible: true });
    await measure.getByText('不服，要申诉').tap();
    await tap(page, '提交');
    expect(await wrongAt(page, '为什么不服').textContent()).toBe('请写清楚');
    await type(page, '为什么不服', '那三单遇到大雪封路，都提前打过电话');
    await tap(page, '提交');
    await measure.getByText('申诉中').waitFor();
    const order = `车厢要每天消毒 ${trade.run}`;
    const { id: measureId } = await mediator.do(
      'takeMeasure',
      {
        partyId,
        step: 'RECTIFICATION',
        reason: order,
        clause: '6.6.end',
        dueOn: dayFrom(await trade.world.now(), 10),
      },
      'id',
    );
    await desk.open('/carrier/pages/conduct/index');
    await seen(page, '1件').waitFor();
    await tap(page, '措施和整改');
    const ordered = page.locator('.section').filter({ hasText: order, visible: true });
    await ordered.getByText('改好了，报上去').tap();
    await type(page, '改了什么，怎么改的', '每天收车后消毒，登记在本子上');
    expect(await seriousFaults(page)).toEqual([]);
    await tap(page, '提交');
    await ordered.getByText('已报整改，待核查').waitFor();
    const { measures } = await mediator.ask(
      'query($p: ID) { measures(partyId: $p) { edges { node { id state rectification } } } }',
      { p: partyId },
    );
    expect(nodesOf(measures)).toContainEqual({
      id: measureId,
      state: 'REPORTED',
      rectification: '每天收车后消毒，登记在本子上',
    });
    await mediator.do('confirmRectification', { measureId, accept: true }, 'id');
    await desk.open('/carrier/pages/conduct/index');
    await tap(page, '合同和公约');
    await tap(page, '登记一份合同');
    // A carrier is the other side of a delivery contract: the seller files it.
    expect(await page.getByLabel('什么合同：配送服务合同').count()).toBe(0);
    await page.getByLabel(/^什么合同：平台服务协议/).tap();
    const number = `HT-${trade.run}`;
    await page.getByLabel('和谁签的', { exact: true }).filter({ visible: true }).selectOption({ index: 1 });
    await type(page, '合同编号', number);
    await type(page, '从哪天起', '2026-01-01');
    await type(page, '到哪天止', '2025-01-01');
    await tap(page, '登记');
    await wrongAt(page, '到哪天止').filter({ hasText: '不能早于' }).waitFor();
    await type(page, '到哪天止', '2028-12-31');
    // The line under the last field goes as it is left, and the button moves up under the finger: who misses it taps again.
    const choosing = () =>
      Promise.all([page.waitForEvent('filechooser', { timeout: 8000 }), tap(page, '拍照或选照片')]);
    const [chooser] = await choosing().catch(choosing);
    await chooser.setFiles({ name: 'contract.png', mimeType: 'image/png', buffer: await page.screenshot() });
    await seen(page, '重拍').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await tap(page, '登记');
    const line = page.locator('.line').filter({ hasText: number, visible: true });
    await line.getByText(/^和 五常市黑土/).waitFor();
    await line.locator('img').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const { contracts } = (await manager.ask('{ myParties { contracts { number fileId } } }'))['myParties'].find(
      (party: { contracts: unknown[] | null }) => party.contracts?.length,
    );
    const { fileId } = contracts.find((contract: { number: string }) => contract.number === number);
    const sent = (who: Person) =>
      fetch(`${platform.url}/edges/sellers/files/${fileId}`, { headers: { authorization: `Bearer ${who.token}` } });
    expect([
      (await sent(manager)).headers.get('content-type'),
      (await sent(await trade.person(`nobody-${trade.run}`))).status,
    ]).toEqual(['image/jpeg', 404]);
    const joined = async () =>
      (await manager.ask('{ myParties { kind covenantVersion } }'))['myParties'].find(
        ({ kind }: { kind: string }) => kind === 'CARRIER',
      ).covenantVersion;
    // Somebody may have joined it earlier on the same platform.
    if ((await joined()) === null) await tap(page, '加入');
    await seen(page, '已加入').first().waitFor();
    expect(await joined()).toBeGreaterThan(0);
  }, 120_000);

  it('tells who is no manager why there is nothing for them, and leaves no fault on the console', async () => {
    const buyer = await phoneOf(await trade.person(`nobody-${trade.run}`));
    for (const name of ['fleet', 'service', 'conduct']) {
      await buyer.open(`/carrier/pages/${name}/index`);
      await seen(buyer.page, /没有权限|无权/)
        .first()
        .waitFor();
    }
    const courier = await phoneOf(await trade.staff('courier'));
    await courier.open('/carrier/pages/fleet/index');
    await seen(courier.page, '这一页给配送公司的经理用').waitFor();
    expect([...desk.faults, ...buyer.faults, ...courier.faults].filter((fault) => !fault.includes('favicon'))).toEqual(
      [],
    );
  }, 60_000);
});
