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
}
/** What a child has found: the first failure, and which mutants were met where none was switched on. */
export interface Answer {
  found: { spec: string; failure: string } | null;
  coverage?: Coverage;
}
export interface Task {
  mutant: string | null;
  asked: readonly Asked[];
  withinMs: number;
  /** Asked of a process that has loaded nothing yet: the mutant is there from the beginning. */
  isFresh?: boolean;
}

/** A process that runs spec files under one mutant after another. */
export class Child {
  readonly #process: ChildProcess;

  constructor(directory: string) {
    this.#process = fork(path.join(ROOT, 'tools/src/mutants/child.mjs'), [path.resolve(directory)], {
      cwd: ROOT,
      execArgv: ['--import', path.join(ROOT, 'tools/register-mutants.mjs')],
      env: { ...process.env, NODE_ENV: 'test', TEST_DATABASE_URL: '' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
  }

  /** Null: it ended, or hung, without an answer. */
  async run({ mutant, asked, withinMs, isFresh = false }: Task): Promise<Answer | null> {
    const { promise, resolve } = Promise.withResolvers<Answer | null>();
    const late = setTimeout(() => resolve(null), withinMs);
    const ended = () => resolve(null);
    this.#process.once('message', (answer: Answer) => resolve(answer));
    this.#process.once('exit', ended);
    if (this.#process.connected) this.#process.send({ mutant, asked, isFresh });
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
