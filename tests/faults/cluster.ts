import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, createPool, type Pool, type RowDataPacket } from 'mysql2/promise';
import { SUBGRAPHS } from '@heitu/standard';
import { startHaproxy, type Balancer } from '../../tools/src/haproxy.ts';
import { startMariaDb, SYNCED, type TemporaryMariaDb } from '../../tools/src/mariadb.ts';
import type { SqlRow, SqlValue } from '../invariants/books.ts';
import { entry, freePort } from '../journeys/platform.ts';
import { World } from '../journeys/world.ts';
import type { Ground } from './ground.ts';

const REPLICATED: ReadonlySet<string> = new Set(['gateway', 'orders', 'payments']);
export const DATABASE = 'mariadb';
const READY_MS_MAX = 240_000;
const LOOK_EVERY_MS = 50;
/** A process that ended by itself is started again after this, as a service manager would. */
const RESTART_AFTER_MS = 500;

interface Ports {
  sandbox: number;
  balancer: number;
  served: { label: string; name: string; port: number }[];
}
/** One process that can be killed. */
export interface Member {
  /** `orders`, `orders-2`, `mariadb` */
  label: string;
  /** Not killed, and not yet started again. */
  isUp: boolean;
  kills: number;
  /** From its start to its first "ready". */
  readyMs: number[];
  /** Ended without being killed: exit codes and when. */
  deaths: string[];
}
interface Served extends Member {
  name: string;
  port: number;
  child?: ChildProcess;
}

/**
 * The platform as it runs in a county: seven processes, three of them twice, on a durable MariaDB, behind a balancer;
 * the outside world beside it.
 */
export class Cluster implements Ground {
  readonly members: readonly Member[];
  readonly dataDir = mkdtempSync(join(tmpdir(), 'heitu-faults-'));
  readonly #served: Served[];
  readonly #database: Member = { label: DATABASE, isUp: true, kills: 0, readyMs: [], deaths: [] };
  readonly #server: TemporaryMariaDb;
  readonly #env: NodeJS.ProcessEnv;
  readonly #sandboxPort: number;
  readonly #balancerPort: number;
  readonly #pool: Pool;
  #sandbox?: ChildProcess;
  #balancer?: Balancer;
  #databaseUp: Promise<void> = Promise.resolve();
  #stopping = false;

