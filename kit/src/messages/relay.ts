import type { Logger } from 'pino';
import { peerActor } from '../rules/actor.ts';
import type { Clock } from '../rules/clock.ts';
import { outsideTransaction } from '../data/open-transaction.ts';
import { EventDelivery, Lease } from '../data/entities.ts';
import type { EventEnvelope } from './event.ts';
import { answerTo, sendAlone } from '../data/batch.ts';
import { isDuplicateKey, type Orm, type RowsOf } from '../data/orm.ts';
import { statement } from '../data/statement.ts';
import { deliveries } from '../serving/metrics.ts';
import type { Transport } from './peers.ts';
import { OWN_MARK, type PersonKeys } from '../privacy/person-keys.ts';

export { on, onMany, onWrites, type Reaction } from './reaction.ts';

export const RELAY_BATCH_MAX = 50;
/** After this many failures an event is parked and alerts; the aggregate's later events wait behind it. */
export const DELIVERY_ATTEMPTS_MAX = 12;
const RETRY_FIRST_MS = 200;
const RETRY_LAST_MS = 60_000;
/** Where the consumer's database or a peer of its gave no answer. */
const OUTAGE_PAUSE_MS = 1000;
export const LEASE_MS = 10_000;

// Every job of every process asks again and again: built once.
const leaseTo = statement(
  (
    rows: RowsOf<[]>,
    { name, holder, nowMs, untilMs }: { name: string; holder: string; nowMs: number; untilMs: number },
  ) =>
    rows
      .updateTable('Lease')
      .set({ holder, untilMs })
      .where('name', '=', name)
      .where((is) => is.or([is('holder', '=', holder), is('untilMs', '<', nowMs)])),
);
/**
 * Takes or renews a named lease by one conditional update; true where this holder has it now. Real time, not the
 * movable clock.
 */
