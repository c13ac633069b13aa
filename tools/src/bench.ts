import { spawn } from 'node:child_process';
import { browserWith } from './browser-with.ts';
import { startMariaDb, SYNCED } from './mariadb.ts';
import { say, step } from './progress.ts';

const EX_UNAVAILABLE = 69;
/** A county of 10,000 products is 1.3 GB; MariaDB's standard of 128 MB would measure its disk (docs/PROCESSES.md). */
const BUFFERED = '--innodb-buffer-pool-size=2G';

/** What needs no database server, unless it is asked to. */
const ALONE: Readonly<Record<string, string>> = {
  gateway: 'tests/bench/gateway/run.ts',
  memory: 'tests/bench/memory.ts',
  trace: 'tests/bench/trace.ts',
};

export type BenchName =
  | 'hot'
  | 'pages'
  | 'purchase'
  | 'soak'
  | 'years'
  | 'readings'
  | 'gateway'
  | 'memory'
  | 'phone'
  | 'trace';

/** `./run bench gateway|memory|phone|trace`; the others run against a MariaDB of their own, durable as production's. */
export async function bench(what: BenchName, args: readonly string[]): Promise<number> {
  if (what === 'phone') {
    const browser = await browserWith('h5');
    return browser ? run('tests/bench/phone.ts', args, browser) : 1;
  }
  const alone = ALONE[what];
  if (alone && !args.includes('--mariadb')) return run(alone, args);
  const server = await step('starting MariaDB', () => startMariaDb(BUFFERED, ...SYNCED)).catch(
    (error: Error) => void say(error.message),
  );
  if (!server) return EX_UNAVAILABLE;
  try {
    const [file, given] = alone ? [alone, args] : ['tests/bench/run.ts', [what, ...args]];
    return await run(file, given, { TEST_DATABASE_URL: server.url });
  } finally {
    await server.stop();
  }
}

function run(file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  const child = spawn(process.execPath, ['--import', './tools/register.mjs', file, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}
