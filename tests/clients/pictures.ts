/**
 * `./run pictures DIR`: the main pages as people see them, phone-sized and desk-sized, into a folder that is not
 * committed; `--readme`: small ones of some, for the README.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { idFrom } from '@heitu/kit/rules/ids';
import { given } from '@heitu/tools/command-line';
import { freePort } from '../journeys/platform.ts';
import { openBrowser } from './browser.ts';
import { takeExamples } from './examples.ts';
import { parcelAtDoor } from './parcel.fixture.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';

type Kind = 'phone' | 'desk';
interface Picture {
  name: string;
  kind: Kind;
  /** Who looks: `?as=` of the sandbox's pages; nobody in particular where it is left out. */
  as?: string;
  /** `{product}`, `{order}` … stand for ids of the demo county. */
  path: string;
  /** Also a small one for the README. */
  readme?: boolean;
  /** Only there in development: all pieces of the office in all states, as long as the page is. */
  isDev?: boolean;
}

const WINDOWS = {
  phone: {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 1,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  },
  desk: { viewport: { width: 1280, height: 800 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' },
} as const;
const SETTLE_MS = 1500;
const QUIET_MS = 20_000;
const SMALL_BYTES_MAX = 60 * 1024;
const QUALITIES = [80, 65, 50, 35, 20];

/** The main pages: of buyers, sellers, couriers, the operator, a regulator and everybody. */
const PICTURES: readonly Picture[] = [
  { name: 'm-home', kind: 'phone', as: 'consumer', path: '/m/', readme: true },
  { name: 'm-categories', kind: 'phone', as: 'consumer', path: '/m/pages/categories/index' },
  { name: 'm-product', kind: 'phone', as: 'consumer', path: '/m/pages/product/index?id={product}', readme: true },
  { name: 'm-trace', kind: 'phone', as: 'consumer', path: '/m/pages/trace/index?lot={lot}', readme: true },
  { name: 'm-cart', kind: 'phone', as: 'consumer', path: '/m/pages/cart/index' },
  { name: 'm-checkout', kind: 'phone', as: 'consumer', path: '/m/pages/checkout/index' },
  { name: 'm-orders', kind: 'phone', as: 'consumer', path: '/m/pages/orders/index' },
  { name: 'm-order', kind: 'phone', as: 'consumer', path: '/m/pages/order/index?id={order}' },
  { name: 'm-parcel', kind: 'phone', as: 'consumer', path: '/m/pages/parcel/index?id={shipment}' },
  { name: 'm-sign', kind: 'phone', as: 'consumer', path: '/m/pages/sign/index?id={shipment}' },
  { name: 'm-invoice', kind: 'phone', as: 'consumer', path: '/m/pages/invoice/index?order={order}' },
  { name: 'm-me', kind: 'phone', as: 'consumer', path: '/m/pages/me/index' },
  { name: 'm-privacy', kind: 'phone', as: 'consumer', path: '/m/pages/privacy/index' },
  { name: 'm-seller', kind: 'phone', as: 'seller', path: '/m/seller/pages/today/index', readme: true },
  { name: 'm-seller-money', kind: 'phone', as: 'seller', path: '/m/seller/pages/money/index' },
  { name: 'm-seller-invoices', kind: 'phone', as: 'seller', path: '/m/seller/pages/invoices/index' },
  { name: 'm-seller-orders', kind: 'phone', as: 'seller', path: '/m/seller/pages/orders/index' },
  { name: 'm-seller-list', kind: 'phone', as: 'seller', path: '/m/seller/pages/list/index' },
  { name: 'm-seller-station', kind: 'phone', as: 'seller', path: '/m/seller/pages/station/index' },
  { name: 'm-seller-fields', kind: 'phone', as: 'seller', path: '/m/seller/pages/fields/index' },
  { name: 'm-shelf', kind: 'phone', as: 'station', path: '/m/seller/pages/shelf/index' },
  { name: 'm-help', kind: 'phone', path: '/m/pages/help/index' },
  { name: 'm-courier', kind: 'phone', as: 'courier', path: '/m/courier/pages/tasks/index' },
  { name: 'm-courier-parcel', kind: 'phone', as: 'courier', path: '/m/courier/pages/parcel/index?id={shipment}' },
  { name: 'm-carrier', kind: 'phone', as: 'carrier', path: '/m/carrier/pages/today/index' },
  { name: 'admin-today', kind: 'desk', as: 'admin', path: '/admin/', readme: true },
  { name: 'admin-filings', kind: 'desk', as: 'admin', path: '/admin/filings' },
  { name: 'admin-orders', kind: 'desk', as: 'admin', path: '/admin/orders' },
  { name: 'admin-complaints', kind: 'desk', as: 'admin', path: '/admin/complaints' },
  { name: 'admin-case', kind: 'desk', as: 'mediator', path: '/admin/complaints/{complaint}', readme: true },
  { name: 'mediator', kind: 'desk', as: 'mediator', path: '/admin/' },
  { name: 'finance', kind: 'desk', as: 'finance', path: '/admin/' },
  { name: 'finance-invoices', kind: 'desk', as: 'finance', path: '/admin/finance?tab=invoices' },
  { name: 'finance-recoveries', kind: 'desk', as: 'finance', path: '/admin/finance?tab=recoveries' },
  { name: 'office-carrier', kind: 'desk', as: 'carrier', path: '/admin/' },
  { name: 'office-seller', kind: 'desk', as: 'seller', path: '/admin/' },
  { name: 'admin-limits', kind: 'desk', as: 'admin', path: '/admin/limits?tab=limits' },
  { name: 'admin-recalls', kind: 'desk', as: 'admin', path: '/admin/recalls' },
  { name: 'admin-conformance', kind: 'desk', as: 'admin', path: '/admin/conformance', readme: true },
  { name: 'regulator', kind: 'desk', as: 'regulator', path: '/admin/' },
  { name: 'admin-examples', kind: 'desk', path: '/admin/examples', isDev: true },
  { name: 'site-home', kind: 'desk', path: '/', readme: true },
  { name: 'site-register', kind: 'desk', path: '/register' },
  { name: 'site-trace', kind: 'phone', path: '/trace/{lot}' },
];

const isAdmin = ({ path }: Picture): boolean => path.startsWith('/admin');

/** Whose orders and parcels are looked at: who `?as=consumer` is. */
const CONSUMER = 'oDEMO-heitu-consumer-01';

/** Ids of the demo county that the addresses need. */
async function idsOf(platform: ClientPlatform): Promise<Record<string, string>> {
  const { ask, tokenOf } = platform;
  const { search } = await ask(
    '{ search(text: "大米", first: 1) { edges { node { id lots { lotCode } skus { id } } } } }',
  );
  const product = search.edges[0].node;
  const token = await tokenOf(CONSUMER);
  const { orders } = await ask('{ orders(first: 1) { edges { node { id } } } }', {}, token);
  // A cart with something in it.
  await ask(
    'mutation($input: SetCartLineInput!) { setCartLine(input: $input) { __typename } }',
    { input: { skuId: product.skus[0].id, quantity: 2 } },
    token,
  );
  const { shipmentId } = await parcelAtDoor(platform, CONSUMER);
  return {
    product: product.id,
    sku: product.skus[0].id,
    shipment: shipmentId,
    complaint: idFrom('complaint:pending:escalated'),
    lot: product.lots[0].lotCode,
    order: orders.edges[0]?.node.id ?? '',
  };
}

const quiet = (page: Page): Promise<unknown> =>
  page.waitForLoadState('networkidle', { timeout: QUIET_MS }).catch(() => undefined);

/**
 * Who has signed in at a desk: each code is good once, so that the second window of a person takes over the session of
 * the first.
 */
const sessions = new Map<string, string>();
const KEY = 'heitu.admin.session';

/** Signs a window in as its person would: through the simulated WeChat, or with password and code. */
async function signIn(page: Page, picture: Picture, url: string): Promise<void> {
  if (picture.as === undefined) return;
  if (!isAdmin(picture)) {
    await page.goto(`${url}/m/?as=${picture.as}`);
    await quiet(page);
    return;
  }
  const known = sessions.get(picture.as);
  if (known) {
    await page.addInitScript(`sessionStorage.setItem('${KEY}', ${JSON.stringify(known)})`);
    return;
  }
  await page.goto(`${url}/admin/sign-in?as=${picture.as}`);
  // The password first, then the code: both are filled in.
  for (let step = 0; step < 2; step += 1) {
    await quiet(page);
    await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/graphql')),
      page.locator('form button[type=submit]').first().click(),
    ]);
    await page.waitForTimeout(SETTLE_MS);
  }
  await page.waitForURL((address) => !address.pathname.includes('sign-in'), { timeout: QUIET_MS });
  await quiet(page);
  sessions.set(picture.as, String(await page.evaluate(`sessionStorage.getItem('${KEY}')`)));
}

