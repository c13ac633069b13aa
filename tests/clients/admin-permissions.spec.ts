import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DatabaseSync } from 'node:sqlite';
import type { Browser } from 'playwright-core';
import { faultsInCare, openBrowser, seriousFaults } from './browser.ts';
import { deskOf, still } from './desk.fixture.ts';
import { clientPlatform, openRoom, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const DAY_MS = 86_400_000;
const DIGEST = 'c0ffee15900d'.padEnd(64, '7');
const CAME = '+ orders Query.orders: anyone';

/** The rules of a county do not change while it runs: the version is written as the look at the rooms writes it. */
describe('the versions of the permission matrix, at the desk of the platform [5.3.e-i]', () => {
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
        `insert into PermissionVersion
          (id, digest, ruleCount, addedCount, removedCount, changes, state, seenAtMs, lastSeenAtMs, dueAtMs)
          values (?, ?, 6508, 1, 1, ?, 'unapproved', ?, ?, ?)`,
      )
      .run(
        `${trade.run}-v`,
        DIGEST,
        JSON.stringify(['- orders Query.orders: signed-in', CAME]),
        now - DAY_MS,
        now - 60_000,
        now + 13 * DAY_MS,
      );
    desk = await deskOf(platform, browser, await trade.staff('operator-admin'));
  });
  afterAll(async () => {
    // Others play on the same platform.
    database?.prepare('delete from PermissionVersion where id = ?').run(`${trade.run}-v`);
    database?.close();
    await browser?.close();
    await platform?.stop();
  });

  it('show what changed, and are approved by name', async () => {
    const { page, open, faults } = desk;
    await open('/operations?tab=permissions&open=yes');
    const row = page.locator('tr.ant-table-row', { hasText: DIGEST.slice(0, 12) }).first();
    await row.getByText('待批准').waitFor();
    await row.getByText('多了 1 条，少了 1 条').click();
    await row.getByText(CAME).waitFor();
    expect({ light: await seriousFaults(page), care: await faultsInCare(page) }).toEqual({ light: [], care: [] });
    const pictures = process.env['PICTURES_IN'];
    if (pictures) await page.screenshot({ path: `${pictures}/admin-permissions.png`, fullPage: true });
    await row.getByRole('button', { name: '批准', exact: true }).click();
    const asked = page.locator('.ant-modal-confirm, [role=dialog]').last();
    await asked.getByText('6,508 条规则').waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/admin-permissions-asked.png` });
    await asked.getByRole('button', { name: '批准', exact: true }).click();
    await asked.waitFor({ state: 'hidden' });
    await still(page);
    await open('/operations?tab=permissions');
    await page
      .locator('tr.ant-table-row', { hasText: DIGEST.slice(0, 12) })
      .first()
      .getByText('已批准')
      .waitFor();
    const kept = database
      .prepare('select state, approvedBy from PermissionVersion where id = ?')
      .get(`${trade.run}-v`)!;
    expect([kept['state'], kept['approvedBy'] === null]).toEqual(['approved', false]);
    expect(faults).toEqual([]);
  }, 120_000);
});
