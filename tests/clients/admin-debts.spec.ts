import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DatabaseSync } from 'node:sqlite';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { Browser, Locator, Page } from 'playwright-core';
import { faultsInCare, openBrowser, openPhone, seen, seriousFaults, tap } from './browser.ts';
import { deskOf, still } from './desk.fixture.ts';
import { clientPlatform, openRoom, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const OWNER = 'oDEMO-heitu-staff-xiangtun-coop-owner';
const MANAGER = 'oDEMO-heitu-staff-beida-manager';
type Desk = Awaited<ReturnType<typeof deskOf>>;

/** A carrier owes a seller 7.77 yuan and pays nothing; of 44 yuan that it took at a door it says the record is wrong. */
describe('what is owed to a seller, at two desks of the platform', () => {
  let platform: ClientPlatform;
  let browser: Browser;
  let trade: Trade;
  let [sellerPartyId, carrierPartyId] = ['', ''];
  let desks: Record<'admin' | 'finance', Desk>;
  const databases: Record<string, DatabaseSync> = {};
  const room = (name: 'payments' | 'logistics'): DatabaseSync => (databases[name] ??= openRoom(platform, name));
  const idOf = (key: string): string => `${trade.run}-${key}`;
  beforeAll(async () => {
    [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
    trade = new Trade(platform);
    const partyOf = async (openid: string, kind: string): Promise<string> => {
      const { myParties } = await (await trade.person(openid)).ask('{ myParties { id kind } }');
      return myParties.find((party: { kind: string }) => party.kind === kind)?.id ?? myParties[0].id;
    };
    [sellerPartyId, carrierPartyId] = [await partyOf(OWNER, 'COOPERATIVE'), await partyOf(MANAGER, 'CARRIER')];
    const now = Number(await trade.world.now());
    room('payments')
      .prepare(
        `insert into Recovery (id, caseKey, orderId, partyId, creditorPartyId, amountFen, setOffFen, settingOffFen,
          state, attempts, openedAtMs) values (?, ?, ?, ?, ?, 777, 0, 0, 'open', 0, ?)`,
      )
      .run(idOf('p'), idOf('p'), idOf('o'), carrierPartyId, sellerPartyId, now);
    const [admin, finance] = [await trade.staff('operator-admin'), await trade.staff('finance')];
    desks = { admin: await deskOf(platform, browser, admin), finance: await deskOf(platform, browser, finance) };
  });
  afterAll(async () => {
    expect(Object.values(desks ?? {}).flatMap(({ faults }) => faults)).toEqual([]);
    // Others play on the same platform.
    for (const [name, table] of [
      ['logistics', 'CodReversal'],
      ['logistics', 'CodRemittance'],
      ['payments', 'Recovery'],
    ] as const) {
      const column = table === 'CodReversal' ? 'remittanceId' : 'id';
      databases[name]?.prepare(`delete from ${table} where ${column} like ?`).run(`${trade.run}-%`);
    }
    for (const database of Object.values(databases)) database.close();
    await browser?.close();
    await platform?.stop();
  });

  const button = (within: Page | Locator, name: string): Locator =>
    within.getByRole('button', { name, exact: true }).first();
  const dialog = (page: Page): Locator => page.getByRole('dialog').last();
  const row = (page: Page, text: string): Locator => page.locator('tr.ant-table-row', { hasText: text }).first();
  const done = async (page: Page): Promise<void> => {
    await page.getByRole('dialog').last().waitFor({ state: 'hidden' });
    await still(page);
  };
  /** What somebody found, and says. */
  const say = async (page: Page, opener: string, within: Locator, reason: string): Promise<void> => {
    await button(within, opener).click();
    await dialog(page).getByLabel('凭什么').fill(reason);
    await button(dialog(page), opener).click();
    await done(page);
  };
  const looks = async (page: Page) => ({ light: await seriousFaults(page), care: await faultsInCare(page) });

  it('the platform pays what a debtor never will: one of finance says so, a second person confirms [6.6.d]', async () => {
    const { page } = desks.finance;
    await desks.finance.open('/finance?tab=recoveries');
    const mine = row(page, '7.77');
    await button(mine, '提出了结').click();
    await dialog(page).getByText('平台承担，已从平台的银行付给债主').click();
    await dialog(page).getByLabel('凭什么').fill('工行回单7788');
    await button(dialog(page), '提出，等第二个人确认').click();
    await done(page);
    await mine.getByText('财务提出了结，等第二个人确认').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    // What is said beside the buttons covers neither who owes whom nor how much.
    for (const name of ['责任方', '欠谁的', '金额'])
      await page.getByRole('columnheader', { name }).click({ trial: true });
    // Who proposed it confirms nothing.
    expect(await button(mine, '确认了结').count()).toBe(0);
    await desks.admin.open('/finance?tab=recoveries');
    const theirs = row(desks.admin.page, '7.77');
    await button(theirs, '确认了结').click();
    // Who owes whom how much, and whose loss it is.
    await dialog(desks.admin.page)
      .getByText(/欠.*¥7\.77.*这笔由平台出/)
      .waitFor();
    await button(dialog(desks.admin.page), '确认了结').click();
    await done(desks.admin.page);
    await theirs.getByText('已了结').waitFor();
    const kept = room('payments').prepare('select state, endHow, setOffFen from Recovery where id = ?').get(idOf('p'));
    expect(kept).toEqual({ state: 'closed', endHow: 'platform-pays', setOffFen: 0 });
    // The platform's bank has paid 7.77 yuan to the seller's, and the carrier owes the seller nothing any more.
    const entries = room('payments')
      .prepare(
        `select e.account, e.amountFen from LedgerTransfer t join LedgerEntry e on e.transferId = t.id
          where t."key" = ? order by e.account`,
      )
      .all(`ended:${idOf('p')}`)
      .map((entry) => [entry['account'], entry['amountFen']]);
    expect(entries).toHaveLength(4);
    expect(entries).toContainEqual([`bank:${sellerPartyId}`, 777]);
  }, 120_000);

  it('the seller reads on its phone that the platform paid, and what a carrier says of its record', async () => {
    const now = Number(await trade.world.now());
    const manager = await trade.person(MANAGER);
    // Others play the same carrier's money: this is among what it has to pay back for a moment only.
    room('logistics')
      .prepare(
        `insert into CodRemittance (id, shipmentId, afterReversalId, carrierPartyId, sellerPartyId, amountFen, state,
          collectedAtMs, dueAtMs) values (?, ?, '', ?, ?, 4400, 'owed', ?, ?)`,
      )
      .run(idOf('w'), idOf('w'), carrierPartyId, sellerPartyId, now - 1000, now + 30 * DAY_MS);
    await manager.do('reverseCod', { remittanceId: idOf('w'), reason: '多写了一个零，实收4元4角' }, 'id');
    const { page, open, asked, faults } = await openPhone(browser, await platform.tokenOf(OWNER), `${platform.url}/m/`);
    await open('seller/pages/debts/index');
    await seen(page, /平台替对方付给您了/).waitFor();
    await seen(page, '配送说登记错了，等您确认').waitFor();
    await seen(page, '多写了一个零，实收4元4角').waitFor();
    expect(asked.length).toBeLessThanOrEqual(2);
    expect(await looks(page)).toEqual({ light: [], care: [] });
    await tap(page, '没登记错');
    await seen(page, /记下了，财务去查/).waitFor();
    expect(faults).toEqual([]);
  }, 120_000);

  it('what the seller denies is found by two of the platform, on one page [8.5.3.ca]', async () => {
    const { page } = desks.finance;
    await desks.finance.open('/said-cash?state=DISPUTED');
    const mine = row(page, '44.00');
    await mine.getByText('商家说没登记错，等财务查').waitFor();
    // What it rests on stands beside the buttons.
    await mine.getByText('配送说：多写了一个零，实收4元4角').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await say(page, '查到登记错了', mine, '签收单上写的是4.40元');
    expect(await button(mine, '确认登记错了').count()).toBe(0);
    await desks.admin.open('/said-cash?state=DISPUTED');
    const theirs = row(desks.admin.page, '44.00');
    await say(desks.admin.page, '确认登记错了', theirs, '签收单上写的是4.40元');
    await theirs.waitFor({ state: 'detached' });
    const kept = room('logistics').prepare('select state from CodRemittance where id = ?').get(idOf('w'));
    expect(kept).toEqual({ state: 'reversed' });
    expect(
      room('logistics').prepare('select amountFen from CodReversal where remittanceId = ?').all(idOf('w')),
    ).toEqual([{ amountFen: 4400 }]);
  }, 120_000);
});
