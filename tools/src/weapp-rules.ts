import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { jsonOf } from '@heitu/kit/rules/checked';
import { ASKED_OF_PHONES } from '@heitu/standard';
import { weappSizes } from './client-sizes.ts';

/** What WeChat asks of a mini-program beside its size, seen in what was built. */

/** Calls that WeChat has replaced, and by what. Taro's own lists only name them: what counts is a call. */
export const REPLACED: Readonly<Record<string, string>> = {
  getSystemInfo: 'getWindowInfo, getDeviceInfo, getAppBaseInfo',
  getSystemInfoSync: 'getWindowInfo, getDeviceInfo, getAppBaseInfo',
  getSystemInfoAsync: 'getWindowInfo, getDeviceInfo, getAppBaseInfo',
  chooseImage: 'chooseMedia',
  chooseVideo: 'chooseMedia',
  createCanvasContext: 'Canvas 2D',
  getUserInfo: 'what somebody types of themselves',
  getUserProfile: 'what somebody types of themselves',
};
/** Calls that app.json has to declare. */
const PRIVATE = [
  'getFuzzyLocation',
  'getLocation',
  'onLocationChange',
  'startLocationUpdate',
  'startLocationUpdateBackground',
  'chooseLocation',
  'choosePoi',
  'chooseAddress',
];
/** Calls at which WeChat asks somebody: what our software may ask for stands in standard/, and is published. */
const ASKS = [
  ...PRIVATE,
  'scanCode',
  'chooseMedia',
  'chooseMessageFile',
  'saveImageToPhotosAlbum',
  'saveVideoToPhotosAlbum',
  'getRecorderManager',
  'startRecord',
  'createCameraContext',
  'openBluetoothAdapter',
  'getWeRunData',
  'addPhoneContact',
  'chooseContact',
  'addPhoneCalendar',
  'requestSubscribeMessage',
];
/** Calls whose permission is asked with a sentence of ours (`permission` of app.json). */
const ASKED_WITH_WORDS = /^(get|choose|start|on)(Fuzzy)?(Location|Poi)/;
/** What one page may bring of other packages beforehand. */
const PRELOADED_BYTES_MAX = 2 * 1024 * 1024;

const app = z.object({
  pages: z.array(z.string()),
  subPackages: z.array(z.object({ root: z.string(), pages: z.array(z.string()) })).default([]),
  requiredPrivateInfos: z.array(z.string()).default([]),
  requiredBackgroundModes: z.array(z.string()).default([]),
  permission: z.record(z.string(), z.object({ desc: z.string() })).default({}),
  sitemapLocation: z.string().optional(),
  preloadRule: z.record(z.string(), z.object({ packages: z.array(z.string()) })).default({}),
});
const sitemap = z.object({ rules: z.array(z.object({ action: z.enum(['allow', 'disallow']), page: z.string() })) });

const codeIn = (folder: string): [file: string, code: string][] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => [file, readFileSync(join(folder, file), 'utf8')]);
const isCalled = (name: string, code: string): boolean => new RegExp(`\\.${name}\\(`).test(code);

/** What WeChat would not take, or will stop to take: an empty list when all is well. */
export function weappFaults(folder: string): string[] {
  const config = jsonOf(app, readFileSync(join(folder, 'app.json'), 'utf8'));
  const code = codeIn(folder);
  const isUsed = (name: string): boolean => code.some(([, text]) => isCalled(name, text));
  const used = PRIVATE.filter(isUsed);
  const known = [
    ...config.pages,
    ...config.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
  ];
  return [
    ...Object.entries(REPLACED).flatMap(([name, instead]) =>
      code.filter(([, text]) => isCalled(name, text)).map(([file]) => `${file} calls ${name}: now it is ${instead}`),
    ),
    ...used
      .filter((name) => !config.requiredPrivateInfos.includes(name))
      .map((name) => `requiredPrivateInfos does not declare ${name}`),
    ...ASKS.filter(
      (name) => isUsed(name) && !ASKED_OF_PHONES.some(({ calls }) => calls.some((one) => one === name)),
    ).map((name) => `${name} asks a phone for what standard's ASKED_OF_PHONES does not name`),
    ...config.requiredBackgroundModes.map((mode) => `${mode} would go on in the background`),
    ...config.requiredPrivateInfos
      .filter((name) => !used.includes(name))
      .map((name) => `requiredPrivateInfos declares ${name}, which nothing calls`),
    ...(used.some((name) => ASKED_WITH_WORDS.test(name)) && !config.permission['scope.userLocation']
      ? ['permission does not say what the place of a phone is for']
      : []),
    ...sitemapFaults(folder, config.sitemapLocation, known),
    ...preloadFaults(folder, config.preloadRule, known),
  ];
}

function sitemapFaults(folder: string, location: string | undefined, known: readonly string[]): string[] {
  if (!location || !existsSync(join(folder, location))) return ['there is no sitemap: WeChat would show every page'];
  const { rules } = jsonOf(sitemap, readFileSync(join(folder, location), 'utf8'));
  const last = rules[rules.length - 1];
  return [
    ...rules
      .filter(({ page }) => page !== '*' && !known.includes(page))
      .map(({ page }) => `the sitemap names ${page}, which is no page`),
    ...(last?.page === '*' && last.action === 'disallow'
      ? []
      : ['the sitemap does not end with what is not to be shown']),
  ];
}

function preloadFaults(
  folder: string,
  rules: Readonly<Record<string, { packages: readonly string[] }>>,
  known: readonly string[],
): string[] {
  const sizes = new Map(weappSizes(folder).map(({ what, bytes }) => [what, bytes]));
  return Object.entries(rules).flatMap(([page, { packages }]) => {
    const missing = packages.filter((name) => !sizes.has(`weapp ${name}`));
    const bytes = packages.reduce((sum, name) => sum + (sizes.get(`weapp ${name}`) ?? 0), 0);
    return [
      ...(known.includes(page) ? [] : [`preloadRule begins at ${page}, which is no page`]),
      ...missing.map((name) => `preloadRule brings ${name}, which is no package`),
      ...(bytes > PRELOADED_BYTES_MAX
        ? [`${page} brings ${bytes} bytes beforehand: ${PRELOADED_BYTES_MAX} at most`]
        : []),
    ];
  });
}
