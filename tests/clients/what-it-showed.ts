import { errors, type Locator, type Page } from 'playwright-core';

const SHOWN_MAX = 2000;
const ASKED_WITHIN_MS = 2000;

/** Every word that can be seen, and what was typed. */
const WORDS = `document.body.innerText + ' — typed: ' + [...document.querySelectorAll('input, textarea')]
  .filter((one) => one.checkVisibility()).map((one) => one.value).join(' | ')`;
/** Where the page is, and what is on it. */
async function shown(page: Page): Promise<string> {
  const words = page.evaluate(WORDS).catch(String);
  const late = new Promise((resolve) => setTimeout(resolve, ASKED_WITHIN_MS, 'it did not answer'));
  const text = String(await Promise.race([words, late])).replaceAll(/\s*\n\s*/g, ' | ');
  return `${page.url()} showed: ${text.slice(0, SHOWN_MAX)}`;
}

const WAITS = ['waitFor', 'tap', 'click', 'fill'] as const;
const changed = new WeakSet<object>();
/**
 * From now on a wait that ends for nothing says in its error what the page showed instead: a run by chance cannot be
 * looked at afterwards.
 */
export function tellsWhatItShowed(page: Page): void {
  const locators = Object.getPrototypeOf(page.locator('body')) as Record<
    string,
    (...rest: never[]) => Promise<unknown>
  >;
  if (changed.has(locators)) return;
  changed.add(locators);
  for (const name of WAITS) {
    const wait = locators[name]!;
    locators[name] = async function told(this: Locator, ...rest) {
      try {
        return await wait.apply(this, rest);
      } catch (error) {
        if (!(error instanceof errors.TimeoutError)) throw error;
        const said = `${error.message}\n${await shown(this.page())}\n`;
        error.stack = error.stack?.replace(error.message, said);
        error.message = said;
        throw error;
      }
    };
  }
}
