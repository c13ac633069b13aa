import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Person } from '../journeys/client.ts';
import { field, openBrowser, openPhone, seen, seriousFaults, SMALL_PHONE, tap } from './browser.ts';
import { parcelAtDoor } from './parcel.fixture.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const BUYER = 'oDEMO-heitu-consumer-05';
const SELLER = 'oDEMO-heitu-staff-beijiang-coldfood-owner';

/** Two rotten berries are two berries: asked for, spoken about and paid, on two phones. */
describe('a part of the price', () => {
  let platform: ClientPlatform;
  let browser: Browser;
  let orderId: string;
  beforeAll(async () => {
    [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
    const parcel = await parcelAtDoor(platform, BUYER);
    orderId = parcel.orderId;
    const { shipmentId } = parcel;
    const buyer = await new Trade(platform).person(BUYER);
    await buyer.do('checkCourierCode', { shipmentId, code: await parcel.courierCode() }, '__typename');
    await parcel.opened();
    await buyer.do('signDelivery', { shipmentId, signerName: '买家', signature: '买家' }, 'id');
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });
  const phoneOf = async (openid: string) =>
    openPhone(browser, await platform.tokenOf(openid), `${platform.url}/m/`, SMALL_PHONE);

  it('is asked for by the buyer, answered with less by the seller, and paid when the buyer takes it', async () => {
    const [buying, selling] = await Promise.all([phoneOf(BUYER), phoneOf(SELLER)]);
    await buying.open(`pages/after-sale-new/index?orderId=${orderId}`);
    await buying.page
      .getByRole('button', { name: /^多退一件/ })
      .first()
      .tap();
    expect(await field(buying.page, '退多少元（不填就全退）').count()).toBe(0);
    await tap(buying.page, '仅退款');
    await field(buying.page, '退多少元（不填就全退）').fill('5.5');
    await field(buying.page, '说明').fill('盒子里烂了两颗');
    await seen(buying.page, '商品款 ¥5.50').waitFor();
    expect(await seriousFaults(buying.page)).toEqual([]);
    await tap(buying.page, '提交申请');
    await seen(buying.page, '待商家处理').waitFor();

    const trade = new Trade(platform);
    const buyer: Person = await trade.person(BUYER);
    const { afterSales } = await buyer.ask('{ afterSales(first: 5) { edges { node { id refundFen order { id } } } } }');
    const asked = afterSales.edges.map(({ node }: any) => node).find((one: any) => one.order.id === orderId);
    expect(asked.refundFen).toBe(550);
    await selling.open(`seller/pages/after-sale/index?id=${asked.id}`);
    await field(selling.page, '退多少元').fill('5.5');
    await field(selling.page, '为什么退这些').fill('两颗按斤算，三块');
    await tap(selling.page, '告诉买家');
    await seen(selling.page, /要比¥5.50少/)
      .first()
      .waitFor();
    await field(selling.page, '退多少元').fill('3');
    expect(await seriousFaults(selling.page)).toEqual([]);
    await tap(selling.page, '告诉买家');
    await seen(selling.page, '您提出退一部分').waitFor();

    await buying.open('pages/me/index');
    const waiting = buying.page.locator('.cell').filter({ hasText: '商家愿意退¥3.00，等您答复', visible: true });
    await waiting.filter({ hasText: '前答复，还剩' }).waitFor();
    expect(await seriousFaults(buying.page)).toEqual([]);
    await waiting.tap();
    await seen(buying.page, '商家提出退一部分').waitFor();
    await seen(buying.page, '两颗按斤算，三块').first().waitFor();
    expect(await seriousFaults(buying.page)).toEqual([]);
    await tap(buying.page, '就退这些');
    await seen(buying.page, /退款中|已退款/)
      .first()
      .waitFor();
    const paid = await buyer.ask(
      'query($id: ID!) { afterSale(id: $id) { refundFen lines { units refundFen } order { refunds { amountFen } lines { claimableUnits claimableFen unitFen quantity } } } }',
      { id: asked.id },
    );
    const [line] = paid.afterSale.order.lines;
    expect(paid.afterSale).toMatchObject({
      refundFen: 300,
      lines: [{ units: 0, refundFen: 300 }],
      order: { refunds: [{ amountFen: 300 }] },
    });
    await buying.open('pages/me/index');
    await seen(buying.page, '我的订单').waitFor();
    expect(await waiting.count()).toBe(0);
    expect([line.claimableUnits, line.claimableFen]).toEqual([line.quantity, line.unitFen * line.quantity - 300]);
    const { messages } = await buyer.ask('{ messages(first: 20) { edges { node { title } } } }');
    expect(messages.edges.map(({ node }: any) => node.title)).toContain('商家提出退一部分');
    expect([buying.faults, selling.faults]).toEqual([[], []]);
  }, 120_000);
});
