import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
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
  const look = () =>
    (looking ??= ready()
      .catch(() => false)
      .finally(() => void (looking = null)));
  server.get('/health/ready', async (_request, reply) => {
    const isReady = !leaving.has(server) && (await within(READY_MS_MAX, look(), false));
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready' });
  });
  addMetrics(server, metrics);
}

async function within<V>(milliseconds: number, asked: Promise<V>, otherwise: V): Promise<V> {
  let overdue: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<V>((resolve) => (overdue = setTimeout(() => resolve(otherwise), milliseconds)));
    return await Promise.race([asked, late]);
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

/**
 * A subgraph behind HTTP: only calls signed by a trusted process get in, each once; everything else is 401, counted and
 * logged.
 */
export async function serveSubgraph(
  subgraph: RunningSubgraph,
  options: { port: number; host: string; trustedKeys: TrustedKeys; metrics?: MetricsSettings; log: Logger },
): Promise<FastifyInstance> {
  const server = Fastify({ logger: false, bodyLimit: BODY_BYTES_MAX });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  addHealth(server, () => subgraph.ready(), options.metrics ?? FOR_THIS_MACHINE);
  const memory = createCallMemory();

  /** `changes`: whether doing it twice would do more than doing it once. */
  const route = <Body>(
    path: string,
    changes: (body: Body, from: string) => boolean,
    handle: (body: Body, caller: SignedCall, requestId: string) => Promise<unknown>,
  ) =>
    server.post(path, async (request: FastifyRequest, reply) => {
      const refuse = (reason: CallRefusal) => {
        refusedCalls.inc({ reason });
        options.log.warn({ reason, subgraph: subgraph.name, route: path, address: request.ip }, 'a call was refused');
        return reply
          .code(401)
          .send({ errors: [{ message: '调用方身份无效', extensions: { code: 'UNAUTHENTICATED' } }] });
      };
      const text = (request.body as string | undefined) ?? '';
      const caller = await verifyActor(
        options.trustedKeys,
        subgraph.name + path,
        request.headers[ACTOR_HEADER] as string | undefined,
        text,
      );
      if (!caller.ok) return refuse(caller.reason);
      if (!memory.take(caller, Date.now())) return refuse('replayed');
      const body = JSON.parse(text) as Body;
      const once = changes(body, caller.from);
      let begun = false;
      try {
        if (once && !(await takeCall(subgraph.orm, caller))) return refuse('replayed');
        begun = true;
        const work = () =>
          asCalled(request.headers, () => handle(body, caller, String(request.headers[REQUEST_ID_HEADER] ?? '')));
        const tally = request.headers[TALLY_HEADER] ? { messages: 0, milliseconds: 0 } : undefined;
        const answer = await (tally ? tallied(tally, work) : work());
        if (tally) reply.header(TALLY_HEADER, `${tally.messages} ${tally.milliseconds.toFixed(1)}`);
        return reply.send(JSON.stringify(answer ?? null));
      } catch (error) {
        if (!isOutage(error) || (begun && once)) throw error;
        options.log.warn({ err: error, subgraph: subgraph.name, route: path }, 'no answer from the database');
        return reply.code(503).send();
      }
    });
  route<GraphRequest>('/graphql', mayChange, (body, { actor }, requestId) => subgraph.execute(body, actor, requestId));
  // Each event is applied once by its inbox row, whoever brings it again.
  route<EventEnvelope[]>(
    '/events',
    () => false,
    (body, { actor }) => subgraph.receive(body, actor),
  );
  route<{ credentials: string }>(
    '/authenticate',
    () => false,
    async (body, { from }) => (from === GATEWAY.id ? subgraph.authenticate(body.credentials) : null),
  );
  route<Omit<EdgeRequest, 'body'> & { body: string }>(
    '/edge',
    ({ method }, from) => from === GATEWAY.id && method !== 'GET',
    async (body, { actor, from }, requestId) => {
      if (from !== GATEWAY.id) return { status: 403 };
      const answer = await subgraph.edge({ ...body, body: Buffer.from(body.body, 'base64') }, actor, requestId);
      return { ...answer, body: answer.body === undefined ? undefined : Buffer.from(answer.body).toString('base64') };
    },
  );
  await server.listen({ port: options.port, host: options.host });
  return server;
}
