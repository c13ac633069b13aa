import { Pool } from 'undici';
import { z } from 'zod';
import { isActor, type Actor } from '../rules/actor.ts';
import type { EventEnvelope } from './event.ts';
import { isGraphAnswer, NoSuchSubgraph, type Transport } from './peers.ts';
import type { DeliveryResult, EdgeAnswer, EdgeRequest, GraphAnswer, GraphRequest } from './peers.ts';
import { isRepeatable } from './repeatable.ts';
import { PROBE_MS_MAX, type ReplicaAddress, type Sent } from './replica.ts';
import { Replicas } from './replicas.ts';
import type { RunningSubgraph } from '../serving/running.ts';
import { currentTally, withTrace, type SqlTally } from '../serving/seeing.ts';
import { signActor, type Signer } from './signing.ts';

/** Subgraphs of this process, by name. They are registered after they start: peers only call each other once all run. */
export function localTransport(subgraphs: ReadonlyMap<string, RunningSubgraph>): Transport {
  const target = (name: string): RunningSubgraph => {
    const subgraph = subgraphs.get(name);
    if (!subgraph) throw new NoSuchSubgraph(`no subgraph ${name} in this process`);
    return subgraph;
  };
  return {
    execute: (to, request, actor, requestId, signal) =>
      untilAborted(signal, () => target(to).execute(request, actor, requestId)),
    deliver: async (to, events, actor) => target(to).receive(events, actor),
    edge: async (to, request, actor, requestId) => target(to).edge(request, actor, requestId),
    authenticate: async (to, credentials) => target(to).authenticate(credentials),
  };
}

/** Work in this process cannot be taken back: nobody waits for it any longer. */
async function untilAborted<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  if (!signal) return work();
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work(), promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

const TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 2000;
const CONNECTIONS_MAX = 32;
/** One for the probe that is repeated, others for knocks. */
const PROBES_MAX = 4;
export const ACTOR_HEADER = 'heitu-actor';
export const REQUEST_ID_HEADER = 'x-request-id';
/** Asks what the call sent to the database, and tells it: messages and milliseconds. */
export const TALLY_HEADER = 'heitu-tally';
function addTold(tally: SqlTally, told: unknown): void {
  const [messages, milliseconds] = String(told ?? '')
    .split(' ')
    .map(Number);
  if (!messages || !milliseconds) return;
  tally.messages += messages;
  tally.milliseconds += milliseconds;
}

/** What a server answers that is closing: it has not looked at the request. */
const CLOSING = 503;

/** A transport over the network: knows who answers, and must be closed. */
export interface NetworkTransport extends Transport {
  /** Whether any subgraph can be asked. */
  isAnyReady(): boolean;
  /** Of each subgraph, whether it can be asked. */
  readiness(): Record<string, boolean>;
  close(): Promise<void>;
}
interface Answered extends Sent {
  status: number;
  text: string;
}

/** A replica's connections for calls, and one of its own for probes, which must not wait behind calls. */
type Address = ReplicaAddress<Pool> & { prober: Pool };
function addressOf(url: string): Address {
  const timeouts = { connectTimeout: CONNECT_TIMEOUT_MS, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS };
  const prober = new Pool(url, { connections: PROBES_MAX, connectTimeout: PROBE_MS_MAX });
  const statusAt = async (path: string, signal: AbortSignal): Promise<number> => {
    const { statusCode, body } = await prober.request({ method: 'GET', path, signal });
    await body.dump();
    return statusCode;
  };
  return {
    label: new URL(url).host,
    target: new Pool(url, { connections: CONNECTIONS_MAX, ...timeouts }),
    prober,
    probe: async (signal) => (await statusAt('/health/ready', signal)) === 200,
    knock: (signal) => statusAt('/health/live', signal),
  };
}

