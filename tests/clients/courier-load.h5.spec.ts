import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { faultsInAllModes, openBrowser, openPhone, quiet, seen, tap } from './browser.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

interface Thermometer {
  celsius: number | null;
  at: string | null;
  isWatched: boolean;
}

/** What a courier takes with them in the morning: counted by scanning, and cold only where somebody says how cold. */
describe("a courier's load", () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let browser: Browser;
  let courier: Person;
  const parcels: { id: string; trackingNumber: string }[] = [];
  beforeAll(async () => {
    [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
    trade = new Trade(platform);
    const desk = await trade.staff('carrier-manager');
    courier = await trade.staff('courier');
    const { farmer, skuId } = await trade.berryFarm();
    for (let i = 0; i < 4; i++) {
      const { orderId, buyer } = await trade.packed(farmer, skuId);
      const id = await trade.assigned(desk, buyer, orderId);
      if (i === 3) await trade.handOver(desk, farmer, id);
      const { shipment } = await courier.ask('query($id: ID!) { shipment(id: $id) { trackingNumber } }', { id });
      parcels.push({ id, trackingNumber: shipment.trackingNumber });
    }
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const tasks = async () => {
    const phone = await openPhone(browser, courier.token, `${platform.url}/m/courier/pages/`);
    return { ...phone, show: async () => (await phone.open('tasks/index'), quiet(phone.page)) };
  };

  it('is scanned one after the other without a tap in between; what is missing is named', async () => {
    const { page, show, faults } = await tasks();
    await show();
    await tap(page, /^去接货 \d+$/);
    const title = await seen(page, /^要接 \d+ 件$/)
      .first()
      .textContent();
    const all = Number(/\d+/.exec(title ?? '')?.[0]);
    expect(all).toBeGreaterThanOrEqual(3);
    // A code of something else counts nothing, one that is scanned twice counts once; then the courier stops.
    const [one, two, missing] = parcels as [(typeof parcels)[0], (typeof parcels)[0], (typeof parcels)[0]];
    const codes = ['heitu:card:0000000000000000', one.trackingNumber, `heitu:shipment:${two.id}`, one.trackingNumber];
    page.on('dialog', (dialog) => void (codes.length > 0 ? dialog.accept(codes.shift()) : dialog.dismiss()));
    await tap(page, '一件一件扫');
    await seen(page, `扫到 2 件，还差 ${all - 2} 件`)
      .first()
      .waitFor();
    expect(codes).toEqual([]);
    const lacks = (of: { trackingNumber: string }) =>
      seen(page, new RegExp(`^还没扫：.*${of.trackingNumber}$`)).count();
    expect([await lacks(one), await lacks(two), await lacks(missing)]).toEqual([0, 0, 1]);
    expect(await faultsInAllModes(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 90_000);

  /** What the truck's thermometer says, as the platform tells this phone. */
  async function says(page: Page, thermometer: Thermometer | null): Promise<void> {
    await page.unroute('**/graphql');
    await page.route('**/graphql', async (route) => {
      const { operationName } = route.request().postDataJSON() as { operationName?: string };
      if (operationName !== 'CourierTasks') return route.continue();
      const response = await route.fetch().catch(() => null);
      if (!response) return;
      const answer = (await response.json()) as { data: { toDeliver: { edges: { node: any }[] } } };
      for (const { node } of answer.data.toDeliver.edges) if (node.vehicle) node.vehicle.thermometer = thermometer;
      return route.fulfill({ response, json: answer });
    });
  }

  it('is called watched only where the truck’s thermometer speaks: without a reading nobody watches it', async () => {
    const { page, show, faults } = await tasks();
    const at = (await trade.world.now()).toISOString();
    await says(page, { celsius: 3, at, isWatched: true });
    await show();
    await tap(page, /^去送货 \d+$/);
    await seen(page, '3°C').waitFor();
    expect(await seen(page, '没人看着').count()).toBe(0);
    // The last reading is no reading of now.
    await says(page, { celsius: 3, at, isWatched: false });
    await show();
    await tap(page, /^去送货 \d+$/);
    await seen(page, '没人看着').waitFor();
    await seen(page, /^温度计.*以后没声音，该 \S+ 度$/).waitFor();
    expect(await seen(page, '3°C').count()).toBe(0);
    await says(page, null);
    await show();
    await tap(page, /^去送货 \d+$/);
    await seen(page, '没人看着').waitFor();
    await seen(page, /^车上没有温度计的读数，该 \S+ 度$/).waitFor();
    expect(await faultsInAllModes(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 90_000);
});
