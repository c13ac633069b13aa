import { learnKeptPlans } from '../data/calendar-years.ts';
import { type Context } from '../data/context.ts';
import { outsideTransaction } from '../data/open-transaction.ts';
import { forgetOld } from '../data/forget-old.ts';
import { housekeeping } from '../data/housekeeping.ts';
import { rowsOf, type Orm } from '../data/orm.ts';
import { keyFormerClaims } from '../data/request-claims.ts';
import type { Transport } from '../messages/peers.ts';
import { createLeases, createRelay, LEASE_MS } from '../messages/relay.ts';
import { FORGET_FILES_EVERY_MS, forgetFiles } from '../privacy/file-uses.ts';
import { REWRAP_BATCH_MAX, type PersonKeys } from '../privacy/person-keys.ts';
import { eraseDue } from '../privacy/persons.ts';
import { SEAL_TEXTS_EVERY_MS, sealTexts } from '../privacy/sealed-texts.ts';
import type { Clock } from '../rules/clock.ts';
import type { Logger } from './logging.ts';
import { figures, jobRuns, jobSeconds, oldestEvent, olderPersonKeys, parkedEvents, waitingEvents } from './metrics.ts';
import type { Job, Manifest } from './subgraph.ts';
import type { UnderWay } from './under-way.ts';

/** For what a process that ended, or another replica, left in the outbox: one's own events are told of (`soon`). */
const RELAY_EVERY_MS = 1000;
const COUNT_EVERY_MS = 15_000;
const REWRAP_EVERY_MS = 60_000;
const ERASE_EVERY_MS = 60_000;
const FORGET_EVERY_MS = 600_000;
/** For plans of holidays that another replica heard of. */
const CALENDAR_EVERY_MS = 60_000;
const WAITING = 0;
const PARKED = 2;

export interface RoundsParts {
  manifest: Manifest;
  orm: Orm;
  clock: Clock;
  log: Logger;
  transport: Transport;
  keys: PersonKeys;
  /** Who runs here: leases are held in this name. */
  holder: string;
  /** A context of the subgraph itself. */
  own(operation: string): Context;
  underWay: UnderWay;
}

/** What every subgraph does by time, beside its own jobs. */
export function jobsOf({ manifest, keys, underWay }: Pick<RoundsParts, 'manifest' | 'keys' | 'underWay'>): Job[] {
  const { persons, fileColumns, sealedTexts = [], retention = {} } = manifest;
  /** Former claims are looked for until there are none. */
  let areClaimsKeyed = false;
  return [
    ...manifest.jobs,
    housekeeping,
    { name: 'forget-old', everyMs: FORGET_EVERY_MS, run: (context) => forgetOld(context, retention) },
    ...(persons
      ? [{ name: 'erase-persons', everyMs: ERASE_EVERY_MS, run: (context: Context) => eraseDue(context, persons) }]
      : []),
    ...(fileColumns
      ? [
          {
            name: 'forget-files',
            everyMs: FORGET_FILES_EVERY_MS,
            run: (context: Context) => forgetFiles(context, fileColumns),
          },
        ]
      : []),
    {
      name: 'seal-texts',
      everyMs: SEAL_TEXTS_EVERY_MS,
      run: (context) => sealTexts(context, sealedTexts, () => underWay.isClosing),
    },
    {
      name: 'key-request-claims',
      everyMs: REWRAP_EVERY_MS,
      async run(context) {
        while (!areClaimsKeyed && !underWay.isClosing) areClaimsKeyed = (await keyFormerClaims(context)) === 0;
      },
    },
    {
      name: 'rewrap-person-keys',
      everyMs: REWRAP_EVERY_MS,
      async run(context) {
        while ((await keys.rewrap(context.em)) === REWRAP_BATCH_MAX && !underWay.isClosing);
      },
    },
  ];
}

