import { Pool } from 'undici';
import type { Actor } from './actor.ts';
import type { DeliveryResult, EdgeAnswer, GraphAnswer, Transport } from './peers.ts';
import type { RunningSubgraph } from './running.ts';
import { signActor, type Signer } from './signing.ts';

/** Subgraphs of this process, by name. They are registered after they start: peers only call each other once all run. */
export function localTransport(subgraphs: ReadonlyMap<string, RunningSubgraph>): Transport {
  const target = (name: string): RunningSubgraph => {
    const subgraph = subgraphs.get(name);
    if (!subgraph) throw new Error(`no subgraph ${name} in this process`);
    return subgraph;
  };
  return {
    execute: async (to, request, actor, requestId) => target(to).execute(request, actor, requestId),
    deliver: async (to, events, actor) => target(to).receive(events, actor),
    edge: async (to, request, actor, requestId) => target(to).edge(request, actor, requestId),
    authenticate: async (to, credentials) => target(to).authenticate(credentials),
  };
}

const TIMEOUT_MS = 15_000;
export const ACTOR_HEADER = 'heitu-actor';
export const REQUEST_ID_HEADER = 'x-request-id';

/** Subgraphs behind HTTP, each call signed by this process for that subgraph, route and body. */
export function httpTransport(urls: Readonly<Record<string, string>>, signer: Signer): Transport & { close(): Promise<void> } {
  const pools = new Map<string, Pool>();
  const poolOf = (to: string): Pool => {
    const url = urls[to];
    if (!url) throw new Error(`no address for ${to}`);
    let pool = pools.get(to);
    if (!pool) pools.set(to, (pool = new Pool(url, { connections: 32, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS })));
    return pool;
  };
  async function post(to: string, path: string, body: string, actor: Actor, requestId: string): Promise<unknown> {
    const answer = await poolOf(to).request({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', [ACTOR_HEADER]: await signActor(signer, to + path, actor, body), [REQUEST_ID_HEADER]: requestId },
      body,
    });
    const value: unknown = await answer.body.json();
    if (answer.statusCode !== 200) throw new Error(`${to}${path} answered ${answer.statusCode}`);
    return value;
  }
  return {
    execute: async (to, request, actor, requestId) => (await post(to, '/graphql', JSON.stringify(request), actor, requestId)) as GraphAnswer,
    deliver: async (to, events, actor) => (await post(to, '/events', JSON.stringify(events), actor, events[0]?.id ?? '')) as DeliveryResult[],
    authenticate: async (to, credentials, actor) => (await post(to, '/authenticate', JSON.stringify({ credentials }), actor, '')) as Actor | null,
    async edge(to, request, actor, requestId): Promise<EdgeAnswer> {
      // Bytes travel in base64 inside the signed body, so that nothing of the request escapes the signature.
      const body = JSON.stringify({ ...request, body: request.body.toString('base64') });
      const answer = (await post(to, '/edge', body, actor, requestId)) as { status: number; headers?: Record<string, string>; body?: string };
      return { status: answer.status, headers: answer.headers, body: answer.body === undefined ? undefined : Buffer.from(answer.body, 'base64') };
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

