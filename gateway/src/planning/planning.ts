import { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';

export interface PlanningSettings {
  /** Of one operation, from when its turn has come. */
  millisecondsMax: number;
  /** From when it was asked for until its turn. */
  waitMillisecondsMax: number;
}
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

/**
 * Apollo's planner is synchronous, and some operations within all limits take it minutes: whatever strangers ask is
 * planned in a thread that can be ended. Of the operations that wait each caller's first is next, so that one who asks
 * for the worst does not keep the others from theirs.
 */
export function createPlanning(
  supergraphSdl: string,
  { millisecondsMax, waitMillisecondsMax }: PlanningSettings,
  memory = MEMORY,
): Planning {
  /** By caller; who is next stands first. */
  const waiting = new Map<string, Job[]>();
  let waitingCount = 0;
  let current: Job | null = null;
  let worker: Worker | null = null;
  let isReady = false;
  let [isRetired, isClosed] = [false, false];

  function start(): void {
    if (worker || isClosed) return;
    const mine = (worker = new Worker(new URL('./planning.worker.ts', import.meta.url), {
      workerData: supergraphSdl,
      resourceLimits: memory,
    }));
    // It keeps no process alive; requests that wait for it do.
    mine.unref();
    mine.on('message', (message: FromWorker) => {
      if (mine === worker) take(message);
    });
    mine.on('error', (error: NodeJS.ErrnoException) => {
      if (mine === worker)
        fail(error.code === OUT_OF_MEMORY && current ? new NotPlanned('too complex', millisecondsMax) : error);
    });
    mine.on('exit', (code) => {
      if (mine === worker) fail(new Error(`the planner's thread ended with ${code}`));
    });
  }
  function stop(): Promise<unknown> | undefined {
    const ended = worker?.terminate();
    [worker, isReady] = [null, false];
    return ended;
  }

  function take({ plan, error }: FromWorker): void {
    const job = current;
    if (job) settle(job, plan ?? error!);
    else isReady = true;
    next();
  }
  function settle(job: Job, result: QueryPlan | Error): void {
    clearTimeout(job.overdue);
    if (job === current) current = null;
    if (result instanceof Error) job.reject(result);
    else job.resolve(result);
  }
  /**
   * The thread is gone, or is to go. Who only waited is served by the next, and who comes then does not wait for its
   * start; unless none can be started.
   */
  function fail(why: Error): void {
    void stop();
    if (!current) return rejectWaiting(why);
    settle(current, why);
    start();
    next();
  }
  function rejectWaiting(why: Error): void {
    for (const job of [...waiting.values()].flat()) settle(job, why);
    waiting.clear();
    waitingCount = 0;
  }

  function next(): void {
    if (current) return;
    if (waitingCount === 0) {
      if (isRetired) void stop();
      return;
    }
    start();
    if (!isReady) return;
    const [caller, jobs] = waiting.entries().next().value!;
    const job = jobs.shift()!;
    waitingCount -= 1;
    waiting.delete(caller);
    if (jobs.length > 0) waiting.set(caller, jobs);
    clearTimeout(job.overdue);
    current = job;
    job.overdue = setTimeout(() => fail(new NotPlanned('too complex', millisecondsMax)), millisecondsMax);
    worker!.postMessage(job.asked);
  }
  function leave(caller: string, job: Job): void {
    const jobs = waiting.get(caller)!;
    jobs.splice(jobs.indexOf(job), 1);
    waitingCount -= 1;
    if (jobs.length === 0) waiting.delete(caller);
    settle(job, new NotPlanned('waited too long', waitMillisecondsMax));
  }

  return {
    plan: (asked, caller) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new NotPlanned('closed'));
        const jobs = waiting.get(caller) ?? [];
        if (jobs.length >= WAITING_PER_CALLER_MAX)
          return reject(new NotPlanned('too many waiting', WAITING_PER_CALLER_MAX));
        if (waitingCount >= WAITING_MAX) return reject(new NotPlanned('too many waiting', WAITING_MAX));
        const job: Job = { asked, resolve, reject };
        job.overdue = setTimeout(() => leave(caller, job), waitMillisecondsMax);
        jobs.push(job);
        waiting.set(caller, jobs);
        waitingCount += 1;
        next();
      }),
    start,
    retire() {
      isRetired = true;
      const hadBegun = worker !== null;
      next();
      return hadBegun;
    },
    async close() {
      isClosed = true;
      const ended = stop();
      if (current) settle(current, new NotPlanned('closed'));
      rejectWaiting(new NotPlanned('closed'));
      await ended;
    },
  };
}
