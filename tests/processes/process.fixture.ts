import { spawn, type ChildProcess } from 'node:child_process';
import { NODE_ARGS } from '../journeys/platform.ts';

const START_MS = 60_000;
/** A deadline for what must come; under load it comes later, and nothing is gained by giving up early. */
const PATIENCE_MS = 60_000;

/** Looks again and again until `look` answers something; throws with `what` where it never does. */
export async function until<V>(
  what: string,
  look: () => Promise<V | null | undefined | false>,
  patienceMs = PATIENCE_MS,
): Promise<V> {
  for (const endMs = Date.now() + patienceMs; ;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > endMs) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A process of the platform, as an operator has it: started, asked for its health, sent signals, started anew. */
export class OwnProcess {
  readonly name: string;
  readonly url: string;
  readonly #args: readonly string[];
  readonly #env: NodeJS.ProcessEnv;
  readonly #output: string[] = [];
  #child?: ChildProcess;

  /** `args`: the file, and what it is told. */
  constructor(name: string, port: number, args: readonly string[], env: NodeJS.ProcessEnv) {
    this.name = name;
    this.url = `http://127.0.0.1:${port}`;
    this.#args = [...NODE_ARGS, ...args];
    this.#env = { ...process.env, ...env, PORT: String(port) };
  }

  get pid(): number {
    return this.#child!.pid!;
  }
  /** What it has printed so far. */
  get output(): string {
    return this.#output.join('');
  }

  /** Starts it, and waits until it is ready. */
  async start(): Promise<void> {
    const child = (this.#child = spawn(process.execPath, this.#args, {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    }));
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (data) => this.#output.push(String(data)));
    await until(
      `${this.name} is ready`,
      async () => {
        if (child.exitCode !== null) throw new Error(`${this.name} ended with ${child.exitCode}:\n${this.output}`);
        return this.isReady();
      },
      START_MS,
    );
  }
  isReady = (): Promise<boolean> =>
    fetch(`${this.url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );

  signal(signal: NodeJS.Signals): void {
    this.#child!.kill(signal);
  }
  /** Sends a signal that ends it; answers its exit code, null where it had no say. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const child = this.#child;
    if (!child) return null;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  }

  /**
   * A counter among its metrics; 0 where it has not begun to count:
   * `metric('heitu_refused_calls_total{reason="replayed"}')`.
   */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    return Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.slice(name.length + 1) ?? 0,
    );
  }
}
