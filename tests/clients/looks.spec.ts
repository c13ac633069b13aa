import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { field, NARROW_PHONE, openBrowser, openPhone, seen, seriousFaults, tap } from './browser.ts';
import { deskOf } from './desk.fixture.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

/** What goes public is looked at in the office; what is taken down is read and appealed against on the phone. */
describe('the queue of goods, by tapping [6.5.b] [7.3.8.m]', () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let browser: Browser;
  let reviewer: Person;
  let farmer: Person;
  let productId: string;
  const title = () => `黑土地土豆 ${trade.run}`;
  beforeAll(async () => {
    platform = await clientPlatform();
    trade = new Trade(platform);
    browser = await openBrowser();
    reviewer = await trade.staff('reviewer');
    const farm = await trade.berryFarm();
    farmer = farm.farmer;
    const { sku } = await farmer.ask('query($id: ID!) { sku(id: $id) { product { id } } }', { id: farm.skuId });
    productId = sku.product.id;
    await farmer.do('reviseProduct', { productId, title: title(), copy: '独家院落里种的，适合养生。' }, 'id');
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });
  const keptPicture = (name: string) => {
    const folder = process.env['LOOKS_PICTURES'];
    return folder ? { path: `${folder}/${name}.png`, fullPage: true } : null;
  };

  it('is worked off at the desk, and its seller reads why and appeals', async () => {
    const desk = await deskOf(platform, browser, reviewer);
    await desk.open('/looks');
    const row = desk.page.locator('tr.ant-table-row', { hasText: title() }).first();
    await row.waitFor();
    await expect(row.innerText()).resolves.toContain('独家、养生');
    await row.locator('.ant-table-row-expand-icon').click();
    await desk.page.getByText('广告法第九条第三项').first().waitFor();
    expect(await seriousFaults(desk.page)).toEqual([]);
    const deskPicture = keptPicture('desk-looks');
    if (deskPicture) await desk.page.screenshot(deskPicture);
    await row.getByRole('button', { name: '撤下' }).click();
    await desk.page.getByRole('dialog').getByLabel('哪里不对').fill('介绍里的“养生”和照片上的“降糖”');
    const formPicture = keptPicture('desk-block');
    if (formPicture) await desk.page.screenshot(formPicture);
    await desk.page.getByRole('dialog').getByRole('button', { name: '撤下' }).click();
    await desk.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await desk.context.close();

    const phone = await openPhone(browser, farmer.token, `${platform.url}/m`, NARROW_PHONE);
    await phone.open(`/seller/pages/product/index?id=${productId}`);
    await seen(phone.page, '哪里不对').first().waitFor();
    expect(await seriousFaults(phone.page)).toEqual([]);
    const phonePicture = keptPicture('phone-blocked');
    if (phonePicture) await phone.page.screenshot(phonePicture);
    await tap(phone.page, '不服，要申诉');
    await field(phone.page, '为什么不服').fill('照片上没有这两个字');
    await tap(phone.page, '提交');
    await seen(phone.page, '换一个人复核').first().waitFor();
    const appealedPicture = keptPicture('phone-appealed');
    if (appealedPicture) await phone.page.screenshot(appealedPicture);

    const { product } = await farmer.ask('query($id: ID!) { product(id: $id) { state look { state appeal } } }', {
      id: productId,
    });
    expect(product).toEqual({ state: 'REMOVED', look: { state: 'APPEALED', appeal: '照片上没有这两个字' } });
  });
});
