import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { faultsInCare, openBrowser, seriousFaults } from './browser.ts';
import { deskOf, still } from './desk.fixture.ts';
import { clientPlatform, openRoom, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const picture = async (page: Page, name: string) => {
  const folder = process.env['PICTURES_IN'];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
};

describe('an off-line medium changes hands at the desks of the platform [11.7.4.dz]', () => {
  let platform: ClientPlatform;
  let browser: Browser;
  let trade: Trade;
  let label: string;
  beforeAll(async () => {
    [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
    trade = new Trade(platform);
    label = `HT-${trade.run}`;
  });
  afterAll(async () => {
    // Others play on the same platform.
    if (platform) {
      const database = openRoom(platform, 'trust');
      database
        .prepare('delete from MediumHandover where mediumId in (select id from BackupMedium where label = ?)')
        .run(label);
      database.prepare('delete from BackupMedium where label = ?').run(label);
      database.close();
    }
    await browser?.close();
    await platform?.stop();
  });
  const rowOf = (page: Page) => page.locator('tr.ant-table-row', { hasText: label }).first();
  const dialogOf = (page: Page) => page.getByRole('dialog').last();
  const done = async (page: Page, button: string) => {
    const dialog = dialogOf(page);
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await still(page);
  };

  it('from whoever registered it to whoever signs for it, and both names stay', async () => {
    const giver = await deskOf(platform, browser, await trade.staff('operator-admin'));
    const { page } = giver;
    await giver.open('/operations?tab=media');
    await page.getByRole('button', { name: '登记介质' }).click();
    await dialogOf(page).getByLabel('介质上写的编号').fill(label);
    await dialogOf(page).getByText('磁带', { exact: true }).click();
    await dialogOf(page).getByLabel('放在哪里').fill('机房保险柜');
    await done(page, '登记');
    await rowOf(page).getByText('在保管').waitFor();
    await rowOf(page).getByRole('button', { name: '交给别人' }).click();
    await dialogOf(page).getByLabel('交给谁').click();
    await page
      .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: '调解' })
      .first()
      .click();
    await dialogOf(page).getByLabel('做什么用').fill('送县档案馆异地存放');
    await done(page, '交出');
    await rowOf(page).getByText('交接中，等接收人签收').waitFor();
    await picture(page, 'media-offered');

    const taker = await deskOf(platform, browser, await trade.staff('mediator'));
    await taker.open('/');
    await taker.page.getByText('离线介质等人签收').first().waitFor();
    await taker.open('/operations?tab=media&toSign=yes');
    await rowOf(taker.page).getByRole('button', { name: '签收' }).click();
    await dialogOf(taker.page).getByLabel('放在哪里').fill('县档案馆二楼3号柜');
    await done(taker.page, '签收');
    await taker.open('/operations?tab=media');
    await rowOf(taker.page).getByText('县档案馆二楼3号柜').waitFor();
    await rowOf(taker.page)
      .getByRole('button', { name: /展开|expand/i })
      .click();
    await taker.page.getByText('送县档案馆异地存放').waitFor();
    expect({ light: await seriousFaults(taker.page), care: await faultsInCare(taker.page) }).toEqual({
      light: [],
      care: [],
    });
    await picture(taker.page, 'media-signed');
    expect([...giver.faults, ...taker.faults]).toEqual([]);
  }, 180_000);
});
