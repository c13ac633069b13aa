import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { SUBGRAPHS } from '@heitu/standard';
import { ensurePackage } from './packages.ts';

export interface TemporaryMariaDb {
  /** `mysql://root@127.0.0.1:port`: databases heitu_<subgraph> exist. */
  url: string;
  stop(): Promise<void>;
}

const BOOT_MS = 30_000;
const MARIADB = { title: 'MariaDB', commands: ['mariadbd', 'mariadb-install-db'], debian: 'mariadb-server' } as const;
export const ensureMariaDb = (): void => ensurePackage(MARIADB);

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** A MariaDB of our own on a temporary directory, gone when stopped. */
export async function startMariaDb(): Promise<TemporaryMariaDb> {
  ensureMariaDb();
  const dir = mkdtempSync(join(tmpdir(), 'heitu-mariadb-'));
  const user = userInfo().username;
  const install = spawnSync('mariadb-install-db', ['--no-defaults', `--datadir=${dir}/data`, '--auth-root-authentication-method=normal', '--skip-test-db', `--user=${user}`], { encoding: 'utf8' });
  if (install.status !== 0) throw new Error(`mariadb-install-db failed: ${install.stderr}`);
  const port = await freePort();
  const server = spawn(
    'mariadbd',
    ['--no-defaults', `--datadir=${dir}/data`, `--socket=${dir}/socket`, `--port=${port}`, '--bind-address=127.0.0.1', `--user=${user}`, '--character-set-server=utf8mb4', '--collation-server=utf8mb4_bin', '--skip-log-bin', '--max-connections=400', '--innodb-flush-log-at-trx-commit=1'],
    { stdio: 'ignore' },
  );
  const url = `mysql://root@127.0.0.1:${port}`;
  const stop = async () => {
    if (server.exitCode === null) {
      server.kill('SIGTERM');
      await new Promise((resolve) => server.once('exit', resolve));
    }
    rmSync(dir, { recursive: true, force: true });
  };
  for (const until = Date.now() + BOOT_MS; ; ) {
    try {
      const connection = await createConnection(url);
      for (const name of SUBGRAPHS) await connection.query(`create database if not exists heitu_${name} character set utf8mb4 collate utf8mb4_bin`);
      await connection.end();
      return { url, stop };
    } catch (error) {
      if (Date.now() > until || server.exitCode !== null) {
        await stop();
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
