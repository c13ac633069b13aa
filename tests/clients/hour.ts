import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script, type Context } from 'node:vm';
import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import type { BrowserContext } from 'playwright-core';

/**
 * The hour in China at which the pages' platform begins, whenever its specs are run: by night an SMS that can wait
 * does, and an appointment in an hour is tomorrow's. `HOUR=22 ./run test tests/clients/…` tries another.
 */
const HOUR = Number(process.env['HOUR'] ?? 10);

const offsetFile = (dataDir: string): string => join(dataDir, 'clock-offset-ms');

/** The next such hour that comes: clocks go forwards. */
export function setHour(dataDir: string): void {
  const nowMs = Date.now();
  const todayMs = startOfChinaDate(chinaDate(nowMs)) + HOUR * HOUR_MS;
  writeFileSync(offsetFile(dataDir), String(todayMs + (todayMs < nowMs ? DAY_MS : 0) - nowMs));
}

/** How far the clock of the pages' platform is ahead of this machine's. */
function offsetMs(): number {
  const dataDir = process.env['TEST_CLIENTS_DATA_DIR'];
  return dataDir ? Number(readFileSync(offsetFile(dataDir), 'utf8')) : 0;
}
export const nowMs = (): number => Date.now() + offsetMs();

/** From then on a page's clock is so far ahead. */
function setAhead(aheadMs: number): void {
  const Own = Date;
  globalThis.Date = new Proxy(Own, {
    construct: (_own, given: []) => (given.length > 0 ? new Own(...given) : new Own(Own.now() + aheadMs)),
    apply: () => new Own(Own.now() + aheadMs).toString(),
    get: (own, name) => (name === 'now' ? () => Own.now() + aheadMs : Reflect.get(own, name)),
  });
}
/** A phone or desk in a browser whose clock shows what the platform's does. */
export const showsTheHour = (context: BrowserContext): Promise<unknown> => context.addInitScript(setAhead, offsetMs());
/** The same of a context of JavaScript alone. */
export const setHourIn = (context: Context): void =>
  void new Script(`(${String(setAhead)})(${offsetMs()})`).runInContext(context);
