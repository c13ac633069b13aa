import type { Context, Transaction, Writes } from '../data/context.ts';
import type { EventDefinition, EventEnvelope } from './event.ts';
import type { Entities } from '../data/orm.ts';

type EntitiesOf<C> = C extends Context<infer T, infer _S> ? T : never;
type TransactionOf<C> = Transaction<EntitiesOf<C>>;

/**
 * A reaction to an event. What must be asked of others is fetched in `prepare`, before the transaction opens. The
 * functions are given the room's own context and transaction, and the payload that `event` says.
 */
export interface Reaction {
  name: string;
  event: EventDefinition;
  prepare?(context: Context, payload: unknown, event: EventEnvelope): Promise<unknown>;
  apply(context: Context, tx: Transaction, payload: unknown, prepared: unknown, event: EventEnvelope): Promise<unknown>;
  /** Takes the place of `apply`: all events of a batch in few statements. */
  applyMany?(context: Context, tx: Writes, events: readonly EventEnvelope[]): Promise<unknown>;
  /** `applyMany` only adds writes: a batch of such goes without an open transaction, in one message. */
  writesOnly?: boolean;
}

/**
 * Declares a reaction: `on(orderPaid, 'ship-order', async (context, tx, payload) => { … })`. A use case called from
 * `apply` joins the transaction.
 */
export function on<Payload extends object, C extends Context<Entities, never>, Prepared = undefined>(
  event: EventDefinition<Payload>,
  name: string,
  apply: (
    context: C,
    tx: TransactionOf<C>,
    payload: Payload,
    prepared: Prepared,
    event: EventEnvelope,
  ) => Promise<unknown>,
  prepare?: (context: C, payload: Payload, event: EventEnvelope) => Promise<Prepared>,
): Reaction {
  return { name, event, apply, prepare };
}

/** The same for events that come by the thousand: `applyMany` gets as many as came together, in their order. */
export function onMany<Payload extends object, C extends Context<Entities, never>>(
  event: EventDefinition<Payload>,
  name: string,
  applyMany: (context: C, tx: TransactionOf<C>, events: readonly EventEnvelope<Payload>[]) => Promise<unknown>,
): Reaction {
  return {
    name,
    event,
    apply: (context: C, tx: TransactionOf<C>, _payload, _prepared, one: EventEnvelope<Payload>) =>
      applyMany(context, tx, [one]),
    applyMany,
  };
}

/**
 * The same where `writeMany` reads before anything is locked, and only adds writes, each of which says what it rests on
 * (`ifNone`). Where it throws, or a write changes nothing, the batch is undone and its events come one by one, to
 * `apply`.
 */
export function onWrites<Payload extends object, C extends Context<Entities, never>>(
  event: EventDefinition<Payload>,
  name: string,
  writeMany: (context: C, writes: Writes<EntitiesOf<C>>, events: readonly EventEnvelope<Payload>[]) => Promise<unknown>,
  apply: (context: C, tx: TransactionOf<C>, event: EventEnvelope<Payload>) => Promise<unknown> = (context, tx, one) =>
    writeMany(context, tx, [one]),
): Reaction {
  return {
    name,
    event,
    apply: (context: C, tx: TransactionOf<C>, _payload, _prepared, one: EventEnvelope<Payload>) =>
      apply(context, tx, one),
    applyMany: writeMany,
    writesOnly: true,
  };
}