interface Post {
  to: string;
  path: string;
  body: string;
  actor: Actor;
  requestId: string;
  isRepeatable: () => boolean;
  signal?: AbortSignal;
}
const edgeTold = z.object({
  status: z.number(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
});
const deliveryResults = z.array(
  z.discriminatedUnion('ok', [
    z.object({ id: z.string(), ok: z.literal(true) }),
    z.object({ id: z.string(), ok: z.literal(false), error: z.string(), outage: z.boolean().optional() }),
  ]),
);
const always = () => true;

/** Signs each call for its subgraph, route and body, and sends it to a replica that answers. */
class HttpTransport implements NetworkTransport {
  readonly #addresses: ReadonlyMap<string, readonly Address[]>;
  readonly #replicas: Replicas<Pool>;
  readonly #signer: Signer;
  constructor(urls: Readonly<Record<string, readonly string[]>>, signer: Signer, probeAll: boolean) {
    this.#addresses = new Map(Object.entries(urls).map(([to, list]) => [to, list.map(addressOf)]));
    this.#replicas = new Replicas<Pool>(this.#addresses, { probeAll });
    this.#signer = signer;
  }

  async #post({ to, path, body, actor, requestId, isRepeatable: repeatable, signal }: Post): Promise<unknown> {
    const tally = currentTally();
    // Of who asks now: a call that is sent again is sent by whoever noticed.
    const plain = { 'content-type': 'application/json', [REQUEST_ID_HEADER]: requestId };
    const headers = withTrace({ ...plain, ...(tally && { [TALLY_HEADER]: '1' }) });
    const send = async (pool: Pool): Promise<Answered> => {
      const signed = { ...headers, [ACTOR_HEADER]: await signActor(this.#signer, to + path, actor, body) };
      const answer = await pool.request({ method: 'POST', path, headers: signed, body, signal });
      const text = await answer.body.text();
      if (tally) addTold(tally, answer.headers[TALLY_HEADER]);
      const { statusCode: status } = answer;
      return { status, text, isNotTaken: status === CLOSING, leaves: answer.headers['connection'] === 'close' };
    };
    const { status, text } = await this.#replicas.call(to, send, repeatable, signal);
    if (status !== 200) throw new Error(`${to}${path} answered ${status}`);
    return JSON.parse(text);
  }

  async execute(
    to: string,
    { document: _document, ...request }: GraphRequest,
    actor: Actor,
    requestId: string,
    signal?: AbortSignal,
  ): Promise<GraphAnswer> {
    const body = JSON.stringify(request);
    const repeatable = () => isRepeatable(request);
    const answer = await this.#post({ to, path: '/graphql', body, actor, requestId, isRepeatable: repeatable, signal });
    if (!isGraphAnswer(answer)) throw new Error(`${to}/graphql answered what is no answer`);
    return answer;
  }
  async deliver(to: string, events: readonly EventEnvelope[], actor: Actor): Promise<DeliveryResult[]> {
    const requestId = events[0]?.id ?? '';
    const body = JSON.stringify(events);
    return deliveryResults.parse(
      await this.#post({ to, path: '/events', body, actor, requestId, isRepeatable: always }),
    );
  }
  async authenticate(to: string, credentials: string, actor: Actor): Promise<Actor | null> {
    const body = JSON.stringify({ credentials });
    const holder = await this.#post({ to, path: '/authenticate', body, actor, requestId: '', isRepeatable: always });
    return isActor(holder) ? holder : null;
  }
  /** Bytes travel in base64 inside the signed body, so that nothing of the request escapes the signature. */
  async edge(to: string, request: EdgeRequest, actor: Actor, requestId: string): Promise<EdgeAnswer> {
    const sent = JSON.stringify({ ...request, body: request.body.toString('base64') });
    const repeatable = () => request.method === 'GET';
    const { body, ...told } = edgeTold.parse(
      await this.#post({ to, path: '/edge', body: sent, actor, requestId, isRepeatable: repeatable }),
    );
    return { ...told, body: body === undefined ? undefined : Buffer.from(body, 'base64') };
  }
  isAnyReady(): boolean {
    return this.#replicas.isAnyReady();
  }
  readiness(): Record<string, boolean> {
    return this.#replicas.readiness();
  }
  async close(): Promise<void> {
    const silent = this.#replicas.stop();
    const all = [...this.#addresses.values()].flat();
    const end = (pool: Pool) => (silent.has(pool) ? pool.destroy() : pool.close());
    await Promise.all(all.flatMap(({ target, prober }) => [end(target), prober.destroy()]));
  }
}

/**
 * Subgraphs behind HTTP, each at one or more addresses that share its calls; each call is signed by this process for
 * that subgraph, route and body. A call that reached nobody goes to the next replica; one whose answer was lost, or
 * whose replica gives no sign of life, goes there only where it is repeatable. A replica that answers no probe is asked
 * nothing. `probeAll`: from the start on, also those that nobody asked yet.
 */
export const httpTransport = (
  urls: Readonly<Record<string, readonly string[]>>,
  signer: Signer,
  { probeAll = false }: { probeAll?: boolean } = {},
): NetworkTransport => new HttpTransport(urls, signer, probeAll);
