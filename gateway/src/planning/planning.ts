import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import { must } from '@heitu/kit/rules/checked';
import { Turns } from './turns.ts';

export interface PlanningSettings {
  /** Of the processor, that one operation may have. */
  millisecondsMax: number;
  /** From when it was asked for until its turn, and from then until its plan: a busy machine lets it stand still. */
  waitMillisecondsMax: number;
}
/** No verdict sooner than this after the last. */
const LOOK_AGAIN_MS = 20;
/** Operations that may wait for the planner, in all and of one caller. */
export const WAITING_MAX = 128;
export const WAITING_PER_CALLER_MAX = 32;
/**
 * What a plan may take is bounded in time; in memory as well, since the thread shares the process. A planner of our
 * supergraph itself holds 100 MB.
 */
export const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };
const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';

export interface ToWorker {
  text: string;
  operationName: string | undefined;
}
/** Neither: it is ready. */
export interface FromWorker {
  plan?: QueryPlan;
  error?: Error;
}

/** Why there is no plan, where it is not the planner who says so. `max`: the limit in milliseconds or operations. */
export class NotPlanned extends Error {
  readonly reason: 'too complex' | 'too many waiting' | 'waited too long' | 'closed';
  readonly max: number | undefined;

  constructor(reason: NotPlanned['reason'], max?: number) {
    super(`not planned: ${reason}`);
    this.reason = reason;
    this.max = max;
  }
}

export interface Planning {
  /** `caller`: who asks, since callers take turns. Rejects with NotPlanned, or with what the planner threw. */
  plan(asked: ToWorker, caller: string): Promise<QueryPlan>;
  /** Begins to make ready what else the first operation would wait for. */
  start(): void;
  /** Its supergraph is served no longer: ends once nobody waits. Answers whether it had begun. */
  retire(): boolean;
  close(): Promise<void>;
}
interface Job {
  asked: ToWorker;
  resolve(plan: QueryPlan): void;
  reject(why: Error): void;
  overdue?: NodeJS.Timeout;
}

/** A thread that hangs or has ended may never say what it has used. */
const SAYS_WITHIN_MS = 1000;
/** Milliseconds of the processor since its start; null where it does not say: then the clock alone counts. */
const usedBy = (worker: Worker): Promise<number | null> =>
  Promise.race([
    worker.cpuUsage().then(
      ({ user, system }) => (user + system) / 1000,
      () => null,
    ),
    sleep(SAYS_WITHIN_MS, null, { ref: false }),
  ]);

/**
 * What becomes of an operation that is still planned: its end, or after how many milliseconds to look again. The clock
 * alone says nothing of how complex it is.
 */
export function verdictOn(
  { processorMs, clockMs }: { processorMs: number; clockMs: number },
  { millisecondsMax, waitMillisecondsMax }: PlanningSettings,
): NotPlanned | number {
  if (processorMs >= millisecondsMax) return new NotPlanned('too complex', millisecondsMax);
  if (clockMs >= waitMillisecondsMax) return new NotPlanned('waited too long', waitMillisecondsMax);
  return Math.max(LOOK_AGAIN_MS, Math.min(millisecondsMax - processorMs, waitMillisecondsMax - clockMs));
}

/**
 * Apollo's planner is synchronous, and some operations within all limits take it minutes: whatever strangers ask is
 * planned in a thread that can be ended. Of the operations that wait each caller's first is next, so that one who asks
 * for the worst does not keep the others from theirs.
 */
export const createPlanning = (supergraphSdl: string, settings: PlanningSettings, memory = MEMORY): Planning =>
  new ThreadPlanning(supergraphSdl, settings, memory);

class ThreadPlanning implements Planning {
  readonly #supergraphSdl: string;
  readonly #settings: PlanningSettings;
  readonly #memory: typeof MEMORY;
  readonly #waiting = new Turns<Job>();
  #current: Job | null = null;
  #worker: Worker | null = null;
  #isReady = false;
  #isRetired = false;
  #isClosed = false;
  constructor(supergraphSdl: string, settings: PlanningSettings, memory: typeof MEMORY) {
    this.#supergraphSdl = supergraphSdl;
    this.#settings = settings;
    this.#memory = memory;
  }

