import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DatabaseSync } from 'node:sqlite';
import type { Browser } from 'playwright-core';
import { faultsInCare, openBrowser, seriousFaults } from './browser.ts';
import { deskOf, still } from './desk.fixture.ts';
import { clientPlatform, openRoom, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const WHO = '王运维';

/** The county here lies in files, where nobody is seen: the sighting is written as the look at a server writes it. */
describe('who was at the database beside the platform, at the desk of the platform [11.5.dh]', () => {
  let platform: ClientPlatform;
  let browser: Browser;
  let trade: Trade;
  let database: DatabaseSync;
  let desk: Awaited<ReturnType<typeof deskOf>>;
  beforeAll(async () => {
    [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
    trade = new Trade(platform);
    database = openRoom(platform, 'trust');
    const now = Number(await trade.world.now());
    database
      .prepare(
        `insert into DatabaseSighting (id, "number", "user", host, state, seenAtMs, lastSeenAtMs)
          values (?, 41, 'root', 'localhost', 'seen', ?, ?)`,
      )
      .run(`${trade.run}-s`, now - 120_000, now - 60_000);
    desk = await deskOf(platform, browser, await trade.staff('operator-admin'));
  });
  afterAll(async () => {
    // Others play on the same platform.
    database?.prepare('delete from DatabaseSighting where id = ?').run(`${trade.run}-s`);
    database?.close();
    await browser?.close();
    await platform?.stop();
  });

  it('is told, and answered: who it was and what for', async () => {
    const { page, open, faults } = desk;
    await open('/operations?tab=sessions&open=yes');
    const row = page.locator('tr.ant-table-row', { hasText: 'root' }).first();
    await row.getByText('待说明').waitFor();
    expect({ light: await seriousFaults(page), care: await faultsInCare(page) }).toEqual({ light: [], care: [] });
    await row.getByRole('button', { name: '说明', exact: true }).click();
    const dialog = page.getByRole('dialog').last();
    await dialog.getByLabel('是谁').fill(WHO);
    await dialog.getByLabel('为什么').fill('按厂家要求改索引');
    await dialog.getByRole('button', { name: '记录', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await still(page);
    await open('/operations?tab=sessions');
    const answered = page.locator('tr.ant-table-row', { hasText: WHO }).first();
    await answered.getByText('已说明').waitFor();
    // Sealed in the table, and whose word it is stands beside it.
    const kept = database
      .prepare('select state, person, answeredBy from DatabaseSighting where id = ?')
      .get(`${trade.run}-s`)!;
    expect([kept['state'], String(kept['person']).includes(WHO), kept['answeredBy'] === null]).toEqual([
      'answered',
      false,
      false,
    ]);
    expect(faults).toEqual([]);
  }, 120_000);
});
