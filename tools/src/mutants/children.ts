import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A spec file, or some of its tests by their place in it. */
export interface Asked {
  spec: string;
  tests: readonly number[] | null;
}
/** Mutants that a spec file meets: while modules load, in its tests, and in each of them where it runs alone. */
export interface Coverage {
  inLoading: readonly string[];
  inTests: readonly string[];
  /** Each in the same process, after all; null: it fails alone. */
  alone: readonly (readonly string[] | null)[];
  /** Whether all of them together are green. */
  isWhole: boolean;
  /** The process has grown too far: the tests from this one on are still to be run alone, in another. */
  next?: number;
}
/** What a child has found: the first failure, and which mutants were met where none was switched on. */
export interface Answer {
  found: { spec: string; failure: string } | null;
  coverage?: Coverage;
  /** The process has grown too far to run these as well. */
  rest?: readonly Asked[];
}
export interface Task {
  mutant: string | null;
  asked: readonly Asked[];
  withinMs: number;
  /** Asked of a process that has loaded nothing yet: the mutant is there from the beginning. */
  isFresh?: boolean;
  /** Where nothing is switched on: from which of its tests on the file is looked at. */
  from?: number;
}

const MEGABYTE = 1024 * 1024;
/**
 * A process that has grown beyond this is left after the file that it runs. Fresh, with a room's modules, it holds some
 * 200 to 300 MB; each run of a file stays loaded.
 */
const GROWN_BYTES = 700 * MEGABYTE;
/** What no test needs: one that a mutant has fill its heap ends, and takes no other process with it. */
const HEAP_MEGABYTES_MAX = 1200;

const living = new Set<ChildProcess>();
/** Whoever ends the search ends its processes: one that hangs under a mutant would hear nothing. */
export function endWithUs(): void {
  process.on('exit', () => living.forEach((one) => one.kill('SIGKILL')));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
}

/** A process that runs spec files under one mutant after another. */
export class Child {
  readonly #process: ChildProcess;

  constructor(directory: string, grownBytes = GROWN_BYTES) {
    this.#process = fork(
      path.join(ROOT, 'tools/src/mutants/child.mjs'),
      [path.resolve(directory), String(grownBytes)],
      {
        cwd: ROOT,
        execArgv: [
          `--max-old-space-size=${HEAP_MEGABYTES_MAX}`,
          '--import',
          path.join(ROOT, 'tools/register-mutants.mjs'),
        ],
        env: { ...process.env, NODE_ENV: 'test', TEST_DATABASE_URL: '' },
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      },
    );
    living.add(this.#process);
    this.#process.once('exit', () => living.delete(this.#process));
  }

  /** Null: it ended, or hung, without an answer. */
  async run({ mutant, asked, withinMs, isFresh = false, from = 0 }: Task): Promise<Answer | null> {
    const { promise, resolve } = Promise.withResolvers<Answer | null>();
    const late = setTimeout(() => resolve(null), withinMs);
    const ended = () => resolve(null);
    this.#process.once('message', (answer: Answer) => resolve(answer));
    this.#process.once('exit', ended);
    if (this.#process.connected) this.#process.send({ mutant, asked, isFresh, from });
    else resolve(null);
    const answer = await promise;
    clearTimeout(late);
    this.#process.off('exit', ended);
    return answer;
  }

  get isAlive(): boolean {
    return this.#process.connected;
  }

  stop(): void {
    this.#process.kill('SIGKILL');
  }
}

/** Does each piece of work once, so many at a time. */
export async function eachOf<T>(items: readonly T[], atOnce: number, work: (item: T, lane: number) => Promise<void>) {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async (_, lane) => {
      for (const item of queue) await work(item, lane);
    }),
  );
}
