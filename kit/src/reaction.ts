import type { Context, Transaction } from './context.ts';
import type { EventDefinition, EventEnvelope } from './event.ts';
import type { Entities } from './orm.ts';

type TransactionOf<C> = Transaction<C extends Context<infer T, infer _S> ? T : never>;

/** A reaction to an event. What must be asked of others is fetched in `prepare`, before the transaction opens. */
export interface Reaction {
  name: string;
  event: EventDefinition;
  prepare?: (context: never, payload: never, event: EventEnvelope) => Promise<unknown>;
  apply: (context: never, tx: never, payload: never, prepared: never, event: EventEnvelope) => Promise<unknown>;
  /** Takes the place of `apply`: all events of a batch in few statements. */
  applyMany?: (context: never, tx: never, events: never) => Promise<unknown>;
}

/** Declares a reaction: `on(orderPaid, 'ship-order', async (context, tx, payload) => { … })`. A use case called from `apply` joins the transaction. */
export function on<Payload extends object, C extends Context<Entities, never>, Prepared = undefined>(
  event: EventDefinition<Payload>,
  name: string,
  apply: (context: C, tx: TransactionOf<C>, payload: Payload, prepared: Prepared, event: EventEnvelope) => Promise<unknown>,
  prepare?: (context: C, payload: Payload, event: EventEnvelope) => Promise<Prepared>,
): Reaction {
  return { name, event, apply: apply as Reaction['apply'], prepare: prepare as Reaction['prepare'] };
}

/** The same for events that come by the thousand: `applyMany` gets as many as came together, in their order. */
export function onMany<Payload extends object, C extends Context<Entities, never>>(
  event: EventDefinition<Payload>,
  name: string,
  applyMany: (context: C, tx: TransactionOf<C>, events: readonly EventEnvelope<Payload>[]) => Promise<unknown>,
): Reaction {
  return { name, event, apply: (context, tx, _payload, _prepared, one) => applyMany(context, tx, [one as EventEnvelope<Payload>]), applyMany: applyMany as Reaction['applyMany'] };
}
