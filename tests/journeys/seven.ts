import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { SUBGRAPHS } from '@heitu/standard';
import type { Remains } from '../privacy/traces.ts';
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
  /** What they have printed so far that is more than a step on the way. */
  complaints(): string;
  /** What they count, while they run. */
  metrics(): Promise<string>;
  /** Ends all with SIGTERM; answers exit codes by name. */
  stop(): Promise<Record<string, number | null>>;
  /** What they have kept and said, when all have ended. */
  remains(metrics: string): Remains;
  /** Takes away what they have kept on the disk. */
  forget(): void;
}

const START_MS = 120_000;

/** `serverUrl`: a MySQL or MariaDB where this may make databases: `mysql://root@127.0.0.1:3306`. */
export async function startSevenProcesses(serverUrl: string, replicated: readonly string[] = []): Promise<Processes> {
  const served = [...SUBGRAPHS.flatMap((name) => replicasOf(name, replicated)), 'gateway'];
  const ports: Record<string, number> = {};
  for (const name of ['sandbox', ...served]) ports[name] = await freePort();
  await dropDatabases(serverUrl);
  const processes = new SevenProcesses(serverUrl, replicated, ports);
  // The others read what the sandbox has written down.
  processes.begin('sandbox');
  await processes.answers('sandbox', '/control/clock');
  for (const name of served) processes.begin(name);
  for (const name of served) await processes.answers(name, '/health/ready');
  return processes;
}

const replicasOf = (name: string, replicated: readonly string[]): string[] =>
  replicated.includes(name) ? [name, secondOf(name)] : [name];
const SANDBOX = 'sandbox';
const DATABASES = 'heitu_seven_';
const databaseOf = (name: string): string => `${DATABASES}${name}`;

/** Each subgraph makes its own as it starts. */
async function dropDatabases(serverUrl: string): Promise<void> {
  const connection = await createConnection(serverUrl);
  for (const name of SUBGRAPHS) await connection.query(`drop database if exists ${databaseOf(name)}`);
  await connection.end();
}

class SevenProcesses implements Processes {
  readonly #ports: Readonly<Record<string, number>>;
  readonly #serverUrl: string;
  readonly #dataDir = mkdtempSync(join(tmpdir(), 'heitu-seven-'));
  readonly #env: NodeJS.ProcessEnv;
  readonly #output: string[] = [];
  readonly #children = new Map<string, ChildProcess>();
  constructor(serverUrl: string, replicated: readonly string[], ports: Readonly<Record<string, number>>) {
    this.#ports = ports;
    this.#serverUrl = serverUrl;
    this.#env = {
      ...process.env,
      DATA_DIR: this.#dataDir,
      PUBLIC_URL: this.url,
      LOG_LEVEL: 'debug',
      ...Object.fromEntries(
        SUBGRAPHS.flatMap((name) => [
          [
            `${name.toUpperCase()}_URL`,
            replicasOf(name, replicated)
              .map((one) => this.#urlOf(one))
              .join(','),
          ],
          [`DATABASE_URL_${name.toUpperCase()}`, `${serverUrl}/${databaseOf(name)}`],
        ]),
      ),
    };
  }

  get url(): string {
    return this.#urlOf('gateway');
  }
  get controlUrl(): string {
    return `${this.#urlOf('sandbox')}/control`;
  }
  #urlOf(name: string): string {
    return `http://127.0.0.1:${this.#ports[name]}`;
  }

  begin(name: string): void {
    const child = spawn(process.execPath, entry('serve', [name.replace(/-2$/, '')]), {
      env: { ...this.#env, PORT: String(this.#ports[name]) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => this.#output.push(`${name}: ${data}`));
    this.#children.set(name, child);
  }
  async #end(name: string): Promise<number | null> {
    const child = this.#children.get(name)!;
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
    }
    return child.exitCode;
  }
  /** Waits until it does; where it does not, all end. */
  async answers(name: string, path: string): Promise<void> {
    for (const until = Date.now() + START_MS; ;) {
      const response = await fetch(`${this.#urlOf(name)}${path}`).catch(() => null);
      if (response?.ok) return;
      if (Date.now() > until || this.#children.get(name)!.exitCode !== null) {
        await this.stop();
        throw new Error(`${name} did not become ready:\n${this.complaints()}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async run(command: string, args: readonly string[] = []): Promise<{ code: number | null; output: string }> {
    const child = spawn(process.execPath, entry(command, args), {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += String(data)));
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { code, output: printed + (code === 0 ? '' : this.complaints()) };
  }
  complaints(): string {
    return this.#output.filter((text) => !/"level":[123]0/.test(text)).join('');
  }
  async restart(name: string): Promise<number | null> {
    const code = await this.#end(name);
    this.begin(name);
    await this.answers(name, '/health/ready');
    return code;
  }
  async stop(): Promise<Record<string, number | null>> {
    const codes: Record<string, number | null> = {};
    await Promise.all([...this.#children.keys()].map(async (name) => (codes[name] = await this.#end(name))));
    return codes;
  }
  // Of the simulated world nothing is looked at: it knows everybody, and is not ours.
  async metrics(): Promise<string> {
    const ours = [...this.#children.keys()].filter((name) => name !== SANDBOX);
    const each = await Promise.all(ours.map(async (name) => (await fetch(`${this.#urlOf(name)}/metrics`)).text()));
    return each.join('\n');
  }
  remains(metrics: string): Remains {
    const logs = this.#output.filter((line) => !line.startsWith(`${SANDBOX}: `));
    return {
      dataDir: this.#dataDir,
      server: { url: this.#serverUrl, databases: DATABASES },
      texts: { logs: logs.join(''), metrics },
    };
  }
  forget(): void {
    rmSync(this.#dataDir, { recursive: true, force: true });
  }
}

/** What the second replica of a subgraph is called. */
export const secondOf = (name: string): string => `${name}-2`;