  private constructor(server: TemporaryMariaDb, ports: Ports) {
    this.#server = server;
    this.#sandboxPort = ports.sandbox;
    this.#served = ports.served.map((one) => ({ ...one, isUp: false, kills: 0, readyMs: [], deaths: [] }));
    this.#balancerPort = ports.balancer;
    this.members = [...this.#served, this.#database];
    const urls = Map.groupBy(
      this.#served.filter(({ name }) => name !== 'gateway'),
      ({ name }) => name,
    );
    this.#env = {
      ...process.env,
      DATA_DIR: this.dataDir,
      PUBLIC_URL: this.url,
      LOG_LEVEL: 'warn',
      DATABASE_URL: server.url,
      ...Object.fromEntries(
        [...urls].map(([name, replicas]) => [
          `${name.toUpperCase()}_URL`,
          replicas.map(({ port }) => `http://127.0.0.1:${port}`).join(','),
        ]),
      ),
    };
    this.#pool = createPool({ uri: server.url, decimalNumbers: true, connectionLimit: 4 });
    this.#pool.on(
      'connection',
      (connection) =>
        void connection.query(
          "set session sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT', session tx_isolation = 'READ-COMMITTED'",
        ),
    );
  }

  static async start(): Promise<Cluster> {
    const server = await startMariaDb(...SYNCED);
    const names = ['gateway', ...SUBGRAPHS].flatMap((name) =>
      REPLICATED.has(name)
        ? [
            { label: name, name },
            { label: `${name}-2`, name },
          ]
        : [{ label: name, name }],
    );
    const served = [];
    for (const one of names) served.push({ ...one, port: await freePort() });
    const cluster = new Cluster(server, { sandbox: await freePort(), balancer: await freePort(), served });
    const interrupted = async () => {
      await cluster.stop();
      cluster.forget();
      process.exit(1);
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void interrupted());
    try {
      await cluster.#boot();
    } catch (error) {
      await cluster.stop();
      throw error;
    }
    return cluster;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#balancerPort}`;
  }
  /** Of each gateway, beside the balancer. */
  get gatewayUrls(): string[] {
    return this.#served.filter(({ name }) => name === 'gateway').map(({ port }) => `http://127.0.0.1:${port}`);
  }
  get controlUrl(): string {
    return `http://127.0.0.1:${this.#sandboxPort}/control`;
  }
  logOf(label: string): string {
    return readFileSync(join(this.dataDir, `${label}.log`), 'utf8');
  }

  async #boot(): Promise<void> {
    this.#sandbox = this.#spawn('sandbox', ['serve', 'sandbox'], this.#sandboxPort);
    await this.#untilOk('sandbox', this.#sandbox, `${this.controlUrl}/clock`);
    const seed = this.#spawn('seed', ['seed', '--orders', '0'], 0);
    const code = await new Promise<number | null>((resolve) => seed.once('exit', resolve));
    if (code !== 0) throw new Error(`the county could not be loaded:\n${this.logOf('seed')}`);
    await new World(this.controlUrl).putUpDeposits();
    for (const one of this.#served) this.#launch(one);
    await this.allReady();
    const gateways = this.#served.filter(({ name }) => name === 'gateway');
    this.#balancer = await startHaproxy(
      this.#balancerPort,
      gateways.map(({ port }) => port),
    );
  }
  #spawn(label: string, args: readonly string[], port: number): ChildProcess {
    const log = openSync(join(this.dataDir, `${label}.log`), 'a');
    const child = spawn(process.execPath, entry(args[0]!, args.slice(1)), {
      env: { ...this.#env, PORT: String(port) },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    return child;
  }
  #launch(one: Served): void {
    const child = this.#spawn(one.label, ['serve', one.name], one.port);
    const began = performance.now();
    const beganWithout = !this.#database.isUp;
    one.child = child;
    one.isUp = true;
    child.once('exit', (code, signal) => {
      if (one.child !== child || this.#stopping || signal === 'SIGKILL') return;
      one.deaths.push(
        `exit ${code ?? signal}${this.#database.isUp && !beganWithout ? '' : ' while there was no database'}`,
      );
      setTimeout(() => one.child === child && !this.#stopping && this.#launch(one), RESTART_AFTER_MS);
    });
    void this.#untilOk(one.label, child, `http://127.0.0.1:${one.port}/health/ready`).then(
      () => one.readyMs.push(Math.round(performance.now() - began)),
      () => {},
    );
  }
  async #untilOk(label: string, child: ChildProcess, address: string): Promise<void> {
    for (const until = Date.now() + READY_MS_MAX; ; await sleep(LOOK_EVERY_MS)) {
      if ((await fetch(address, { signal: AbortSignal.timeout(2000) }).catch(() => null))?.ok) return;
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${label} ended before it was ready`);
      if (Date.now() > until) throw new Error(`${label} did not become ready:\n${this.logOf(label).slice(-4000)}`);
    }
  }

  /** SIGKILL; its next start comes `pauseMs` later, by itself. */
  async kill(member: Member, pauseMs: number): Promise<void> {
    member.kills += 1;
    member.isUp = false;
    if (member === this.#database) {
      await this.#server.kill();
      this.#databaseUp = (async () => {
        await sleep(pauseMs);
        const began = performance.now();
        await this.#server.restart();
        member.readyMs.push(Math.round(performance.now() - began));
        member.isUp = true;
      })();
      // Looked at by whoever waits for all to be ready.
      this.#databaseUp.catch(() => {});
      return;
    }
    const served = member as Served;
    served.child!.kill('SIGKILL');
    setTimeout(() => !this.#stopping && this.#launch(served), pauseMs);
  }
  isDoubled(member: Member): boolean {
    return REPLICATED.has(member.label.replace(/-2$/, ''));
  }
  /** SIGSTOP: takes connections, and answers nothing. */
  stopStill(member: Member): void {
    if (member === this.#database) this.#server.sleep();
    else (member as Served).child!.kill('SIGSTOP');
  }
  /** SIGCONT. */
  goOn(member: Member): void {
    if (member === this.#database) this.#server.wake();
    else (member as Served).child!.kill('SIGCONT');
  }
  /** Where each process but one tells its health. */
  healthAddresses(but: Member): [label: string, address: string][] {
    const others = this.#served.filter((one) => one !== but);
    return others.map(({ label, port }) => [label, `http://127.0.0.1:${port}/health/ready`]);
  }
  /** Everything runs, and says so. */
  async allReady(): Promise<void> {
    await this.#databaseUp;
    for (const until = Date.now() + READY_MS_MAX; ; await sleep(LOOK_EVERY_MS)) {
      const answers = await Promise.all(
        this.#served.map(
          async (one) =>
            one.isUp &&
            (
              await fetch(`http://127.0.0.1:${one.port}/health/ready`, { signal: AbortSignal.timeout(2000) }).catch(
                () => null,
              )
            )?.ok === true,
        ),
      );
      if (answers.every(Boolean)) return;
      if (Date.now() > until)
        throw new Error(
          `not ready: ${this.#served
            .filter((_, i) => !answers[i])
            .map(({ label }) => `${label}\n${this.logOf(label).slice(-2000)}`)
            .join('\n')}`,
        );
    }
  }

  /** In the words that SQLite and MariaDB share; throws while there is no database. */
  async rows(subgraph: string, sql: string, parameters: readonly SqlValue[] = []): Promise<SqlRow[]> {
    const connection = await this.#pool.getConnection();
    try {
      await connection.query(`use heitu_${subgraph}`);
      const [rows] = await connection.query<RowDataPacket[]>(sql, [...parameters]);
      return rows;
    } finally {
      connection.release();
    }
  }
  /** Changes what a test must have as it is before it begins. */
  async change(subgraph: string, sql: string, values: readonly (string | number)[]): Promise<void> {
    const connection = await createConnection(`${this.#server.url}/heitu_${subgraph}`);
    await connection.query(sql, [...values]);
    await connection.end();
  }

  /** Every row of every table, beside the logs: what there is to be looked at when a rule was broken. */
  async dump(): Promise<void> {
    for (const subgraph of SUBGRAPHS) {
      const tables = await this.rows(
        subgraph,
        'select table_name as name from information_schema.tables where table_schema = database()',
      );
      for (const { name } of tables)
        writeFileSync(
          join(this.dataDir, `${subgraph}.${String(name)}.jsonl`),
          (await this.rows(subgraph, `select * from "${String(name)}"`))
            .map((row) => `${JSON.stringify(row)}\n`)
            .join(''),
        );
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    // There may be no database just now; what went wrong before must not be hidden by that.
    await this.#pool.end().catch(() => {});
    const children = [...this.#served.map(({ child }) => child), this.#sandbox].filter(
      (child) => child && child.exitCode === null && child.signalCode === null,
    ) as ChildProcess[];
    await Promise.all(
      children.map(
        (child) =>
          new Promise((resolve) => {
            child.once('exit', resolve);
            child.kill('SIGKILL');
          }),
      ),
    );
    await this.#balancer?.stop();
    await this.#databaseUp.catch(() => {});
    await this.#server.stop();
  }
  /** After `stop`: the logs and the sandbox's books go too. */
  forget(): void {
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
