import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import {
  faultsByNight,
  faultsInCare,
  openBrowser,
  openPhone,
  openWindow,
  PHONE,
  seen,
  seriousFaults,
  tap,
} from './browser.ts';
import { addressesIn } from './label-code.fixture.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';
import { Weapp } from './weapp.ts';

const SCAN = `mutation($input: ScanLabelInput!) { scanLabel(input: $input) {
  __typename ... on ScannedLabel { doubt } ... on ScanLabelRefused { code } } }`;

/** The labels of single bags: printed by a farmer, read by a camera, verified with and without a network. */
describe('labels of single bags', () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let browser: Browser;
  let farmer: Person;
  let lotId: string;
  let addresses: string[];
  beforeAll(async () => {
    [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
    trade = new Trade(platform);
    ({ farmer } = await trade.berryFarm());
    const { lots } = await farmer.ask('{ lots(state: RELEASED, first: 1) { edges { node { id } } } }');
    lotId = lots.edges[0].node.id;
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const phoneOf = (token: string | null) => openPhone(browser, token, `${platform.url}/m`);
  const labelPage = (address: string): string => `/pages/label/index?q=${encodeURIComponent(address)}`;
  const altered = (address: string): string => {
    const at = address.length - 100;
    return `${address.slice(0, at)}${(Number(address[at]) + 1) % 10}${address.slice(at + 1)}`;
  };
  /** While the next page slides over the last one, both are to be seen. */
  async function isStill(page: Page): Promise<void> {
    while ((await seen(page, '再扫一袋').count()) !== 1) await page.waitForTimeout(50);
  }
  async function scan(page: Page, address: string): Promise<void> {
    await isStill(page);
    const before = page.url();
    page.once('dialog', (dialog) => void dialog.accept(address));
    await tap(page, '再扫一袋');
    while (page.url() === before) await page.waitForTimeout(50);
    await isStill(page);
  }
  const scannedIn = async (address: string, placeCode: string): Promise<string> => {
    const { pathname, searchParams } = new URL(address);
    const input = { path: pathname, digits: searchParams.get('s'), visit: `${trade.run}-${placeCode}`, placeCode };
    return (await platform.ask(SCAN, { input })).scanLabel.doubt;
  };

  it('a farmer prints three on small labels, and the file has a code for each', async () => {
    const { page, open, faults } = await phoneOf(farmer.token);
    await open(`/seller/pages/lot/index?id=${lotId}`);
    await tap(page, '印标签');
    await tap(page, '印');
    await seen(page, '请填印几张').waitFor();
    await page
      .getByLabel(/^印几张/)
      .filter({ visible: true })
      .first()
      .tap();
    await tap(page, '3');
    await tap(page, '40×30毫米小标签，一张一个');
    await tap(page, '印');
    await seen(page, '印了3张').waitFor();
    await seen(page, '第1到3号').first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent('download'), tap(page, '打开文件')]);
    expect(download.suggestedFilename()).toBe('标签第1到3号.pdf');
    addresses = addressesIn(readFileSync(await download.path()));
    expect(addresses.map((address) => new URL(address).pathname.split('/').at(-1))).toEqual(['1', '2', '3']);
    expect(faults).toEqual([]);
  }, 90_000);

  it('a phone verifies one, and the next one without a network; what was altered is told', async () => {
    const [first = '', second = ''] = addresses;
    const { page, open, context, faults } = await phoneOf(null);
    await open(labelPage(first));
    await seen(page, '您的手机已核对：平台签过这张标签').waitFor();
    await seen(page, '这批货可售').waitFor();
    await seen(page, '这个码第一次被扫').waitFor();
    await seen(page, '追溯记录还接着签名时的那一份').waitFor();
    expect([...(await seriousFaults(page)), ...(await faultsByNight(page)), ...(await faultsInCare(page))]).toEqual([]);
    expect(faults).toEqual([]);
    await context.setOffline(true);
    await scan(page, second);
    await seen(page, '第2号').first().waitFor();
    await seen(page, '您的手机已核对：平台签过这张标签').waitFor();
    await seen(page, /用的是这部手机.*拿到的钥匙/).waitFor();
    await seen(page, /网络不通.*联网后再看/).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await scan(page, altered(second));
    await seen(page, '标签和签名对不上').waitFor();
    // The signature of one bag on another.
    await scan(page, first.replace('/1?', '/2?'));
    await seen(page, '标签和签名对不上').waitFor();
    await context.setOffline(false);
  }, 90_000);

  it('a phone that has no keys yet says that it needs the network, and not that the label is false', async () => {
    const { page, open } = await phoneOf(null);
    await page.route('**/edges/catalog/trace-keys', (route) => route.abort());
    await open(labelPage(String(addresses[2])));
    await seen(page, '联网后再核对').waitFor();
    await seen(page, '这不是说标签有问题').waitFor();
    expect(await seen(page, '对不上').count()).toBe(0);
  }, 60_000);

  it('the mini-program verifies one in airplane mode, as WeChat hands it over', async () => {
    const [, second = '', third = ''] = addresses;
    let seenByCamera = third;
    const hand = {
      loginCode: () => platform.loginCode('oDEMO-heitu-consumer-04'),
      scan: async () => seenByCamera,
    };
    const app = new Weapp('miniprogram/dist/weapp', platform.url, hand);
    await app.open(`pages/label/index?q=${encodeURIComponent(second)}`);
    await app.until('您的手机已核对：平台签过这张标签');
    app.offline = true;
    app.tap('再扫一袋');
    await app.until('第 3 号');
    await app.until('您的手机已核对：平台签过这张标签');
    await app.until('联网后再看');
    expect(app.text()).toMatch(/用的是这部手机.*拿到的钥匙/);
    seenByCamera = altered(third);
    app.tap('再扫一袋');
    await app.until('标签和签名对不上');
    const fresh = new Weapp('miniprogram/dist/weapp', platform.url, hand);
    fresh.offline = true;
    await fresh.open(`pages/label/index?q=${encodeURIComponent(second)}`);
    await fresh.until('联网后再核对');
    expect(fresh.text()).toContain('这不是说标签有问题');
  }, 60_000);

  it('the public page computes it in the browser, with the keys and nothing else of the platform', async () => {
    const { page, faults } = await openWindow(browser, PHONE);
    await page.goto(String(addresses[2]));
    await seen(page, '这个浏览器已核对：平台签过这张标签').waitFor();
    await seen(page, '这批货可售').waitFor();
    expect([...(await seriousFaults(page)), ...(await faultsByNight(page))]).toEqual([]);
    expect(faults).toEqual([]);
    await page.route('**/graphql', (route) => route.abort());
    await page.goto(String(addresses[2]));
    await seen(page, '这个浏览器已核对：平台签过这张标签').waitFor();
    await seen(page, /网络不通.*联网后再看/).waitFor();
    await page.goto(altered(String(addresses[2])));
    await seen(page, '标签和签名对不上').waitFor();
  }, 60_000);

  it('who scans a code that was seen far away is told, and both desks have it', async () => {
    const [first = ''] = addresses;
    expect([await scannedIn(first, '230184'), await scannedIn(first, '440106')]).toEqual([null, 'FAR_APART']);
    const buyer = await phoneOf(null);
    await buyer.open(labelPage(first));
    await seen(buyer.page, '这个码在别处被扫过').waitFor();
    expect(await seriousFaults(buyer.page)).toEqual([]);
    const seller = await phoneOf(farmer.token);
    await seller.open('/seller/pages/today/index');
    await seen(seller.page, /第1号的码可能被仿印/).waitFor();
    await seller.open(`/seller/pages/lot/index?id=${lotId}`);
    await tap(seller.page, '作废这个码');
    await tap(seller.page, '作废');
    await seen(seller.page, '作废1张').waitFor();
    await buyer.open(labelPage(first));
    await seen(buyer.page, '这个码已经作废').waitFor();
    const reviewer = await trade.staff('reviewer');
    const { labelDoubts } = await reviewer.ask(
      '{ labelDoubts(first: 5, state: VOID) { edges { node { serial cause } } } }',
    );
    expect(labelDoubts.edges[0].node).toEqual({ serial: 1, cause: 'FAR_APART' });
  }, 90_000);
});
