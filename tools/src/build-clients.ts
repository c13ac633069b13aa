import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { z } from 'zod';
import { jsonOf } from '@heitu/kit/rules/checked';
import { ensureRules } from './built-schema.ts';
import { checkSizes } from './client-sizes.ts';
import {
  ROOT,
  sourceHash,
  TARGETS,
  typesHash,
  WORDS,
  type Home,
  type Target,
  type TargetName,
} from './client-targets.ts';
import { precompress } from './precompress.ts';
import { EX_USAGE, usageOf } from './command-line.ts';
import { say } from './progress.ts';
import { weappFaults } from './weapp-rules.ts';

/** How far one target is, for who waits: the terminal, and the page that stands in its place. */
export interface Told {
  path: string;
  text: string;
  percent: number | null;
}
export interface BuildOptions {
  tell?: (told: Told) => void;
  /** Whether types are checked too: `./run start` leaves that to `./run build`. */
  types: boolean;
}

const HOMES: readonly Home[] = ['admin', 'miniprogram'];
const installedStamp = (home: Home): string => join(ROOT, `node_modules/.heitu-installed-${home}`);
const LOCK = join(ROOT, 'node_modules/.heitu-building');
const LOCKFILE = join(ROOT, 'pnpm-lock.yaml');
const INSTALL_SECONDS: Readonly<Record<Home, number>> = { admin: 15, miniprogram: 45 };
const INSTALL_TEXTS: Readonly<Record<Home, string>> = {
  admin: '正在安装网页要用的包',
  miniprogram: '正在安装小程序要用的包，第一次要一两分钟',
};
const TYPES_SECONDS = 10;
const TICK_MS = 1000;
const TELL_TERMINAL_EVERY = 15;
const OUTPUT_LINES = 60;
const LOCK_WAIT_MS = 600_000;
const NICENESS = 10;

/** What a program of ours said before it failed. */
class BuildFailed extends Error {}

const children = new Set<ChildProcess>();
/** Ends what still runs; for who is ended meanwhile. */
export const stopBuilding = (): void => children.forEach((child) => child.kill('SIGTERM'));

