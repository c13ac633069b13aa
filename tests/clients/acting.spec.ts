import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { dayFrom } from '../journeys/numbers.ts';
import { NARROW_PHONE, openBrowser, openWindow, seen, seriousFaults, tap, type Watched } from './browser.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';
import { Weapp } from './weapp.ts';

const AGENT = 'oDEMO-heitu-staff-huihuang-keeper';
const OWNER = 'oDEMO-heitu-staff-wangxiulan-owner';
const FARMER = '王秀兰';
const DIST = fileURLToPath(new URL('../../miniprogram/dist/weapp', import.meta.url));
const TABS = ['pages/home', 'pages/categories', 'pages/cart', 'pages/me'];
const SELLER = [
  'today',
  'papers',
  'shop',
  'products',
  'list',
  'lots',
  'new-lot',
  'suppliers',
  'orders',
  'after-sales',
  'complaints',
  'ledger',
  'money',
  'chart',
  'staff',
  'station',
  'conduct',
  'reviews',
  'contracts',
  'partners',
  'questions',
  'contact',
  'standards',
];
/** What was not handed over, and what its page said of it although it is there. */
const HIDDEN: readonly (readonly [page: string, told: string, untrue: string])[] = [
  ['money', '货款不归您看', '还没有货款'],
  ['chart', '货款不归您看', '还没有卖出过'],
  ['lots', '进货和追溯不归您看', '这里没有货'],
  ['suppliers', '进货和追溯不归您看', '先把他登记上'],
  ['ledger', '进货和追溯不归您看', '还没有货'],
  ['complaints', '投诉和评价不归您看', '没有投诉'],
  ['staff', '人员不归您看', '只有您一个人'],
  ['papers', '这一页不归您看', '不用别的证照'],
  ['contracts', '这一页不归您看', '还没有登记合同'],
];

