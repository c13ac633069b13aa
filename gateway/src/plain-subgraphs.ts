import { Pool } from 'undici';
import {
  isGraphAnswer,
  NoSuchSubgraph,
  type GraphAnswer,
  type GraphRequest,
  type Transport,
} from '@heitu/kit/messages/peers';
import { isRepeatable } from '@heitu/kit/messages/repeatable';
import type { ReplicaAddress, Sent } from '@heitu/kit/messages/replica';
import { Replicas } from '@heitu/kit/messages/replicas';
import { withTrace } from '@heitu/kit/serving/seeing';
import type { NetworkTransport } from '@heitu/kit/messages/transport';

const TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 2000;
const CONNECTIONS_MAX = 32;
const ANSWER_BYTES_MAX = 64 * 1024 * 1024;
const POOL = {
  connections: CONNECTIONS_MAX,
  connectTimeout: CONNECT_TIMEOUT_MS,
  headersTimeout: TIMEOUT_MS,
  bodyTimeout: TIMEOUT_MS,
  maxResponseSize: ANSWER_BYTES_MAX,
};
const HEADERS = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json, application/json;q=0.9',
};

/** How often such a subgraph is asked whether it answers: by a question of GraphQL, since it has no other health. */
const PROBE_EVERY_MS = 2000;
const QUESTION = JSON.stringify({ query: '{__typename}' });

interface Target {
  pool: Pool;
  path: string;
}
interface Answered extends Sent {
  answer: GraphAnswer;
}

/**
 * Subgraphs of any make, reached over HTTP at their whole addresses, one or more each: they know neither our signature
 * nor an Actor, have no edges and take no events. What is not among them goes by `others`.
 */
export function withPlainSubgraphs(
  addresses: ReadonlyMap<string, readonly string[]>,
  others?: NetworkTransport,
): NetworkTransport {
  const pools = new Map<string, Pool>();
  const addressOf = (url: string): ReplicaAddress<Target> => {
    const { origin, pathname, search, host } = new URL(url);
    const path = pathname + search;
    let pool = pools.get(origin);
    if (!pool) pools.set(origin, (pool = new Pool(origin, POOL)));
    const probes = pool;
    const probe = async (signal: AbortSignal): Promise<boolean> => {
      const { body } = await probes.request({ method: 'POST', path, headers: HEADERS, body: QUESTION, signal });
      await body.dump();
      return true;
    };
    return {
      label: host + pathname,
      target: { pool, path },
      // Whatever it says of the question: it answers.
      probe,
      knock: probe,
    };
  };
  const targets = new Map([...addresses].map(([name, urls]) => [name, urls.map(addressOf)]));
  const replicas = new Replicas<Target>(targets, { probeAll: true, probeEveryMs: PROBE_EVERY_MS });

  async function ask(to: string, request: GraphRequest, signal?: AbortSignal): Promise<GraphAnswer> {
    const { document: _document, ...sent } = request;
    const body = JSON.stringify(sent);
    const headers = withTrace(HEADERS);
    const send = async ({ pool, path }: Target): Promise<Answered> => {
      const { statusCode, body: answer } = await pool.request({ method: 'POST', path, headers, body, signal });
      return { answer: graphAnswer(to, statusCode, await answer.text()) };
    };
    return (await replicas.call(to, send, () => isRepeatable(sent), signal)).answer;
  }
  const otherwise = (to: string): Transport => {
    if (!others || targets.has(to)) throw new NoSuchSubgraph(`no address for ${to}`);
    return others;
  };
  return {
    execute: async (to, request, actor, requestId, signal) =>
      targets.has(to) ? ask(to, request, signal) : otherwise(to).execute(to, request, actor, requestId, signal),
    deliver: async (to, events, actor) => otherwise(to).deliver(to, events, actor),
    edge: async (to, request, actor, requestId) => otherwise(to).edge(to, request, actor, requestId),
    // Whoever should know is not there: nobody is known.
    authenticate: async (to, credentials, actor) =>
      others && !targets.has(to) ? others.authenticate(to, credentials, actor).catch(nobodyWhereNoneAnswers) : null,
    isAnyReady: () => replicas.isAnyReady() || others?.isAnyReady() === true,
    readiness: () => ({ ...others?.readiness(), ...replicas.readiness() }),
    async close() {
      const silent = new Set([...replicas.stop()].map(({ pool }) => pool));
      const ended = [...pools.values()].map((pool) => (silent.has(pool) ? pool.destroy() : pool.close()));
      await Promise.all([...ended, others?.close()]);
    },
  };
}

function nobodyWhereNoneAnswers(error: unknown): null {
  if (error instanceof NoSuchSubgraph) return null;
  throw error;
}

/** An answer of GraphQL, whatever its status: some servers send errors with 4xx and 5xx. */
function graphAnswer(from: string, status: number, text: string): GraphAnswer {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    // Told below.
  }
  if (isGraphAnswer(answer) && (answer.data !== undefined || answer.errors)) return answer;
  throw new Error(`${from} answered ${status} without an answer of GraphQL`);
}
