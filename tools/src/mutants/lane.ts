import { Child, type Answer, type Asked, type Task } from './children.ts';
import type { Mutant } from './instrument.ts';

export interface Verdict extends Mutant {
  state: 'killed' | 'survived' | 'no coverage';
  /** Which test failed, or what else ended it. */
  by?: string;
}

/** A process is young enough for so many mutants. */
const MUTANTS_PER_CHILD = 40;

const killer = (answer: Answer | null): string | null =>
  answer ? (answer.found ? `${answer.found.spec}: ${answer.found.failure}` : null) : 'it hangs, or ends the process';

/** What is asked of a mutant, where it can be switched in a process that is kept, and where only in a fresh one. */
export interface Question {
  kept: Task | null;
  fresh: Task | null;
}

/** One process for mutants that tests meet, a fresh one for each that is read one time. */
export class Lane {
  #child: Child | null = null;
  /** What was killed in the process that is in use. */
  #killed: { verdict: Verdict; task: Task; asked: Asked }[] = [];
  #used = 0;
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async judge(mutant: Mutant, { kept, fresh }: Question): Promise<Verdict> {
    const verdict = kept && (await this.#inKept(mutant, kept));
    return verdict ?? verdictOf(mutant, fresh && (await this.#killerInFresh(fresh)));
  }

  async #inKept(mutant: Mutant, task: Task): Promise<Verdict | null> {
    if (this.#used >= MUTANTS_PER_CHILD) await this.end();
    const isFirst = this.#child === null;
    this.#child ??= new Child(this.#directory);
    this.#used++;
    const answer = await this.#child.run(task);
    if (answer?.rest) {
      // It has grown too far for the others: what it killed is looked at once more, and a new one goes on.
      await this.end();
      return this.#inKept(mutant, { ...task, asked: answer.rest });
    }
    if (!answer && !isFirst) {
      // What ran before may have ended it: only a process of its own says that the mutant does.
      await this.#again();
      return this.#inKept(mutant, task);
    }
    const by = killer(answer);
    if (by === null) return null;
    const verdict = verdictOf(mutant, by);
    const asked = task.asked.find(({ spec }) => spec === answer?.found?.spec);
    if (asked) this.#killed.push({ verdict, task, asked });
    // It hangs or is gone, and what it killed cannot be asked again there.
    else await this.#again();
    return verdict;
  }

  async #killerInFresh(task: Task): Promise<string | null> {
    const child = new Child(this.#directory);
    const answer = await child.run({ ...task, isFresh: true });
    child.stop();
    return answer?.rest ? this.#killerInFresh({ ...task, asked: answer.rest }) : killer(answer);
  }

  /** A process whose specs fail without a mutant as well has killed nothing: its mutants are asked in fresh ones. */
  async end(): Promise<void> {
    const asked = allOf(this.#killed.map((one) => one.asked));
    const isSound =
      !this.#child || killer(await this.#child.run({ mutant: 'none', asked, withinMs: 300_000 })) === null;
    if (isSound) this.#leave();
    else await this.#again();
  }

  async #again(): Promise<void> {
    const killed = this.#killed;
    this.#leave();
    for (const { verdict, task } of killed) Object.assign(verdict, verdictOf(verdict, await this.#killerInFresh(task)));
  }

  #leave(): void {
    this.#child?.stop();
    this.#child = null;
    this.#killed = [];
    this.#used = 0;
  }
}

/** Each file once, with all of its tests that somebody asks for. */
const allOf = (asked: readonly Asked[]): Asked[] =>
  [...Map.groupBy(asked, ({ spec }) => spec)].map(([spec, same]) => ({
    spec,
    tests: same.some(({ tests }) => tests === null) ? null : [...new Set(same.flatMap(({ tests }) => tests ?? []))],
  }));

const verdictOf = (mutant: Mutant, by: string | null): Verdict =>
  by === null ? { ...mutant, state: 'survived', by: undefined } : { ...mutant, state: 'killed', by };
