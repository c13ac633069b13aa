import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DatabaseSync } from 'node:sqlite';
import type { Browser } from 'playwright-core';
import { faultsInCare, openBrowser, seriousFaults } from './browser.ts';
import { deskOf, still } from './desk.fixture.ts';
import { clientPlatform, openRoom, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const HOUR_MS = 3_600_000;
const PROCESS = 'client-spec-gateway';

/** Hours that are over, as a gateway tells them; one of them was never told. */
describe('what was refused at the gateways, at the desk of the platform [11.4.5] [11.7]', () => {
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
    const hourMs = now - (now % HOUR_MS);
    const insert = database.prepare(
      'insert into RefusalHour (id, process, hourMs, requests, refused, toldAtMs) values (?, ?, ?, ?, ?, ?)',
    );
    const refused = JSON.stringify({ 'too-often': 40, 'not-allowed': 3, failed: 2 });
    for (const back of [3, 4, 5])
      insert.run(`${trade.run}-h${back}`, PROCESS, hourMs - back * HOUR_MS, 1000, refused, now);
    insert.run(`${trade.run}-h6`, PROCESS, hourMs - 6 * HOUR_MS, 0, '{}', null);
    desk = await deskOf(platform, browser, await trade.staff('operator-admin'));
  });
  afterAll(async () => {
    // Others play on the same platform.
    database?.prepare('delete from RefusalHour where process = ?').run(PROCESS);
    database?.prepare('delete from TechnicalItem where title = ?').run(`复核${trade.run}`);
    database?.close();
    await browser?.close();
    await platform?.stop();
  });

  it('is seen by whoever registers a review, and stands beside it', async () => {
    const { page, open, faults } = desk;
    const pictures = process.env['PICTURES_IN'];
    await open('/operations?tab=refused');
    const row = (title: string) => page.locator('tr.ant-table-row', { hasText: title }).first();
    await row('请求太频繁').waitFor();
    await row('没有数的小时').waitFor();
    await page
      .getByText(/没有数的 \d+ 小时/)
      .first()
      .waitFor();
    expect({ light: await seriousFaults(page), care: await faultsInCare(page) }).toEqual({ light: [], care: [] });
    if (pictures) await page.screenshot({ path: `${pictures}/admin-refused.png`, fullPage: true });
    await page.getByRole('button', { name: '看过了，登记' }).click();
    const dialog = page.locator('[role=dialog]').last();
    await dialog
      .getByText(/挡下 [\d,]+ 次/)
      .first()
      .waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/admin-refused-asked.png` });
    await dialog.getByText('11.4.5').or(dialog.getByText('网络监控与审计')).first().click();
    await dialog.getByLabel('名称').fill(`复核${trade.run}`);
    await dialog.getByLabel('内容').fill('按小时看过，没有异常');
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await still(page);
    await open('/operations?tab=register');
    await row(`复核${trade.run}`).waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/admin-refused-register.png`, fullPage: true });
    const kept = database.prepare('select seen from TechnicalItem where title = ?').get(`复核${trade.run}`)!;
    expect(String(kept['seen'])).toContain('too-often');
    expect(faults).toEqual([]);
  }, 120_000);
});
