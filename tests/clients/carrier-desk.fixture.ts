import type { Person } from '../journeys/client.ts';
import { openBrowser, openPhone, type PHONE, type SMALL_PHONE, type Watched } from './browser.ts';
import { clientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

export type CarrierDesk = Awaited<ReturnType<typeof openCarrierDesk>>;

/** A carrier's manager with their phone, a courier of theirs, and a farm whose berries they carry. */
export async function openCarrierDesk() {
  const [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
  const trade = new Trade(platform);
  const [desk, courier] = [await trade.staff('carrier-manager'), await trade.staff('courier')];
  return {
    platform,
    browser,
    trade,
    desk,
    courier,
    farm: await trade.berryFarm(),
    phoneOf: (who: Person, kind?: typeof PHONE | typeof SMALL_PHONE) =>
      openPhone(browser, who.token, `${platform.url}/m/carrier/pages/`, kind),
    async close(): Promise<void> {
      await browser.close();
      await platform.stop();
    },
  };
}

// The browser asks for an icon of the whole site, which is not this page's.
export const faultsOf = (...windows: Watched[]): string[] =>
  windows.flatMap(({ faults }) => faults).filter((fault) => !fault.includes('favicon'));
