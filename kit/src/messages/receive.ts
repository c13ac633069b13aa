import type { Context, Transaction, Writes } from '../data/context.ts';
import { outsideTransaction } from '../data/open-transaction.ts';
import { payloadOf, type EventEnvelope } from './event.ts';
import { isDuplicateKey, type RowsOf } from '../data/orm.ts';
import { must } from '../rules/checked.ts';
import { isRefused, ok, type Outcome } from '../rules/outcome.ts';
import { isOutage, type DeliveryResult } from './peers.ts';
import type { Reaction } from './reaction.ts';
import { statement } from '../data/statement.ts';

interface Due {
  key: string;
  event: EventEnvelope;
  reaction: Reaction;
}
const aggregateOf = (event: EventEnvelope): string => `${event.aggregateType}:${event.aggregateId}`;

/** Throws where nobody reacts to one of these, or where its payload is not what its event says. */
function dueOf(reactions: readonly Reaction[], events: readonly EventEnvelope[]): Due[] {
  return events.flatMap((arrived) => {
    const own = reactions.filter((reaction) => reaction.event.type === arrived.type);
    const [first] = own;
    if (!first) throw new Error(`no reaction to ${arrived.type}`);
    const event = { ...arrived, payload: payloadOf(first.event, arrived.payload) };
    return own.map((reaction) => ({ key: `${event.id}:${reaction.name}`, event, reaction }));
  });
}

const doneOf = statement((rows: RowsOf<[]>, { keys }: { keys: readonly string[] }) =>
  rows.selectFrom('Inbox').select('key').where('key', 'in', keys),
);
async function notYetDone(context: Context, due: readonly Due[]): Promise<Due[]> {
  const [done] = await context.read(doneOf({ keys: due.map(({ key }) => key) }));
  const keys = new Set(done.map(({ key }) => key));
  return due.filter(({ key }) => !keys.has(key));
}

function noteRefusal(context: Context, { event, reaction }: Due, result: unknown): void {
  if (isRefused(result))
    context.log.warn(
      { event: event.type, eventId: event.id, reaction: reaction.name, code: result.code },
      'a reaction was refused',
    );
}

/** Throws where a write that must change a row changed none: all was undone, the inbox row too. */
async function committed(work: () => Promise<Outcome<unknown>>): Promise<void> {
  const outcome = await outsideTransaction(work);
  if (!outcome.ok) throw new Error(`undone: ${outcome.code}`);
}

const prepared = async (context: Context, { event, reaction }: Due): Promise<unknown> =>
  reaction.prepare?.(context, event.payload, event);

/**
 * Applies an event's reactions, each once and in a transaction of its own: the inbox row is written in the transaction
 * of the effect.
 */
async function receiveOne(
  reactions: readonly Reaction[],
  event: EventEnvelope,
  contextFor: (operation: string) => Context,
): Promise<void> {
  for (const due of dueOf(reactions, [event])) {
    const context = contextFor(due.reaction.name);
    if ((await notYetDone(context, [due])).length === 0) continue;
    const facts = await prepared(context, due);
    try {
      await committed(() =>
        context.transaction(async (tx) => {
          tx.insert('Inbox', { key: due.key, atMs: context.clock.now() });
          noteRefusal(context, due, await due.reaction.apply(context, tx, due.event.payload, facts, due.event));
          return ok(null);
        }),
      );
    } catch (error) {
      // Another replica has just done it.
      if (!isDuplicateKey(error) || (await notYetDone(context, [due])).length > 0) throw error;
    }
  }
}

/**
 * Applies the reactions to several events in one transaction, which costs a fraction of one each. All or nothing: where
 * it throws (as where one of them was done already), nothing was done, and the events can be given to `receiveOne` one
 * by one. Events whose reactions prepare must not come here: what a later one prepares may depend on what an earlier
 * one did.
 */
async function receiveTogether(
  reactions: readonly Reaction[],
  events: readonly EventEnvelope[],
  contextFor: (operation: string) => Context,
): Promise<void> {
  const first = contextFor('receive');
  const due = dueOf(reactions, events);
  async function apply(tx: Writes, open?: Transaction): Promise<Outcome<null>> {
    const atMs = first.clock.now();
    const keys = due.map(({ key }) => ({ key, atMs }));
    tx.insert('Inbox', keys);
    const gathered = new Map<Reaction, Due[]>();
    const applyGathered = async (reaction: Reaction, group: readonly Due[]) => {
      gathered.delete(reaction);
      const [oldest] = group;
      const context = contextFor(reaction.name);
      const events = group.map(({ event }) => event);
      if (oldest) noteRefusal(context, oldest, await reaction.applyMany?.(context, tx, events));
    };
    for (const one of due) {
      const { event, reaction } = one;
      // Nothing overtakes an earlier event of its aggregate.
      for (const [other, group] of gathered)
        if (other !== reaction && group.some((earlier) => aggregateOf(earlier.event) === aggregateOf(event)))
          await applyGathered(other, group);
      if (reaction.applyMany) {
        const group = gathered.get(reaction);
        if (group) group.push(one);
        else gathered.set(reaction, [one]);
        continue;
      }
      const context = contextFor(reaction.name);
      const within = must(open, `the transaction of ${reaction.name}`);
      noteRefusal(context, one, await reaction.apply(context, within, event.payload, undefined, event));
    }
    for (const [reaction, group] of gathered) await applyGathered(reaction, group);
    return ok(null);
  }
  await committed(() =>
    due.every(({ reaction }) => reaction.writesOnly)
      ? first.write((writes) => apply(writes))
      : first.transaction((tx) => apply(tx, tx)),
  );
}

export interface Receiver {
  reactions: readonly Reaction[];
  contextFor: (operation: string) => Context;
  /** Whether the sender of this batch may send this event; throws where it may not. */
  admit: (event: EventEnvelope) => void;
  failed: (event: EventEnvelope, error: unknown) => void;
}

/**
 * Applies a batch: as many events together as can be, and one by one where that fails, so that one bad event holds up
 * only its own aggregate.
 */
export async function receive(
  { reactions, contextFor, admit, failed }: Receiver,
  events: readonly EventEnvelope[],
): Promise<DeliveryResult[]> {
  const results: DeliveryResult[] = [];
  const stopped = new Set<string>();
  const isPrepared = (event: EventEnvelope) =>
    reactions.some((reaction) => reaction.event.type === event.type && reaction.prepare);
  async function oneByOne(run: readonly EventEnvelope[]): Promise<void> {
    for (const event of run) {
      const aggregate = aggregateOf(event);
      try {
        if (stopped.has(aggregate)) throw new Error('waits for an earlier event');
        admit(event);
        await receiveOne(reactions, event, contextFor);
        results.push({ id: event.id, ok: true });
      } catch (error) {
        if (!stopped.has(aggregate)) failed(event, error);
        stopped.add(aggregate);
        results.push({ id: event.id, ok: false, error: String(error), ...(isOutage(error) && { outage: true }) });
      }
    }
  }
  for (let left = events; left.length > 0;) {
    const prepares = left.findIndex(isPrepared);
    const run = left.slice(0, prepares < 0 ? left.length : Math.max(prepares, 1));
    left = left.slice(run.length);
    if (run.length === 1 || run.some((event) => stopped.has(aggregateOf(event)))) {
      await oneByOne(run);
      continue;
    }
    try {
      run.forEach(admit);
      await receiveTogether(reactions, run, contextFor);
      results.push(...run.map(({ id }) => ({ id, ok: true as const })));
    } catch {
      await oneByOne(run);
    }
  }
  return results;
}
