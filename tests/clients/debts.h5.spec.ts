import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DatabaseSync } from 'node:sqlite';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { Browser, Page } from 'playwright-core';
import { faultsInCare, field, openBrowser, openPhone, seen, seriousFaults, tap } from './browser.ts';
import { clientPlatform, openRoom, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const OWNER = 'oDEMO-heitu-staff-xiangtun-coop-owner';
const MANAGER = 'oDEMO-heitu-staff-beida-manager';
const NOTHING = { light: [], care: [] };

/** The carrier has taken 50 and 30 yuan of the seller's at two doors, and owes it 6.50 for what it lost. */
describe('what a party owes and is owed, by tapping', () => {
  let platform: ClientPlatform;
  let browser: Browser;
  let trade: Trade;
  let [sellerPartyId, carrierPartyId] = ['', ''];
  const databases: DatabaseSync[] = [];
  const open = (room: string): DatabaseSync => {
    const database = openRoom(platform, room);
    databases.push(database);
    return database;
  };
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
    const cash = open('logistics').prepare(
      `insert into CodRemittance (id, shipmentId, afterReversalId, carrierPartyId, sellerPartyId, amountFen, state,
        collectedAtMs, dueAtMs) values (?, ?, '', ?, ?, ?, 'owed', ?, ?)`,
    );
    for (const [key, fen] of [
      ['a', 5000],
      ['b', 3000],
    ] as const)
      cash.run(idOf(key), idOf(key), carrierPartyId, sellerPartyId, fen, now - 1000, now + DAY_MS);
    open('payments')
      .prepare(
        `insert into Recovery (id, caseKey, orderId, partyId, creditorPartyId, amountFen, setOffFen, settingOffFen,
          state, attempts, openedAtMs, endHow, endReason, proposedBy, proposedAtMs)
          values (?, ?, 'o', ?, ?, 650, 0, 0, 'open', 0, ?, 'given-up', '公司注销了', 'somebody', ?)`,
      )
      .run(idOf('d'), idOf('d'), carrierPartyId, sellerPartyId, now, now);
    const payments = databases[1];
    payments
      ?.prepare(
        `insert into Recovery (id, caseKey, orderId, partyId, creditorPartyId, amountFen, setOffFen, settingOffFen,
          state, attempts, openedAtMs, nextAtMs) values (?, ?, 'o', ?, ?, 900, 500, 0, 'open', 0, ?, ?)`,
      )
      .run(idOf('e'), idOf('e'), carrierPartyId, sellerPartyId, now, now + DAY_MS);
    payments
      ?.prepare(
        `insert into Compensation (id, complaintId, recoveryId, orderId, partyId, source, outBillNo, closedBills,
          amountFen, reason, state, dueAtMs, attempts, createdAtMs, paidAtMs)
          values (?, ?, ?, 'o', ?, 'deposit-to-seller', ?, 0, 300, '货损赔付商家', 'paid', ?, 1, ?, ?)`,
      )
      .run(idOf('c'), `debt:${idOf('e')}:0`, idOf('e'), carrierPartyId, idOf('c'), now, now, now);
  });
  afterAll(async () => {
    // Others play on the same platform.
    databases[1]?.prepare('delete from Compensation where id like ?').run(`${trade.run}-%`);
    for (const [at, table] of ['CodRemittance', 'Recovery'].entries()) {
      databases[at]?.prepare(`delete from ${table} where id like ?`).run(`${trade.run}-%`);
      databases[at]?.close();
    }
    await browser?.close();
    await platform?.stop();
  });
  const phoneOf = async (openid: string) => openPhone(browser, await platform.tokenOf(openid), `${platform.url}/m/`);
  const looks = async (page: Page) => ({ light: await seriousFaults(page), care: await faultsInCare(page) });

  const came = (page: Page) => page.getByRole('button', { name: '钱到了' }).filter({ visible: true });

  it('the carrier pays two parcels back by one transfer into the seller’s bank, and says so', async () => {
    const { page, open: go, asked, faults } = await phoneOf(MANAGER);
    await go('carrier/pages/money/index');
    await seen(page, /^¥80(\.00)?　给/).waitFor();
    expect(asked.length).toBeLessThanOrEqual(2);
    expect(await looks(page)).toEqual(NOTHING);
    await tap(page, '打到商家银行卡了');
    await tap(page, '等商家确认');
    await seen(page, '请写银行的回单号，商家按它去查').waitFor();
    await field(page, '银行回单号').fill('工行0032');
    await tap(page, '等商家确认');
    await seen(page, '说打到商家银行卡了，等商家确认').first().waitFor();
    await tap(page, '赔款和欠款');
    await seen(page, /^您欠/).first().waitFor();
    expect(await looks(page)).toEqual(NOTHING);
    expect(faults).toEqual([]);
  }, 120_000);

  it('the seller finds both on its first page, and says what came and what it does not give up', async () => {
    const { page, open: go, faults } = await phoneOf(OWNER);
    await go('seller/pages/today/index');
    await seen(page, /^配送说¥50(\.00)?打到您银行卡了$/).waitFor();
    await tap(page, '去答复');
    await seen(page, /欠您$/).first().waitFor();
    await seen(page, '等您答复；不答复就继续追').waitFor();
    for (const line of [/^已经抵扣/, /^保证金付了/]) await seen(page, line).first().waitFor();
    expect(await looks(page)).toEqual(NOTHING);
    await tap(page, '不同意，还要追');
    await seen(page, /记下了，继续追/).waitFor();
    await page.getByText('同意了结').waitFor({ state: 'detached' });
    for (const left of [1, 0]) {
      await came(page).first().tap();
      await came(page).nth(left).waitFor({ state: 'detached' });
    }
    expect(faults).toEqual([]);
    const { codRemittances } = await (
      await trade.person(MANAGER)
    ).ask('{ codRemittances(first: 10) { edges { node { id state reference } } } }');
    const mine = codRemittances.edges.map(({ node }: any) => node).filter(({ id }: any) => id.startsWith(trade.run));
    expect(mine.map(({ state, reference }: any) => [state, reference])).toEqual([
      ['REMITTED', '工行0032'],
      ['REMITTED', '工行0032'],
    ]);
  }, 120_000);
});
