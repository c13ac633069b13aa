import { randomBytes } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { errorOf, must } from '@heitu/kit/rules/checked';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { pinSession } from '@heitu/kit/data/server-session';
import { freePort } from '../free-port.ts';
import { ensureMariaDb } from '../mariadb.ts';
import { ensurePackage } from '../packages.ts';
import type { TableFigure } from './backup.policy.ts';
import { BackupRefused } from './backup.refusals.ts';
import type { Manifest } from './manifest.ts';
import { lastWords, runTool } from './restic.ts';

const MARIADB_BACKUP = {
  title: 'mariadb-backup',
  commands: ['mariadb-backup', 'setpriv'],
  debian: 'mariadb-backup',
} as const;
export const ensureMariaDbBackup = (): void => ensurePackage(MARIADB_BACKUP);

/** mariadb-backup says this when commits wait for it: what is committed now is what the set holds. */
const COMMITS_WAIT = 'Acquired locks for BACKUP STAGE BLOCK_COMMIT';
const LOCK_TIMED_OUT = 'ER_LOCK_WAIT_TIMEOUT';
const ATTEMPTS_MAX = 3;

async function rowsOf<T>(connection: Connection, sql: string, values: unknown[] = []): Promise<T[]> {
  const [rows] = await connection.query<(RowDataPacket & T)[]>(sql, values);
  return rows;
}

export const connect = async (url: string): Promise<Connection> => {
  try {
    return await pinSession(await createConnection({ uri: url, supportBigNumbers: true, bigNumberStrings: true }));
  } catch (error) {
    throw new BackupRefused('DATABASE_UNREACHABLE', errorOf(error).message);
  }
};

/** Whom a tool of MariaDB connects as: in a file, since arguments can be read by every user of the machine. */
export function clientOptions(url: string): string {
  const { hostname, port, username, password } = new URL(url);
  return `[client]\nhost=${hostname}\nport=${port || 3306}\nuser=${decodeURIComponent(username)}\npassword="${decodeURIComponent(password)}"\n`;
}

/** Rows and checksum of every table of these databases, as this connection sees them. */
export async function measureMariaDb(connection: Connection, databases: readonly string[]): Promise<TableFigure[]> {
  const tables = await rowsOf<{ database: string; table: string }>(
    connection,
    `select table_schema as "database", table_name as "table" from information_schema.tables where table_schema in (?) and table_type = 'BASE TABLE' order by 1, 2`.replaceAll(
      '"',
      '`',
    ),
    [databases],
  );
  const figures: TableFigure[] = [];
  for (const { database, table } of tables) {
    const name = `\`${database}\`.\`${table}\``;
    const [counted] = await rowsOf<{ n: string }>(connection, `select count(*) as n from ${name}`);
    const [summed] = await rowsOf<{ Checksum: string | null }>(connection, `checksum table ${name} extended`);
    figures.push({ database, table, rows: Number(counted?.n), checksum: String(summed?.Checksum) });
  }
  return figures;
}

/**
 * Which files a server's data lies in: an incremental set fits only those it continues. A restored or new server has
 * others.
 */
function lineageOf(dataDir: string): string {
  const { ino, birthtimeMs } = statSync(join(dataDir, 'ibdata1'));
  return `${ino}-${Math.floor(birthtimeMs)}`;
}

/** What the server is, refused where mariadb-backup cannot work with it. */
export async function examineServer(url: string, databases: readonly string[]): Promise<{ lineage: string }> {
  const connection = await connect(url);
  try {
    const [server] = await rowsOf<{ version: string; dataDir: string }>(
      connection,
      'select version() as version, @@datadir as dataDir',
    );
    const { version, dataDir } = must(server, 'what the server is');
    if (!/mariadb/i.test(version)) throw new BackupRefused('NOT_MARIADB', version);
    if (!existsSync(join(dataDir, 'ibdata1'))) throw new BackupRefused('DATABASE_ELSEWHERE', dataDir);
    const filled = await rowsOf<{ name: string }>(
      connection,
      'select distinct table_schema as name from information_schema.tables where table_schema in (?)',
      [databases],
    );
    const empty = databases.filter((name) => !filled.some((row) => row.name === name));
    if (empty.length > 0) throw new BackupRefused('DATABASE_EMPTY', empty.join(', '));
    return { lineage: lineageOf(dataDir) };
  } finally {
    await connection.end();
  }
}

/**
 * One online backup into `folder`: whole, or what has changed since the log position `sinceLsn`. Its figures come from
 * a view of the live server that is opened while mariadb-backup holds commits back, so that they are of the very moment
 * of the set.
 */
export async function takeMariaDb(
  url: string,
  databases: Readonly<Record<string, string>>,
  folder: string,
  sinceLsn: string | null,
  now: () => number,
): Promise<Pick<Manifest, 'databases' | 'tables' | 'atMs' | 'lsn'>> {
  const options = join(folder, '..', 'client.cnf');
  mkdirSync(folder, { recursive: true });
  writeFileSync(options, clientOptions(url), { mode: 0o600 });
  try {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      rmSync(folder, { recursive: true, force: true });
      const taken = await attemptBackup(url, options, Object.values(databases), folder, sinceLsn, now);
      if (taken) return { databases, ...taken };
    }
    throw new BackupRefused('BUSY');
  } finally {
    rmSync(options, { force: true });
  }
}

