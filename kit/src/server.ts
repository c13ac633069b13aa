import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Actor } from './actor.ts';
import type { EventEnvelope } from './event.ts';
import { registry } from './metrics.ts';
import type { EdgeRequest, GraphRequest } from './peers.ts';
import type { RunningSubgraph } from './running.ts';
import { verifyActor, type TrustedKeys } from './signing.ts';
import { ACTOR_HEADER, REQUEST_ID_HEADER } from './transport.ts';

const BODY_BYTES_MAX = 16 * 1024 * 1024;

/** Health and metrics, the same at every process. */
export function addHealth(server: FastifyInstance, ready: () => Promise<boolean>): void {
  server.get('/health/live', async () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const isReady = await ready().catch(() => false);
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready' });
  });
  server.get('/metrics', async (_request, reply) => reply.header('content-type', registry.contentType).send(await registry.metrics()));
}

/** A subgraph behind HTTP: only calls signed by a trusted process get in; everything else is 401. */
export async function serveSubgraph(subgraph: RunningSubgraph, options: { port: number; host: string; trustedKeys: TrustedKeys }): Promise<FastifyInstance> {
  const server = Fastify({ logger: false, bodyLimit: BODY_BYTES_MAX });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  addHealth(server, () => subgraph.ready());

  const route = (path: string, handle: (body: never, caller: { actor: Actor; from: string }, requestId: string) => Promise<unknown>) =>
    server.post(path, async (request: FastifyRequest, reply) => {
      const body = (request.body as string | undefined) ?? '';
      const caller = await verifyActor(options.trustedKeys, subgraph.name + path, request.headers[ACTOR_HEADER] as string | undefined, body);
      if (!caller) return reply.code(401).send({ errors: [{ message: '调用方身份无效', extensions: { code: 'UNAUTHENTICATED' } }] });
      const answer = await handle(JSON.parse(body) as never, caller, String(request.headers[REQUEST_ID_HEADER] ?? ''));
      return reply.send(JSON.stringify(answer ?? null));
    });
  route('/graphql', (body: GraphRequest, { actor }, requestId) => subgraph.execute(body, actor, requestId));
  route('/events', (body: EventEnvelope[], { actor }) => subgraph.receive(body, actor));
  route('/authenticate', async (body: { credentials: string }, { from }) => (from === 'gateway' ? subgraph.authenticate(body.credentials) : null));
  route('/edge', async (body: Omit<EdgeRequest, 'body'> & { body: string }, { actor, from }, requestId) => {
    if (from !== 'gateway') return { status: 403 };
    const answer = await subgraph.edge({ ...body, body: Buffer.from(body.body, 'base64') }, actor, requestId);
    return { ...answer, body: answer.body === undefined ? undefined : Buffer.from(answer.body).toString('base64') };
  });
  await server.listen({ port: options.port, host: options.host });
  return server;
}
