import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { SETS } from './documents.ts';

export const ROOT = new URL('../../', import.meta.url).pathname;

export type Home = 'miniprogram' | 'admin';
export type TargetName = 'site' | 'h5' | 'admin' | 'weapp';

/** One thing that is built from a package of pages. */
export interface Target {
  name: TargetName;
  home: Home;
  /** In the words of who waits for it. */
  title: string;
  /** Where it is served; null: it opens in WeChat's developer tools. */
  path: string | null;
  folder: string;
  /** Of the package's own programs. */
  command: readonly string[];
  /** How long it took on a plain machine with two cores, for the progress of a first time. */
  seconds: number;
}

/** In the order in which somebody wants to see them. */
export const TARGETS: readonly Target[] = [
  {
    name: 'site',
    home: 'admin',
    title: '公开页面',
    path: '/',
    folder: 'admin/dist/site',
    command: ['vite', 'build', '-c', 'site/vite.config.ts'],
    seconds: 5,
  },
  {
    name: 'h5',
    home: 'miniprogram',
    title: '小程序的网页版',
    path: '/m',
    folder: 'miniprogram/dist/h5',
    command: ['taro', 'build', '--type', 'h5'],
    seconds: 60,
  },
  {
    name: 'admin',
    home: 'admin',
    title: '管理后台',
    path: '/admin',
    folder: 'admin/dist/admin',
    command: ['vite', 'build'],
    seconds: 20,
  },
  {
    name: 'weapp',
    home: 'miniprogram',
    title: '微信小程序',
    path: null,
    folder: 'miniprogram/dist/weapp',
    command: ['taro', 'build', '--type', 'weapp'],
    seconds: 45,
  },
];

/** What `./run build <word>` means. */
export const WORDS: Readonly<Record<string, readonly TargetName[]>> = {
  weapp: ['weapp'],
  h5: ['h5'],
  admin: ['site', 'admin'],
  site: ['site'],
  pages: ['site', 'h5', 'admin'],
  all: ['site', 'h5', 'admin', 'weapp'],
};

/** Where each target's pages are served, as `SITES` has it. */
export const SITES = TARGETS.filter(({ path }) => path !== null)
  .map(({ path, folder }) => `${path}=${folder}`)
  .join(',');

const GENERATED: ReadonlySet<string> = new Set(SETS.map(({ types }) => types));
const NOT_SOURCE: ReadonlySet<string> = new Set(['node_modules', 'dist', '.swc']);

export function* filesUnder(root: string, path: string): Generator<string> {
  const whole = join(root, path);
  if (!existsSync(whole)) return;
  for (const entry of readdirSync(whole, { withFileTypes: true }).sort((one, other) =>
    one.name < other.name ? -1 : 1,
  )) {
    const inside = join(path, entry.name);
    if (NOT_SOURCE.has(entry.name) || GENERATED.has(relative('.', inside))) continue;
    if (entry.isDirectory()) yield* filesUnder(root, inside);
    else yield inside;
  }
}

export function hashOfFiles(root: string, files: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function* sourcesOf(root: string, home: Home): Generator<string> {
  yield* filesUnder(root, home);
  // The admin pages read there who may do what.
  if (home === 'admin') yield 'schema/permissions.md';
  yield* ['pnpm-lock.yaml', 'tools/src/client-types.ts', 'tools/src/operation-types.ts', 'tools/src/documents.ts'];
}

/** The two entries of one project: what is the other's alone. */
const OTHERS: Partial<Record<TargetName, RegExp>> = {
  admin: /^admin\/site\//,
  site: /^admin\/(?:src|index\.html)|^schema\/permissions\.md/,
};

/** Of everything that what is built depends on; the API's types only decide whether it may be built. */
export const sourceHash = ({ name, home }: Target, root = ROOT): string =>
  hashOfFiles(
    root,
    [...sourcesOf(root, home)].filter((file) => !OTHERS[name]?.test(file)),
  );
export const typesHash = (home: Home, root = ROOT): string =>
  hashOfFiles(root, [...sourcesOf(root, home), 'schema/api.graphql']);
