import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { showsTheHour } from './hour.ts';
import { leavesPictures, SHADE } from './walk-pictures.ts';
import { tellsWhatItShowed } from './what-it-showed.ts';

/** A real Chromium, with a phone's or a desk's window. */

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const PHONE = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
} as const;
export const SMALL_PHONE = { ...PHONE, viewport: { width: 320, height: 640 } } as const;
/** What most phones of the county are. */
export const NARROW_PHONE = { ...PHONE, viewport: { width: 360, height: 640 } } as const;
export const DESK = { viewport: { width: 1280, height: 800 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' } as const;
const ACTION_MS = 20_000;

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ARGS });

export interface Watched {
  context: BrowserContext;
  page: Page;
  /** What the page's console called an error, and what nobody caught. */
  faults: string[];
  /** Hashes of the GraphQL operations that were sent since the last `forget`. */
  asked: string[];
}

/** What each page has asked for and not yet been answered. */
const requestsOf = new WeakMap<Page, ReadonlySet<unknown>>();
export const isAsking = (page: Page): boolean => requestsOf.get(page)!.size > 0;
/** Longer than a page waits before it begins with what lies below its screen. */
const BREATH_MS = 120;
/** The page has been answered all it asked for, and asks for nothing more. */
export async function quiet(page: Page): Promise<void> {
  await page.waitForLoadState();
  for (let isQuiet = false; !isQuiet; isQuiet = !isAsking(page)) {
    while (isAsking(page)) await new Promise((resolve) => setTimeout(resolve, 10));
    // By the page's own clock: what it was about to do comes first.
    await page.evaluate(`new Promise((done) => setTimeout(done, ${BREATH_MS}))`);
  }
}

/** A window whose faults are written down: a spec ends with `expect(window.faults).toEqual([])`. */
export async function openWindow(
  browser: Browser,
  kind: typeof PHONE | typeof SMALL_PHONE | typeof NARROW_PHONE | typeof DESK,
): Promise<Watched> {
  const context = await browser.newContext(kind);
  context.setDefaultTimeout(ACTION_MS);
  await showsTheHour(context);
  const page = await context.newPage();
  tellsWhatItShowed(page);
  await leavesPictures(context, page);
  const faults: string[] = [];
  const asked: string[] = [];
  const underWay = new Set<unknown>();
  requestsOf.set(page, underWay);
  page.on('request', (request) => void underWay.add(request));
  page.on('requestfinished', (request) => void underWay.delete(request));
  page.on('requestfailed', (request) => void underWay.delete(request));
  page.on(
    'console',
    (message) => void (message.type() === 'error' && faults.push(`${message.text()} ${message.location().url}`)),
  );
  page.on('pageerror', (error) => void faults.push(String(error)));
  page.on('request', (request) => {
    if (request.url().endsWith('/graphql') && request.method() === 'POST')
      asked.push(String((request.postDataJSON() as { operationName?: string }).operationName));
  });
  return { context, page, faults, asked };
}

/** A phone of one's own: what its browser keeps lies in `folder` and outlives the browser. */
export async function openOwnPhone(folder: string, token: string | null, base: string): Promise<BrowserContext> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const context = await chromium.launchPersistentContext(folder, { ...PHONE, executablePath, args: ARGS });
  context.setDefaultTimeout(ACTION_MS);
  await showsTheHour(context);
  await context.addInitScript(KEEP, await signedIn(token, base));
  return context;
}

const MARK_LETTERS = 12;
async function accountOf(base: string, token: string): Promise<string | null> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(new URL('/graphql', base), { method: 'POST', headers, body: '{"query":"{ me { id } }"}' });
  return ((await answer.json()) as { data?: { me?: { id: string } | null } }).data?.me?.id ?? null;
}
/** As a sign-in leaves them: the session, and whose it is. */
const signedIn = async (token: string | null, base: string): Promise<[string, unknown][]> => [
  ['session', token],
  ['session.account', token && { id: await accountOf(base, token), mark: token.slice(-MARK_LETTERS) }],
];
const KEEP = (entries: [string, unknown][]): void => {
  for (const [name, value] of entries)
    localStorage.setItem(`heitu.${name}`, JSON.stringify({ data: JSON.stringify(value) }));
};
/** A phone on whose pages somebody has signed in; `open` takes a path below `base`. */
export async function openPhone(
  browser: Browser,
  token: string | null,
  base: string,
  kind: typeof PHONE | typeof SMALL_PHONE | typeof NARROW_PHONE = PHONE,
): Promise<Watched & { open(path: string): Promise<void> }> {
  const watched = await openWindow(browser, kind);
  await watched.page.addInitScript(KEEP, await signedIn(token, base));
  return { ...watched, open: async (path) => void (await watched.page.goto(base + path)) };
}
/** What is on the page that is shown: Taro keeps those under it. */
export const seen = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true });
/** The first thing whose whole text this is. */
export const tap = (page: Page, text: string | RegExp): Promise<void> =>
  page
    .getByText(text, typeof text === 'string' ? { exact: true } : {})
    .filter({ visible: true })
    .first()
    .tap();