export async function takeLease(orm: Orm, name: string, holder: string): Promise<boolean> {
  const nowMs = Date.now();
  const taken = await answerTo(sendAlone(orm), orm, leaseTo({ name, holder, nowMs, untilMs: nowMs + LEASE_MS }));
  if (taken.changed > 0) return true;
  try {
    await orm.em.fork().insert(Lease, { name, holder, untilMs: nowMs + LEASE_MS });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

export interface Leases {
  /** True where this holder has the lease now; asks the database only when less than half of its time is left. */
  take(name: string): Promise<boolean>;
  release(): Promise<void>;
}

export function createLeases(orm: Orm, holder: string): Leases {
  const renewAtMs = new Map<string, number>();
  return {
    async take(name) {
      const nowMs = Date.now();
      if (nowMs < (renewAtMs.get(name) ?? 0)) return true;
      const taken = await takeLease(orm, name, holder);
      if (taken) renewAtMs.set(name, nowMs + LEASE_MS / 2);
      else renewAtMs.delete(name);
      return taken;
    },
    async release() {
      renewAtMs.clear();
      await orm.em.fork().nativeUpdate(Lease, { holder }, { untilMs: 0 });
    },
  };
}

export interface RelayParts {
  name: string;
  orm: Orm;
  clock: Clock;
  log: Logger;
  transport: Transport;
  /** Opens what lies sealed in the outbox (`sealed` of an event). */
  openOwn: PersonKeys['openOwn'];
}

const waiting = statement((rows: RowsOf<[]>) =>
  rows.selectFrom('EventDelivery').select('consumer').distinct().where('state', '=', 0),
);
/** The subgraphs that events wait for. */
export async function waitingConsumers(orm: Orm): Promise<string[]> {
  const { rows } = await answerTo(sendAlone(orm), orm, waiting({}));
  return rows.map((row) => row.consumer);
}

/**
 * What may go to a consumer now, oldest first: nothing of an aggregate whose earlier event is parked or not yet due
 * again, however many those are.
 */
const dueFor = statement((rows: RowsOf<[]>, { consumer, nowMs }: { consumer: string; nowMs: number }) =>
  rows
    .selectFrom('EventDelivery as d')
    .innerJoin('Outbox as o', 'o.id', 'd.eventId')
    .leftJoin(
      (from) =>
        from
          .selectFrom('EventDelivery as e')
          .select(({ fn }) => ['e.aggregate as aggregate', fn.min('e.id').as('firstId')])
          .where('e.consumer', '=', consumer)
          .where((is) => is.or([is('e.state', '=', 2), is.and([is('e.state', '=', 0), is('e.nextAtMs', '>', nowMs)])]))
          .groupBy('e.aggregate')
          .as('held'),
      (join) => join.onRef('held.aggregate', '=', 'd.aggregate').onRef('held.firstId', '<=', 'd.id'),
    )
    .select([
      'd.id',
      'd.aggregate',
      'd.attempts',
      'o.id as eventId',
      'o.type',
      'o.aggregatetype',
      'o.aggregateid',
      'o.payload',
      'o.atMs',
    ])
    .where('d.state', '=', 0)
    .where('d.consumer', '=', consumer)
    .where('held.firstId', 'is', null)
    .orderBy('d.id')
    .limit(RELAY_BATCH_MAX),
);
const deliver = statement((rows: RowsOf<[]>, { ids }: { ids: readonly number[] }) =>
  rows.updateTable('EventDelivery').set({ state: 1 }).where('id', 'in', ids),
);

/**
 * Carries one batch of undelivered events to a consumer. Throws where the consumer cannot be reached: that is no fault
 * of an event, and counts against none. Each row moves by a conditional update, so that a relay that was paused beyond
 * its lease changes nothing another has settled since.
 */
export async function relayOnce(parts: RelayParts, consumer: string): Promise<{ read: number; delivered: number }> {
  const { orm, log, transport } = parts;
  const { rows: batch } = await answerTo(sendAlone(orm), orm, dueFor({ consumer, nowMs: parts.clock.now() }));
  if (batch.length === 0) return { read: 0, delivered: 0 };
  const events: EventEnvelope[] = batch.map((row) => ({
    id: row.eventId,
    type: row.type,
    aggregateType: row.aggregatetype,
    aggregateId: row.aggregateid,
    atMs: row.atMs,
    payload: row.payload.includes(OWN_MARK)
      ? JSON.parse(row.payload, (_field, value: unknown) => (typeof value === 'string' ? parts.openOwn(value) : value))
      : JSON.parse(row.payload),
  }));
  const results = await transport.deliver(consumer, events, peerActor(parts.name));
  const done = batch.filter((_, i) => results[i]?.ok).map((row) => row.id);
  if (done.length > 0) await answerTo(sendAlone(orm), orm, deliver({ ids: done }));
  if (done.length === batch.length) return { read: batch.length, delivered: done.length };
  const em = orm.em.fork();
  const failed = new Set<string>();
  for (const [i, row] of batch.entries()) {
    const result = results[i];
    // What stood behind a failed event of its aggregate was not tried.
    if (result?.ok || failed.has(row.aggregate)) continue;
    failed.add(row.aggregate);
    if (result?.outage) {
      await em.nativeUpdate(
        EventDelivery,
        { id: row.id, state: 0, attempts: row.attempts },
        { lastError: result.error.slice(0, 500), nextAtMs: parts.clock.now() + OUTAGE_PAUSE_MS },
      );
      log.warn({ consumer, event: row.type, eventId: row.eventId }, result.error);
      continue;
    }
    const attempts = row.attempts + 1;
    const parked = attempts >= DELIVERY_ATTEMPTS_MAX;
    const lastError = (result && !result.ok ? result.error : 'no answer').slice(0, 500);
    const nextAtMs = parts.clock.now() + Math.min(RETRY_FIRST_MS * 2 ** attempts, RETRY_LAST_MS);
    await em.nativeUpdate(
      EventDelivery,
      { id: row.id, state: 0, attempts: row.attempts },
      { attempts, lastError, state: parked ? 2 : 0, nextAtMs },
    );
    log[parked ? 'error' : 'warn']({ consumer, event: row.type, eventId: row.eventId, attempts, parked }, lastError);
  }
  return { read: batch.length, delivered: done.length };
}

/**
 * A new event is carried after this, and not before its consumer has rested from the last batch: what comes meanwhile
 * goes with it, and fifty cost little more than one.
 */
const GATHER_MS = 20;
const REST_MS = 100;
/** A round waits this long for a slow consumer before it looks after the others again. */
const PATIENCE_MS = 1000;
const UNREACHED_PAUSE_MS = 1000;

export interface Relay {
  /** Events for these were just committed. */
  soon(consumers: Iterable<string>): void;
  /** Everything that waits, for every consumer; answers how many events were delivered. */
  round(): Promise<number>;
  /** The same, but one slow consumer holds the others up for a moment at most; it is carried on with meanwhile. */
  turn(): Promise<unknown>;
  close(): void;
}

type RelayWork = RelayParts & { leases: Leases; track: <V>(work: Promise<V>) => Promise<V> };

class Carrier implements Relay {
  readonly #parts: RelayWork;
  readonly #carrying = new Set<string>();
  readonly #told = new Set<string>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #carriedAtMs = new Map<string, number>();
  #isClosing = false;
  constructor(parts: RelayWork) {
    this.#parts = parts;
  }

  /** Everything that waits for one consumer. */
  async #carryTo(consumer: string): Promise<number> {
    if (this.#carrying.has(consumer)) {
      this.#told.add(consumer);
      return 0;
    }
    this.#carrying.add(consumer);
    let total = 0;
    try {
      for await (const delivered of this.#batches(consumer)) total += delivered;
    } catch (error) {
      this.#parts.log.warn({ consumer, err: error }, 'events wait: their consumer was not reached');
      if (!this.#isClosing) await new Promise((resolve) => setTimeout(resolve, UNREACHED_PAUSE_MS));
    } finally {
      this.#carrying.delete(consumer);
      this.#carriedAtMs.set(consumer, performance.now());
      if (this.#told.delete(consumer)) this.soon([consumer]);
    }
    if (total > 0) deliveries.inc({ subgraph: this.#parts.name }, total);
    return total;
  }
  /** How many events each batch delivered. The lease is asked for each: a long backlog must not outlast it. */
  async *#batches(consumer: string): AsyncGenerator<number> {
    for (let more = true; more && !this.#isClosing && (await this.#parts.leases.take(`relay:${consumer}`));) {
      const { read, delivered } = await relayOnce(this.#parts, consumer);
      yield delivered;
      // A batch that was not full left nothing behind; what was committed since is told of.
      more = read === RELAY_BATCH_MAX && delivered > 0;
    }
  }

  async round(): Promise<number> {
    const consumers = await waitingConsumers(this.#parts.orm);
    const counts = await Promise.all(consumers.map((consumer) => this.#parts.track(this.#carryTo(consumer))));
    return counts.reduce((sum, count) => sum + count, 0);
  }
  turn(): Promise<unknown> {
    return Promise.race([this.round(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
  }
  soon(consumers: Iterable<string>): void {
    for (const consumer of consumers) {
      if (this.#isClosing || this.#timers.has(consumer)) continue;
      const restMs = (this.#carriedAtMs.get(consumer) ?? 0) + REST_MS - performance.now();
      const carry = () => {
        this.#timers.delete(consumer);
        void this.#parts.track(this.#carryTo(consumer));
      };
      outsideTransaction(() => this.#timers.set(consumer, setTimeout(carry, Math.max(GATHER_MS, restMs))));
    }
  }
  close(): void {
    this.#isClosing = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }
}

/**
 * Carries a subgraph's events: at once those it is told of, and those left over whenever it looks. `track` is told of
 * all work.
 */
export const createRelay = (parts: RelayWork): Relay => new Carrier(parts);
