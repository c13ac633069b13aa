import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { scanned } from '../journeys/papers.ts';
import { faultsInCare, field, openBrowser, openPhone, seen, seriousFaults, smallTargets, tap } from './browser.ts';
import { deskOf } from './desk.fixture.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

/** A farmer writes a field down from its first crop to a lot of it; whoever buys reads it; the office counts it. */
describe('fields, by tapping [5.1] [5.1.a] [7.3.2.d]', () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let browser: Browser;
  let farmer: Person;
  beforeAll(async () => {
    platform = await clientPlatform();
    trade = new Trade(platform);
    browser = await openBrowser();
    farmer = await trade.person('oDEMO-heitu-staff-wangxiulan-owner');
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const picture = async (page: Page, name: string): Promise<void> => {
    const folder = process.env['FIELDS_PICTURES'];
    if (!folder) return;
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    await page.evaluate("document.querySelectorAll('.page').forEach((one) => one.classList.add('care'))");
    await page.screenshot({ path: `${folder}/${name}-care.png`, fullPage: true });
    await page.evaluate("document.querySelectorAll('.page').forEach((one) => one.classList.remove('care'))");
  };
  const faultsOf = async (page: Page): Promise<string[]> => [
    ...(await seriousFaults(page)),
    ...(await smallTargets(page)),
    ...(await faultsInCare(page)),
  ];

  /** Eggs that their farmer looked at, and of which nobody wrote down where they are from; answers their code. */
  const soldWithoutOrigin = async (): Promise<string> => {
    const { lots } = await farmer.ask(
      `{ lots(state: RELEASED, first: 50) { edges { node {
        supplierId producedOn markedName producerName producerAddress complaintContact
        sku { id } selfChecks { checkedOn items { name value unit } } } } } }`,
    );
    const { sku, selfChecks, ...known } = lots.edges
      .map(({ node }: any) => node)
      .find((node: any) => node.selfChecks.length > 0);
    const code = `NOWHERE-${trade.run}`;
    const { id: lotId } = await farmer.do('registerLot', { ...known, skuId: sku.id, code, units: 5 }, 'id');
    const { checkedOn, items } = selfChecks[0];
    const fileId = await scanned(farmer, 'inspection-report');
    const look = { lotId, checkedBy: '王秀兰', checkedOn, promised: true, fileId, items };
    await farmer.do('recordSelfCheck', look, 'id');
    await farmer.do('releaseLot', { lotId }, 'id');
    return code;
  };

  it('is written down with few taps, and refuses a harvest in plain words until its days are over', async () => {
    const phone = await openPhone(browser, farmer.token, `${platform.url}/m`);
    const { page } = phone;
    await phone.open('/seller/pages/fields/index');
    await seen(page, '加一块地').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'list');
    await tap(page, '加一块地');
    await field(page, '叫什么').fill(`屋后菜地${trade.run}`);
    const size = page
      .getByLabel(/有多大/)
      .filter({ visible: true })
      .first();
    await size.tap();
    for (const key of ['2', '小数点', '5', '好了'])
      await page.locator('.keys').getByRole('button', { name: key, exact: true }).tap();
    await field(page, '乡镇').selectOption({ index: 1 });
    await field(page, '哪个村屯').fill('保家村');
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'new');
    await tap(page, '保存');

    await tap(page, '记下种养什么');
    await field(page, '种的、养的').fill('香菜');
    await field(page, '收下来卖哪类货').selectOption({ label: '蔬菜 / 鲜菜' });
    await tap(page, '记下');
    await tap(page, '记用药用肥');
    expect(await faultsOf(page)).toEqual([]);
    await field(page, '名称（照标签上写的）').fill('苏云金杆菌');
    for (const [label, keys] of [
      [/用了多少/, ['8', '0', '好了']],
      [/隔几天才能收/, ['7', '好了']],
    ] as const) {
      await page.getByLabel(label).filter({ visible: true }).first().tap();
      for (const key of keys) await page.locator('.keys').getByRole('button', { name: key, exact: true }).tap();
    }
    await picture(page, 'input');
    await tap(page, '记下');
    await seen(page, /打的药要隔7天，.*以后才能收/)
      .first()
      .waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'field');
    await tap(page, '记采收');
    await page
      .getByLabel(/收了多少/)
      .filter({ visible: true })
      .first()
      .tap();
    for (const key of ['3', '0', '好了'])
      await page.locator('.keys').getByRole('button', { name: key, exact: true }).tap();
    await tap(page, '记下');
    await page.locator('.field-error', { hasText: '要隔7天' }).filter({ visible: true }).waitFor();
    await picture(page, 'refused');
    await tap(page, '先不记');

    await tap(page, '记错了');
    await field(page, '哪里记错了').fill('打的是别人家的地');
    await tap(page, '划掉');
    await seen(page, '划掉一条').first().waitFor();
    await tap(page, '记采收');
    await tap(page, '记下');
    await seen(page, '收了30千克').first().waitFor();
    await picture(page, 'harvested');
    await tap(page, '做成一批货');
    await seen(page, /屋后菜地.*还有30千克/)
      .first()
      .waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'lot');
    expect(phone.faults.filter((fault) => !fault.includes('favicon'))).toEqual([]);
  }, 180_000);

  it('is read as a short story by whoever scans, and counted in the office', async () => {
    const { lots } = await farmer.ask(
      '{ lots(state: RELEASED, first: 50) { edges { node { lotCode fields { plotName } } } } }',
    );
    const all = lots.edges.map(({ node }: any) => node) as { lotCode: string; fields: { plotName: string }[] }[];
    const told = all.find(({ fields }) => fields.length > 0)!;
    const reviewer = await trade.staff('reviewer');
    const everybodys = await reviewer.ask(
      '{ lots(state: RELEASED, first: 100) { edges { node { lotCode purchases { id } } } } }',
    );
    const bought = everybodys.lots.edges
      .map(({ node }: any) => node)
      .find(({ purchases }: any) => purchases.length > 0);
    const silent = await soldWithoutOrigin();
    const phone = await openPhone(browser, null, `${platform.url}/m`);
    await phone.open(`/pages/trace/index?lot=${told.lotCode}`);
    await seen(phone.page, told.fields[0]!.plotName).first().waitFor();
    expect([...(await seriousFaults(phone.page)), ...(await faultsInCare(phone.page))]).toEqual([]);
    await picture(phone.page, 'trace');
    await phone.open(`/pages/trace/index?lot=${bought.lotCode}`);
    await seen(phone.page, '从谁那里进的').first().waitFor();
    expect([...(await seriousFaults(phone.page)), ...(await faultsInCare(phone.page))]).toEqual([]);
    await picture(phone.page, 'trace-bought');
    await phone.open(`/pages/trace/index?lot=${silent}`);
    await seen(phone.page, '再往前查不到').first().waitFor();
    await picture(phone.page, 'trace-silent');
    const site = await browser.newPage();
    await site.goto(`${platform.url}/trace/${told.lotCode}`);
    await site.getByText('从哪里来').first().waitFor();
    await picture(site, 'site');
    const desk = await deskOf(platform, browser, reviewer);
    await desk.open('/produce');
    const row = desk.page.locator('tr.ant-table-row', { hasText: '水稻' }).first();
    await row.waitFor();
    await row.locator('.ant-table-row-expand-icon').click();
    await desk.page.getByText('水库下水田').first().waitFor();
    expect(await seriousFaults(desk.page)).toEqual([]);
    await picture(desk.page, 'library');
  }, 120_000);
});
