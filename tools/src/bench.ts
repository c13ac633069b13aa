import { spawn } from 'node:child_process';
import { startMariaDb } from './mariadb.ts';
import { say, step } from './progress.ts';

const EX_UNAVAILABLE = 69;

async function run(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn(process.execPath, ['--import', './tools/register.mjs', file, ...args], { stdio: 'inherit', env: { ...process.env, ...env } });
  return new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

/** `./run bench gateway` needs no database; the others run against a MariaDB of their own, durable as production's. */
export async function bench(args: readonly string[]): Promise<number> {
  if (args[0] === 'gateway') return run('tests/bench/gateway/run.ts', args.slice(1));
  const server = await step('starting MariaDB', startMariaDb).catch((error: Error) => void say(error.message));
  if (!server) return EX_UNAVAILABLE;
  try {
    return await run('tests/bench/run.ts', args, { TEST_DATABASE_URL: server.url });
  } finally {
    await server.stop();
  }
}
