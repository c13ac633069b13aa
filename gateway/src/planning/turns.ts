import { must } from '@heitu/kit/rules/checked';

/** What waits, by caller: each caller's first in turn. */
export class Turns<Job> {
  /** Who is next stands first. */
  readonly #waiting = new Map<string, Job[]>();
  #count = 0;
  get count(): number {
    return this.#count;
  }
  countOf(caller: string): number {
    return this.#waiting.get(caller)?.length ?? 0;
  }
  add(caller: string, job: Job): void {
    const jobs = this.#waiting.get(caller) ?? [];
    jobs.push(job);
    this.#waiting.set(caller, jobs);
    this.#count += 1;
  }
  /** Takes the first of the caller whose turn it is, who then stands last. Something must wait. */
  next(): Job {
    const [caller, jobs] = must(this.#waiting.entries().next().value, 'somebody who waits');
    const job = must(jobs.shift(), 'what they wait for');
    this.#count -= 1;
    this.#waiting.delete(caller);
    if (jobs.length > 0) this.#waiting.set(caller, jobs);
    return job;
  }
  remove(caller: string, job: Job): void {
    const jobs = must(this.#waiting.get(caller), 'somebody who waits');
    jobs.splice(jobs.indexOf(job), 1);
    this.#count -= 1;
    if (jobs.length === 0) this.#waiting.delete(caller);
  }
  /** Takes all. */
  clear(): Job[] {
    const all = [...this.#waiting.values()].flat();
    this.#waiting.clear();
    this.#count = 0;
    return all;
  }
}
