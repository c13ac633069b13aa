import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RowDataPacket } from 'mysql2/promise';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import type { Environment } from '@heitu/kit/serving/config';
import { say } from '../progress.ts';
import { readBackupConfig, type BackupConfig } from './backup.config.ts';
import type { Place } from './backup.policy.ts';
import { BackupRefused } from './backup.refusals.ts';
import { clientOptions, connect, type ScratchServer } from './mariadb.engine.ts';
import { ensureRestic, fetchLog, listSets, storeLog } from './restic.ts';

/** Longer than the newest whole sets reach back: what is older is in a set. */
const KEPT_MS = 14 * DAY_MS;
/** Not of a server of ours: its own number, as whoever reads its log needs one. */
const READER_ID = 2301;

const isLog = (name: string): boolean => /\.\d{6,}$/.test(name);
/** The names of the server's logs end in a number that grows. */
const logsIn = (folder: string): string[] => readdirSync(folder).filter(isLog).toSorted();

async function firstLogOf(config: BackupConfig): Promise<string> {
  const connection = await connect(config.serverUrl);
  try {
    const [rows] = await connection.query<RowDataPacket[]>('show binary logs');
    const [first] = rows;
    if (!first) throw new BackupRefused('NO_LOG');
    return String(first['Log_name']);
  } catch (error) {
    throw error instanceof BackupRefused ? error : new BackupRefused('NO_LOG', String(error));
  } finally {
    await connection.end();
  }
}

function forget(folder: string, nowMs: number): void {
  for (const name of logsIn(folder).slice(0, -1))
    if (statSync(join(folder, name)).mtimeMs < nowMs - KEPT_MS) rmSync(join(folder, name));
}

/**
 * `./run archive`: copies the server's log as it grows, until told to end. It goes on with the newest file that is
 * there, which is fetched whole again; who watches it starts it anew when the server was away.
 */
export async function archiveLogs(env: Environment): Promise<number> {
  const config = readBackupConfig(env);
  if (config.engine !== 'mariadb') throw new BackupRefused('NOT_MARIADB', config.engine);
  const folder = config.logDir;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const from = logsIn(folder).at(-1) ?? (await firstLogOf(config));
  const options = join(folder, 'client.cnf');
  writeFileSync(options, clientOptions(config.serverUrl), { mode: 0o600 });
  const child = spawn(
    'mariadb-binlog',
    [
      `--defaults-file=${options}`,
      '--read-from-remote-server',
      '--raw',
      '--stop-never',
      `--stop-never-slave-server-id=${READER_ID}`,
      `--result-file=${folder}/`,
      from,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  say(`heitu: the log is archived from ${from} on`);
  const forgetting = setInterval(() => forget(folder, config.clock.now()), HOUR_MS);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => child.kill(signal));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  clearInterval(forgetting);
  rmSync(options, { force: true });
  // Told to end is no failure.
  return code ?? 0;
}

/**
 * `./run archive --off-site`: sends what is archived by now to the place off site, encrypted; each minute by a timer. A
 * machine that burns down takes its archive with it.
 */
export async function sendLogs(env: Environment): Promise<number> {
  const config = readBackupConfig(env);
  const repository = config.repositories['off-site'];
  if (!repository) throw new BackupRefused('NO_OFF_SITE');
  if (logsIn(config.logDir).length === 0) throw new BackupRefused('NO_LOG', config.logDir);
  ensureRestic();
  // The first set makes the repository: only a copy of the local one cuts data as that does.
  if (!(await listSets(repository))) throw new BackupRefused('REPOSITORY_UNREACHABLE', repository.url);
  await storeLog(repository, config.logDir, config.clock.now());
  return 0;
}

/** Where the log of a set goes on: a file and a position in it. */
export interface LogPosition {
  file: string;
  position: number;
}
export function logPositionIn(folder: string): LogPosition | null {
  const file = join(folder, 'mariadb_backup_binlog_info');
  const [name, position] = existsSync(file) ? readFileSync(file, 'utf8').split(/\s+/) : [];
  return name && Number(position) > 0 ? { file: name, position: Number(position) } : null;
}

/** `2026-11-25 00:00:30` in UTC: the reader is told so by TZ. */
const utc = (atMs: number): string => new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');

/** What was committed after the set and before `untilMs`, committed again on the server that holds the set. */
export async function replayLogs(
  config: BackupConfig,
  place: Place,
  server: ScratchServer,
  from: LogPosition | null,
  untilMs: number,
  workDir: string,
): Promise<void> {
  const repository = place === 'local' ? null : config.repositories[place];
  const fetched = join(workDir, 'fetched-log');
  const options = join(workDir, 'replay.cnf');
  writeFileSync(options, clientOptions(server.url), { mode: 0o600 });
  try {
    if (repository && !(await fetchLog(repository, untilMs, fetched)))
      throw new BackupRefused('LOG_MISSING', repository.url);
    await replayFolder(repository ? fetched : config.logDir, options, from, untilMs);
  } finally {
    for (const left of [options, fetched]) rmSync(left, { recursive: true, force: true });
  }
}

/** The last log may have been copied while an act was written to it: that part was committed by nobody yet. */
async function replayFolder(folder: string, options: string, from: LogPosition | null, untilMs: number): Promise<void> {
  const logs = existsSync(folder) ? logsIn(folder) : [];
  const wanted = from ? logs.slice(logs.indexOf(from.file)) : [];
  if (!from || wanted[0] !== from.file) throw new BackupRefused('LOG_MISSING', from?.file ?? folder);
  for (const [index, name] of wanted.entries()) {
    const start = index === 0 ? [`--start-position=${from.position}`] : [];
    await replay([...start, join(folder, name)], options, untilMs, index === wanted.length - 1);
  }
}
/** How the reader says that a file ends within an event. */
const CUT_SHORT = /Could not read entry at offset|read error|truncated/i;

async function replay(args: readonly string[], options: string, untilMs: number, isLast: boolean): Promise<void> {
  const reader = spawn('mariadb-binlog', ['--no-defaults', `--stop-datetime=${utc(untilMs)}`, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], TZ: 'UTC' },
  });
  const writer = spawn('mariadb', [`--defaults-file=${options}`, '--binary-mode'], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const problems = { reader: '', writer: '' };
  reader.stderr.on('data', (data: Buffer) => (problems.reader += String(data)));
  writer.stderr.on('data', (data: Buffer) => (problems.writer += String(data)));
  // A writer that ends early is told by its code.
  writer.stdin.on('error', () => {});
  reader.stdout.pipe(writer.stdin);
  const [read, written] = await Promise.all(
    [reader, writer].map((child) => new Promise<number | null>((resolve) => child.once('close', resolve))),
  );
  if (read !== 0 && isLast && CUT_SHORT.test(problems.reader))
    say('heitu: the log ends within an act, which is left out');
  else if (read !== 0) throw new BackupRefused('RESTORE_FAILED', problems.reader.trim().slice(-500));
  if (written !== 0) throw new BackupRefused('RESTORE_FAILED', problems.writer.trim().slice(-500));
}
