import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DatabaseSync } from 'node:sqlite';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { Browser } from 'playwright-core';
import { faultsInCare, openBrowser, openPhone, seen, seriousFaults, tap } from './browser.ts';
import { clientPlatform, openRoom, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const BUYER = 'oDEMO-heitu-consumer-05';

/** A buyer has rice of a recall of level three, and the page is open while the level rises. */
describe('a recall whose level rises under the buyer’s eyes [7.3.6.a-c]', () => {
  let platform: ClientPlatform;
  let browser: Browser;
  let orders: DatabaseSync;
  let id: string;
  beforeAll(async () => {
    [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
    const trade = new Trade(platform);
    id = `${trade.run}-recall`;
    const { me } = await (await trade.person(BUYER)).ask('{ me { id } }');
    const now = Number(await trade.world.now());
    orders = openRoom(platform, 'orders');
    orders
      .prepare(
        `insert into RecallCase (id, lotId, lotCode, partyId, goods, level, hazard, caller, state,
          openedAtMs, reportDueAtMs, finishDueAtMs) values (?, ?, 'L-1', 'p', '大米', 'three', 'label', 'operator',
          'notified', ?, ?, ?)`,
      )
      .run(id, id, now, now + DAY_MS, now + DAY_MS);
    orders
      .prepare(
        `insert into RecallRow (id, caseId, foundBy, lotId, lotCode, partyId, goods, buyerAccountId, orderId, orderNumber,
          lineId, units, recoveredUnits, goneUnits, calls, state, foundAtMs, dueAtMs, refundFen)
          select ?, ?, ?, ?, 'L-1', o.partyId, '大米', o.buyerAccountId, o.id, o.number, l.id, 2, 0, 0, 0, 'at-buyer',
          ?, ?, 0 from "Order" o join OrderLine l on l.orderId = o.id where o.buyerAccountId = ? limit 1`,
      )
      .run(id, id, id, id, now, now + DAY_MS, me.id);
  });
  afterAll(async () => {
    // Others play on the same platform.
    for (const table of ['RecallRow', 'RecallCase']) orders?.prepare(`delete from ${table} where id = ?`).run(id);
    orders?.close();
    await browser?.close();
    await platform?.stop();
  });

  it('shows the new level to whoever answered the milder one, and takes the answer then', async () => {
    const { page, open, asked } = await openPhone(browser, await platform.tokenOf(BUYER), `${platform.url}/m/`);
    await open('pages/recalls/index');
    await seen(page, /标签或说明不实/).waitFor();
    expect(asked.length).toBeLessThanOrEqual(2);
    orders.prepare("update RecallCase set level = 'one', hazard = 'allergen' where id = ?").run(id);
    orders.prepare('update RecallRow set roseAtMs = foundAtMs where id = ?').run(id);
    const answered = (): unknown => orders.prepare('select answer, state from RecallRow where id = ?').get(id);

    await tap(page, '还在，请来取');
    await seen(page, '召回刚刚升级了，请看清现在的级别，再点一次').waitFor();
    await seen(page, '现在是一级召回，最急的：吃了可能伤人').waitFor();
    // The page itself is of the new level by now.
    await seen(page, /升级：现在是一级召回/).waitFor();
    await seen(page, /致敏的东西没有标明/).waitFor();
    expect(answered()).toEqual({ answer: null, state: 'at-buyer' });
    expect([await seriousFaults(page), await faultsInCare(page)]).toEqual([[], []]);

    await tap(page, '还在，请来取');
    await seen(page, '您说：还在，请来取').waitFor();
    expect(answered()).toMatchObject({ answer: 'has' });
    // Who has answered has read of it.
    await seen(page, /说看到了$/).waitFor();
    expect(await seen(page, '我看到了').count()).toBe(0);
  }, 120_000);
});
