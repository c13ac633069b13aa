import { Child, type Answer, type Task } from './children.ts';
import type { Mutant } from './instrument.ts';

export interface Verdict extends Mutant {
  state: 'killed' | 'survived' | 'no coverage';
  /** Which test failed, or what else ended it. */
  by?: string;
}

/** A process is young enough for so many mutants. */
const MUTANTS_PER_CHILD = 20;

const killer = (answer: Answer | null): string | null =>
  answer ? (answer.found ? `${answer.found.spec}: ${answer.found.failure}` : null) : 'it hangs, or ends the process';

/** One process for mutants that tests meet, a fresh one for each that is read while modules load. */
export class Lane {
  #child: Child | null = null;
  /** What was killed in the process that is in use. */
  #killed: { verdict: Verdict; task: Task; spec: string }[] = [];
  #used = 0;
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async judge(mutant: Mutant, task: Task, isStatic: boolean): Promise<Verdict> {
    if (!isStatic) {
      const verdict = await this.#inKept(mutant, task);
      if (verdict) return verdict;
    }
    // What survives where modules are kept may have been read before it was switched on: it is asked anew.
    return verdictOf(mutant, await this.#killerInFresh(task));
  }

  async #inKept(mutant: Mutant, task: Task): Promise<Verdict | null> {
    if (this.#used >= MUTANTS_PER_CHILD) await this.end();
    this.#child ??= new Child(this.#directory);
    this.#used++;
    const answer = await this.#child.run(task);
    const by = killer(answer);
    if (by === null) return null;
    const verdict = verdictOf(mutant, by);
    if (answer?.found) this.#killed.push({ verdict, task, spec: answer.found.spec });
    // It hangs or is gone, and what it killed cannot be asked again there.
    else await this.#again();
    return verdict;
  }

  async #killerInFresh(task: Task): Promise<string | null> {
    const child = new Child(this.#directory);
    const answer = await child.run(task);
    child.stop();
    return killer(answer);
  }

  /** A process whose specs fail without a mutant as well has killed nothing: its mutants are asked in fresh ones. */
  async end(): Promise<void> {
    const specs = [...new Set(this.#killed.map(({ spec }) => spec))];
    const isSound =
      !this.#child || killer(await this.#child.run({ mutant: 'none', specs, withinMs: 300_000 })) === null;
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

const verdictOf = (mutant: Mutant, by: string | null): Verdict =>
  by === null ? { ...mutant, state: 'survived', by: undefined } : { ...mutant, state: 'killed', by };
