import { Pool } from 'undici';
import type { Actor } from './actor.ts';
import { NoSuchSubgraph, Unavailable, type DeliveryResult, type EdgeAnswer, type GraphAnswer, type Transport } from './peers.ts';
import { isRepeatable } from './repeatable.ts';
import type { RunningSubgraph } from './running.ts';
import { currentTally, withTrace, type SqlTally } from './seeing.ts';
import { signActor, type Signer } from './signing.ts';

/** Subgraphs of this process, by name. They are registered after they start: peers only call each other once all run. */
export function localTransport(subgraphs: ReadonlyMap<string, RunningSubgraph>): Transport {
  const target = (name: string): RunningSubgraph => {
    const subgraph = subgraphs.get(name);
    if (!subgraph) throw new NoSuchSubgraph(`no subgraph ${name} in this process`);
    return subgraph;
  };
  return {
    execute: (to, request, actor, requestId, signal) => untilAborted(signal, () => target(to).execute(request, actor, requestId)),
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
/** A replica that failed, or says that it goes, is asked last for a while; twice as long after each failure. */
const REST_FIRST_MS = 500;
const REST_LAST_MS = 10_000;
export const ACTOR_HEADER = 'heitu-actor';
export const REQUEST_ID_HEADER = 'x-request-id';
/** Asks what the call sent to the database, and tells it: messages and milliseconds. */
export const TALLY_HEADER = 'heitu-tally';
function addTold(tally: SqlTally, told: unknown): void {
  const [messages, milliseconds] = String(told ?? '').split(' ').map(Number);
  if (!messages || !milliseconds) return;
  tally.messages += messages;
  tally.milliseconds += milliseconds;
}

/** Errors before a request was sent: nothing can have been done. After any other nobody knows. */
const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
/** What a server answers that is closing: it has not looked at the request. */
const CLOSING = 503;

interface Replica {
  pool: Pool;
  failures: number;
  restsUntilMs: number;
}

/**
 * Subgraphs behind HTTP, each at one or more addresses that share its calls; each call is signed by this process for that subgraph, route
 * and body. A call that reached nobody goes to the next replica; one whose answer was lost goes there only where it is repeatable.
 */
export function httpTransport(urls: Readonly<Record<string, readonly string[]>>, signer: Signer): Transport & { close(): Promise<void> } {
  const replicas = new Map(
    Object.entries(urls).map(([to, addresses]) => [
      to,
      addresses.map((url): Replica => ({ pool: new Pool(url, { connections: CONNECTIONS_MAX, connectTimeout: CONNECT_TIMEOUT_MS, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS }), failures: 0, restsUntilMs: 0 })),
    ]),
  );
  const turns = new Map<string, number>();

  /** Every replica, the one whose turn it is first, resting ones last. A single one is asked a second time: a kept connection may have ended. */
  function inTurn(to: string): Replica[] {
    const all = replicas.get(to);
    if (!all) throw new NoSuchSubgraph(`no address for ${to}`);
    const turn = ((turns.get(to) ?? -1) + 1) % all.length;
    turns.set(to, turn);
    const rotated = [...all.slice(turn), ...all.slice(0, turn)];
    const nowMs = Date.now();
    const ordered = [...rotated.filter((one) => one.restsUntilMs <= nowMs), ...rotated.filter((one) => one.restsUntilMs > nowMs)];
    // Of all calls that come when its rest is over, one tries it.
    if (ordered[0]!.failures > 0) rest(ordered[0]!);
    return all.length === 1 ? [all[0]!, all[0]!] : ordered;
  }
  function rest(replica: Replica): void {
    replica.failures += 1;
    replica.restsUntilMs = Date.now() + Math.min(REST_FIRST_MS * 2 ** (replica.failures - 1), REST_LAST_MS);
  }

  async function post(to: string, path: string, body: string, actor: Actor, requestId: string, repeatable: () => boolean, signal?: AbortSignal): Promise<unknown> {
    let lost: unknown;
    const tally = currentTally();
    for (const replica of inTurn(to)) {
      let status: number;
      let text: string;
      try {
        const headers = { 'content-type': 'application/json', [ACTOR_HEADER]: await signActor(signer, to + path, actor, body), [REQUEST_ID_HEADER]: requestId, ...(tally && { [TALLY_HEADER]: '1' }) };
        const answer = await replica.pool.request({
          method: 'POST',
          path,
          headers: withTrace(headers),
          body,
          signal,
        });
        status = answer.statusCode;
        text = await answer.body.text();
        if (tally) addTold(tally, answer.headers[TALLY_HEADER]);
        if (answer.headers['connection'] === 'close') rest(replica);
        else replica.failures = replica.restsUntilMs = 0;
      } catch (error) {
        signal?.throwIfAborted();
        rest(replica);
        lost = error;
        if (NOT_REACHED.has((error as { code?: string }).code ?? '') || repeatable()) continue;
        break;
      }
      if (status === CLOSING) continue;
      if (status !== 200) throw new Error(`${to}${path} answered ${status}`);
      return JSON.parse(text);
    }
    throw new Unavailable(`${to}${path} gave no answer`, { cause: lost });
  }
  const always = () => true;
  return {
    async execute(to, { document: _document, ...request }, actor, requestId, signal) {
      return (await post(to, '/graphql', JSON.stringify(request), actor, requestId, () => isRepeatable(request), signal)) as GraphAnswer;
    },
    deliver: async (to, events, actor) => (await post(to, '/events', JSON.stringify(events), actor, events[0]?.id ?? '', always)) as DeliveryResult[],
    authenticate: async (to, credentials, actor) => (await post(to, '/authenticate', JSON.stringify({ credentials }), actor, '', always)) as Actor | null,
    async edge(to, request, actor, requestId): Promise<EdgeAnswer> {
      // Bytes travel in base64 inside the signed body, so that nothing of the request escapes the signature.
      const body = JSON.stringify({ ...request, body: request.body.toString('base64') });
      const answer = (await post(to, '/edge', body, actor, requestId, () => request.method === 'GET')) as { status: number; headers?: Record<string, string>; body?: string };
      return { status: answer.status, headers: answer.headers, body: answer.body === undefined ? undefined : Buffer.from(answer.body, 'base64') };
    },
    async close() {
      await Promise.all([...replicas.values()].flat().map(({ pool }) => pool.close()));
    },
  };
}
