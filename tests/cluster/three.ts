import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise';
import { SANDBOX_FILE } from '@heitu/kit/serving/config';
import { SUBGRAPHS } from '@heitu/standard';
import { DATA, PORTS, PROCESSES, portOf, type ProcessName, RELEASE } from '../../tools/src/deploy/plan.ts';
import type { Ground } from '../faults/ground.ts';
import type { SqlRow, SqlValue } from '../invariants/books.ts';
import { entry } from '../journeys/platform.ts';
import { World } from '../journeys/world.ts';
import { envOf, Machine, MOVED_ENV, put, Service, sh } from './machine.ts';
import { playSystemd } from './systemd.ts';

const NET = '10.84.0';
const OUTSIDE = `${NET}.1`;
const SHARED = `${NET}.10`;
export const SITE = 'heitu.test';
const HOSTS = [11, 12, 13].map((number) => `${NET}.${number}`);
const SANDBOX_PORT = 4100;
const READY_MS_MAX = 300_000;
const LOOK_EVERY_MS = 250;
const ANSWER_MS_MAX = 2000;
/** The ring of Galera is 2 GB of it. */
const DISK = '6G';
/** Fourteen processes of the platform are what this machine can hold: the third has the database alone. */
const SERVING = 2;
/** Who reads the books from outside: the plan's own users see one database each. */
const READER = { user: 'heitu_reader', password: 'reader' };
/** As `galera_new_cluster`, and as mariadb.service does. */
const MARIADBD = 'exec mariadbd $(galera_recovery) "$@"';
const asMysql = (): [string, ...string[]] => [
  'setpriv',
  '--reuid=mysql',
  '--regid=mysql',
  '--clear-groups',
  'sh',
  '-c',
  MARIADBD,
  'mariadbd',
];
const RUN = `${RELEASE}/run`;
/** As heitu-watch.timer has it. */
const WATCHED_EVERY_SECONDS = 20;
const CHECK = 'EXEC:/usr/local/lib/heitu-dbcheck,su-d=heitu-dbcheck';

/** The county's three machines as `./run install` makes them, and the outside world beside them. */
export class Three implements Ground {
  readonly folder = mkdtempSync(join(tmpdir(), 'heitu-cluster-'));
  readonly dataDir = join(this.folder, 'shared');
  readonly url = `https://${SITE}`;
  readonly controlUrl = `http://127.0.0.1:${SANDBOX_PORT}/control`;
  readonly machines: Machine[] = [];
  readonly services: Service[] = [];
  readonly #release: string;
  readonly #pools: Pool[] = [];
  #sandbox?: ChildProcess;

  constructor(release: string) {
    this.#release = release;
  }
  service(machine: number, name: string): Service {
    return this.services.find(({ label }) => label === `m${machine}/${name}`)!;
  }
  /** Those that have the platform's processes. */
  get serving(): readonly Machine[] {
    return this.machines.slice(0, SERVING);
  }
  async isReady(service: Service): Promise<boolean> {
    const host = HOSTS[this.machines.indexOf(service.machine)]!;
    const isReady = await ok(`http://${host}:${portOf(service.name as ProcessName, 1)}/health/ready`);
    service.isActive ||= isReady;
    return isReady;
  }
  /** All of one machine. */
  async each(machine: number, work: (service: Service) => void | Promise<void>): Promise<void> {
    await Promise.all(this.services.filter(({ label }) => label.startsWith(`m${machine}/`)).map(work));
  }

  /** As docs/zh/部署手册.md has it done, in its order. */
  async start(tell: (line: string) => void): Promise<void> {
    sh(`mount --make-rprivate /
      ip link set lo up
      ip link add county type bridge
      ip addr add ${OUTSIDE}/24 dev county
      ip link set county up
      mkdir -p ${this.dataDir}`);
    const hosts = join(this.folder, 'hosts');
    writeFileSync(hosts, `${readFileSync('/etc/hosts', 'utf8')}\n${SHARED} ${SITE}\n`);
    sh(`mount --bind ${hosts} /etc/hosts`);
    for (const [i, host] of HOSTS.entries()) await this.#machine(i + 1, host, hosts);
    this.#install();
    tell('three databases');
    await this.#databases();
    tell('the outside world, and the demo county');
    await this.#outside();
    tell('seven processes on each, and what stands before them');
    for (const service of this.services) if (!service.isUp) service.start();
    await this.whole();
  }