/** Events on their way and figures, for /metrics. */
async function count({ manifest, orm, clock, keys, own }: RoundsParts): Promise<void> {
  const subgraph = manifest.name;
  const counts = await rowsOf<[]>(orm.em.fork())
    .selectFrom('EventDelivery as d')
    .innerJoin('Outbox as o', 'o.id', 'd.eventId')
    .select(({ fn }) => ['d.state', fn.countAll<number>().as('n'), fn.min('o.atMs').as('oldestAtMs')])
    .where('d.state', 'in', [WAITING, PARKED])
    .groupBy('d.state')
    .execute();
  const events = (state: number) => Number(counts.find((row) => row.state === state)?.n ?? 0);
  const oldestAtMs = counts.find((row) => row.state === WAITING)?.oldestAtMs;
  waitingEvents.set({ subgraph }, events(WAITING));
  oldestEvent.set({ subgraph }, oldestAtMs ? (clock.now() - Number(oldestAtMs)) / 1000 : 0);
  parkedEvents.set({ subgraph }, events(PARKED));
  olderPersonKeys.set({ subgraph }, await keys.olderCount(orm.em.fork()));
  const counted = (await manifest.figures?.(own('figures'))) ?? {};
  for (const [figure, value] of Object.entries(counted)) figures.set({ subgraph, figure }, value);
}

export interface Rounds {
  /** Begins relaying events and running jobs. */
  start(): void;
  /** Tells the relay that events wait for these consumers; nothing before `start`. */
  soon(consumers: Iterable<string>): void;
  /** One round of every job and the relay, now, or `only` one of them (a job's name, or `relay`). */
  runOnce(only?: string): Promise<number>;
  /** Ends all of it, so that another replica has the leases at once. */
  rest(): Promise<void>;
}
/** The relay and the jobs of a subgraph: one replica at a time does each, by lease. */
export function createRounds(parts: RoundsParts): Rounds {
  const { manifest, orm, clock, log, transport, keys, holder, own, underWay } = parts;
  const { name } = manifest;
  const leases = createLeases(orm, holder);
  const track = <V>(work: Promise<V>) => underWay.inBackground(work);
  const relay = createRelay({ name, orm, clock, log, transport, leases, openOwn: keys.openOwn, track });
  const jobs = jobsOf(parts);
  let isStarted = false;

  async function round(job: Job): Promise<void> {
    const lease = `job:${job.name}`;
    if (underWay.isClosing || !(await leases.take(lease))) return;
    // A long run keeps its lease; one that stands still loses it, and what it does afterwards each row refuses.
    const renewal = outsideTransaction(() => setInterval(() => void leases.take(lease).catch(() => {}), LEASE_MS / 3));
    const tell = jobSeconds.startTimer({ subgraph: name, job: job.name });
    try {
      await job.run(own(job.name));
      jobRuns.inc({ subgraph: name, job: job.name, outcome: 'ok' });
    } catch (error) {
      jobRuns.inc({ subgraph: name, job: job.name, outcome: 'failed' });
      log.error({ err: error, job: job.name }, 'a job failed; it runs again at its next turn');
    } finally {
      tell();
      clearInterval(renewal);
    }
  }
  return {
    start() {
      isStarted = true;
      underWay.repeat(RELAY_EVERY_MS, () => relay.turn());
      underWay.repeat(COUNT_EVERY_MS, () => count(parts));
      underWay.repeat(CALENDAR_EVERY_MS, () => learnKeptPlans(orm));
      for (const job of jobs) underWay.repeat(job.everyMs, () => round(job));
    },
    soon: (consumers) => void (isStarted && relay.soon(consumers)),
    async runOnce(only) {
      for (const job of jobs) if (!only || only === job.name) await round(job);
      return !only || only === 'relay' ? relay.round() : 0;
    },
    async rest() {
      const ended = underWay.rest();
      relay.close();
      await ended;
      await leases.release().catch(() => {});
    },
  };
}
