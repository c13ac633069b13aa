import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { createConnection, type Connection } from 'mysql2/promise';
import { generateSigningKey } from '@heitu/kit/messages/signing';
import { SUBGRAPHS } from '@heitu/standard';
import { entry, freePort } from '../journeys/platform.ts';

/**
 * What is measured: the platform in one process as production runs it, the simulated outside world in another, MariaDB
 * in a third.
 */
export interface BenchPlatform {
  url: string;
  controlUrl: string;
  /** Whose CPU time is counted, by part. */
  pids: { server: number; database: number; sandbox: number };
  /** As root, without a database chosen: `heitu_bench_orders.Stock`. */
  sql: Connection;
  database(subgraph: string): string;
  /** Ends the server and begins another with these settings, at the same address. */
  restart(env: NodeJS.ProcessEnv): Promise<void>;
  stop(): Promise<void>;
}
export interface BenchSettings {
  /** Where the server writes a CPU profile when it ends. */
  profileDir?: string;
  /** Of the demo county; enough to buy from where nothing is said. */
  county?: readonly string[];
}

const START_MS = 120_000;
const COUNTY = ['--orders', '60'] as const;
const CLOSED_AFTER_MS = 30_000;
/**
 * All buyers come from one address, one seller packs what a thousand bought, by operations of the bench's own; limits
 * are counted all the same.
 */
const ONE_DRIVER = {
  FREE_QUERIES: 'anyone',
  ANSWER_KEEP_MS: '0',
  RATE_PER_ADDRESS: '9999999/10',
  RATE_PER_CALLER: '9999999/10',
  RATE_STRANGERS: '9999999/60',
  QUEUE_MS_MAX: '0',
};

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve));
  return child.exitCode;
}

const database = (subgraph: string): string => `heitu_bench_${subgraph}`;

/** Makes the databases; answers what all processes are told. */
async function environmentOn(
  sql: Connection,
  serverUrl: string,
  dataDir: string,
  url: string,
): Promise<NodeJS.ProcessEnv> {
  for (const name of SUBGRAPHS) {
    await sql.query(`drop database if exists ${database(name)}`);
    await sql.query(`create database ${database(name)} character set utf8mb4 collate utf8mb4_bin`);
  }
  const [[{ socket }]] = (await sql.query('select @@socket as socket')) as unknown as [[{ socket: string }]];
  return {
    ...process.env,
    DATA_DIR: dataDir,
    PUBLIC_URL: url,
    MASTER_KEYS: randomBytes(32).toString('hex'),
    TRACE_SIGNING_KEY: generateSigningKey().privatePem,
    AUDIT_KEY: generateSigningKey().privatePem,
    SIGNING_KEY: generateSigningKey().privatePem,
    ...Object.fromEntries(
      SUBGRAPHS.map((name) => [
        `DATABASE_URL_${name.toUpperCase()}`,
        `${serverUrl}/${database(name)}?socketPath=${socket}`,
      ]),
    ),
  };
}

type Begin = (args: readonly string[], env: NodeJS.ProcessEnv) => ChildProcess;

/** Ends every child, the slow ones by force. */
async function endAll(children: readonly ChildProcess[]): Promise<void> {
  for (const child of children) if (child.exitCode === null) child.kill('SIGTERM');
  const overdue = setTimeout(() => children.forEach((child) => child.kill('SIGKILL')), CLOSED_AFTER_MS);
  await Promise.all(children.map(exitOf));
  clearTimeout(overdue);
}

async function comesUp(child: ChildProcess, address: string): Promise<boolean> {
  for (const until = Date.now() + START_MS; ;) {
    const response = await fetch(address).catch(() => null);
    if (response?.ok) return true;
    if (Date.now() > until || child.exitCode !== null) return false;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** `serverUrl`: a MariaDB where this may make databases. */
export async function startBenchPlatform(
  serverUrl: string,
  { profileDir, county = COUNTY }: BenchSettings = {},
): Promise<BenchPlatform> {
  const dataDir = mkdtempSync(join(tmpdir(), 'heitu-bench-'));
  const logFile = openSync(join(dataDir, 'log'), 'a');
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const [url, controlUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${sandboxPort}/control`];
  const sql = await createConnection({ uri: serverUrl, supportBigNumbers: true });
  const shared = await environmentOn(sql, serverUrl, dataDir, url);
  const children: ChildProcess[] = [];
  const begin: Begin = (args, env) => {
    const child = spawn(process.execPath, args, { env: { ...shared, ...env }, stdio: ['ignore', logFile, logFile] });
    children.push(child);
    return child;
  };
  const stop = async () => {
    await sql.end();
    await endAll(children);
    closeSync(logFile);
    rmSync(dataDir, { recursive: true, force: true });
  };
  const failed = async (what: string): Promise<never> => {
    const printed = readFileSync(join(dataDir, 'log'), 'utf8');
    await stop();
    throw new Error(`${what}:\n${printed}`);
  };
  const answers = async (child: ChildProcess, address: string): Promise<void> => {
    if (!(await comesUp(child, address))) await failed(`${address} does not answer`);
  };

  const sandbox = begin(entry('serve', ['sandbox']), { PORT: String(sandboxPort), SANDBOX: '1' });
  await answers(sandbox, `${controlUrl}/clock`);
  if ((await exitOf(begin(entry('seed', [...county]), { SANDBOX: '1', LOG_LEVEL: 'error' }))) !== 0)
    await failed('the county could not be loaded');
  const world = parseEnv(readFileSync(join(dataDir, 'sandbox.env'), 'utf8'));
  const profile = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : [];
  const serve = async (env: NodeJS.ProcessEnv): Promise<ChildProcess> => {
    const child = begin([...profile, ...entry('start')], {
      ...world,
      ...ONE_DRIVER,
      ...env,
      NODE_ENV: 'production',
      SANDBOX: '0',
      NO_CLIENTS: '1',
      PORT: String(port),
      LOG_LEVEL: 'info',
    });
    await answers(child, `${url}/health/ready`);
    return child;
  };
  let server = await serve({});
  const pids = { server: server.pid!, database: await databasePid(sql), sandbox: sandbox.pid! };
  const restart = async (env: NodeJS.ProcessEnv): Promise<void> => {
    server.kill('SIGTERM');
    await exitOf(server);
    server = await serve(env);
    pids.server = server.pid!;
  };
  return { url, controlUrl, pids, sql, database, restart, stop };
}

/** 0 where the database runs on another machine: its CPU time is then not counted. */
export async function databasePid(sql: Connection): Promise<number> {
  const [rows] = await sql.query('select @@pid_file as file, @@datadir as folder');
  const { file, folder } = (rows as { file: string; folder: string }[])[0]!;
  const path = file.startsWith('/') ? file : join(folder, file);
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
}
