import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { faultsByNight, openBrowser, seriousFaults } from './browser.ts';
import { deskOf, seen, still } from './desk.fixture.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

let platform: ClientPlatform;
let browser: Browser;
let trade: Trade;
let admin: Person;
/** What an official has in hand. */
let inHand: { order: string; parcel: string; carrier: string; complaint: string; lot: string; shop: string };

const first = (connection: { edges: { node: Record<string, any> }[] }) => connection.edges[0]!.node;

beforeAll(async () => {
  [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
  trade = new Trade(platform);
  admin = await trade.staff('operator-admin');
  const found = await admin.ask(
    '{ tradeOrders(first: 1) { edges { node { number } } } shipments(first: 1) { edges { node { trackingNumber carrierPartyId } } } complaints(first: 1) { edges { node { number } } } lots(first: 1) { edges { node { lotCode } } } shops(first: 1) { edges { node { name } } } }',
  );
  inHand = {
    order: first(found['tradeOrders'])['number'],
    parcel: first(found['shipments'])['trackingNumber'],
    carrier: first(found['shipments'])['carrierPartyId'],
    complaint: first(found['complaints'])['number'],
    lot: first(found['lots'])['lotCode'],
    shop: first(found['shops'])['name'],
  };
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

const box = (page: Page) => page.getByRole('combobox', { name: '要找的单号、主体或批次' });
const look = async (page: Page, text: string): Promise<void> => {
  await page.keyboard.press('/');
  await box(page).fill(text);
};
const option = (page: Page, text: string) => page.getByRole('option').filter({ hasText: text });

describe('the search of the office', () => {
  it('leads from each number, code and name in hand to its page, by the keyboard alone', async () => {
    const { page, open, context, faults } = await deskOf(platform, browser, admin);
    await open('/');
    for (const [text, place, title] of [
      // As it is read aloud, in small letters.
      [inHand.order.toLowerCase(), /\/admin\/orders\/\w+$/, inHand.order],
      [inHand.parcel, /\/admin\/shipments\/\w+$/, inHand.parcel],
      [inHand.complaint, /\/admin\/complaints\/\w+$/, inHand.complaint],
      // As a camera reads it from the bag.
      [`${platform.url}/t/${inHand.lot}`, /\/admin\/products\?tab=lots#\w+$/, inHand.lot],
      [inHand.shop, /\/admin\/parties\/\w+$/, ''],
    ] as const) {
      await look(page, text);
      await option(page, title).first().waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(place);
      await still(page);
      if (title) await seen(page, title);
    }
    await page.keyboard.press('Control+k');
    await box(page).fill('五常市');
    await option(page, '五常市').nth(1).waitFor();
    expect(await page.getByRole('option', { selected: true }).count()).toBe(1);
    const second = await page.getByRole('option').nth(1).innerText();
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('option', { selected: true }).innerText()).toBe(second);
    expect([...(await seriousFaults(page)), ...(await faultsByNight(page))]).toEqual([]);
    await page.keyboard.press('Escape');
    await box(page).waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    await context.close();
  }, 120_000);

  it('says what can be looked for where nothing is found, and to each post only what is on its pages', async () => {
    const mediator = await trade.staff('mediator');
    const { page, open, context, faults } = await deskOf(platform, browser, mediator);
    await open('/');
    await look(page, inHand.parcel);
    await seen(page, `没有找到“${inHand.parcel}”`);
    const said = await page.getByRole('dialog').innerText();
    expect([said.includes('写投诉编号'), said.includes('写运单号'), said.includes('溯源码')]).toEqual([
      true,
      false,
      false,
    ]);
    // A field that one writes in takes the key as a letter.
    await box(page).fill('');
    await page.keyboard.press('/');
    expect(await box(page).inputValue()).toBe('/');
    expect([...(await seriousFaults(page)), ...(await faultsByNight(page))]).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  }, 120_000);

  it('is decided by the server: a number in hand opens nothing that is not its reader’s', async () => {
    const countOf = async (who: Person, root: string, argument: string, value: string): Promise<number> =>
      (await who.ask(`query($value: String!) { ${root}(${argument}: $value) { edges { node { id } } } }`, { value }))[
        root
      ].edges.length;
    const stranger = await trade.person(`stranger-${trade.run}`);
    const manager = await trade.staff('carrier-manager');
    const owns = (await manager.ask('{ myParties { id } }'))['myParties'].some(
      ({ id }: { id: string }) => id === inHand.carrier,
    );
    expect({
      adminsOrder: await countOf(admin, 'tradeOrders', 'number', inHand.order),
      adminsParcel: await countOf(admin, 'shipments', 'number', inHand.parcel),
      adminsComplaint: await countOf(admin, 'complaints', 'number', inHand.complaint),
      adminsLot: await countOf(admin, 'lots', 'code', inHand.lot),
      strangersParcel: await countOf(stranger, 'shipments', 'number', inHand.parcel),
      strangersComplaint: await countOf(stranger, 'complaints', 'number', inHand.complaint),
      managersParcel: await countOf(manager, 'shipments', 'number', inHand.parcel),
      // A part of a number is none.
      partOfIt: await countOf(admin, 'shipments', 'number', inHand.parcel.slice(0, -1)),
    }).toEqual({
      adminsOrder: 1,
      adminsParcel: 1,
      adminsComplaint: 1,
      adminsLot: 1,
      strangersParcel: 0,
      strangersComplaint: 0,
      managersParcel: owns ? 1 : 0,
      partOfIt: 0,
    });
    for (const [root, argument, value] of [
      ['tradeOrders', 'number', inHand.order],
      ['lots', 'code', inHand.lot],
      ['parties', 'search', inHand.shop],
    ] as const)
      await expect(countOf(stranger, root, argument, value)).rejects.toThrow();
  }, 120_000);
});
