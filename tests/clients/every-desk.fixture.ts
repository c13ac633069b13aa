import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { rules as all } from '../permissions/rules.fixture.ts';
import {
  faultsByNight,
  faultsWithinFrame,
  DESK,
  huddled,
  isAsking,
  openBrowser,
  openWindow,
  reachesOutAt,
  seriousFaults,
  slidesAt,
  type Watched,
} from './browser.ts';
import { still } from './desk.fixture.ts';
import { claimOfRefused } from './parcel.fixture.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const TABLE = readFileSync(new URL('../../admin/src/pages.table.ts', import.meta.url), 'utf8');
/** Every page of the office, as its own table lists them: a page that is added is opened here, too. */
const PLACES = TABLE.split(/\bpath: (?=')/)
  .slice(1)
  .map((entry) => {
    const [, path] = /^'([^']+)'/.exec(entry)!;
    const [, asks = ''] = /\basks:\s*'([^']+)'/.exec(entry) ?? [];
    const [, also = ''] = /\balso: \[([^\]]+)\]/.exec(entry) ?? [];
    const roles = [...also.matchAll(/'(\w+)'/g)].map(([, role]) => role!.toLowerCase().replaceAll('_', '-'));
    return { path: path!, asks: asks.split('|').filter(Boolean), also: roles };
  });
const REQUESTS_MAX = 2;
const DESKS = 3;
/** On a busy machine, tabs and both looks included. */
const PLACE_MS = 10_000;
const WIDTHS = [1440, 1024] as const;
const HEIGHT = 900;
/** What an official reads first stands whole on a small desk: nothing in it is moved sideways. */
const WHOLE: readonly string[] = ['/', '/duties'];
const SMALL_DESK = 1280;
/** Who runs the platform, who looks on, who may do little, and the businesses that have a few pages. */
export const ROLES = ['operator-admin', 'regulator', 'industry-body', 'carrier-manager', 'seller-owner'] as const;
type Role = (typeof ROLES)[number];
const BUSINESSES: readonly string[] = ['carrier-manager', 'seller-owner'];

const rules = all.filter(({ type }) => type === 'Query' || type === 'Mutation');
const may = (role: string, { asks, also }: (typeof PLACES)[number]): boolean =>
  (!BUSINESSES.includes(role) || also.includes(role)) &&
  (asks.length === 0 || asks.some((field) => rules.some((rule) => rule.field === field && rule.isReachedBy(role))));

