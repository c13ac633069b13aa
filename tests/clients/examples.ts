import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { PHONE, seen } from './browser.ts';

const BUILT = fileURLToPath(new URL('../../miniprogram/dist/h5-development', import.meta.url));
const PLACE = 'http://examples.test';
const MODES = { normal: '普通', farm: '种地的', care: '大字' };
const SHADES = { light: '白天', dark: '夜里' };
const LONG = 14_000;
/** Of all that stands above the bar at the foot. */
const HEIGHT =
  'Math.ceil(Math.max(...[...document.querySelectorAll(".page > :not(.bar)")].map((one) => one.getBoundingClientRect().bottom)))';

/**
 * Every piece that pages are made of, in all its states and modes: the page of examples, from the folder of a
 * development build.
 */
export async function takeExamples(browser: Browser, folder: string): Promise<void> {
  const context = await browser.newContext({ ...PHONE, deviceScaleFactor: 1 });
  const page = await context.newPage();
  await page.route(`${PLACE}/**`, (route) => {
    const file = join(BUILT, new URL(route.request().url()).pathname.replace(/^\/m\//, '/'));
    return existsSync(file) && statSync(file).isFile()
      ? route.fulfill({ path: file })
      : route.fulfill({ path: join(BUILT, 'index.html') });
  });
  await page.goto(`${PLACE}/m/examples/index`);
  await seen(page, '要点的').waitFor();
  for (const [shade, words] of Object.entries(SHADES)) {
    await seen(page, words).first().tap();
    for (const [mode, name] of Object.entries(MODES)) {
      await page.getByLabel(`字：${name}`).first().tap();
      await page.setViewportSize({ ...PHONE.viewport, height: LONG });
      const height = Number(await page.evaluate(HEIGHT));
      await page.screenshot({
        path: join(folder, `examples.${mode}.${shade}.png`),
        clip: { x: 0, y: 0, width: PHONE.viewport.width, height: Math.min(LONG, height) },
      });
      await page.setViewportSize(PHONE.viewport);
      console.error(`ok     examples.${mode}.${shade}`);
    }
  }
  await context.close();
}
