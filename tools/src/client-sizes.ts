import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { jsonOf, must } from '@heitu/kit/rules/checked';
import { say } from './progress.ts';

const MIB = 1024 * 1024;
const KB = 1000;
/** WeChat takes two MiB a package; half of it is ours, since a village's network is slow. */
const WEAPP_PACKAGE_BYTES_MAX = 1.0 * MIB;
const H5_FIRST_PAGE_BYTES_MAX = 180 * KB;
const ADMIN_FIRST_PAGE_BYTES_MAX = 300 * KB;
const SITE_FIRST_PAGE_BYTES_MAX = 90 * KB;

export interface Size {
  what: string;
  bytes: number;
  bytesMax: number;
}

const bytesUnder = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

/** Of each package: the main one is everything that lies in no sub-package's folder. */
export function weappSizes(folder: string): Size[] {
  const app = z.object({ subPackages: z.array(z.object({ root: z.string() })).optional() });
  const { subPackages = [] } = jsonOf(app, readFileSync(join(folder, 'app.json'), 'utf8'));
  const subs = subPackages.map(({ root }) => ({
    what: `weapp ${root}`,
    bytes: existsSync(join(folder, root)) ? bytesUnder(join(folder, root)) : 0,
    bytesMax: WEAPP_PACKAGE_BYTES_MAX,
  }));
  const main = bytesUnder(folder) - subs.reduce((sum, { bytes }) => sum + bytes, 0);
  return [{ what: 'weapp main', bytes: main, bytesMax: WEAPP_PACKAGE_BYTES_MAX }, ...subs];
}

const gzipped = (file: string): number => gzipSync(readFileSync(file)).length;

/** What a page's HTML asks for before anything is shown, and `more`: what its first page loads after that. */
export function firstPage(
  what: string,
  html: string,
  base: string,
  bytesMax: number,
  more: readonly string[] = [],
): Size {
  const scripts = [
    ...readFileSync(html, 'utf8').matchAll(/<(?:script[^>]+src|link[^>]+rel="modulepreload"[^>]+href)="([^"]+\.js)"/g),
  ].map(([, path = '']) => join(html, '..', path.slice(base.length)));
  return { what, bytes: [...scripts, ...more].reduce((sum, file) => sum + gzipped(file), 0), bytesMax };
}

/** In h5 the page itself names what its first page is made of (config/first-page.js), before what comes next. */
function h5Size(folder: string): Size {
  const html = join(folder, 'index.html');
  const [, files = ''] = /(\["\/m\/[^\]]*\])/.exec(readFileSync(html, 'utf8')) ?? [];
  const home = jsonOf(z.array(z.string()), files).filter((file) => file.endsWith('.js'));
  return firstPage(
    'h5 first page (gzipped JavaScript)',
    html,
    '/m/',
    H5_FIRST_PAGE_BYTES_MAX,
    home.map((file) => join(folder, file.slice('/m/'.length))),
  );
}

export const SIZES: Readonly<Record<string, (root: string) => Size[]>> = {
  weapp: (root) => weappSizes(join(root, 'miniprogram/dist/weapp')),
  h5: (root) => [h5Size(join(root, 'miniprogram/dist/h5'))],
  admin: (root) => [
    firstPage(
      'admin first page (gzipped JavaScript)',
      join(root, 'admin/dist/admin/index.html'),
      '/admin/',
      ADMIN_FIRST_PAGE_BYTES_MAX,
    ),
  ],
  site: (root) => [
    firstPage(
      'public first page (gzipped JavaScript)',
      join(root, 'admin/dist/site/index.html'),
      '/',
      SITE_FIRST_PAGE_BYTES_MAX,
    ),
  ],
};

/** Says every size of what was built; answers whether all are within their limits. */
export function checkSizes(what: string, root = new URL('../../', import.meta.url).pathname): boolean {
  return must(
    SIZES[what],
    what,
  )(root)
    .map(({ what: name, bytes, bytesMax }) => {
      const good = bytes <= bytesMax;
      say(
        `${good ? 'ok    ' : 'TOO LARGE'} ${name}: ${(bytes / 1024).toFixed(0)} KiB of ${(bytesMax / 1024).toFixed(0)}`,
      );
      return good;
    })
    .every(Boolean);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = process.argv
    .slice(2)
    .map((what) => checkSizes(what))
    .every(Boolean)
    ? 0
    : 1;