/** Runs a program quietly; its last lines are told where it fails. */
function run(
  command: string,
  args: readonly string[],
  { cwd = ROOT, env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<void> {
  // Where ./run found Node and pnpm, their folder is first in PATH; a package's own programs come before.
  const path = [join(cwd, 'node_modules/.bin'), dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  // People come first: what answers them goes on beside.
  const child = spawn('nice', ['-n', String(NICENESS), command, ...args], {
    cwd,
    env: { ...process.env, ...env, PATH: path, NODE_OPTIONS: '', CI: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let output = '';
  const keep = (bytes: Buffer): void =>
    void (output = (output + String(bytes)).split('\n').slice(-OUTPUT_LINES).join('\n'));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      children.delete(child);
      if (code === 0) resolve();
      else reject(new BuildFailed(output.trim() || `${command} ended with ${code}`));
    });
  });
}

const isInstalled = (home: Home): boolean => {
  const stamp = installedStamp(home);
  return (
    existsSync(stamp) &&
    statSync(stamp).mtimeMs >= statSync(LOCKFILE).mtimeMs &&
    existsSync(join(ROOT, home, 'node_modules'))
  );
};
async function install(home: Home): Promise<void> {
  await run('pnpm', [
    'install',
    '--frozen-lockfile',
    '--prefer-offline',
    '--reporter=append-only',
    '--filter',
    `@heitu/${home}`,
  ]);
  writeFileSync(installedStamp(home), '');
}

const stampOf = (target: Target): string => join(ROOT, `${target.folder}.built`);
const readStamp = (target: Target): { hash?: string; seconds?: number } => {
  try {
    return jsonOf(z.object({ hash: z.string(), seconds: z.number() }), readFileSync(stampOf(target), 'utf8'));
  } catch {
    return {};
  }
};
const isBuilt = (target: Target, hash: string): boolean =>
  readStamp(target).hash === hash &&
  existsSync(join(ROOT, target.folder, target.name === 'weapp' ? 'app.json' : 'index.html'));

/** Targets whose sources have changed since they were built. */
export const stale = (names: readonly TargetName[]): Target[] =>
  TARGETS.filter((target) => names.includes(target.name) && !isBuilt(target, sourceHash(target)));

/** One build at a time in this folder: two would write over each other's files. A build that died is not waited for. */
async function takeTurn(): Promise<() => void> {
  for (const until = Date.now() + LOCK_WAIT_MS; ; await new Promise((resolve) => setTimeout(resolve, 500))) {
    try {
      const file = openSync(LOCK, 'wx');
      writeFileSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(LOCK, { force: true });
    } catch {
      if (!isAlive(Number(readOrEmpty(LOCK))) || Date.now() > until) rmSync(LOCK, { force: true });
    }
  }
}
const readOrEmpty = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
function isAlive(pid: number): boolean {
  // Just made, and not yet written: its owner is about to.
  if (pid === 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Follows what takes long by the clock: how long it took before says how much is left. */
function follow(targets: readonly Target[], tell: (told: Told) => void, expectedSeconds: number) {
  const began = performance.now();
  let text = '';
  let ticks = 0;
  const waiting = new Set(targets);
  const elapsed = (): number => (performance.now() - began) / 1000;
  const percent = (): number => Math.min(97, Math.round(100 * (1 - Math.exp((-1.6 * elapsed()) / expectedSeconds))));
  const tellAll = (): void => waiting.forEach(({ path }) => path !== null && tell({ path, text, percent: percent() }));
  const timer = setInterval(() => {
    if ((ticks += 1) % TELL_TERMINAL_EVERY === 0) say(`heitu: ${text} (${percent()} %)`);
    tellAll();
  }, TICK_MS);
  return {
    step(what: string): void {
      text = what;
      say(`heitu: ${what}…`);
      tellAll();
    },
    done: (target: Target): void => void waiting.delete(target),
    failed(target: Target): void {
      waiting.delete(target);
      if (target.path !== null)
        tell({ path: target.path, text: `${target.title}没有打包成功，原因在终端里。接口照常可用。`, percent: null });
    },
    end: (): void => clearInterval(timer),
  };
}

async function buildTarget(target: Target, hash: string): Promise<void> {
  const began = performance.now();
  const home = join(ROOT, target.home);
  const [program = '', ...args] = target.command;
  await run(program, args, { cwd: home, env: { NODE_ENV: 'production' } });
  if (target.path !== null) await precompress(join(ROOT, target.folder));
  if (!checkSizes(target.name)) throw new BuildFailed(`${target.title}太大了`);
  const faults = target.name === 'weapp' ? weappFaults(join(ROOT, target.folder)) : [];
  if (faults.length > 0) throw new BuildFailed(faults.join('\n'));
  const seconds = Math.round((performance.now() - began) / 1000);
  mkdirSync(dirname(stampOf(target)), { recursive: true });
  writeFileSync(stampOf(target), JSON.stringify({ hash, seconds }));
  say(`heitu: ${target.title} -> ${target.folder} — ${seconds} s`);
}

async function checkTypes(home: Home): Promise<void> {
  const stamp = join(ROOT, `node_modules/.heitu-types-${home}`);
  const hash = typesHash(home);
  if (readOrEmpty(stamp) === hash) return;
  await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', '.', '--noEmit', '--checkers', '1'], { cwd: join(ROOT, home) });
  writeFileSync(stamp, hash);
  say(`ok     types of ${home}`);
}

/** Builds what has changed; answers whether all is there and right. What fails is told and the rest goes on. */
export async function buildClients(
  names: readonly TargetName[],
  { tell = () => {}, types }: BuildOptions,
): Promise<boolean> {
  const release = await takeTurn();
  const wanted = stale(names);
  const homes = HOMES.filter((home) => TARGETS.some((target) => names.includes(target.name) && target.home === home));
  const needed = homes.filter((home) => types || wanted.some((target) => target.home === home));
  const missing = needed.filter((home) => !isInstalled(home));
  const following = follow(
    wanted,
    tell,
    missing.reduce((sum, home) => sum + INSTALL_SECONDS[home], 0) +
      TYPES_SECONDS +
      wanted.reduce((sum, target) => sum + (readStamp(target).seconds ?? target.seconds), 0),
  );
  let good = true;
  const failed = (title: string, error: unknown): void => {
    good = false;
    say(`FAILED ${title}`);
    say(error instanceof BuildFailed ? error.message : String(error instanceof Error ? error.stack : error));
  };
  try {
    const ready = new Set<Home>();
    // Each package when it is first needed: the public pages are there long before the mini-program's packages.
    const prepare = async (home: Home): Promise<void> => {
      if (ready.has(home)) return;
      if (missing.includes(home)) {
        following.step(INSTALL_TEXTS[home]);
        await install(home);
      }
      // The admin pages read there who may do what.
      if (home === 'admin' && !ensureRules()) throw new BuildFailed('dist/rules');
      const { writeClientTypes } = await import('./client-types.ts');
      await writeClientTypes([home]);
      ready.add(home);
    };
    for (const target of wanted) {
      try {
        await prepare(target.home);
        following.step(`正在打包${target.title}`);
        await buildTarget(target, sourceHash(target));
        following.done(target);
      } catch (error) {
        failed(target.title, error);
        following.failed(target);
      }
    }
    if (types) following.step('检查类型');
    for (const home of types ? homes : [])
      await prepare(home)
        .then(() => checkTypes(home))
        .catch((error: unknown) => failed(`types of ${home}`, error));
  } catch (error) {
    failed('./run build', error);
    wanted.forEach(following.failed);
  } finally {
    following.end();
    release();
  }
  return good;
}

/** The mini-program's pages in a browser with that of examples, for whoever makes pages: nobody serves them. */
export async function buildExamples(): Promise<void> {
  const release = await takeTurn();
  try {
    if (!isInstalled('miniprogram')) await install('miniprogram');
    await (await import('./client-types.ts')).writeClientTypes(['miniprogram']);
    await run('taro', ['build', '--type', 'h5'], {
      cwd: join(ROOT, 'miniprogram'),
      env: { NODE_ENV: 'development' },
    });
  } finally {
    release();
  }
}

/** `./run build weapp|h5|admin|all`; a parent that listens (`./run start`) is told how far it is. */
export async function build(words: readonly string[], { types }: Pick<BuildOptions, 'types'>): Promise<number> {
  const names = [...new Set(words.flatMap((word) => WORDS[word] ?? []))];
  if (words.some((word) => !WORDS[word])) {
    say(usageOf('build'));
    return EX_USAGE;
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.once(signal, () => {
      stopBuilding();
      rmSync(LOCK, { force: true });
      process.exit(130);
    });
  }
  const began = performance.now();
  const good = await buildClients(names, {
    types,
    tell: (told) => process.send?.(told),
  });
  if (good)
    say(`heitu: ${names.join(', ')} built and up to date — ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return good ? 0 : 1;
}
