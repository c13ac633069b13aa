import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { given } from '@heitu/tools/command-line';
import { openBrowser, openWindow, PHONE } from '../clients/browser.ts';
import { entry, startPlatformProcess } from '../journeys/platform.ts';
import { median } from './measure.ts';

/**
 * `./run bench phone [--json]`: the mini-program's pages in a browser, over five hundred products. `list`: from the tap
 * on a link to the first page until its first cards have their text, nothing kept from before, on an old phone (4 times
 * slower) and 4G as Chromium's developer tools know it. `scroll`, `scrollSlow`: frames a second while the products are
 * flung through, as it is and on the old phone; `shown`: how many were there at the end.
 */
const ROUNDS = 5;
const SLOWER = 4;
/** "Fast 4G" of the developer tools. */
const FOUR_G = {
  offline: false,
  latency: 165,
  downloadThroughput: (9_000_000 * 0.9) / 8,
  uploadThroughput: (1_500_000 * 0.9) / 8,
};
const PRODUCTS = 500;
const CARD = '.card .card-text';
const FLING = { distance: 2400, speed: 6000 };
const FLINGS = 60;
const FLINGS_SLOW = 20;
/** A list that does not get longer for so many waits has ended. */
const ENDS = 10;
const WAIT_MS = 300;

const say = (line: string): void => void process.stderr.write(`heitu: ${line}\n`);

/** Runs inside the page from its first moment: notes when the first card has its text, below season and kinds. */
const NOTE_CARDS = `(function look() {
  const card = document.querySelector('${CARD}');
  if (card && card.getBoundingClientRect().height > 0 && card.innerText.trim()) visibleAtMs = performance.now();
  else requestAnimationFrame(look);
})()`;
const COUNT_FRAMES = 'frames = 0; (function count() { frames += 1; requestAnimationFrame(count); })()';

async function slowDown(page: Page): Promise<CDPSession> {
  const tools = await page.context().newCDPSession(page);
  await tools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return tools;
}

async function listVisible(browser: Browser, url: string): Promise<number> {
  const { page, context } = await openWindow(browser, PHONE);
  await page.addInitScript(NOTE_CARDS);
  const tools = await slowDown(page);
  await tools.send('Network.enable');
  await tools.send('Network.emulateNetworkConditions', FOUR_G);
  await page.goto(`${url}/m/`);
  await page.locator(CARD).first().waitFor();
  let visibleAtMs: number | undefined;
  while (visibleAtMs === undefined) visibleAtMs = await page.evaluate('globalThis.visibleAtMs');
  await context.close();
  return Math.round(visibleAtMs);
}

/** Frames a second while the page moves. Whatever waits for more products stands still and is not counted. */
async function scroll(
  browser: Browser,
  url: string,
  slow: boolean,
): Promise<{ framesPerSecond: number; shown: number }> {
  const { page, context } = await openWindow(browser, PHONE);
  await page.goto(`${url}/m/`);
  await page.locator(CARD).first().waitFor();
  const tools = slow ? await slowDown(page) : await context.newCDPSession(page);
  await page.evaluate(COUNT_FRAMES);
  const counted = (): Promise<[frames: number, atMs: number, height: number]> =>
    page.evaluate('[frames, performance.now(), document.querySelector(".taro_page_show").scrollHeight]');
  let [frames, seconds, ends, height] = [0, 0, 0, 0];
  for (let i = 0; i < (slow ? FLINGS_SLOW : FLINGS) && ends < ENDS; i++) {
    const before = await counted();
    // As a wheel: without a screen, Chromium does not scroll by the touches that it makes up itself.
    await tools.send('Input.synthesizeScrollGesture', {
      x: 195,
      y: 600,
      yDistance: -FLING.distance,
      speed: FLING.speed,
      gestureSourceType: 'mouse',
    });
    const after = await counted();
    frames += after[0] - before[0];
    seconds += (after[1] - before[1]) / 1000;
    ends = after[2] === height ? ends + 1 : 0;
    if (ends > 0) await sleep(WAIT_MS);
    height = after[2];
  }
  const shown = await page.locator('.card').count();
  await context.close();
  return { framesPerSecond: Math.round((frames / seconds) * 10) / 10, shown };
}

async function measure(dataDir: string) {
  const seeded = spawnSync(process.execPath, entry('seed', ['--products', String(PRODUCTS), '--orders', '100']), {
    env: { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (seeded.status !== 0) throw new Error(`the county could not be loaded: ${seeded.status ?? seeded.signal}`);
  const platform = await startPlatformProcess({
    DATA_DIR: dataDir,
    NODE_ENV: 'production',
    SANDBOX: '1',
    SANDBOX_FORCE: '1',
    FREE_QUERIES: 'anyone',
  });
  let browser: Browser | undefined;
  try {
    browser = await openBrowser();
    await listVisible(browser, platform.url);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      times.push(await listVisible(browser, platform.url));
      say(`the list stands after ${times.at(-1)} ms`);
    }
    return {
      list: { visibleMs: median(times), all: times },
      scroll: await scroll(browser, platform.url, false),
      scrollSlow: await scroll(browser, platform.url, true),
    };
  } finally {
    await browser?.close();
    await platform.stop();
  }
}

const dataDir = mkdtempSync(join(tmpdir(), 'heitu-phone-'));
try {
  const report = await measure(dataDir);
  process.stdout.write(`${JSON.stringify(report, null, given('bench phone').values.json ? undefined : 2)}\n`);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