/** Every page of the office, in a browser, as each of these roles. */
export function triesEveryDesk(roles: readonly Role[]): void {
  let platform: ClientPlatform;
  let browser: Browser;
  const people = new Map<string, Person>();
  /** What stands in an address for the one thing that a page is about. */
  let about: Readonly<Record<string, string>>;
  beforeAll(async () => {
    [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
    const trade = new Trade(platform);
    for (const role of new Set([ROLES[0], ...roles])) people.set(role, await trade.staff(role));
    const admin = people.get('operator-admin')!;
    const { parties, managedProducts, tradeOrders, shipments, complaints, assessedMonths } = await admin.ask(
      '{ parties(first: 1) { edges { node { id } } } managedProducts(first: 1) { edges { node { id } } } tradeOrders(first: 1) { edges { node { id } } } shipments(first: 1) { edges { node { id } } } complaints(first: 1) { edges { node { id } } } assessedMonths { month } }',
    );
    const [party, product, order, shipment, complaint] = [
      parties,
      managedProducts,
      tradeOrders,
      shipments,
      complaints,
    ].map(({ edges }) => String(edges[0].node.id));
    const openid = `refuser-${trade.run}`;
    const buyer = await trade.person(openid);
    await buyer.do(
      'saveAddress',
      { name: '王小明', phone: '13812345678', divisionCode: '230184100', detail: '金山大街8号', isDefault: true },
      'id',
    );
    about = {
      '/claims/:id': await claimOfRefused(platform, trade, { buyer, openid }),
      '/parties/:id': party!,
      '/products/:id': product!,
      '/orders/:id': order!,
      '/shipments/:id': shipment!,
      '/complaints/:id': complaint!,
      '/assessments/:month': assessedMonths[0]?.month ?? '2026-01',
    };
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const addressOf = (path: string): string => path.replace(/:\w+/, () => about[path.split('?')[0]!]!);
  const BUSY = '.ant-skeleton-active, .ant-spin-spinning, [aria-label=正在打开], [aria-label=正在读取]';

  interface Desk extends Watched {
    /** Opens a page as a link within another page does, and waits until it asks for nothing more. */
    open(path: string): Promise<void>;
    text(): Promise<string>;
  }
  async function deskOf(role: string): Promise<Desk> {
    const person = people.get(role)!;
    const { me } = await person.ask('{ me { id displayName roles } }');
    const window = await openWindow(browser, DESK);
    const { page } = window;
    await page.addInitScript(
      (session) => sessionStorage.setItem('heitu.admin.session', session),
      JSON.stringify({ token: person.token, roles: me.roles, displayName: me.displayName, accountId: me.id }),
    );
    await page.setViewportSize({ width: WIDTHS[0], height: HEIGHT });
    await page.goto(`${platform.url}/admin/nowhere`);
    await page.getByText('没有这一页').waitFor();
    await still(page);
    return {
      ...window,
      text: () => page.locator('#main').innerText(),
      async open(path) {
        window.asked.length = 0;
        await page.evaluate(
          (to) => {
            const { history, location, dispatchEvent, PopStateEvent, document } = globalThis as unknown as {
              location: { pathname: string };
              history: { pushState(state: unknown, title: string, to: string): void };
              dispatchEvent(event: unknown): void;
              PopStateEvent: new (type: string) => unknown;
              document: {
                querySelectorAll(which: string): Iterable<{ setAttribute(name: string, value: string): void }>;
              };
            };
            if (location.pathname !== to.split('?')[0])
              for (const old of document.querySelectorAll('#main > *')) old.setAttribute('data-before', '');
            history.pushState({}, '', to);
            dispatchEvent(new PopStateEvent('popstate'));
          },
          `/admin${addressOf(path)}`,
        );
        // A page stays until the next has come.
        const tab = /\?tab=(.+)/.exec(path)?.[1];
        const active = `.ant-tabs-tab-active[data-node-key="${tab}"]`;
        const shows = async (...arrived: string[]): Promise<void> => {
          do await page.locator(arrived.map((one) => `#main${one}:not(:has(${BUSY}))`).join(', ')).waitFor();
          while (isAsking(page));
        };
        await shows(':has(> *):not(:has(> [data-before]))', ...(tab ? [`:has(${active})`] : []));
        // Not every tab stands in the address.
        const named = page.locator(`#main .ant-tabs-tab[data-node-key="${tab}"]`);
        if (tab && (await named.count()) > 0) {
          await named.click();
          await shows(`:has(${active})`);
        }
      },
    };
  }
  /** Several desks at once. What a look finds to open besides is opened, too: tabs, which are tried as who has them all. */
  async function onEach(
    role: string,
    paths: readonly string[],
    look: (desk: Desk, path: string) => Promise<readonly string[] | void>,
    desks = DESKS,
  ): Promise<void> {
    const waiting = [...paths];
    await Promise.all(
      Array.from({ length: desks }, async () => {
        const desk = await deskOf(role);
        for (let path = waiting.shift(); path; path = waiting.shift())
          waiting.push(...((await look(desk, path)) ?? []));
        await desk.context.close();
      }),
    );
  }
  /** The menu and the head of a window are the same on each of its pages. */
  const framed = new WeakSet<Desk>();
  async function faultsOf(desk: Desk): Promise<string[]> {
    if (framed.has(desk)) return faultsWithinFrame(desk.page);
    framed.add(desk);
    return [...(await seriousFaults(desk.page)), ...(await faultsByNight(desk.page))];
  }
  it('are those of the table', () => expect(PLACES.length).toBeGreaterThan(30));

  it.each(roles)(
    'as %s: asks at most twice, is readable, fits its window, and says so where there is no right or no network',
    async (role) => {
      const wrong: Record<string, unknown> = {};
      // Who sees less sees the same pages: how they look, with and without a network, is tried once, and of businesses,
      // which have pages of their own.
      const isFirst = role === ROLES[0] || BUSINESSES.includes(role);
      const [allowed, denied] = [true, false].map((is) =>
        PLACES.filter((place) => may(role, place) === is).map(({ path }) => path),
      );
      /** What cannot be shown without asking. */
      const asking: string[] = [];
      await onEach(role, allowed!, async (desk, path) => {
        const { page, asked, faults } = desk;
        await desk.open(path);
        const text = await desk.text();
        if (isFirst && asked.length > 0) asking.push(path);
        const found = {
          asked: asked.length > REQUESTS_MAX ? [...asked] : [],
          serious: isFirst ? await faultsOf(desk) : [],
          faults: faults.splice(0),
          text: text.trim().length < 4 || /没有权限|出了点问题|连不上服务器/.test(text) ? [text] : [],
          wide: [] as string[],
        };
        if (isFirst) {
          // The next page begins at the width at which this one ends: a width is followed by drawing all anew.
          const widths = page.viewportSize()!.width === WIDTHS[0] ? WIDTHS : WIDTHS.toReversed();
          found.wide.push(...(await huddled(page)));
          if (WHOLE.includes(path)) found.wide.push(...(await slidesAt(page, SMALL_DESK, HEIGHT)));
          for (const width of widths) found.wide.push(...(await reachesOutAt(page, width, HEIGHT)));
        }
        if (Object.values(found).some((list) => list.length > 0)) wrong[path] = found;
        return role !== ROLES[0] || path.includes('?')
          ? []
          : page
              .locator('#main > .ant-tabs > .ant-tabs-nav .ant-tabs-tab')
              .evaluateAll(
                (tabs, of) =>
                  tabs
                    .slice(1)
                    .map((tab) => `${of}?tab=${(tab as unknown as { dataset: { nodeKey: string } }).dataset.nodeKey}`),
                path,
              );
      });
      await onEach(
        role,
        denied!,
        async (desk, path) => {
          await desk.open(path);
          const [isSaid, inMenu, serious] = [
            (await desk.text()).includes('您没有权限看这一页'),
            await desk.page.locator(`nav a[href="/admin${path}"]`).count(),
            path === denied![0] ? await faultsOf(desk) : [],
          ];
          if (!isSaid || inMenu > 0 || desk.asked.length > 0 || serious.length > 0 || desk.faults.length > 0)
            wrong[path] = { isSaid, inMenu, serious, asked: [...desk.asked], faults: desk.faults.splice(0) };
        },
        1,
      );
      // A desk that has read nothing before, and then loses its line.
      await onEach(role, asking, async (desk, path) => {
        await desk.page.route('**/graphql', (route) => route.abort());
        await desk.open(path);
        const text = await desk.text();
        // Each says so by the same piece.
        const serious = path === asking[0] ? await faultsOf(desk) : [];
        if (!text.includes('连不上服务器') || serious.length > 0) wrong[`${path}, offline`] = { text, serious };
      });
      expect(wrong).toEqual({});
    },
    PLACES.length * PLACE_MS,
  );
}
