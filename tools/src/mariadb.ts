import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { pinSession } from '@heitu/kit/data/server-session';
import { SUBGRAPHS } from '@heitu/standard';
import { freePort } from './free-port.ts';
import { ensurePackage } from './packages.ts';

export interface TemporaryMariaDb {
  /** `mysql://root@127.0.0.1:port`: databases heitu_<subgraph> exist. */
  url: string;
  /** SIGKILL; what was committed is there again after `restart`, on the same port. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Stops answering without closing anything, as a machine that hangs; `wake` ends that. */
  sleep(): void;
  wake(): void;
  stop(): Promise<void>;
}

/** After a kill it reads its log again first: on a crowded machine that takes a while. */
const BOOT_MS = 120_000;
const MARIADB = { title: 'MariaDB', commands: ['mariadbd', 'mariadb-install-db'], debian: 'mariadb-server' } as const;
export const ensureMariaDb = (): void => ensurePackage(MARIADB);

function install(dir: string, env: NodeJS.ProcessEnv): void {
  const installed = spawnSync(
    'mariadb-install-db',
    [
      '--no-defaults',
      `--datadir=${dir}/data`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      `--user=${userInfo().username}`,
    ],
    { encoding: 'utf8', env },
  );
  if (installed.status !== 0) throw new Error(`mariadb-install-db failed: ${installed.stderr}`);
}

/** Waits until the server answers, and makes each subgraph's database. */
async function answers(url: string, server: ChildProcess): Promise<void> {
  for (const until = Date.now() + BOOT_MS; ;) {
    try {
      const connection = await pinSession(await createConnection(url));
      for (const name of SUBGRAPHS)
        await connection.query(`create database if not exists heitu_${name} character set utf8mb4 collate utf8mb4_bin`);
      await connection.end();
      return;
    } catch (error) {
      if (Date.now() > until || server.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/**
 * Nobody waits for the disk: what a server has written is with the system, which outlives it, killed or not. Only a
 * machine that dies would lose it.
 */
const NOT_SYNCED = ['--innodb-flush-log-at-trx-commit=2', '--innodb-flush-method=nosync', '--debug-no-sync'];
/** As in production, which flushes each commit: where speed is measured, and where the server is killed on purpose. */
export const SYNCED = [
  '--innodb-flush-log-at-trx-commit=1',
  '--innodb-flush-method=O_DIRECT',
  '--debug-no-sync=0',
] as const;

/** A MariaDB of our own on a temporary directory, gone when stopped. `more`: options of the server, besides ours. */
export async function startMariaDb(...more: readonly string[]): Promise<TemporaryMariaDb> {
  ensureMariaDb();
  const dir = mkdtempSync(join(tmpdir(), 'heitu-mariadb-'));
  // Its own: a server that starts removes temporary tables of every other that shares the folder.
  const env = { ...process.env, TMPDIR: dir };
  install(dir, env);
  const port = await freePort();
  const options = [
    '--no-defaults',
    `--datadir=${dir}/data`,
    `--socket=${dir}/socket`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--user=${userInfo().username}`,
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_bin',
    '--skip-log-bin',
    '--max-connections=400',
    ...NOT_SYNCED,
    ...more,
  ];
  const url = `mysql://root@127.0.0.1:${port}`;
  let server: ChildProcess;
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill(signal);
    await new Promise((resolve) => server.once('exit', resolve));
  };
  const boot = async () => {
    server = spawn('mariadbd', options, { stdio: 'ignore', env });
    await answers(url, server);
  };
  const stop = async () => {
    await end('SIGTERM');
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await boot();
  } catch (error) {
    await stop();
    throw error;
  }
  const signal = (name: NodeJS.Signals) => void server.kill(name);
  const [sleep, wake] = [() => signal('SIGSTOP'), () => signal('SIGCONT')];
  return { url, kill: () => end('SIGKILL'), restart: boot, sleep, wake, stop };
}
