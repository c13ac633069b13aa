import { spawn } from 'node:child_process';
import { startMariaDb } from './mariadb.ts';
import { say, step } from './progress.ts';

const EX_UNAVAILABLE = 69;

/** `./run bench hot`: against a MariaDB of its own, durable as production's. */
export async function bench(args: readonly string[]): Promise<number> {
  const server = await step('starting MariaDB', startMariaDb).catch((error: Error) => void say(error.message));
  if (!server) return EX_UNAVAILABLE;
  try {
    const child = spawn(process.execPath, ['--import', './tools/register.mjs', 'tests/bench/run.ts', ...args], { stdio: 'inherit', env: { ...process.env, TEST_DATABASE_URL: server.url } });
    return await new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  } finally {
    await server.stop();
  }
}
