import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { SUBGRAPHS } from '@heitu/standard';
import { entry, freePort } from './platform.ts';

/**
 * The six subgraphs and the gateway, each a process of its own on a database of its own, beside the sandbox; some of
 * them twice, as `orders` and `orders-2`.
 */
export interface Processes {
  url: string;
  controlUrl: string;
  /** Runs another command of ours in the same environment; answers its exit code and what it printed. */
  run(command: string, args?: readonly string[]): Promise<{ code: number | null; output: string }>;
  /** Ends one with SIGTERM and starts it anew; answers the exit code when it is ready again. */
  restart(name: string): Promise<number | null>;
  /** Ends all with SIGTERM; answers exit codes by name. */
  stop(): Promise<Record<string, number | null>>;
}

const START_MS = 120_000;

/** `serverUrl`: a MySQL or MariaDB where this may make databases: `mysql://root@127.0.0.1:3306`. */
export async function startSevenProcesses(serverUrl: string, replicated: readonly string[] = []): Promise<Processes> {
  const dataDir = mkdtempSync(join(tmpdir(), 'heitu-seven-'));
  const replicasOf = (name: string): string[] => (replicated.includes(name) ? [name, secondOf(name)] : [name]);
  const served = [...SUBGRAPHS.flatMap(replicasOf), 'gateway'];
  const ports: Record<string, number> = {};
  for (const name of ['sandbox', ...served]) ports[name] = await freePort();
  const urlOf = (name: string): string => `http://127.0.0.1:${ports[name]}`;
  const databases = SUBGRAPHS.map((name) => ({ name, database: `heitu_seven_${name}` }));
  const connection = await createConnection(serverUrl);
  // Each makes its own as it starts.
  for (const { database } of databases) await connection.query(`drop database if exists ${database}`);
  await connection.end();
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PUBLIC_URL: urlOf('gateway'),
    LOG_LEVEL: 'error',
    ...Object.fromEntries(
      SUBGRAPHS.map((name) => [`${name.toUpperCase()}_URL`, replicasOf(name).map(urlOf).join(',')]),
    ),
    ...Object.fromEntries(
      databases.map(({ name, database }) => [`DATABASE_URL_${name.toUpperCase()}`, `${serverUrl}/${database}`]),
    ),
  };

  const output: string[] = [];
  const children = new Map<string, ChildProcess>();
  const begin = (name: string) => {
    const child = spawn(process.execPath, entry('serve', [name.replace(/-2$/, '')]), {
      env: { ...env, PORT: String(ports[name]) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => output.push(`${name}: ${data}`));
    children.set(name, child);
  };
  const end = async (name: string): Promise<number | null> => {
    const child = children.get(name)!;
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
    }
    return child.exitCode;
  };
  const stop = async () => {
    const codes: Record<string, number | null> = {};
    await Promise.all([...children.keys()].map(async (name) => (codes[name] = await end(name))));
    rmSync(dataDir, { recursive: true, force: true });
    return codes;
  };
  const answers = async (name: string, path: string): Promise<void> => {
    for (const until = Date.now() + START_MS; ;) {
      const response = await fetch(`${urlOf(name)}${path}`).catch(() => null);
      if (response?.ok) return;
      if (Date.now() > until || children.get(name)!.exitCode !== null) {
        await stop();
        throw new Error(`${name} did not become ready:\n${output.join('')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };

  // The others read what the sandbox has written down.
  begin('sandbox');
  await answers('sandbox', '/control/clock');
  for (const name of served) begin(name);
  for (const name of served) await answers(name, '/health/ready');
  return {
    url: urlOf('gateway'),
    controlUrl: `${urlOf('sandbox')}/control`,
    async run(command, args = []) {
      const child = spawn(process.execPath, entry(command, args), { env, stdio: ['ignore', 'pipe', 'pipe'] });
      let printed = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += String(data)));
      const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
      return { code, output: printed + (code === 0 ? '' : output.join('')) };
    },
    async restart(name) {
      const code = await end(name);
      begin(name);
      await answers(name, '/health/ready');
      return code;
    },
    stop,
  };
}

/** What the second replica of a subgraph is called. */
export const secondOf = (name: string): string => `${name}-2`;
