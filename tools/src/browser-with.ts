import { must } from '@heitu/kit/rules/checked';
import { buildClients } from './build-clients.ts';
import { ensureChromium } from './chromium.ts';
import { WORDS } from './client-targets.ts';

/**
 * The environment for what looks at pages in a browser: where Chromium is, with these pages built. Null where they
 * could not be.
 */
export async function browserWith(word: string): Promise<{ CHROMIUM: string } | null> {
  const CHROMIUM = ensureChromium();
  return (await buildClients(must(WORDS[word], word), { types: false })) ? { CHROMIUM } : null;
}
