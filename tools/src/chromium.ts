import { existsSync } from 'node:fs';
import { must } from '@heitu/kit/rules/checked';
import { ensurePackage } from './packages.ts';

/** Chromium without windows of its own: each of its pages costs a tenth of a whole browser's. */
const SHELL = '/usr/bin/chromium-headless-shell';
const WHOLE = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'].map(
  (name) => `/usr/bin/${name}`,
);
const INSTALLED_WITHIN_MS = 40_000;
const CHINESE_FONTS = [
  '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
];

/**
 * A browser that the pages are tried in, with letters for Chinese: without them pictures show boxes. Answers where its
 * program is.
 */
export function ensureChromium(): string {
  const asked = process.env['CHROMIUM'];
  const found = () => asked ?? [SHELL, ...WHOLE].find(existsSync);
  const hasFont = () => CHINESE_FONTS.some(existsSync);
  const wanted = [
    ...(asked || existsSync(SHELL) ? [] : ['chromium-headless-shell']),
    ...(hasFont() ? [] : ['fonts-wqy-microhei']),
  ];
  try {
    if (wanted.length > 0)
      ensurePackage({
        title: 'Chromium and a Chinese font',
        commands: [],
        debian: wanted.join(' '),
        isThere: () => (!!asked || existsSync(SHELL)) && hasFont(),
        ...(found() && hasFont() && { withinMs: INSTALLED_WITHIN_MS }),
      });
  } catch (error) {
    // A whole browser does as well.
    if (!found() || !hasFont()) throw error;
  }
  return must(found(), 'a browser');
}