export const field = (page: Page, label: string) =>
  page.getByLabel(label, { exact: true }).filter({ visible: true }).first();

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
interface AxeResult {
  violations: { id: string; impact: string | null; nodes: { target: unknown; failureSummary?: string }[] }[];
}

/** What of a page is looked at. */
interface Look {
  /** These rules of axe alone. */
  rules?: readonly string[];
  /** Not what these select: it was looked at before. */
  without?: readonly string[];
}
/** The later rows of a table, which are made as the first six are. */
const LATER_ROWS = 'tbody tr:nth-child(n+7)';

/** What axe finds serious or critical on the page as it stands: `rule: where`, an empty list when all is well. */
async function faultsNow(page: Page, { rules, without = [] }: Look): Promise<string[]> {
  // What fades in or out has colours that nobody is meant to read.
  await page.evaluate(
    'document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime !== Infinity).forEach((one) => one.finish())',
  );
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    async ({ only, exclude }) =>
      (await (globalThis as unknown as { axe: { run(where: object, options: object): Promise<AxeResult> } }).axe.run(
        { exclude },
        { resultTypes: ['violations'], ...(only && { runOnly: only }) },
      )) as AxeResult,
    { only: rules, exclude: without.map((one) => [one]) },
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary ?? ''}`),
    );
}
/** Longer than a sentence takes to come or to go, or a page to take on other colours. */
const PASSING_MS = 600;
/** What a second look still finds: a sentence that was just going had colours that nobody is meant to read. */
async function faultsThatStay(page: Page, look: Look): Promise<string[]> {
  if ((await faultsNow(page, look)).length === 0) return [];
  await page.waitForTimeout(PASSING_MS);
  return faultsNow(page, look);
}
export const seriousFaults = (page: Page): Promise<string[]> => faultsThatStay(page, {});
/** Of a desk that was looked at as a whole before: what stands in its frame. */
const DESK_FRAME = ['nav', 'header'];
export const faultsWithinFrame = async (page: Page): Promise<string[]> => [
  ...(await faultsThatStay(page, { without: DESK_FRAME })),
  ...(await faultsByNight(page, DESK_FRAME)),
];
const readable = (without: readonly string[] = []): Look => ({
  rules: ['color-contrast'],
  without: [LATER_ROWS, ...without],
});
/** The page has drawn itself twice: what it was told of before, it shows. */
const drawn = (page: Page): Promise<unknown> =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
/** What cannot be read by those whose phone or desk is dark. */
export async function faultsByNight(page: Page, without?: readonly string[]): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await drawn(page);
  const found = await faultsThatStay(page, readable(without));
  await page.emulateMedia({ colorScheme: SHADE });
  return found.map((fault) => `by night: ${fault}`);
}

/**
 * What a finger cannot hit: lower than the target of the page's mode (44 px, for farmers 52, in care mode 56) or
 * narrower. A mark whose reach is drawn larger than itself (`::after`) counts with that.
 */
export const smallTargets = (page: Page): Promise<string[]> => page.evaluate(SMALL_TARGETS);
const SMALL_TARGETS = `[...document.querySelectorAll('.taro_page:not([style*="none"]) .page :is(button, [role=button])')]
  .filter((one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== 'hidden')
  .flatMap((one) => {
    const target = parseFloat(getComputedStyle(one).getPropertyValue('--target')) - 0.5;
    const { width, height } = one.getBoundingClientRect();
    const after = getComputedStyle(one, '::after');
    const reach = (a, b) => (after.position === 'absolute' ? -(parseFloat(a) || 0) - (parseFloat(b) || 0) : 0);
    const [wide, high] = [width + reach(after.left, after.right), height + reach(after.top, after.bottom)];
    const name = (one.getAttribute('aria-label') ?? one.innerText).slice(0, 20);
    const size = \`\${Math.round(wide)}x\${Math.round(high)} of \${target + 0.5}\`;
    return Math.min(wide, high) < target ? [\`small: \${one.className} "\${name}" \${size}\`] : [];
  })`;
/** Drawings follow a new width a moment later, on a busy machine some moments. */
const SETTLES_MS = 10_000;
/** What reaches out of a window of that size, once the page has followed the new size; nothing where all fits. */
export async function reachesOutAt(page: Page, width: number, height: number): Promise<string[]> {
  await page.setViewportSize({ width, height });
  // The menu slides in and out with the width.
  await page.evaluate(
    'document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime !== Infinity).forEach((one) => one.finish())',
  );
  // As a function: a text would be made into one at each look, which the office's policy on scripts forbids.
  const fits = page.waitForFunction(
    () => {
      const { document, innerWidth } = globalThis as unknown as {
        document: { documentElement: { scrollWidth: number } };
        innerWidth: number;
      };
      return document.documentElement.scrollWidth <= innerWidth;
    },
    null,
    { timeout: SETTLES_MS },
  );
  return fits.then(
    () => [],
    () => page.evaluate(REACHING_OUT),
  );
}
/** What has more beside it than stands in sight, in a window of that size. */
export async function slidesAt(page: Page, width: number, height: number): Promise<string[]> {
  await page.setViewportSize({ width, height });
  await drawn(page);
  return page.evaluate(SLIDING);
}
/** What is narrower than the page that it stands in: a piece that others stand beside lost its room. */
export const huddled = (page: Page): Promise<string[]> => page.evaluate(HUDDLED);
const HUDDLED = `[...document.querySelectorAll('#main .beside, #main .two, #main .card')]
  .filter((one) => one.getClientRects().length > 0 && !/grid|flex/.test(getComputedStyle(one.parentElement).display))
  .filter((one) => {
    const { paddingLeft, paddingRight } = getComputedStyle(one.parentElement);
    return one.offsetWidth < one.parentElement.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - 1;
  })
  .map((one) => \`huddled: \${one.className}, \${one.offsetWidth} of \${one.parentElement.clientWidth}\`)`;
const SLIDING = `[...document.querySelectorAll('#main *')]
  .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX) && one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
  .map((one) => \`\${one.tagName} .\${one.className} shows \${one.clientWidth} of \${one.scrollWidth}\`)`;
const REACHING_OUT = `['wider than the window', ...[...document.querySelectorAll('*')].flatMap((one) => {
  const { left, right } = one.getBoundingClientRect();
  const text = (one.innerText ?? '').slice(0, 20);
  return right > innerWidth ? [\`\${one.tagName} .\${one.className} "\${text}" \${left} to \${right}\`] : [];
})]`;
/**
 * The same page as whoever asked for large letters sees it, by day and by night: a mode changes values, so it is enough
 * that the page carries its name.
 */
export async function faultsInCare(page: Page): Promise<string[]> {
  const carry = (on: boolean) =>
    `document.querySelectorAll('.page').forEach((one) => one.classList.toggle('care', ${on}))`;
  await page.evaluate(carry(true));
  await drawn(page);
  const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  const found = [
    ...(isWide ? ['wider than the phone'] : []),
    ...(await smallTargets(page)),
    ...(await faultsThatStay(page, readable())),
    ...(await faultsByNight(page)),
  ];
  await page.evaluate(carry(false));
  return found.map((fault) => `in care mode: ${fault}`);
}
/** What some cannot read or tap of a phone's page as it stands, in each mode. */
export const faultsInAllModes = async (page: Page): Promise<string[]> => [
  ...(await seriousFaults(page)),
  ...(await smallTargets(page)),
  ...(await faultsByNight(page)),
  ...(await faultsInCare(page)),
];

/** As a finger does on the pad. */
export async function writeName(page: Page): Promise<void> {
  const pad = page.locator('#signature-pad').first();
  const { x, y } = (await pad.boundingBox())!;
  for (let i = 0; i < 12; i++)
    await pad.dispatchEvent(i === 0 ? 'touchstart' : 'touchmove', {
      touches: [{ identifier: 1, clientX: x + 40 + i * 12, clientY: y + 60 + (i % 3) * 20 }],
      bubbles: true,
    });
}
/** Takes a photo where the page asks for one: of itself. */
export async function photograph(page: Page): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), tap(page, '拍照或选照片')]);
  await chooser.setFiles({ name: 'door.png', mimeType: 'image/png', buffer: await page.screenshot() });
  await seen(page, '重拍').first().waitFor();
}