  async #machine(number: number, host: string, hosts: string): Promise<void> {
    const folder = join(this.folder, `m${number}`);
    const machine = await Machine.start(
      `m${number}`,
      host,
      folder,
      `cp ${hosts} /etc/hosts`,
      `mkdir -p ${DATA} /opt/heitu`,
      `mount --bind ${this.dataDir} ${DATA}`,
      // A disk of its own, which can be full.
      `truncate -s ${DISK} ${folder}/disk && mkfs.ext4 -q ${folder}/disk && mount -o loop ${folder}/disk /var/lib/mysql`,
      'rmdir /var/lib/mysql/lost+found; chown mysql: /var/lib/mysql',
      'mariadb-install-db --user=mysql --skip-test-db --auth-root-authentication-method=socket >/dev/null',
    );
    symlinkSync(this.#release, machine.path(RELEASE));
    this.machines.push(machine);
    const add = (name: string, unit: string, ...command: [string, ...string[]]) =>
      this.services.push(new Service(machine, name, unit, () => command));
    this.services.push(new Service(machine, 'mariadb', 'mariadb', asMysql));
    add('dbcheck', 'heitu-gateway@1', 'socat', `TCP-LISTEN:${PORTS.databaseCheck},bind=${host},fork,reuseaddr`, CHECK);
    if (number > SERVING) return void this.#pool(host);
    for (const name of PROCESSES) add(name, `heitu-${name}@1`, RUN, 'serve', name);
    add(
      'watch',
      'heitu-watch',
      'sh',
      '-c',
      `while sleep ${WATCHED_EVERY_SECONDS}; do /usr/local/lib/heitu-watch; done`,
    );
    add('haproxy', 'haproxy', 'haproxy', '-W', '-f', '/etc/haproxy/haproxy.cfg');
    add('caddy', 'caddy', 'caddy', 'run', '--config', '/etc/caddy/Caddyfile');
    add('keepalived', 'keepalived', 'keepalived', '--dont-fork', '--log-console');
    this.#pool(host);
  }
  #pool(host: string): void {
    this.#pools.push(
      createPool({ host, ...READER, decimalNumbers: true, connectionLimit: 4, connectTimeout: ANSWER_MS_MAX }),
    );
  }
  #install(): void {
    const [first, ...others] = this.machines as [Machine, ...Machine[]];
    first.run(RUN, 'install', '--site', SITE, '--hosts', HOSTS.join(), '--here', HOSTS[0]!, '--shared', SHARED);
    sh(`mkdir ${first.path('/etc/heitu/tls')}
      cp ${process.env['CERTIFICATE']}/*.pem ${first.path('/etc/heitu/tls')}`);
    for (const [i, other] of others.entries()) {
      sh(`cp -a ${first.path('/etc/heitu')} ${other.path('/etc/heitu')}`);
      other.run(RUN, 'install', '--here', HOSTS[i + 1]!);
    }
    for (const machine of this.machines) machine.run('systemd-sysusers');
    playSystemd(OUTSIDE, this.machines, this.services, (service) => this.isReady(service));
  }
  async #databases(): Promise<void> {
    this.service(1, 'mariadb').start('--wsrep-new-cluster');
    const [first] = this.machines as [Machine];
    const users = `mariadb < /etc/heitu/users.sql && mariadb -e "grant all on *.* to '${READER.user}'@'%' identified by '${READER.password}'"`;
    await this.#until('the first database', async () => (first.run('sh', '-c', users), true));
    for (const number of [2, 3]) {
      this.service(number, 'mariadb').start();
      await this.#until('the next database', async () => (await this.synced(number)) >= number);
    }
  }
  async #outside(): Promise<void> {
    const log = openSync(join(this.folder, 'sandbox.log'), 'a');
    this.#sandbox = spawn(process.execPath, entry('serve', ['sandbox']), {
      env: { ...process.env, DATA_DIR: this.dataDir, HOST: OUTSIDE, PORT: String(SANDBOX_PORT) },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    await this.#until('the outside world', async () => (await fetch(`${this.controlUrl}/clock`)).ok);
    const settings = join(this.dataDir, SANDBOX_FILE);
    put(settings, readFileSync(settings, 'utf8').replaceAll('127.0.0.1', OUTSIDE));
    for (const name of ['haproxy', 'dbcheck']) this.service(1, name).start();
    const [first] = this.machines as [Machine];
    const env = envOf(['plan', 'secrets', ...SUBGRAPHS].map((name) => first.path(`/etc/heitu/${name}.env`)));
    await this.#until(
      'the writing database',
      async () => (first.run('socat', '-u', 'OPEN:/dev/null', `TCP:127.0.0.1:${PORTS.writer}`), true),
    );
    first.runWith({ ...env, ...MOVED_ENV, HEITU_NODE_READY: '1' }, RUN, 'seed', '--orders', '0');
    await new World(this.controlUrl).putUpDeposits();
  }

  async #until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    let why: unknown = '';
    const isNow = () => isSo().catch((error: unknown) => ((why = error), false));
    for (const until = Date.now() + READY_MS_MAX; !(await isNow()); await sleep(LOOK_EVERY_MS))
      if (Date.now() > until) throw new Error(`${what} did not come; the logs: ${this.folder}; ${String(why)}`);
  }
  /** How many nodes this one sees, itself among them; 0 where it takes no writes. */
  async synced(number: number): Promise<number> {
    const sql = `select group_concat(variable_value order by variable_name) as said from information_schema.global_status
      where variable_name in ('WSREP_CLUSTER_SIZE', 'WSREP_CLUSTER_STATUS', 'WSREP_LOCAL_STATE')`;
    const [rows] = await this.#pools[number - 1]!.query<RowDataPacket[]>({ sql, timeout: ANSWER_MS_MAX });
    const [size, status, state] = String(rows[0]!['said']).split(',');
    return status === 'Primary' && state === '4' ? Number(size) : 0;
  }
  /** Whether this machine's balancer lets write to the first node. */
  async #writesToFirst(machine: Machine): Promise<boolean> {
    const asked = ['-BN', '-h127.0.0.1', `-P${PORTS.writer}`, `-u${READER.user}`, `-p${READER.password}`];
    return (await machine.ask('timeout', '2', 'mariadb', ...asked, '-e', 'select @@wsrep_node_name')) === 'node-1\n';
  }
  /** Everything runs and says so, and people reach it. */
  async missing(): Promise<string[]> {
    const nodes = await Promise.all([1, 2, 3].map((number) => this.synced(number).catch(() => 0)));
    const processes = this.services.filter(({ name }) => (PROCESSES as readonly string[]).includes(name));
    const isReady = await Promise.all(processes.map((service) => this.isReady(service)));
    const { serving } = this;
    const writes = await Promise.all(serving.map((machine) => this.#writesToFirst(machine).catch(() => false)));
    return [
      ...nodes.flatMap((size, i) => (size === HOSTS.length ? [] : [`m${i + 1}/mariadb`])),
      ...((await ok(`${this.url}/health/ready`)) ? [] : ['the site']),
      ...processes.flatMap(({ label }, i) => (isReady[i] ? [] : [label])),
      ...serving.flatMap(({ name }, i) => (writes[i] ? [] : [`${name} writes elsewhere`])),
      ...this.services.filter(({ isUp }) => !isUp).map(({ label }) => label),
    ];
  }
  async whole(): Promise<void> {
    await this.#until('all', async () => {
      const missing = await this.missing();
      if (missing.length > 0) throw new Error(missing.join(', '));
      return true;
    });
  }

  /** From the first node that answers. */
  async rows(subgraph: string, sql: string, parameters: readonly SqlValue[] = []): Promise<SqlRow[]> {
    let why: unknown;
    for (const pool of this.#pools) {
      try {
        const connection = await pool.getConnection();
        try {
          await connection.query({ sql: `use heitu_${subgraph}`, timeout: ANSWER_MS_MAX });
          await connection.query(
            "set session sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT', session tx_isolation = 'READ-COMMITTED'",
          );
          const [rows] = await connection.query<RowDataPacket[]>({ sql, timeout: 10 * ANSWER_MS_MAX }, [...parameters]);
          connection.release();
          return rows;
        } catch (error) {
          connection.destroy();
          throw error;
        }
      } catch (error) {
        why = error;
      }
    }
    throw why;
  }
  async change(subgraph: string, sql: string, values: readonly (string | number)[]): Promise<void> {
    await this.#pools[0]!.query(sql.replace(/^update (\w+)/, `update heitu_${subgraph}.$1`), [...values]);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.end().catch(() => {})));
    await Promise.all(this.services.map((service) => service.stop('SIGKILL')));
    this.#sandbox?.kill('SIGKILL');
  }
  forget(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const ok = async (address: string): Promise<boolean> =>
  (await fetch(address, { signal: AbortSignal.timeout(ANSWER_MS_MAX) }).catch(() => null))?.ok === true;
