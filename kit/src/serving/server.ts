import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { GATEWAY } from '../rules/actor.ts';
import type { EventEnvelope } from '../messages/event.ts';
import type { Logger } from './logging.ts';
import { refusedCalls } from './metrics.ts';
import { addMetrics, FOR_THIS_MACHINE, type MetricsSettings } from './metrics-door.ts';
import { isOutage, mayChange, type EdgeRequest, type GraphRequest } from '../messages/peers.ts';
import { createCallMemory, takeCall } from '../messages/replay.ts';
import type { RunningSubgraph } from './running.ts';
import { verifyActor, type CallRefusal, type SignedCall, type TrustedKeys } from '../messages/signing.ts';
import { asCalled, tallied } from './seeing.ts';
import { ACTOR_HEADER, REQUEST_ID_HEADER, TALLY_HEADER } from '../messages/transport.ts';

const BODY_BYTES_MAX = 16 * 1024 * 1024;
/** How long a process that ends still answers: callers learn meanwhile that it goes, and go elsewhere. */
export const LEAVE_MS = 2000;

/** A balancer, and every process that asks us, waits at most a second for our health. */
const READY_MS_MAX = 700;

const leaving = new WeakSet<FastifyInstance>();

/** Health and metrics, the same at every process. */
export function addHealth(server: FastifyInstance, ready: () => Promise<boolean>, metrics: MetricsSettings): void {
  server.addHook(
    'onSend',
    async (_request, reply) => void (leaving.has(server) && reply.header('connection', 'close')),
  );
  server.get('/health/live', async () => ({ status: 'live' }));
  let looking: Promise<boolean> | null = null;
  // Where a database hangs one question waits for it, however often one asks for our health.
  const look = () => (looking ??= ready().finally(() => void (looking = null)));
  server.get('/health/ready', async (_request, reply) => {
    const isReady = !leaving.has(server) && (await isReadyInTime(look()));
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready' });
  });
  addMetrics(server, metrics);
}

/** Whether something is ready; what does not say so in the time that a balancer waits is not. */
export async function isReadyInTime(looking: Promise<boolean>): Promise<boolean> {
  let overdue: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<boolean>((resolve) => (overdue = setTimeout(() => resolve(false), READY_MS_MAX)));
    return await Promise.race([looking.catch(() => false), late]);
  } finally {
    clearTimeout(overdue);
  }
}

/**
 * Is no longer ready, ends each connection with its next answer, and after a moment closes, when all that was begun is
 * answered.
 */
export async function leave(server: FastifyInstance): Promise<void> {
  leaving.add(server);
  await new Promise((resolve) => setTimeout(resolve, LEAVE_MS));
  await server.close();
}

interface ServeOptions {
  port: number;
  host: string;
  trustedKeys: TrustedKeys;
  metrics?: MetricsSettings;
  log: Logger;
}
interface Route<Body> {
  path: string;
  /** Whether doing it twice would do more than doing it once. */
  changes(body: Body, from: string): boolean;
  handle(body: Body, caller: SignedCall, requestId: string): Promise<unknown>;
}
type SentEdge = Omit<EdgeRequest, 'body'> & { body: string };

/** Who is told nothing: not one of us, or has said this before. */
class NotTaken extends Error {
  readonly reason: CallRefusal;
  constructor(reason: CallRefusal) {
    super(reason);
    this.reason = reason;
  }
}

/** Takes each call of a trusted process once, and does what its route does. */
class Calls {
  readonly #memory = createCallMemory();
  readonly #subgraph: RunningSubgraph;
  readonly #options: ServeOptions;
  constructor(subgraph: RunningSubgraph, options: ServeOptions) {
    this.#subgraph = subgraph;
    this.#options = options;
  }

