import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { field, NARROW_PHONE, openBrowser, openPhone, seen, seriousFaults, tap } from './browser.ts';
import { deskOf } from './desk.fixture.ts';
import { parcelAtDoor } from './parcel.fixture.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const BUYER = 'oDEMO-heitu-consumer-07';
const SELLER = 'oDEMO-heitu-staff-beijiang-coldfood-owner';

/** A buyer finds a pack too light, its seller owns up to it, and the missing part is paid. */
describe('a short weight', () => {
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
    openPhone(browser, await platform.tokenOf(openid), `${platform.url}/m/`, NARROW_PHONE);

  it('is weighed by the buyer, seen by the office, accepted by the seller, and paid', async () => {
    const [buying, selling] = await Promise.all([phoneOf(BUYER), phoneOf(SELLER)]);
    const trade = new Trade(platform);
    const buyer = await trade.person(BUYER);
    const isDelivered = async () =>
      (await buyer.ask('query($id: ID!) { order(id: $id) { availableActions { action } } }', { id: orderId })).order
        .availableActions.length > 0 || undefined;
    await trade.until('the order delivered', isDelivered);
    await buying.open(`pages/order/index?id=${orderId}`);
    await tap(buying.page, '缺斤少两');
    await seen(buying.page, '一起称了几件').waitFor();
    await tap(buying.page, '提交');
    await seen(buying.page, '请填写称出来多少克，填整数').first().waitFor();
    await field(buying.page, '去掉包装，称出来多少克').fill('100');
    const [chooser] = await Promise.all([
      buying.page.waitForEvent('filechooser'),
      buying.page.getByRole('button', { name: '＋ 拍照' }).first().tap(),
    ]);
    await chooser.setFiles({ name: 'scales.png', mimeType: 'image/png', buffer: await buying.page.screenshot() });
    await buying.page.getByRole('button', { name: '删掉第1张照片' }).waitFor();
    expect(await seriousFaults(buying.page)).toEqual([]);
    await tap(buying.page, '提交');
    await seen(buying.page, '等商家答复').first().waitFor();
    expect(await seriousFaults(buying.page)).toEqual([]);

    const seller = await trade.person(SELLER);
    const claimId = await trade.until('the claim', async () => {
      const { claims } = await seller.ask('query($id: ID!) { claims(orderId: $id) { edges { node { id } } } }', {
        id: orderId,
      });
      return claims.edges[0]?.node.id;
    });
    const desk = await deskOf(platform, browser, await trade.staff('mediator'));
    await desk.open(`/claims/${claimId}`);
    await desk.page.getByText('买家称的').first().waitFor();
    await selling.open(`seller/pages/claim/index?id=${claimId}`);
    await seen(selling.page, '买家称的').waitFor();
    expect(await seriousFaults(selling.page)).toEqual([]);
    await tap(selling.page, '认可，就这样办');
    await buying.open(`pages/order/index?id=${orderId}`);
    await trade.until('the refund', async () => {
      const { order } = await buyer.ask('query($id: ID!) { order(id: $id) { weighIns { paidFen } } }', { id: orderId });
      return order.weighIns[0]?.paidFen ?? undefined;
    });
    await buying.open(`pages/weigh-in/index?orderId=${orderId}`);
    await seen(buying.page, /按缺的分量退/).waitFor();
    expect(await seriousFaults(buying.page)).toEqual([]);
    expect([buying.faults, selling.faults, desk.faults]).toEqual([[], [], []]);
  }, 120_000);
});