async function take(page: Page, picture: Picture, url: string, ids: Readonly<Record<string, string>>): Promise<void> {
  await page.goto(url + picture.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name]!)));
  await quiet(page);
  await page.waitForTimeout(SETTLE_MS);
  // Bones are no picture: a long report takes its time. The page of examples shows them as one of its states.
  if (picture.isDev) return page.getByText('样子').first().waitFor();
  await page
    .locator(BONES)
    .first()
    .waitFor({ state: 'hidden', timeout: 2 * QUIET_MS });
}
const BONES = '.ant-skeleton-active, [aria-label=正在打开], [aria-label=正在读取]';

/** As good as its size allows. */
async function small(page: Page): Promise<Buffer> {
  for (const quality of QUALITIES) {
    const bytes = await page.screenshot({ type: 'jpeg', quality });
    if (bytes.length <= SMALL_BYTES_MAX) return bytes;
  }
  throw new Error('no picture of this page is small enough');
}

/** The office as it is while one works on it, beside the platform: it has the page of examples. */
async function developmentOf(platformUrl: string): Promise<{ url: string; stop(): void }> {
  const port = await freePort();
  const child = spawn('node_modules/.bin/vite', ['--port', String(port), '--strictPort', '--host', '127.0.0.1'], {
    cwd: new URL('../../admin/', import.meta.url),
    env: { ...process.env, HEITU_URL: platformUrl },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  const isThere = (): Promise<boolean> =>
    fetch(`${url}/admin/`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (child.exitCode === null && !(await isThere())) await new Promise((resolve) => setTimeout(resolve, 200));
  return { url, stop: () => void child.kill() };
}

interface How {
  readme?: boolean;
  /** As whoever prefers dark pages sees them. */
  dark?: boolean;
  /** In large letters, as care mode has them. */
  care?: boolean;
  /** Pictures whose names begin so; all where it is left out. */
  only?: string;
}

/** What a phone keeps: that it is in care mode, and what is taken to the checkout. */
const keptOn = (care: boolean, sku: string): Record<string, unknown> => ({
  checkout: [{ skuId: sku, quantity: 2 }],
  ...(care && { care: 'on' }),
});

/** A platform of its own, on which every main page is looked at. Answers how many could not be. */
async function takeAll(folder: string, { readme: forReadme, dark, care, only }: How): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const platform = await clientPlatform();
  let browser: Browser | undefined;
  let development: Awaited<ReturnType<typeof developmentOf>> | undefined;
  let failed = 0;
  try {
    browser = await openBrowser();
    const ids = await idsOf(platform);
    const windows = new Map<string, { context: BrowserContext; page: Page }>();
    // Small ones as each is mostly seen; else every page in both sizes.
    const named = PICTURES.filter(({ name }) => name.startsWith(only ?? ''));
    const wanted = forReadme
      ? named.filter(({ readme }) => readme)
      : named.flatMap((picture) =>
          (['phone', 'desk'] as const).map((kind) => ({ ...picture, kind, name: `${picture.name}.${kind}` })),
        );
    for (const picture of wanted) {
      try {
        if (picture.isDev) development ??= await developmentOf(platform.url);
        const url = picture.isDev && development ? development.url : platform.url;
        const key = `${picture.kind} ${picture.as} ${isAdmin(picture)}`;
        let window = windows.get(key);
        if (!window) {
          const context = await browser.newContext({
            ...WINDOWS[picture.kind],
            colorScheme: dark ? 'dark' : 'light',
          });
          await context.addInitScript(
            (kept) => {
              for (const [name, data] of kept)
                localStorage.setItem(`heitu.${name}`, JSON.stringify({ data: JSON.stringify(data) }));
            },
            Object.entries(keptOn(care === true, ids['sku'] ?? '')),
          );
          window = { context, page: await context.newPage() };
          windows.set(key, window);
          await signIn(window.page, picture, url);
        }
        await take(window.page, picture, url, ids);
        if (forReadme) writeFileSync(join(folder, `${picture.name}.jpg`), await small(window.page));
        else
          writeFileSync(
            join(folder, `${picture.name}.png`),
            await window.page.screenshot({ fullPage: picture.isDev === true }),
          );
        console.error(`ok     ${picture.name}`);
      } catch (error) {
        failed += 1;
        console.error(`FAILED ${picture.name}: ${(error as Error).message.split('\n')[0]}`);
      }
    }
    if (!forReadme && !only) await takeExamples(browser, folder);
  } finally {
    await browser?.close();
    development?.stop();
    await platform.stop();
  }
  return failed;
}

const { positionals, values } = given('pictures');
process.exitCode = (await takeAll(positionals[0] ?? 'docs/pictures', values)) === 0 ? 0 : 1;
