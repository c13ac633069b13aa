import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { startPlatformProcess } from '../../tests/journeys/platform.ts';
import { forkBuild } from './background-build.ts';
import { ensureRules } from './built-schema.ts';
import { check } from './check.ts';
import { ensureChromium } from './chromium.ts';
import { writeClientTypes } from './client-types.ts';
import { startMariaDb } from './mariadb.ts';
import { makeMigrations } from './migrations.ts';
import { say, step } from './progress.ts';

const EX_UNAVAILABLE = 69;
/** What is tried in WeChat's place and in a browser: it needs what was built. */
const CLIENTS = 'tests/clients';
const BUILT = ['all'];
/** A browser is waited for more than half of the time: three at once keep two cores busy. */
const BROWSERS = Math.max(3, availableParallelism() - 1);
const WITHOUT_CLIENTS = ['--testPathIgnorePatterns', '/node_modules/', `/${CLIENTS}/`];

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

/** One platform for all specs of the clients, one browser to find. */
async function testClients(
  args: readonly string[],
  building: { ended: Promise<boolean> },
  env: Record<string, string>,
): Promise<number> {
  const chromium = ensureChromium();
  if (!(await step('waiting for the pages', () => building.ended))) return 1;
  const platform = await step('starting a platform for the pages', () => startPlatformProcess());
  try {
    return await jest(args, {
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

/** `./run test`: checks, then every test, with a MariaDB of its own; ends by itself. Arguments go to jest. */
export async function test(args: readonly string[]): Promise<number> {
  const isWhole = args.length === 0;
  const building = isWhole || args.some((arg) => arg.includes('clients')) ? startBuilding() : null;
  try {
    if (isWhole && !check()) return 1;
    if (!ensureRules()) return 1;
    // A spec reads what the office's pages list.
    await writeClientTypes(['admin']);
    const server = await step('starting MariaDB', () => startMariaDb()).catch(
      (error: Error) => void say(error.message),
    );
    if (!server) return EX_UNAVAILABLE;
    try {
      if (isWhole) {
        const stale = await step('comparing migrations with entities', () => makeMigrations(true));
        for (const line of stale) say(`migration missing for ${line}`);
        if (stale.length > 0) return 1;
      }
      const env = { TEST_DATABASE_URL: server.url };
      if (!building) return await jest([...args, ...WITHOUT_CLIENTS], env);
      // Pages are tried whatever the others said: whoever mends wants to know of both.
      const others = isWhole ? await jest(['--silent', ...WITHOUT_CLIENTS], env) : 0;
      const pages = await testClients(
        isWhole ? ['--silent', `--maxWorkers=${BROWSERS}`, CLIENTS] : args,
        building,
        env,
      );
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
