import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { PHOTO } from '../journeys/plants.ts';
import { faultsInAllModes, field, openBrowser, openPhone, photograph, seen, tap } from './browser.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const DAY_MS = 86_400_000;
const PARTIES = `{ myParties {
  id filings { state } documents { id type title number issuer state fileId validUntilOn }
} }`;

/** A paper that ends asks for the new one: a photo and two days, then somebody looks at it. */
describe('papers of a seller, by tapping [6.4]', () => {
  let platform: ClientPlatform;
  let browser: Browser;
  let farmer: Person;
  let trade: Trade;
  beforeAll(async () => {
    platform = await clientPlatform();
    browser = await openBrowser();
    trade = new Trade(platform);
    farmer = await trade.person('oDEMO-heitu-staff-wangxiulan-owner');
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  it('are renewed by photographing the new one, and nothing is typed that stays the same', async () => {
    const party = async (): Promise<any> => (await farmer.ask(PARTIES)).myParties[0];
    const { id: partyId, documents } = await party();
    const { type, title, number, issuer } = documents[0];
    const [from, until] = [-300, 20].map((days) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10));
    const { text } = await farmer.edge('/sellers/files?purpose=licence', { method: 'POST', body: PHOTO });
    const { id: fileId } = JSON.parse(text);
    const ending = { partyId, type, number, issuer, validFromOn: from, validUntilOn: until, fileId };
    const { id: formerId } = await farmer.do('addDocument', ending, 'id');

    const { page, open, faults } = await openPhone(browser, farmer.token, `${platform.url}/m`);
    await open('/seller/pages/papers/index');
    await page.getByLabel(`拍新的${title}`).tap();
    await seen(page, '保存，送审').waitFor();
    expect([await field(page, '编号').inputValue(), await field(page, '发证单位').inputValue()]).toEqual([
      number,
      issuer,
    ]);
    expect(await faultsInAllModes(page)).toEqual([]);
    await tap(page, '保存，送审');
    await seen(page, '请拍一张照片').first().waitFor();
    await photograph(page);
    await field(page, '哪天发的').fill(from!);
    await field(page, '有效到哪天（长期的不用选）').fill('2036-12-31');
    await tap(page, '保存，送审');
    await page.getByText('2036年12月31日').first().waitFor();

    const after = await trade.until('the filing', async () => {
      const now = await party();
      return now.filings[0]?.state === 'UNDER_REVIEW' ? now : undefined;
    });
    const added = after.documents.find((one: any) => one.validUntilOn === '2036-12-31');
    expect(added).toMatchObject({ type, number, issuer, fileId: expect.any(String), state: 'UNDER_REVIEW' });
    expect([added.id === formerId, added.fileId === fileId]).toEqual([false, false]);
    expect(faults).toEqual([]);
  }, 120_000);
});
