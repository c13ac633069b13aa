import { spawn } from 'node:child_process';
import { check } from './check.ts';
import { startMariaDb } from './mariadb.ts';
import { makeMigrations } from './migrations.ts';
import { say, step } from './progress.ts';

const EX_UNAVAILABLE = 69;

/** `./run test`: checks, then every test, with a MariaDB of its own; ends by itself. Arguments go to jest. */
export async function test(args: readonly string[]): Promise<number> {
  if (args.length === 0 && !check()) return 1;
  const server = await step('starting MariaDB', startMariaDb).catch((error: Error) => void say(error.message));
  if (!server) return EX_UNAVAILABLE;
  try {
    if (args.length === 0) {
      const stale = await step('comparing migrations with entities', () => makeMigrations(true));
      for (const line of stale) say(`migration missing for ${line}`);
      if (stale.length > 0) return 1;
    }
    const child = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', ...(args.length > 0 ? args : ['--silent'])], {
      stdio: 'inherit',
      env: { ...process.env, TEST_DATABASE_URL: server.url },
    });
    return await new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  } finally {
    await server.stop();
  }
}
