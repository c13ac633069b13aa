import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonOf } from '@heitu/kit/rules/checked';
import { startPlatformForPages } from '../../tests/clients/platform.ts';
import { forkBuild } from './background-build.ts';
import { ensureRules } from './built-schema.ts';
import { check } from './check.ts';
import { ensureChromium } from './chromium.ts';
import { writeClientTypes } from './client-types.ts';
import { startMariaDb } from './mariadb.ts';
import { makeMigrations } from './migrations.ts';
import { toldByJest, toPlayAgain } from './play-again.ts';
import { say, step } from './progress.ts';
import { TURNS, turnAt, waitingFor } from './turns.ts';

const EX_UNAVAILABLE = 69;
/** What is tried in WeChat's place and in a browser: it needs what was built. */
const CLIENTS = 'tests/clients';
const BUILT = ['all'];
/** Two browsers and the platform keep two cores busy; with three nothing ended sooner, and taps were late. */
const BROWSERS = Math.max(2, availableParallelism() - 1);
const without = (...paths: readonly string[]): string[] => ['--testPathIgnorePatterns', '/node_modules/', ...paths];
const WITHOUT_CLIENTS = `/${CLIENTS}/`;
const WHOLE = '--whole';

function jest(args: readonly string[], env: Record<string, string>): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--import', './tools/register-tests.mjs', 'node_modules/jest/bin/jest.js', ...args],
    { stdio: 'inherit', env: { ...process.env, ...env } },
  );
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

/**
 * Everything is built once, beside the checks and the other tests, which wait for databases and clocks much of their
 * time.
 */
function startBuilding() {
  const child = forkBuild(...BUILT);
  const ended = new Promise<boolean>((resolve) => child.once('exit', (code) => resolve(code === 0)));
  return { ended, stop: () => void child.kill('SIGTERM') };
}

/** All pages' specs but those that wait for their turn; what went red by chance is played once more, and said. */
async function playPages(waiting: readonly string[], env: Record<string, string>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'heitu-told-'));
  try {
    const outputFile = join(folder, 'told.json');
    const all = ['--silent', `--maxWorkers=${BROWSERS}`, CLIENTS, ...without(...waiting)];
    const code = await jest(['--json', `--outputFile=${outputFile}`, ...all], env);
    if (code === 0) return code;
    const again = toPlayAgain(jsonOf(toldByJest, readFileSync(outputFile, 'utf8')), process.cwd());
    if (again.length === 0) return code;
    say(`red, and played once more: ${again.join(', ')}`);
    const second = await jest(['--maxWorkers=1', ...again], env);
    say(second === 0 ? `green now, so red by chance: see above what was seen` : 'red again');
    return second;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One platform for all specs of the clients, one browser to find. */
async function testClients(
  play: (env: Record<string, string>) => Promise<number>,
  building: { ended: Promise<boolean> },
  env: Record<string, string>,
): Promise<number> {
  const chromium = ensureChromium();
  if (!(await step('waiting for the pages', () => building.ended))) return 1;
  const platform = await step('starting a platform for the pages', startPlatformForPages);
  try {
    return await play({
      ...env,
      CHROMIUM: chromium,
      TEST_CLIENTS_URL: platform.url,
      TEST_CLIENTS_CONTROL_URL: platform.controlUrl,
      TEST_CLIENTS_DATA_DIR: platform.dataDir,
    });
  } finally {
    await platform.stop();
  }
}

/** What is left out of this run: all that takes long but for one turn, where nobody asks for the whole. */
function leftOut(isWhole: boolean): string[] {
  if (isWhole) return [];
  const turn = Number(process.env['TURN'] ?? turnAt(Date.now()));
  say(`of what takes long turn ${turn} of 0 to ${TURNS.length - 1} is played; ./run test ${WHOLE} plays all`);
  return waitingFor(turn);
}

/**
 * `./run test`: checks, then the tests, with a MariaDB of its own; ends by itself. Of what takes long it plays one
 * turn, and all with `--whole`. Other arguments go to jest, which plays what they name.
 */
export async function test(args: readonly string[]): Promise<number> {
  const isWhole = args.join() === WHOLE;
  const namesNone = args.length === 0 || isWhole;
  const building = namesNone || args.some((arg) => arg.includes('clients')) ? startBuilding() : null;
  try {
    if (namesNone && !check()) return 1;
    if (!ensureRules()) return 1;
    // A spec reads what the office's pages list.
    await writeClientTypes(['admin']);
    const server = await step('starting MariaDB', () => startMariaDb()).catch(
      (error: Error) => void say(error.message),
    );
    if (!server) return EX_UNAVAILABLE;
    try {
      if (namesNone) {
        const stale = await step('comparing migrations with entities', () => makeMigrations(true));
        for (const line of stale) say(`migration missing for ${line}`);
        if (stale.length > 0) return 1;
      }
      const env = { TEST_DATABASE_URL: server.url };
      if (!building) return await jest([...args, ...without(WITHOUT_CLIENTS)], env);
      const waiting = namesNone ? leftOut(isWhole) : [];
      // Pages are tried whatever the others said: whoever mends wants to know of both.
      const others = namesNone ? await jest(['--silent', ...without(WITHOUT_CLIENTS, ...waiting)], env) : 0;
      const pages = await testClients((all) => (namesNone ? playPages(waiting, all) : jest(args, all)), building, env);
      return others || pages;
    } finally {
      await server.stop();
    }
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return EX_UNAVAILABLE;
  } finally {
    building?.stop();
  }
}