describe('an agent who acts for a farmer', () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let browser: Browser;
  let agent: Person;
  let owner: Person;
  beforeAll(async () => {
    [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
    trade = new Trade(platform);
    [agent, owner] = [await trade.person(AGENT), await trade.person(OWNER)];
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  type Phone = Watched & { open(path: string): Promise<unknown> };
  /** The session is given once, and not at each page: what the phone does with it is what is tried here. */
  const phoneOf = async (who: Person): Promise<Phone> => {
    const window = await openWindow(browser, NARROW_PHONE);
    const session = JSON.stringify(JSON.stringify({ data: JSON.stringify(who.token) }));
    const give = `if (!sessionStorage.getItem('given')) localStorage.setItem('heitu.session', ${session});`;
    await window.page.addInitScript(`${give} sessionStorage.setItem('given', '1');`);
    return { ...window, open: (path) => window.page.goto(`${platform.url}/m${path}`) };
  };
  /** A new farmer who lets the agent do so much. */
  async function handedOver(rights: string[]): Promise<{ farmer: Person; partyId: string; delegationId: string }> {
    const { farmer } = await new Trade(platform).berryFarm();
    const { myParties } = await farmer.ask('{ myParties { id } }');
    const { me } = await agent.ask('{ me { id } }');
    const until = dayFrom(await trade.world.now(), 30);
    const input = { partyId: myParties[0].id, agentAccountId: me.id, rights, until };
    const { delegationId } = await farmer.do('grantDelegation', input, 'delegationId');
    return { farmer, partyId: myParties[0].id as string, delegationId: delegationId as string };
  }
  const shown = ({ page }: Phone) => page.locator('.taro_page:visible').last();
  const stand = async (phone: Phone, name: string): Promise<void> => {
    await phone.open('/seller/pages/station/index');
    await phone.page
      .locator('.section', { hasText: `我帮${name}` })
      .getByText('替他办事')
      .first()
      .tap();
    await seen(phone.page, '今天要办').first().waitFor();
  };

  it('reads on every page for whom, and leaves by one tap with an own session', async () => {
    const phone = await phoneOf(agent);
    await stand(phone, '王');
    for (const path of [...TABS, ...SELLER.map((page) => `seller/pages/${page}`)]) {
      await phone.open(`/${path}/index`);
      const bar = shown(phone).locator('.acting');
      await bar.waitFor();
      expect([path, await bar.innerText()]).toEqual([path, expect.stringContaining(`替 ${FARMER} 办事`)]);
    }
    expect(await seriousFaults(phone.page)).toEqual([]);
    await tap(phone.page, '回到自己');
    await seen(phone.page, '帮来站里的人').waitFor();
    expect(await shown(phone).locator('.acting').count()).toBe(0);
    await phone.open('/pages/me/index');
    await seen(phone.page, '退出登录').waitFor();
    expect(phone.faults).toEqual([]);
    await phone.context.close();
  }, 120_000);

  it('is told whose it is and what to do where something was not handed over, and never that nothing is there', async () => {
    const phone = await phoneOf(agent);
    await stand(phone, '王');
    for (const [page, told, untrue] of HIDDEN) {
      await phone.open(`/seller/pages/${page}/index`);
      await seen(phone.page, told).waitFor();
      const text = await shown(phone).innerText();
      expect([page, text]).toEqual([page, expect.stringContaining(`这是${FARMER}的，没有交给您办`)]);
      expect([page, text]).toEqual([page, expect.not.stringContaining(untrue)]);
    }
    // What was handed over is there.
    await phone.open('/seller/pages/products/index');
    await seen(phone.page, '农家散养鸡蛋').waitFor();
    await phone.context.close();
  }, 120_000);

  it('finds no account of the farmer at 我的, and cannot sign the farmer out', async () => {
    const phone = await phoneOf(agent);
    await stand(phone, '王');
    await phone.open('/pages/me/index');
    await seen(phone.page, `正在替${FARMER}办事`).waitFor();
    const text = await shown(phone).innerText();
    for (const untrue of ['退出登录', '微信用户', '没有权限', '我的订单', '收货地址'])
      expect(text).not.toContain(untrue);
    await phone.open('/pages/addresses/index');
    await seen(phone.page, '这里是您自己账号的').waitFor();
    await phone.context.close();
  }, 60_000);

  it('keeps what is typed for one farmer from the next, and from the agent', async () => {
    await handedOver(['PRODUCTS', 'ORDERS']);
    const phone = await phoneOf(agent);
    const place = () => phone.page.getByLabel('哪个乡镇哪个村产的', { exact: true }).filter({ visible: true });
    const choose = async (): Promise<void> => {
      await phone.open('/seller/pages/list/index');
      await seen(phone.page, '卖什么').waitFor();
      const kinds = phone.page.getByRole('combobox', { name: '卖什么' });
      await kinds.filter({ visible: true }).selectOption({ index: 2 });
      await place().waitFor();
    };
    await stand(phone, '王');
    await choose();
    await place().fill('辉煌村');
    await tap(phone.page, '回到自己');
    await seen(phone.page, '帮来站里的人').waitFor();
    await stand(phone, '微信用户');
    await seen(phone.page, '替 王小果 办事').first().waitFor();
    await choose();
    expect(await place().inputValue()).toBe('');
    await tap(phone.page, '回到自己');
    await seen(phone.page, '帮来站里的人').waitFor();
    await stand(phone, '王');
    await phone.open('/seller/pages/list/index');
    await place().waitFor();
    expect(await place().inputValue()).toBe('辉煌村');
    await phone.context.close();
  }, 120_000);

  it('is oneself again, told why, when the farmer ends it, and nothing that was typed for the farmer stays', async () => {
    const { farmer, partyId, delegationId } = await handedOver(['PRODUCTS']);
    const weapp = new Weapp(DIST, platform.url, { loginCode: () => platform.loginCode(AGENT) });
    await weapp.open('seller/pages/station/index');
    await weapp.until('替他办事');
    const { delegations } = await agent.ask('{ delegations { id availableActions } }');
    const held = (delegations as { id: string; availableActions: string[] }[]).filter((one) =>
      one.availableActions.includes('ACT_FOR'),
    );
    const nth = held.findIndex(({ id }) => id === delegationId);
    await weapp.tap('替他办事', { nth });
    await weapp.until('今天要办');
    await weapp.until(/替\s+王小果\s+办事/);
    await farmer.do('endDelegation', { delegationId }, 'delegationId');
    const acting = JSON.parse(String(weapp.storage.get('heitu.session'))) as string;
    const isOver = () =>
      platform.ask('{ me { id } }', {}, acting).then(
        () => false,
        () => true,
      );
    await trade.until('the session to be over', isOver);
    await weapp.open('seller/pages/products/index');
    await weapp.until('您不能再替王小果办事了');
    expect(weapp.text()).not.toMatch(/替\s+王小果\s+办事/);
    await weapp.open('pages/me/index');
    await weapp.until('退出登录');
    expect(JSON.parse(String(weapp.storage.get('heitu.session')))).not.toBe(acting);
    expect([...weapp.storage.keys()].filter((key) => key.includes(`~${partyId}`))).toEqual([]);
    expect(weapp.faults).toEqual([]);
  }, 90_000);

  it('tells staff that the money is not theirs to see, by which right, and an owner without any that there is none', async () => {
    const staff = await trade.person(`clerk-${trade.run}`);
    const { me } = await staff.ask('{ me { id } }');
    const { myParties } = await owner.ask('{ myParties { id } }');
    const clerk = {
      partyId: myParties[0].id,
      accountId: me.id,
      name: '小工',
      role: 'SELLER_STAFF',
      rights: ['ORDERS'],
    };
    await owner.do('addStaff', clerk, 'id');
    const asked = () =>
      staff.ask('{ settlements(first: 1) { edges { node { id } } } }').then(
        () => true,
        () => false,
      );
    await trade.until('the right', asked);
    const phone = await phoneOf(staff);
    await phone.open('/seller/pages/money/index');
    await seen(phone.page, '货款不归您看').waitFor();
    const text = await shown(phone).innerText();
    expect(text).toContain('“货款和图表”');
    expect(text).not.toContain('还没有货款');
    await phone.context.close();
    const { farmer } = await new Trade(platform).berryFarm();
    const own = await phoneOf(farmer);
    await own.open('/seller/pages/chart/index');
    await seen(own.page, '还没有卖出过').waitFor();
    await own.context.close();
  }, 120_000);
});
