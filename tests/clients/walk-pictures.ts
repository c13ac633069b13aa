import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';

/**
 * Walks to look at: `PICTURES_IN=/some/where [PICTURES_MODE=dark|care] ./run test tests/clients/shop.h5` leaves a
 * picture of each page that a spec of the pages stood on, in the order in which it came there: before each tap, and
 * when what was waited for is in sight.
 */
const FOLDER = process.env['PICTURES_IN'];
const MODE = process.env['PICTURES_MODE'];
/** As who made the walk prefers the pages: by night, or by day. */
export const SHADE = MODE === 'dark' ? 'dark' : 'light';
/** What a phone keeps that is in care mode. */
const CARE = (): void => localStorage.setItem('heitu.care', JSON.stringify({ data: '"on"' }));

/** The whole page where it is not endless. */
const LONGEST = 3000;
const seen = new Set<string>();
let taken = 0;
async function take(page: Page, why: string): Promise<void> {
  const long = Number(await page.evaluate('document.documentElement.scrollHeight'));
  const picture = await page.screenshot({ fullPage: long < LONGEST, scale: 'css' });
  const mark = createHash('sha256').update(picture).digest('hex');
  if (seen.has(mark)) return;
  seen.add(mark);
  taken += 1;
  const name = `${String(taken).padStart(3, '0')}-${new URL(page.url()).pathname.split('/').slice(-3).join('-')}-${why}.png`;
  writeFileSync(join(FOLDER!, name.replaceAll(/[^\w.-]/g, '')), picture);
}

type Acts = Record<string, (this: Locator, ...rest: never[]) => Promise<unknown>>;
const watched = new WeakSet<object>();
/** From now on what is tapped and waited for on a page leaves its picture, where somebody asked for pictures. */
export async function leavesPictures(context: BrowserContext, page: Page): Promise<void> {
  if (!FOLDER) return;
  mkdirSync(FOLDER, { recursive: true });
  await page.emulateMedia({ colorScheme: SHADE });
  if (MODE === 'care') await context.addInitScript(CARE);
  const locators = Object.getPrototypeOf(page.locator('body')) as Acts;
  if (watched.has(locators)) return;
  watched.add(locators);
  for (const name of ['tap', 'click', 'waitFor'] as const) {
    const act = locators[name]!;
    locators[name] = async function pictured(this: Locator, ...rest) {
      if (name !== 'waitFor') await take(this.page(), name).catch(() => undefined);
      const answer = await act.apply(this, rest);
      if (name === 'waitFor') await take(this.page(), 'seen').catch(() => undefined);
      return answer;
    };
  }
}
