import { existsSync } from 'node:fs';
import { ensurePackage, hasCommand } from './packages.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'] as const;
const CHINESE_FONTS = [
  '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
];

/**
 * A browser that the pages are tried in, with letters for Chinese: without them pictures show boxes. Answers where its
 * program is.
 */
export function ensureChromium(): string {
  const known = process.env['CHROMIUM'] ?? NAMES.map((name) => `/usr/bin/${name}`).find(existsSync);
  const debian = [...(known ? [] : ['chromium']), ...(CHINESE_FONTS.some(existsSync) ? [] : ['fonts-wqy-microhei'])];
  if (debian.length > 0)
    ensurePackage({
      title: 'Chromium and a Chinese font',
      commands: [],
      debian: debian.join(' '),
      isThere: () => (!!known || hasCommand('chromium')) && CHINESE_FONTS.some(existsSync),
    });
  return known ?? '/usr/bin/chromium';
}
