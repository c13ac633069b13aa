import { Pool } from 'undici';
import { NoSuchSubgraph, Unavailable, type GraphAnswer, type GraphRequest, type Transport } from '@heitu/kit/peers';
import { isRepeatable } from '@heitu/kit/repeatable';
import { withTrace } from '@heitu/kit/seeing';

const TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 2000;
const CONNECTIONS_MAX = 32;
const ANSWER_BYTES_MAX = 64 * 1024 * 1024;
const HEADERS = { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json;q=0.9' };

/** A transport that must be closed, and knows whether all whom it reaches answer. */
export interface PlainTransport extends Transport {
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Subgraphs of any make, reached over HTTP at their whole addresses, one or more each: they know neither our signature nor an Actor, have no
 * edges and take no events. What is not among them goes by `others`.
 */
export function withPlainSubgraphs(addresses: ReadonlyMap<string, readonly string[]>, others?: Transport): PlainTransport {
  const pools = new Map<string, Pool>();
  const targets = new Map([...addresses].map(([name, urls]) => [name, urls.map((url) => {
    const { origin, pathname, search } = new URL(url);
    let pool = pools.get(origin);
    if (!pool) pools.set(origin, (pool = new Pool(origin, { connections: CONNECTIONS_MAX, connectTimeout: CONNECT_TIMEOUT_MS, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS, maxResponseSize: ANSWER_BYTES_MAX })));
    return { pool, path: pathname + search };
  })]));
  const turns = new Map<string, number>();

  async function ask(to: string, request: GraphRequest, signal?: AbortSignal): Promise<GraphAnswer> {
    const { document: _document, ...sent } = request;
    const [all, body] = [targets.get(to)!, JSON.stringify(sent)];
    const turn = ((turns.get(to) ?? -1) + 1) % all.length;
    turns.set(to, turn);
    let lost: unknown;
    // A kept connection may have ended: also a single address is tried a second time.
    for (let tries = 0; tries < Math.max(2, all.length); tries++) {
      const { pool, path } = all[(turn + tries) % all.length]!;
      try {
        const answer = await pool.request({ method: 'POST', path, headers: withTrace(HEADERS), body, signal });
        return graphAnswer(to, answer.statusCode, await answer.body.text());
      } catch (error) {
        signal?.throwIfAborted();
        lost = error;
        if (!isRepeatable(sent)) break;
      }
    }
    throw new Unavailable(`${to} gave no answer`, { cause: lost });
  }
  const otherwise = (to: string): Transport => {
    if (!others || targets.has(to)) throw new NoSuchSubgraph(`no address for ${to}`);
    return others;
  };
  return {
    execute: async (to, request, actor, requestId, signal) => (targets.has(to) ? ask(to, request, signal) : otherwise(to).execute(to, request, actor, requestId, signal)),
    deliver: async (to, events, actor) => otherwise(to).deliver(to, events, actor),
    edge: async (to, request, actor, requestId) => otherwise(to).edge(to, request, actor, requestId),
    // Whoever should know is not there: nobody is known.
    authenticate: async (to, credentials, actor) => (others && !targets.has(to) ? others.authenticate(to, credentials, actor).catch(nobodyWhereNoneAnswers) : null),
    ready: async () => (await Promise.all([...targets.keys()].map((to) => ask(to, { query: '{__typename}' }).then(() => true, () => false)))).every(Boolean),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

function nobodyWhereNoneAnswers(error: unknown): null {
  if (error instanceof NoSuchSubgraph) return null;
  throw error;
}

/** An answer of GraphQL, whatever its status: some servers send errors with 4xx and 5xx. */
function graphAnswer(from: string, status: number, text: string): GraphAnswer {
  let answer: GraphAnswer | null = null;
  try {
    answer = JSON.parse(text) as GraphAnswer | null;
  } catch {
    // Told below.
  }
  if (answer !== null && typeof answer === 'object' && (answer.data !== undefined || Array.isArray(answer.errors))) return answer;
  throw new Error(`${from} answered ${status} without an answer of GraphQL`);
}
