import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { field, openBrowser, openPhone, seen, seriousFaults, SMALL_PHONE, tap, type Watched } from './browser.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const H5 = fileURLToPath(new URL('../../miniprogram/dist/h5', import.meta.url));
const built = existsSync(H5) || !!process.env['TEST_CLIENTS_URL'];
(built ? describe : describe.skip)('what a carrier sets, by tapping', () => {
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
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const phoneOf = (who: Person) => openPhone(browser, who.token, `${platform.url}/m`, SMALL_PHONE);
  const type = (page: Page, label: string, value: string) => field(page, label).fill(value);
  /** What is told under the field of this label. */
  const wrongAt = (page: Page, label: string) => page.locator('.field.wrong').filter({ hasText: label }).locator('.field-error');
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
    expect((await carrier('vehicles { plate kind temperatureCelsiusMin temperatureCelsiusMax validUntil }')).vehicles).toContainEqual({ plate, kind: 'refrigerated-truck', temperatureCelsiusMin: -2, temperatureCelsiusMax: 6, validUntil: '2029-12-31' });
  }, 120_000);

  it('takes on whoever shows their code, and puts a thermometer into a vehicle', async () => {
    const { page } = desk;
    const rider = await trade.person(`rider-${trade.run}`);
    const { me } = await rider.ask('{ me { id } }');
    await desk.open('/carrier/pages/fleet/index');
    await tap(page, '加一个送货的人');
    await type(page, '他的码', `heitu:account:${me.id}`);
    await type(page, '姓名', '李送达');
    await type(page, '手机号', '1380000');
    await tap(page, '保存');
    await wrongAt(page, '手机号').filter({ hasText: '11位' }).waitFor();
    await type(page, '手机号', '13800000000');
    await tap(page, '保存');
    await seen(page, '李送达').waitFor();
    expect((await carrier('couriers { name active }')).couriers).toContainEqual({ name: '李送达', active: true });
    await page.getByLabel('不再用李送达').tap();
    await tap(page, '确定');
    await seen(page, '已离开').first().waitFor();
    expect((await carrier('couriers { name active }')).couriers).toContainEqual({ name: '李送达', active: false });

    await tap(page, /^温度计 \d+$/);
    await tap(page, '装一个温度计');
    await page.getByLabel('装在哪里', { exact: true }).filter({ visible: true }).first().selectOption({ index: 1 });
    await type(page, '设备编号（印在设备上）', `SN-${trade.run}`);
    await type(page, '设备密码（厂家给的，16位以上）', 'short');
    await tap(page, '保存');
    await wrongAt(page, '设备密码').waitFor();
    await type(page, '设备密码（厂家给的，16位以上）', `secret-of-${trade.run}`);
    await tap(page, '保存');
    await seen(page, new RegExp(`SN-${trade.run}`)).waitFor();
  }, 120_000);

  it('sets where it goes and at what price, and refuses what is no price', async () => {
    const { page } = desk;
    const before = await carrier('areas { divisionCode } rates { storage divisionCode firstKilogramFen } serviceDaysPerWeek licensedModes');
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
    await seen(page, '内蒙古自治区').first().waitFor();
    expect((await carrier('areas { divisionCode firstMile lastMile }')).areas).toContainEqual({ divisionCode: '15', firstMile: false, lastMile: true });

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
    await seen(page, /¥38\.00.*96小时内送到/).first().waitFor();
    expect((await carrier('rates { storage divisionCode divisionText firstKilogramFen perKilogramFen hours }')).rates).toContainEqual({ storage: 'frozen', divisionCode: '15', divisionText: '内蒙古自治区', firstKilogramFen: 3800, perKilogramFen: 150, hours: 96 });

    await tap(page, '时间');
    await type(page, '一周干几天', '4');
    await tap(page, '保存');
    await wrongAt(page, '一周干几天').filter({ hasText: '至少服务5天' }).waitFor();
    expect(await carrier('serviceDaysPerWeek licensedModes')).toMatchObject({ serviceDaysPerWeek: before.serviceDaysPerWeek, licensedModes: before.licensedModes });
    await type(page, '一周干几天', '6');
    await tap(page, '保存');
    await seen(page, '已保存').waitFor();
    expect(await carrier('serviceDaysPerWeek licensedModes')).toMatchObject({ serviceDaysPerWeek: 6, licensedModes: before.licensedModes });
  }, 120_000);

  it('answers to a measure, puts a contract on file, and joins the covenant', async () => {
    const { page } = desk;
    const { partyId } = await carrier('name');
    const reason = `三单没有按时送到 ${trade.run}`;
    await (await trade.staff('mediator')).do('takeMeasure', { partyId, step: 'warning', reason, clause: '6.6.end' }, 'id');
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
    await desk.open('/carrier/pages/conduct/index');
    await tap(page, '合同和公约');
    await tap(page, '登记一份合同');
    expect(await seen(page, '送货的合同').count()).toBe(0);
    await tap(page, '和平台');
    const number = `HT-${trade.run}`;
    await page.getByLabel('和谁签的', { exact: true }).filter({ visible: true }).selectOption({ index: 1 });
    await type(page, '合同编号', number);
    await type(page, '从哪天起', '2026-01-01');
    await type(page, '到哪天止', '2025-01-01');
    await tap(page, '登记');
    await wrongAt(page, '到哪天止').filter({ hasText: '不能早于' }).waitFor();
    await type(page, '到哪天止', '2028-12-31');
    expect(await seriousFaults(page)).toEqual([]);
    await tap(page, '登记');
    await page.locator('.line').filter({ hasText: number }).getByText(/^和 五常市黑土/).waitFor();
    const joined = async () => (await manager.ask('{ myParties { kind covenantVersion } }'))['myParties'].find(({ kind }: { kind: string }) => kind === 'carrier').covenantVersion;
    // Somebody may have joined it earlier on the same platform.
    if ((await joined()) === null) await tap(page, '加入');
    await seen(page, '已加入').first().waitFor();
    expect(await joined()).toBeGreaterThan(0);
  }, 120_000);

  it('tells who is no manager why there is nothing for them, and leaves no fault on the console', async () => {
    const buyer = await phoneOf(await trade.person(`nobody-${trade.run}`));
    for (const name of ['fleet', 'service', 'conduct']) {
      await buyer.open(`/carrier/pages/${name}/index`);
      await seen(buyer.page, /没有权限|无权/).first().waitFor();
    }
    const courier = await phoneOf(await trade.staff('courier'));
    await courier.open('/carrier/pages/fleet/index');
    await seen(courier.page, '这一页给配送公司的经理用').waitFor();
    expect([...desk.faults, ...buyer.faults, ...courier.faults].filter((fault) => !fault.includes('favicon'))).toEqual([]);
  }, 60_000);
});
