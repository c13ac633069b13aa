/**
 * Facts that cross subgraphs. One file per event under schema/events/; payloads carry ids and facts, never personal
 * data.
 */
export interface EventDefinition<Payload = unknown> {
  /** `orders.order-paid.v1` */
  type: string;
  /** The subgraphs that react to it; each gets its own delivery. */
  consumers: readonly string[];
  /** Fields, at any depth, whose texts lie sealed in the outbox until they leave. */
  sealed?: readonly string[];
  /** Only for the type checker. */
  readonly '~payload'?: Payload;
}

export function defineEvent<Payload extends object>(
  type: string,
  options: { consumers: readonly string[]; sealed?: readonly string[] },
): EventDefinition<Payload> {
  if (!/^[a-z]+\.[a-z-]+\.v\d+$/.test(type)) throw new Error(`event type ${type} is not subgraph.noun-past.vN`);
  return { type, ...options };
}

/** An event on its way. */
export interface EventEnvelope<Payload = unknown> {
  id: string;
  type: string;
  aggregateType: string;
  aggregateId: string;
  atMs: number;
  payload: Payload;
}
