import { z } from '../rules/validate.ts';

/** A field of a payload, at any depth. */
type FieldOf<T> = T extends readonly (infer Item)[]
  ? FieldOf<Item>
  : T extends object
    ? (keyof T & string) | FieldOf<T[keyof T]>
    : never;

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
  /** What it says: held where it is published, and where it arrives. */
  payload: z.ZodType<Payload>;
}
export type PayloadOf<Event extends EventDefinition> = z.output<Event['payload']>;

/**
 * A key that the payload does not name is left out, on both sides: nothing leaves a room that its contract does not
 * say, and what a newer release adds does not stop an older one (decision 27).
 */
export function defineEvent<Payload extends object>(
  type: string,
  definition: { consumers: readonly string[]; sealed?: readonly FieldOf<Payload>[]; payload: z.ZodType<Payload> },
): EventDefinition<Payload> {
  if (!/^[a-z]+\.[a-z-]+\.v\d+$/.test(type)) throw new Error(`event type ${type} is not subgraph.noun-past.vN`);
  return { type, ...definition };
}

/** The payload as its event says it. Throws where it is another: names the fields, never what stands in them. */
export function payloadOf<Payload>({ type, payload }: EventDefinition<Payload>, given: unknown): Payload {
  const { success, data, error } = payload.safeParse(given);
  if (success) return data;
  const wrong = error.issues.map(({ path, code }) => `${path.join('.')} (${code})`);
  throw new Error(`not a payload of ${type}: ${wrong.join(', ')}`);
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
