import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv, promisify } from 'node:util';

/** What stands above the system's own files on a machine of ours, and goes with it. */
const OWN = ['/etc', '/opt', '/var', '/usr/local'];
/** Where nobody says otherwise, systemd starts again after this. */
const RESTART_MS = 100;
/** What the county fills in, or what this one has not: a simulated outside world, and documents made by the test. */
const MOVED = {
  SANDBOX: '1',
  SANDBOX_FORCE: '1',
  FREE_QUERIES: 'anyone',
  TRUSTED_DOCUMENTS: '',
  SITES: '',
  LOG_LEVEL: 'warn',
} as const;

/** What a unit says, of which we need to know: our own units, and Debian's with our additions. */
interface Unit {
  env: NodeJS.ProcessEnv;
  restart: string;
  restartMs: number;
}
const lastOf = (text: string, name: string): string | undefined =>
  [...text.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].at(-1)?.[1];

/** One service of a machine: started, killed, and started again as its unit says. */
export class Service {
  readonly label: string;
  readonly #command: () => [string, ...string[]];
  #child?: ChildProcess;
  #isWanted = false;
  /** Has been ready since it was started: before that systemd calls a unit activating. */
  isActive = false;
  /** Ended without being killed. */
  readonly deaths: string[] = [];

  constructor(
    readonly machine: Machine,
    readonly name: string,
    readonly unit: string,
    command: () => [string, ...string[]],
  ) {
    this.#command = command;
    this.label = `${machine.name}/${name}`;
  }
  start(...more: readonly string[]): void {
    this.#isWanted = true;
    this.isActive = false;
    const { env, restart, restartMs } = this.machine.unitOf(this.unit);
    const child = this.machine.spawn([...this.#command(), ...more], env, this.name);
    this.#child = child;
    child.once('exit', (code, signal) => {
      if (this.#child !== child || !this.#isWanted) return;
      if (signal !== 'SIGKILL') this.deaths.push(`exit ${code ?? signal}`);
      const isAgain = restart === 'always' || (restart === 'on-abnormal' && signal !== null);
      if (isAgain) setTimeout(() => this.#child === child && this.#isWanted && this.start(), restartMs);
    });
  }
  get pid(): number | undefined {
    return this.#child?.pid;
  }
  get isUp(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }
  /** To it and all that it has started, as systemd sends it. */
  signal(signal: NodeJS.Signals): void {
    if (this.isUp) process.kill(-this.#child!.pid!, signal);
  }
  /** It ends, and nobody starts it again. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.#isWanted = false;
    if (!this.isUp) return;
    const ended = new Promise((resolve) => this.#child!.once('exit', resolve));
    this.signal(signal);
    await ended;
  }
}

/**
 * A machine of its own network and files on this one: a namespace of each, the system's folders beneath and its own
 * above them.
 */
export class Machine {
  readonly name: string;
  readonly #folder: string;
  readonly #holder: ChildProcess;
  /** What all of its programs are given. */
  readonly env: NodeJS.ProcessEnv;

  private constructor(name: string, folder: string, holder: ChildProcess) {
    this.name = name;
    this.#folder = folder;
    this.#holder = holder;
    this.env = { PATH: `${dirname(process.execPath)}:${process.env['PATH']}`, HOME: '/root' };
  }

  /** `lines`: what else is done before anybody uses it, by the shell. */
  static async start(name: string, address: string, folder: string, ...lines: readonly string[]): Promise<Machine> {
    const above = OWN.map((path) => {
      const [upper, work] = ['upper', 'work'].map((kind) => join(folder, kind, path));
      for (const dir of [upper!, work!]) mkdirSync(dir, { recursive: true });
      return `mount -t overlay overlay -o lowerdir=${path},upperdir=${upper},workdir=${work} ${path}`;
    });
    const script = [
      'set -e',
      'mount --make-rprivate /',
      ...above,
      'mount -t tmpfs tmpfs /run',
      'mkdir -m 777 /run/mysqld',
      ...lines,
      'ip link set lo up',
      'echo made',
      'exec sleep infinity',
    ].join('\n');
    const holder = spawn('unshare', ['--net', '--mount', 'sh', '-c', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((resolve, reject) => {
      holder.stdout!.once('data', () => resolve());
      holder.once('exit', () => reject(new Error(`${name} could not be made`)));
    });
    sh(`ip link add ${name} type veth peer name eth0 netns ${holder.pid}
      ip link set ${name} master county up`);
    const machine = new Machine(name, folder, holder);
    machine.run('ip', 'addr', 'add', `${address}/24`, 'dev', 'eth0');
    machine.run('ip', 'link', 'set', 'eth0', 'up');
    return machine;
  }

  /** Where a file of its own is to be found from outside. */
  path(path: string): string {
    return join(this.#folder, 'upper', path);
  }
  logOf(name: string): string {
    const file = join(this.#folder, `${name}.log`);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }
  #within(command: readonly string[]): string[] {
    return ['--target', String(this.#holder.pid), '--mount', '--net', ...command];
  }
  /** Until it has ended; throws what it has said where it fails. */
  run(...command: readonly string[]): string {
    return this.runWith({}, ...command);
  }
  runWith(env: NodeJS.ProcessEnv, ...command: readonly string[]): string {
    const ran = spawnSync('nsenter', this.#within(command), { env: { ...this.env, ...env }, encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`${this.name}: ${command.join(' ')}\n${ran.stdout}${ran.stderr}`);
    return ran.stdout;
  }
  /** What it prints, without waiting for it here. */
  async ask(...command: readonly string[]): Promise<string> {
    return (await promisify(execFile)('nsenter', this.#within(command), { env: this.env })).stdout;
  }
  /** In a group of its own. */
  spawn(command: readonly string[], env: NodeJS.ProcessEnv, log: string): ChildProcess {
    const file = openSync(join(this.#folder, `${log}.log`), 'a');
    const child = spawn('nsenter', this.#within(command), {
      env: { ...this.env, ...env },
      stdio: ['ignore', file, file],
      detached: true,
    });
    closeSync(file);
    return child;
  }
  /** Without its cable, or with it again. */
  cable(state: 'down' | 'up'): void {
    sh(`ip link set ${this.name} ${state}`);
  }

  /** As systemd reads it: the package's own, then what was added; `heitu-orders@1` is of the template. */
  unitOf(name: string): Unit {
    const file = `${name.replace(/@.*/, '@')}.service`;
    const there = [
      join('/lib/systemd/system', file),
      ...['', '.d/heitu.conf'].map((end) => this.path(`/etc/systemd/system/${file}${end}`)),
    ];
    const text = there
      .flatMap((path) => (existsSync(path) ? [readFileSync(path, 'utf8')] : []))
      .join('\n')
      .replaceAll('%i', name.split('@')[1] ?? '');
    const files = [...text.matchAll(/^EnvironmentFile=(\/etc\/heitu\/.*)$/gm)].map((match) => this.path(match[1]!));
    const words = [...text.matchAll(/^Environment=(.*)$/gm)].flatMap((match) => match[1]!.split(' '));
    return {
      restart: lastOf(text, 'Restart') ?? 'no',
      restartMs: Number.parseFloat(lastOf(text, 'RestartSec') ?? '') * 1000 || RESTART_MS,
      env: file.startsWith('heitu-') ? { ...envOf(files), ...parseEnv(words.join('\n')), ...MOVED } : {},
    };
  }
}
/** What stands there; a setting that the county has not filled in is none. */
export const envOf = (files: readonly string[]): NodeJS.ProcessEnv =>
  Object.fromEntries(
    files.flatMap((file) => Object.entries(parseEnv(readFileSync(file, 'utf8')))).filter(([, value]) => value !== ''),
  );
export const MOVED_ENV: NodeJS.ProcessEnv = MOVED;

export function sh(script: string): void {
  const ran = spawnSync('sh', ['-ec', script], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`${script}\n${ran.stderr}`);
}
export const put = (file: string, content: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
};