  plan(asked: ToWorker, caller: string): Promise<QueryPlan> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(new NotPlanned('closed'));
      if (this.#waiting.countOf(caller) >= WAITING_PER_CALLER_MAX)
        return reject(new NotPlanned('too many waiting', WAITING_PER_CALLER_MAX));
      if (this.#waiting.count >= WAITING_MAX) return reject(new NotPlanned('too many waiting', WAITING_MAX));
      const job: Job = { asked, resolve, reject };
      job.overdue = setTimeout(() => this.#leave(caller, job), this.#settings.waitMillisecondsMax);
      this.#waiting.add(caller, job);
      this.#next();
    });
  }
  start(): void {
    if (this.#worker || this.#isClosed) return;
    const mine = (this.#worker = new Worker(new URL('./planning.worker.ts', import.meta.url), {
      workerData: this.#supergraphSdl,
      resourceLimits: this.#memory,
    }));
    // It keeps no process alive; requests that wait for it do.
    mine.unref();
    mine.on('message', (message: FromWorker) => {
      if (mine === this.#worker) this.#take(message);
    });
    mine.on('error', (error: NodeJS.ErrnoException) => {
      if (mine === this.#worker) this.#fail(error.code === OUT_OF_MEMORY && this.#current ? this.#tooComplex() : error);
    });
    mine.on('exit', (code) => {
      if (mine === this.#worker) this.#fail(new Error(`the planner's thread ended with ${code}`));
    });
  }
  retire(): boolean {
    this.#isRetired = true;
    const hadBegun = this.#worker !== null;
    this.#next();
    return hadBegun;
  }
  async close(): Promise<void> {
    this.#isClosed = true;
    const ended = this.#stop();
    if (this.#current) this.#settle(this.#current, new NotPlanned('closed'));
    this.#rejectWaiting(new NotPlanned('closed'));
    await ended;
  }

  #stop(): Promise<unknown> | undefined {
    const ended = this.#worker?.terminate();
    [this.#worker, this.#isReady] = [null, false];
    return ended;
  }
  #take({ plan, error }: FromWorker): void {
    const job = this.#current;
    if (job) this.#settle(job, plan ?? error ?? new Error('the planner answered nothing'));
    else this.#isReady = true;
    this.#next();
  }
  #settle(job: Job, result: QueryPlan | Error): void {
    clearTimeout(job.overdue);
    if (job === this.#current) this.#current = null;
    if (result instanceof Error) job.reject(result);
    else job.resolve(result);
  }
  /**
   * The thread is gone, or is to go. Who only waited is served by the next, and who comes then does not wait for its
   * start; unless none can be started.
   */
  #fail(why: Error): void {
    void this.#stop();
    if (!this.#current) return this.#rejectWaiting(why);
    this.#settle(this.#current, why);
    this.start();
    this.#next();
  }
  #rejectWaiting(why: Error): void {
    for (const job of this.#waiting.clear()) this.#settle(job, why);
  }
  #tooComplex(): NotPlanned {
    return new NotPlanned('too complex', this.#settings.millisecondsMax);
  }

  #next(): void {
    if (this.#current) return;
    if (this.#waiting.count === 0) {
      if (this.#isRetired) void this.#stop();
      return;
    }
    this.start();
    if (!this.#isReady) return;
    const job = this.#waiting.next();
    clearTimeout(job.overdue);
    this.#current = job;
    const worker = must(this.#worker, 'the thread that is ready');
    const [usedBefore, beganAt] = [usedBy(worker), performance.now()];
    const lookAfter = (ms: number): void => void (job.overdue = setTimeout(() => void look(), ms));
    const look = async (): Promise<void> => {
      const [before, now] = [await usedBefore, await usedBy(worker)];
      const processorMs = before === null || now === null ? 0 : now - before;
      if (job !== this.#current) return;
      const verdict = verdictOn({ processorMs, clockMs: performance.now() - beganAt }, this.#settings);
      if (verdict instanceof NotPlanned) this.#fail(verdict);
      else lookAfter(verdict);
    };
    lookAfter(this.#settings.millisecondsMax);
    worker.postMessage(job.asked);
  }
  #leave(caller: string, job: Job): void {
    this.#waiting.remove(caller, job);
    this.#settle(job, new NotPlanned('waited too long', this.#settings.waitMillisecondsMax));
  }
}
