import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { faultsByNight, openBrowser, reachesOutAt, seriousFaults } from './browser.ts';
import { deskOf, run, seen, still } from './desk.fixture.ts';
import { parcelAtDoor } from './parcel.fixture.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

let platform: ClientPlatform;
let browser: Browser;
let trade: Trade;
let mediator: Person;
/** Somebody of the county who is unhappy with what was brought, asked the shop and complained. */
let buyer: Person;
let orderId = '';
let afterSaleId = '';
let complaintId = '';

beforeAll(async () => {
  [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
  trade = new Trade(platform);
  mediator = await trade.staff('mediator');
  const openid = `unhappy-${trade.run}`;
  buyer = await trade.person(openid);
  await buyer.do(
    'saveAddress',
    { name: '王小明', phone: '13812345678', divisionCode: '230184100', detail: '金山大街8号', isDefault: true },
    'id',
  );
  const parcel = await parcelAtDoor(platform, openid);
  const { shipmentId } = parcel;
  orderId = parcel.orderId;
  await buyer.do('checkCourierCode', { shipmentId, code: await parcel.courierCode() }, '__typename');
  await parcel.opened();
  await buyer.do('signDelivery', { shipmentId, signerName: '王小明', signature: '王小明' }, 'id');
  await trade.until('the order to be delivered', async () => (await trade.stateOf(buyer, orderId)) === 'DELIVERED');
  const { order } = await buyer.ask('query($id: ID!) { order(id: $id) { lines { id } } }', { id: orderId });
  const asked = await buyer.do(
    'requestAfterSale',
    {
      orderId,
      kind: 'RETURN',
      cause: 'QUALITY',
      reason: `有一盒是坏的 ${run}`,
      lines: [{ lineId: order.lines[0].id, quantity: 1, accessories: '无' }],
    },
    'id',
  );
  afterSaleId = asked['id'];
  const filed = await buyer.do(
    'fileComplaint',
    { orderId, kind: 'SERVICE', text: `打电话没有人接 ${run}`, wanted: 'ANSWER' },
    'id',
  );
  complaintId = filed['id'];
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

describe("the case's page", () => {
  it('holds the way, what was said, the money and the acts in one place, and a mediator ends the request there', async () => {
    const { complaint } = await mediator.ask(
      'query($id: ID!) { complaint(id: $id) { number order { number paidFen lines { title lots { lotCode } } shipments { trackingNumber handovers { number } } } } }',
      { id: complaintId },
    );
    const { order } = complaint;
    const { page, open, context, asked, faults } = await deskOf(platform, browser, mediator);
    await open('/');
    asked.length = 0;
    await open(`/complaints/${complaintId}`);
    await seen(page, '这笔货走过的路');
    const text = await page.locator('#main').innerText();
    for (const said of [
      complaint.number,
      order.number,
      order.lines[0].title,
      order.lines[0].lots[0].lotCode,
      order.shipments[0].trackingNumber,
      ...order.shipments[0].handovers.map(({ number }: { number: string }) => number),
      `打电话没有人接 ${run}`,
      `有一盒是坏的 ${run}`,
      (order.paidFen / 100).toFixed(2),
    ])
      expect(text).toContain(said);
    // What happened stands in the order of time.
    const times = await page.locator('.way time').allInnerTexts();
    expect(times).toEqual([...times].sort());
    expect([...(await seriousFaults(page)), ...(await faultsByNight(page))]).toEqual([]);

    await page.getByRole('button', { name: '不退，结束申请' }).click();
    const dialogue = page.getByRole('dialog');
    await dialogue.getByRole('button', { name: '不退，结束申请' }).click();
    await seen(page, '请填写理由');
    const stateNow = async () =>
      (await buyer.ask('query($id: ID!) { afterSale(id: $id) { state decisionReason } }', { id: afterSaleId }))[
        'afterSale'
      ];
    expect((await stateNow()).state).toBe('REQUESTED');
    await dialogue.getByLabel('理由').fill('照片上看不出坏');
    expect([...(await seriousFaults(page)), ...(await faultsByNight(page))]).toEqual([]);
    await dialogue.getByRole('button', { name: '不退，结束申请' }).click();
    await dialogue.waitFor({ state: 'hidden' });
    expect(await stateNow()).toEqual({ state: 'ENDED', decisionReason: '照片上看不出坏' });
    await seen(page, '照片上看不出坏');
    await still(page);
    expect(await page.getByRole('button', { name: '不退，结束申请' }).count()).toBe(0);

    // As it is opened on a phone.
    await page.setViewportSize({ width: 390, height: 844 });
    await page.reload();
    await seen(page, '照片上看不出坏');
    expect(await reachesOutAt(page, 390, 844)).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  }, 120_000);

  it('shows a regulator the same and no act', async () => {
    const regulator = await trade.staff('regulator');
    const { page, open, context, faults } = await deskOf(platform, browser, regulator);
    await open(`/complaints/${complaintId}`);
    await seen(page, '这笔货走过的路');
    await seen(page, '等被投诉方答复');
    expect(
      await page
        .locator('#main')
        .getByRole('button', { name: /裁定|答复|结束申请|退给买家/ })
        .count(),
    ).toBe(0);
    expect(faults).toEqual([]);
    await context.close();
  }, 60_000);
});