async function attemptBackup(
  url: string,
  options: string,
  databases: readonly string[],
  folder: string,
  sinceLsn: string | null,
  now: () => number,
): Promise<Pick<Manifest, 'tables' | 'atMs' | 'lsn'> | null> {
  const view = await connect(url);
  const witness = await connect(url);
  try {
    await view.query('set session transaction isolation level repeatable read');
    await witness.query('set session lock_wait_timeout = 0');
    let moment: Promise<{ atMs: number; exact: boolean }> | undefined;
    const openView = async () => {
      const atMs = now();
      await view.query('start transaction with consistent snapshot');
      // Only one backup may be in a stage: while the server refuses us ours, mariadb-backup still holds its own, and
      // the view is of its moment.
      const exact = await witness.query('backup stage start').then(
        () => witness.query('backup stage end').then(() => false),
        (error: { code?: string }) => error.code === LOCK_TIMED_OUT,
      );
      return { atMs, exact };
    };
    const ended = await runTool(
      'mariadb-backup',
      [
        `--defaults-file=${options}`,
        '--backup',
        `--target-dir=${folder}`,
        ...(sinceLsn === null ? [] : [`--incremental-lsn=${sinceLsn}`]),
      ],
      {
        onLine: (line) => {
          if (!line.includes(COMMITS_WAIT) || moment) return;
          moment = openView();
          moment.catch(() => {});
        },
      },
    );
    const reached = await moment;
    if (ended.code !== 0) throw failureOf(ended.problems, 'BACKUP_FAILED');
    if (!reached?.exact) return null;
    return { atMs: reached.atMs, tables: await measureMariaDb(view, databases), lsn: checkpointOf(folder) };
  } finally {
    view.destroy();
    witness.destroy();
  }
}

function failureOf(problems: string, otherwise: 'BACKUP_FAILED' | 'RESTORE_FAILED'): BackupRefused {
  if (/no space left|errno: 28\b/i.test(problems)) return new BackupRefused('DISK_FULL', lastWords(problems));
  if (/database page corruption|is corrupted/i.test(problems))
    return new BackupRefused('DATABASE_DAMAGED', lastWords(problems));
  return new BackupRefused(otherwise, lastWords(problems));
}

/** The log position up to which the set is whole: where the next one goes on. */
function checkpointOf(folder: string): string {
  const file = ['mariadb_backup_checkpoints', 'xtrabackup_checkpoints']
    .map((name) => join(folder, name))
    .find(existsSync);
  const lsn = file && /^to_lsn = (\d+)$/m.exec(readFileSync(file, 'utf8'))?.[1];
  if (!lsn) throw new BackupRefused('BACKUP_FAILED', `no checkpoint in ${folder}`);
  return lsn;
}

/** Makes a full set and those that follow it, in order, one data directory that a server can start on: the first folder. */
export async function prepareChain(folders: readonly string[]): Promise<void> {
  const [full, ...later] = folders;
  for (const step of [[], ...later.map((folder) => [`--incremental-dir=${folder}`])]) {
    const ended = await runTool('mariadb-backup', ['--no-defaults', '--prepare', `--target-dir=${full}`, ...step]);
    if (ended.code !== 0) throw failureOf(ended.problems, 'RESTORE_FAILED');
  }
}

export interface ScratchServer {
  url: string;
  connection: Connection;
  stop(): Promise<void>;
}
const BOOT_MS = 10 * MINUTE_MS;
const SCRATCH_USER = 'heitu_scratch';

const spawnScratch = (dataDir: string, port: number, first: string, log: string): ChildProcess =>
  spawn(
    'setpriv',
    [
      '--pdeathsig',
      'KILL',
      'mariadbd',
      `--defaults-file=${join(dataDir, 'backup-my.cnf')}`,
      `--datadir=${dataDir}`,
      `--socket=${join(dataDir, 's')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--user=${userInfo().username}`,
      '--skip-log-bin',
      '--event-scheduler=OFF',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_bin',
      `--init-file=${first}`,
      // Not the live server's: one that starts removes the temporary tables it finds.
      `--tmpdir=${join(dataDir, '..')}`,
      `--log-error=${log}`,
      `--pid-file=${join(dataDir, '..', 'scratch.pid')}`,
    ],
    { stdio: 'ignore' },
  );

/**
 * A server of its own on a prepared data directory, on this machine only; its one user is made at start with a password
 * nobody knows, and removed at the end.
 */
export async function serveScratch(dataDir: string): Promise<ScratchServer> {
  ensureMariaDb();
  const port = await freePort();
  const password = randomBytes(18).toString('hex');
  const user = `'${SCRATCH_USER}'@'127.0.0.1'`;
  const first = join(dataDir, '..', 'first.sql');
  const log = join(dataDir, '..', 'scratch.log');
  writeFileSync(first, `create or replace user ${user} identified by '${password}';\ngrant all on *.* to ${user};\n`, {
    mode: 0o600,
  });
  const server = spawnScratch(dataDir, port, first, log);
  const url = `mysql://${SCRATCH_USER}:${password}@127.0.0.1:${port}`;
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  for (const until = Date.now() + BOOT_MS; ; await sleep(100)) {
    const connection = await createConnection({ uri: url, supportBigNumbers: true, bigNumberStrings: true })
      .then(pinSession)
      .catch(() => null);
    if (connection) {
      return {
        url,
        connection,
        async stop() {
          await connection.query(`drop user ${user}`).catch(() => {});
          connection.destroy();
          server.kill('SIGTERM');
          await ended;
          for (const file of [first, log]) rmSync(file, { force: true });
        },
      };
    }
    if (server.exitCode !== null || Date.now() > until) {
      server.kill('SIGKILL');
      throw new BackupRefused(
        'RESTORE_FAILED',
        existsSync(log) ? lastWords(readFileSync(log, 'utf8')) : 'mariadbd did not start',
      );
    }
  }
}