  async #verified(path: string, { headers }: FastifyRequest, text: string): Promise<SignedCall> {
    const signature = String(headers[ACTOR_HEADER] ?? '');
    const caller = await verifyActor(this.#options.trustedKeys, this.#subgraph.name + path, signature, text);
    if (!caller.ok) throw new NotTaken(caller.reason);
    if (!this.#memory.take(caller, Date.now())) throw new NotTaken('replayed');
    return caller;
  }
  async #answer<Body>(route: Route<Body>, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const text = typeof request.body === 'string' ? request.body : '';
    const caller = await this.#verified(route.path, request, text);
    // What a trusted process signed is of the route's kind.
    const body = JSON.parse(text) as Body;
    const once = route.changes(body, caller.from);
    if (once && !(await this.#takeForAll(caller, route.path, reply))) return reply;
    const requestId = String(request.headers[REQUEST_ID_HEADER] ?? '');
    const work = () => asCalled(request.headers, () => route.handle(body, caller, requestId));
    const tally = request.headers[TALLY_HEADER] ? { messages: 0, milliseconds: 0 } : undefined;
    try {
      const answer = await (tally ? tallied(tally, work) : work());
      if (tally) reply.header(TALLY_HEADER, `${tally.messages} ${tally.milliseconds.toFixed(1)}`);
      return await reply.send(JSON.stringify(answer ?? null));
    } catch (error) {
      if (once || !isOutage(error)) throw error;
      return this.#away(error, route.path, reply);
    }
  }
  /** False where the database did not say, and the caller was told so: nothing has begun. */
  async #takeForAll(caller: SignedCall, path: string, reply: FastifyReply): Promise<boolean> {
    let isTaken: boolean;
    try {
      isTaken = await takeCall(this.#subgraph.orm, caller);
    } catch (error) {
      if (!isOutage(error)) throw error;
      await this.#away(error, path, reply);
      return false;
    }
    if (!isTaken) throw new NotTaken('replayed');
    return true;
  }
  #away(err: unknown, route: string, reply: FastifyReply): FastifyReply {
    this.#options.log.warn({ err, subgraph: this.#subgraph.name, route }, 'no answer from the database');
    return reply.code(503).send();
  }
  add<Body>(server: FastifyInstance, route: Route<Body>): void {
    server.post(route.path, async (request, reply) => {
      try {
        return await this.#answer(route, request, reply);
      } catch (error) {
        if (!(error instanceof NotTaken)) throw error;
        const { reason } = error;
        refusedCalls.inc({ reason });
        const { name: subgraph } = this.#subgraph;
        this.#options.log.warn({ reason, subgraph, route: route.path, address: request.ip }, 'a call was refused');
        const errors = [{ message: '调用方身份无效', extensions: { code: 'UNAUTHENTICATED' } }];
        return reply.code(401).send({ errors });
      }
    });
  }
}

/**
 * A subgraph behind HTTP: only calls signed by a trusted process get in, each once; everything else is 401, counted and
 * logged.
 */
export async function serveSubgraph(subgraph: RunningSubgraph, options: ServeOptions): Promise<FastifyInstance> {
  const server = Fastify({ logger: false, bodyLimit: BODY_BYTES_MAX });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  addHealth(server, () => subgraph.ready(), options.metrics ?? FOR_THIS_MACHINE);
  const calls = new Calls(subgraph, options);
  calls.add<GraphRequest>(server, {
    path: '/graphql',
    changes: mayChange,
    handle: (body, { actor }, requestId) => subgraph.execute(body, actor, requestId),
  });
  calls.add<EventEnvelope[]>(server, {
    path: '/events',
    // Each event is applied once by its inbox row, whoever brings it again.
    changes: () => false,
    handle: (body, { actor }) => subgraph.receive(body, actor),
  });
  calls.add<{ credentials: string }>(server, {
    path: '/authenticate',
    changes: () => false,
    handle: async ({ credentials }, { from }) => (from === GATEWAY.id ? subgraph.authenticate(credentials) : null),
  });
  calls.add<SentEdge>(server, {
    path: '/edge',
    changes: ({ method }, from) => from === GATEWAY.id && method !== 'GET',
    async handle({ body: sent, ...request }, { actor, from }, requestId) {
      if (from !== GATEWAY.id) return { status: 403 };
      const { body, ...answer } = await subgraph.edge(
        { ...request, body: Buffer.from(sent, 'base64') },
        actor,
        requestId,
      );
      return { ...answer, body: body === undefined ? undefined : Buffer.from(body).toString('base64') };
    },
  });
  await server.listen({ port: options.port, host: options.host });
  return server;
}
