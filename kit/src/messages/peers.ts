import type { DocumentNode } from 'graphql';
import { assertNoTransaction } from '../data/open-transaction.ts';
import type { Actor } from '../rules/actor.ts';
import { peerActor } from '../rules/actor.ts';
import { isRecord } from '../rules/checked.ts';
import type { EventEnvelope } from './event.ts';
import type { PeerQuestion } from './question.ts';
import { isConnectionLost } from '../data/orm.ts';

export type { PeerQuestion } from './question.ts';

export interface GraphRequest {
  query: string;
  variables?: Readonly<Record<string, unknown>>;
  operationName?: string;
  /** The query, parsed: does not leave the process. */
  document?: DocumentNode;
}
export interface GraphAnswer {
  data?: Record<string, unknown> | null;
  errors?: readonly { message: string; path?: readonly (string | number)[]; extensions?: Record<string, unknown> }[];
}
export const isGraphAnswer = (told: unknown): told is GraphAnswer =>
  isRecord(told) &&
  (told['data'] === undefined || told['data'] === null || isRecord(told['data'])) &&
  (told['errors'] === undefined || Array.isArray(told['errors']));
/** No operation changes anything without this word; a question that happens to hold it is only treated with more care. */
export const mayChange = (request: GraphRequest): boolean => /\bmutation\b/.test(request.query);

export interface EdgeRequest {
  method: string;
  /** Below the subgraph's prefix: `/wechatpay/notify`. */
  path: string;
  query: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
  /** The bytes as they came. */
  body: Buffer;
}
/** In an edge's answer: what it counts as, beside the roots that the supergraph tags. */
export const TAG_HEADER = 'x-tag';
export interface EdgeAnswer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
}
/** An edge's answer in JSON; `headers` may say another type of it. */
export const jsonAnswer = (status: number, value: object, headers: EdgeAnswer['headers'] = {}): EdgeAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
});
/** `outage`: not the event's fault, and not counted against it. */
export type DeliveryResult = { id: string; ok: true } | { id: string; ok: false; error: string; outage?: boolean };

/** How one process reaches a subgraph, in the same process or over HTTP: the only way in, for the gateway and for peers. */
export interface Transport {
  /** Rejects with the signal's reason when it is aborted; a subgraph of this process finishes what it began. */
  execute(
    to: string,
    request: GraphRequest,
    actor: Actor,
    requestId: string,
    signal?: AbortSignal,
  ): Promise<GraphAnswer>;
  deliver(to: string, events: readonly EventEnvelope[], actor: Actor): Promise<DeliveryResult[]>;
  edge(to: string, request: EdgeRequest, actor: Actor, requestId: string): Promise<EdgeAnswer>;
  authenticate(to: string, credentials: string, actor: Actor): Promise<Actor | null>;
}

/** A subgraph asks another as itself, never as a user; each field it may read names it in the other's permissions. */
export interface Peers {
  /** The answer's data; throws where the peer refuses or fails. Never inside a transaction. */
  query<Answer, Variables extends Readonly<Record<string, unknown>>>(
    question: PeerQuestion<Answer, Variables>,
    variables: Variables,
  ): Promise<Answer>;
}

export class PeerError extends Error {}
/**
 * The subgraph gave no answer: whether something was done is not known. The same request may be sent again where it is
 * repeatable.
 */
export class Unavailable extends Error {}
export class NoSuchSubgraph extends Error {}
/** The database or a peer gave no answer: no fault of what was asked, which may be asked again. */
export const isOutage = (error: unknown): boolean => error instanceof Unavailable || isConnectionLost(error);

export function createPeers(name: string, transport: Transport, requestId: string): Peers {
  return {
    async query<Answer, Variables extends Readonly<Record<string, unknown>>>(
      { peer: to, text }: PeerQuestion<Answer, Variables>,
      variables: Variables,
    ): Promise<Answer> {
      assertNoTransaction(`a query to ${to}`);
      const answer = await transport.execute(to, { query: text, variables }, peerActor(name), requestId);
      if (answer.errors?.some((error) => error.extensions?.['code'] === 'UNAVAILABLE'))
        throw new Unavailable(`${to} cannot answer now`);
      if (answer.errors?.length)
        throw new PeerError(`${to}: ${answer.errors.map((error) => error.message).join('; ')}`);
      // Compose made the type of what it made the question of.
      return answer.data as Answer;
    },
  };
}
