import type { Scalar } from './store.ts';
import { deliver, type Outbound, type OutboundKind, type Sender } from './outbound.ts';
import type { World } from './world.ts';

/** Real time between two looks at what became due. */
const LOOK_EVERY_MS = 200;
const BATCH_MAX = 100;
/** A flush is one round: what it does not reach keeps its own time. */
const FLUSH_MAX = 1000;

export type JobKind = 'expire-trade' | 'unfreeze' | 'sensor-feed' | 'thermometer';
export type Jobs = Readonly<Record<JobKind, (world: World, ref: string) => void>>;

export function addJob(world: World, kind: JobKind, ref: string, dueAtMs: number): void {
  world.store.insert('job', { kind, ref, dueAtMs });
}

/** One round: what is due becomes, what is to be sent goes. Answers how much it did. */
async function round(
  world: World,
  all: boolean,
  jobs: Jobs,
  senders: Readonly<Record<OutboundKind, Sender>>,
): Promise<number> {
  const { store } = world;
  const nowMs = world.clock.now();
  const due = store.all<{ id: number; kind: JobKind; ref: string }>(
    'select * from job where dueAtMs <= ? order by dueAtMs, id limit ?',
    nowMs,
    BATCH_MAX,
  );
  for (const job of due) {
    store.attempt(
      () => {
        store.run('delete from job where id = ?', job.id);
        jobs[job.kind](world, job.ref);
      },
      () => true,
    );
  }
  const [where, values]: [string, Scalar[]] = all
    ? [`state in ('waiting', 'held')`, []]
    : [`state = 'waiting' and dueAtMs <= ?`, [nowMs]];
  const outbounds = store.all<Outbound>(
    `select * from outbound where ${where} order by dueAtMs limit ?`,
    ...values,
    all ? FLUSH_MAX : BATCH_MAX,
  );
  await Promise.all(outbounds.map((outbound) => deliver(world, senders, outbound)));
  return due.length + outbounds.length;
}

/** Runs what is due, one round after the other, never two at once. */
export function createSchedule(jobs: Jobs, senders: Readonly<Record<OutboundKind, Sender>>) {
  let tail: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let kicked = false;
  let closed = false;

  return {
    runDue(world: World, all = false): Promise<void> {
      const run = tail.then(async () => {
        let did = await round(world, all, jobs, senders);
        while (did > 0 && !closed) did = await round(world, false, jobs, senders);
      });
      tail = run.catch((error) => world.log(`schedule: ${error instanceof Error ? error.stack : String(error)}`));
      return run;
    },
    /** Runs `work` between two rounds: nothing becomes due and nothing is sent meanwhile. */
    hold(work: () => Promise<void>): Promise<void> {
      const run = tail.then(work);
      tail = run.catch(() => {});
      return run;
    },
    start(world: World): void {
      timer = setInterval(() => this.kick(world), LOOK_EVERY_MS);
      timer.unref();
    },
    kick(world: World): void {
      if (kicked || closed) return;
      kicked = true;
      setImmediate(() => {
        kicked = false;
        if (!closed) void this.runDue(world).catch(() => {});
      });
    },
    async close(): Promise<void> {
      closed = true;
      clearInterval(timer);
      await tail;
    },
  };
}
