import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { field, openOwnPhone, seen, seriousFaults, tap } from './browser.ts';
import { clientPlatform, openRoom, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

/** HEITU_LONG_DAY=1: thirty parcels instead of ten. */
const PARCELS = process.env['HEITU_LONG_DAY'] ? 30 : 10;
const SEED = 20261129;
const NOTE = '外箱压坏了';

/** What becomes of a parcel that day. */
type Kind = 'refused at the door' | 'opened at the door' | 'refused by its buyer meanwhile';
const kindOf = (i: number): Kind =>
  i === 0 ? 'refused by its buyer meanwhile' : i % 3 === 1 ? 'opened at the door' : 'refused at the door';
interface OfDay {
  kind: Kind;
  shipmentId: string;
  buyer: Person;
}

describe('a day where there is hardly a network', () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let folder: string;
  let desk: Person;
  let courier: Person;
  let farm: { farmer: Person; skuId: string };
  let phone: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    [platform, folder] = await Promise.all([clientPlatform(), mkdtemp(join(tmpdir(), 'phone-'))]);
    trade = new Trade(platform);
    [desk, courier, farm] = await Promise.all([
      trade.staff('carrier-manager'),
      trade.staff('courier'),
      trade.berryFarm(),
    ]);
  });
  afterAll(async () => {
    await phone?.close();
    await platform?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const soon = async (): Promise<string> => new Date((await trade.world.now()).getTime() + 3_600_000).toISOString();
  async function parcelsOfDay(): Promise<OfDay[]> {
    const made: OfDay[] = [];
    for (let i = 0; i < PARCELS; i++) {
      const kind = kindOf(i);
      const { orderId, buyer } = await trade.packed(farm.farmer, farm.skuId);
      const shipmentId = await trade.assigned(desk, buyer, orderId);
      await trade.handOver(desk, farm.farmer, shipmentId);
      if (kind === 'opened at the door') {
        await courier.do('callAhead', { shipmentId, agreedAt: await soon(), place: '家门口' }, 'id');
        const { courierCode } = await courier.ask('query($id: ID!) { courierCode(shipmentId: $id) { code } }', {
          id: shipmentId,
        });
        await buyer.do('checkCourierCode', { shipmentId, code: courierCode.code }, '__typename');
      }
      made.push({ kind, shipmentId, buyer });
    }
    return made;
  }

  /** The same day where there is a network. */
  async function online(day: readonly OfDay[]): Promise<void> {
    for (const { kind, shipmentId, buyer } of day) {
      if (kind === 'opened at the door') {
        await courier.do('recordOuterPackagingOpened', { shipmentId, inspected: true, units: 1 }, 'id');
        continue;
      }
      await courier.do('callAhead', { shipmentId, agreedAt: await soon(), place: '家门口' }, 'id');
      const who = kind === 'refused at the door' ? courier : buyer;
      await who.do('refuseDelivery', { shipmentId, reason: 'DAMAGED', note: NOTE }, 'id');
      await courier.do('arriveAtDepot', { shipmentId }, 'id');
    }
  }

  /** What the platform has of a parcel: its state, in which order what happened, the legs, and what others were told. */
  function rowsOf({ shipmentId }: OfDay): object {
    const database = openRoom(platform, 'logistics', { readOnly: true });
    const all = (query: string): Record<string, unknown>[] => database.prepare(query).all(shipmentId);
    const [row = {}] = all('select * from Shipment where id = ?');
    const moments = ['calledAheadAtMs', 'identityCheckedAtMs', 'outerOpenedAtMs', 'refusedAtMs', 'atDepotAtMs'];
    const rows = {
      state: row['state'],
      reason: row['refusalReason'],
      order: moments.filter((name) => row[name] !== null).sort((a, b) => Number(row[a]) - Number(row[b])),
      legs: all('select kind, state, givenUnits from CustodyLeg where shipmentId = ? order by openedAtMs'),
      told: all("select type from Outbox where aggregateid = ? and type like 'logistics.shipment-%'").map(
        ({ type }) => type,
      ),
    };
    database.close();
    return rows;
  }

  let seed = SEED;
  const random = (): number => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  /** How many answers were lost on the way back. */
  let lost = 0;
  let mayLose = false;
  async function start(): Promise<void> {
    phone = await openOwnPhone(folder, courier.token, platform.url);
    await phone.route('**/graphql', async (route) => {
      const { operationName } = route.request().postDataJSON() as { operationName: string };
      if (!mayLose || /^Courier(Parcel|Tasks)$/.test(operationName) || random() > 0.35) return route.continue();
      // The platform does it, and its answer never comes: lost, or the page was closed meanwhile.
      if (await route.fetch().catch(() => null)) lost++;
      return route.abort().catch(() => {});
    });
    page = phone.pages()[0] ?? (await phone.newPage());
  }
  const open = (path: string) => page.goto(`${platform.url}/m/courier/pages/${path}`, { waitUntil: 'commit' });
  const kept = (part: string): Promise<number> =>
    page.evaluate((text) => Object.keys(localStorage).filter((key) => key.includes(text)).length, part);
  const cutAtRandom = () => phone.setOffline(random() < 0.6);
  const stayAway = () => phone.setOffline(true);

  async function atTheDoor(
    { kind, shipmentId }: OfDay,
    maybeCut: () => Promise<void>,
    isKilled = false,
  ): Promise<void> {
    await maybeCut();
    await open(`parcel/index?id=${shipmentId}`);
    if (kind === 'opened at the door') {
      await tap(page, '一起看过了');
      await seen(page, '3. 当面打开看货').waitFor({ state: 'hidden' });
      return;
    }
    await field(page, '在哪里').fill('家门口');
    await tap(page, '电话约好了');
    await seen(page, '改约').first().waitFor();
    await maybeCut();
    await tap(page, '买家不收');
    await tap(page, '货坏了');
    await field(page, '说明').fill(NOTE);
    await tap(page, '记下拒收');
    await seen(page, '货到站点了').first().waitFor();
    await maybeCut();
    await tap(page, '货到站点了');
    if (!isKilled) return seen(page, '货到站点了').waitFor({ state: 'hidden' });
    // In the middle of it: nobody hears the answer.
    await page.close();
    page = await phone.newPage();
  }

  it('ends as if there had been one: cut at random, killed three times, one conflict', async () => {
    const [reference, day] = [await parcelsOfDay(), await parcelsOfDay()];
    await online(reference);

    await start();
    await open('tasks/index');
    // Today's work and the pages themselves are fetched while there is a network.
    await page.waitForFunction(
      (count) => Object.keys(localStorage).filter((key) => key.includes('.today.seen.parcel')).length >= count,
      PARCELS,
    );
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    // Nothing of anybody's name or place lies open.
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/王小明|金山大街/);

    mayLose = true;
    // The first is refused by its buyer while the courier, without a network, writes down the same.
    const [first, ...others] = day;
    await atTheDoor(first!, stayAway);
    await first!.buyer.do('refuseDelivery', { shipmentId: first!.shipmentId, reason: 'DAMAGED', note: NOTE }, 'id');
    const kills = [2, 5, 8].map((at) => Math.floor((at * others.length) / 9));
    for (const [i, parcel] of others.entries()) {
      await atTheDoor(parcel, cutAtRandom, i === kills[1]);
      if (i === kills[0]) {
        await page.close();
        page = await phone.newPage();
      } else if (i === kills[2]) {
        await phone.close();
        await start();
      }
    }
    mayLose = false;
    await phone.setOffline(false);
    await open('tasks/index');
    // All that can be sent is; what the platform did not take is told, with what can be done.
    await seen(page, /^1 件没办成，点开看/).waitFor({ timeout: 30_000 });
    await page.waitForFunction(() => Object.keys(localStorage).filter((key) => key.includes('.outbox.')).length === 2);
    expect(await seriousFaults(page)).toEqual([]);
    await tap(page, /^1 件没办成，点开看/);
    await seen(page, '没办成').first().waitFor();
    await seen(page, '等前一步').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await tap(page, '不办了');
    await tap(page, '不发了');
    await seen(page, '都发出去了').waitFor();
    expect(await kept('.outbox.')).toBe(0);

    expect(day.map(rowsOf)).toEqual(reference.map(rowsOf));
    expect(lost).toBeGreaterThan(0);
    expect(PARCELS).toBeGreaterThanOrEqual(10);
  }, 240_000);
});
