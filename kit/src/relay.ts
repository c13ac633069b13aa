import type { Logger } from 'pino';
import { peerActor } from './actor.ts';
import type { Clock } from './clock.ts';
import { outsideTransaction, type Context, type Transaction } from './context.ts';
import { EventDelivery, Inbox, Lease } from './entities.ts';
import type { EventDefinition, EventEnvelope } from './event.ts';
import { isDuplicateKey, rowsOf, type Entities, type Orm } from './orm.ts';
import { ok, type Outcome } from './outcome.ts';
import type { Transport } from './peers.ts';

export const RELAY_BATCH_MAX = 50;
/** After this many failures an event is parked and alerts; the aggregate's later events wait behind it. */
export const DELIVERY_ATTEMPTS_MAX = 12;
const RETRY_FIRST_MS = 200;
const RETRY_LAST_MS = 60_000;
export const LEASE_MS = 10_000;

/** Takes or renews a named lease by one conditional update; true where this holder has it now. Real time, not the movable clock. */
export async function takeLease(orm: Orm, name: string, holder: string): Promise<boolean> {
  const em = orm.em.fork();
  const nowMs = Date.now();
  const taken = await em.nativeUpdate(Lease, { name, $or: [{ holder }, { untilMs: { $lt: nowMs } }] }, { holder, untilMs: nowMs + LEASE_MS });
  if (taken > 0) return true;
  try {
    await em.insert(Lease, { name, holder, untilMs: nowMs + LEASE_MS });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

export const releaseLeases = (orm: Orm, holder: string): Promise<number> => orm.em.fork().nativeUpdate(Lease, { holder }, { untilMs: 0 });

export interface RelayParts {
  name: string;
  orm: Orm;
  clock: Clock;
  log: Logger;
  transport: Transport;
}

/** The subgraphs that events wait for. */
export async function waitingConsumers(orm: Orm): Promise<string[]> {
  const rows = await rowsOf<[]>(orm.em.fork()).selectFrom('EventDelivery').select('consumer').distinct().where('state', '=', 0).execute();
  return rows.map((row) => row.consumer);
}

/** What may go to a consumer now, oldest first: nothing of an aggregate whose earlier event is parked or not yet due again, however many those are. */
function dueFor(orm: Orm, consumer: string, nowMs: number) {
  return rowsOf<[]>(orm.em.fork())
    .selectFrom('EventDelivery as d')
    .innerJoin('Outbox as o', 'o.id', 'd.eventId')
    .leftJoin(
      (from) => from
        .selectFrom('EventDelivery as e')
        .select(({ fn }) => ['e.aggregate as aggregate', fn.min('e.id').as('firstId')])
        .where('e.consumer', '=', consumer)
        .where((is) => is.or([is('e.state', '=', 2), is.and([is('e.state', '=', 0), is('e.nextAtMs', '>', nowMs)])]))
        .groupBy('e.aggregate')
        .as('held'),
      (join) => join.onRef('held.aggregate', '=', 'd.aggregate').onRef('held.firstId', '<=', 'd.id'),
    )
    .select(['d.id', 'd.aggregate', 'd.attempts', 'o.id as eventId', 'o.type', 'o.aggregatetype', 'o.aggregateid', 'o.payload', 'o.atMs'])
    .where('d.state', '=', 0)
    .where('d.consumer', '=', consumer)
    .where('held.firstId', 'is', null)
    .orderBy('d.id')
    .limit(RELAY_BATCH_MAX)
    .execute();
}

/**
 * Carries one batch of undelivered events to a consumer; returns how many it delivered. Throws where the consumer cannot be reached:
 * that is no fault of an event, and counts against none. Each row moves by a conditional update, so that a relay that was paused beyond
 * its lease changes nothing another has settled since.
 */
export async function relayOnce(parts: RelayParts, consumer: string): Promise<number> {
  const { orm, log, transport } = parts;
  const em = orm.em.fork();
  const batch = await dueFor(orm, consumer, parts.clock.now());
  if (batch.length === 0) return 0;
  const events: EventEnvelope[] = batch.map((row) => ({
    id: row.eventId,
    type: row.type,
    aggregateType: row.aggregatetype,
    aggregateId: row.aggregateid,
    atMs: row.atMs,
    payload: JSON.parse(row.payload),
  }));
  const results = await transport.deliver(consumer, events, peerActor(parts.name));
  const done = batch.filter((_, i) => results[i]?.ok).map((row) => row.id);
  if (done.length > 0) await em.nativeUpdate(EventDelivery, { id: { $in: done } }, { state: 1 });
  const failed = new Set<string>();
  for (const [i, row] of batch.entries()) {
    const result = results[i];
    // What stood behind a failed event of its aggregate was not tried.
    if (result?.ok || failed.has(row.aggregate)) continue;
    failed.add(row.aggregate);
    const attempts = row.attempts + 1;
    const parked = attempts >= DELIVERY_ATTEMPTS_MAX;
    const lastError = (result && !result.ok ? result.error : 'no answer').slice(0, 500);
    const nextAtMs = parts.clock.now() + Math.min(RETRY_FIRST_MS * 2 ** attempts, RETRY_LAST_MS);
    await em.nativeUpdate(EventDelivery, { id: row.id, state: 0, attempts: row.attempts }, { attempts, lastError, state: parked ? 2 : 0, nextAtMs });
    log[parked ? 'error' : 'warn']({ consumer, event: row.type, eventId: row.eventId, attempts, parked }, lastError);
  }
  return done.length;
}

/** A reaction to an event. What must be asked of others is fetched in `prepare`, before the transaction opens. */
export interface Reaction {
  name: string;
  event: EventDefinition;
  prepare?: (context: never, payload: never, event: EventEnvelope) => Promise<unknown>;
  apply: (context: never, tx: never, payload: never, prepared: never, event: EventEnvelope) => Promise<unknown>;
}

/** Declares a reaction: `on(orderPaid, 'ship-order', async (context, tx, payload) => { … })`. A use case called from `apply` joins the transaction. */
export function on<Payload extends object, C extends Context<Entities, never>, Prepared = undefined>(
  event: EventDefinition<Payload>,
  name: string,
  apply: (context: C, tx: Transaction<C extends Context<infer T, infer _S> ? T : never>, payload: Payload, prepared: Prepared, event: EventEnvelope) => Promise<unknown>,
  prepare?: (context: C, payload: Payload, event: EventEnvelope) => Promise<Prepared>,
): Reaction {
  return { name, event, apply: apply as Reaction['apply'], prepare: prepare as Reaction['prepare'] };
}

/** Applies an event's reactions, each once: the inbox row is written in the transaction of the effect. */
export async function receiveEvent(reactions: readonly Reaction[], event: EventEnvelope, contextFor: (operation: string) => Context): Promise<void> {
  const due = reactions.filter((reaction) => reaction.event.type === event.type);
  if (due.length === 0) throw new Error(`no reaction to ${event.type}`);
  for (const reaction of due) {
    const key = `${event.id}:${reaction.name}`;
    const context = contextFor(reaction.name);
    if (await context.em.fork().findOne(Inbox, { key })) continue;
    const prepared = await reaction.prepare?.(context as never, event.payload as never, event);
    try {
      await outsideTransaction(() =>
        context.transaction(async (tx) => {
          await tx.em.insert(Inbox, { key, atMs: context.clock.now() });
          const result = await reaction.apply(context as never, tx as never, event.payload as never, prepared as never, event);
          const refused = result as Outcome<unknown> | undefined;
          if (refused && typeof refused === 'object' && 'ok' in refused && !refused.ok) {
            context.log.warn({ event: event.type, eventId: event.id, reaction: reaction.name, code: refused.code }, 'a reaction was refused');
          }
          return ok(null);
        }),
      );
    } catch (error) {
      // Another replica has just done it.
      if (!isDuplicateKey(error) || !(await context.em.fork().findOne(Inbox, { key }))) throw error;
    }
  }
}
