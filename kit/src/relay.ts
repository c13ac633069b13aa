import type { Logger } from 'pino';
import { peerActor } from './actor.ts';
import type { Clock } from './clock.ts';
import { outsideTransaction, type Context, type Transaction } from './context.ts';
import { EventDelivery, Inbox, Lease } from './entities.ts';
import type { EventDefinition, EventEnvelope } from './event.ts';
import { isDuplicateKey, rowsOf, type Entities, type Orm } from './orm.ts';
import { ok, type Outcome } from './outcome.ts';
import type { DeliveryResult, Transport } from './peers.ts';

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

/** Carries this subgraph's undelivered events to their consumers; returns how many it delivered. */
export async function relayOnce(parts: { name: string; orm: Orm; clock: Clock; log: Logger; transport: Transport }): Promise<number> {
  const { orm, log, transport } = parts;
  const em = orm.em.fork();
  const waiting = await rowsOf<[]>(em)
    .selectFrom('EventDelivery as d')
    .innerJoin('Outbox as o', 'o.id', 'd.eventId')
    .select(['d.id', 'd.consumer', 'd.aggregate', 'd.attempts', 'd.nextAtMs', 'd.state', 'o.id as eventId', 'o.type', 'o.aggregatetype', 'o.aggregateid', 'o.payload', 'o.atMs'])
    .where('d.state', 'in', [0, 2])
    .orderBy('d.id')
    .limit(RELAY_BATCH_MAX * 10)
    .execute();
  const nowMs = parts.clock.now();
  let delivered = 0;
  for (const [consumer, rows] of Map.groupBy(waiting, (row) => row.consumer)) {
    // An aggregate whose earlier event is not yet due again (or parked) holds its later ones back.
    const blocked = new Set<string>();
    const batch: typeof rows = [];
    for (const row of rows) {
      if (row.state === 2 || row.nextAtMs > nowMs) blocked.add(row.aggregate);
      if (!blocked.has(row.aggregate) && batch.length < RELAY_BATCH_MAX) batch.push(row);
    }
    if (batch.length === 0) continue;
    const events: EventEnvelope[] = batch.map((row) => ({
      id: row.eventId,
      type: row.type,
      aggregateType: row.aggregatetype,
      aggregateId: row.aggregateid,
      atMs: row.atMs,
      payload: JSON.parse(row.payload),
    }));
    let results: DeliveryResult[];
    try {
      results = await transport.deliver(consumer, events, peerActor(parts.name));
    } catch (error) {
      results = events.map(({ id }) => ({ id, ok: false, error: String(error) }));
    }
    const done = batch.filter((_, i) => results[i]?.ok).map((row) => row.id);
    if (done.length > 0) await em.nativeUpdate(EventDelivery, { id: { $in: done } }, { state: 1 });
    delivered += done.length;
    for (const [i, row] of batch.entries()) {
      const result = results[i];
      if (result?.ok) continue;
      const attempts = row.attempts + 1;
      const parked = attempts >= DELIVERY_ATTEMPTS_MAX;
      const lastError = (result && !result.ok ? result.error : 'no answer').slice(0, 500);
      await em.nativeUpdate(EventDelivery, { id: row.id }, { attempts, lastError, state: parked ? 2 : 0, nextAtMs: parts.clock.now() + Math.min(RETRY_FIRST_MS * 2 ** attempts, RETRY_LAST_MS) });
      log[parked ? 'error' : 'warn']({ consumer, event: row.type, eventId: row.eventId, attempts, parked }, lastError);
    }
  }
  return delivered;
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
