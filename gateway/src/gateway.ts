import { randomUUID } from 'node:crypto';
import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { ANONYMOUS, type Actor } from '@heitu/kit/actor';
import { unavailable } from '@heitu/kit/graphql';
import type { Logger } from '@heitu/kit/logging';
import { requests } from '@heitu/kit/metrics';
import { NoSuchSubgraph, Unavailable, type Transport } from '@heitu/kit/peers';
import { addHealth } from '@heitu/kit/server';
import { createAuthenticator } from './authenticator.ts';
import { createExecution, type Executable } from './execution/index.ts';
import { sendOver, type GatewayContext } from './sending.ts';
import { withoutValues } from './without-values.ts';

export interface GatewayOptions {
  supergraphSdl: string;
  transport: Transport;
  /** The subgraph that says who holds a token. */
  authority: string;
  port: number;
  host: string;
  isProduction: boolean;
  /** Networks of the proxies whose X-Forwarded-For is believed; none: the caller is whoever connects. */
  trustedProxies?: readonly string[];
  log: Logger;
  ready: () => Promise<boolean>;
}

const QUERY_BYTES_MAX = 1024 * 1024;
/** Operations that stay planned and compiled. */
const EXECUTABLES_MAX = 2000;
const EDGE_BYTES_MAX = 6 * 1024 * 1024;
const DEVICE_CHARACTERS_MAX = 200;
const REQUEST_ID = /^[\w-]{8,64}$/;
/** Codes that say what the client can do about it; anything else is a fault of ours and says only its request id. */
const CLIENT_CODES = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE', 'BAD_REQUEST', 'PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED', 'UNAVAILABLE', 'INTERNAL']);

/** What a request that never reaches GraphQL is told, by status from the highest down. */
const HTTP_ERRORS = [
  { from: 500, code: 'INTERNAL', message: '系统出了问题，请稍后再试' },
  { from: 414, code: 'BAD_REQUEST', message: '请求的格式不对' },
  { from: 413, code: 'TOO_LARGE', message: '内容太大，请减少后再试' },
  { from: 0, code: 'BAD_REQUEST', message: '请求的格式不对' },
] as const;
/** Standard addresses (RFC 6749, RFC 8414) whose owner is the subgraph that owns accounts: edges of the same path there. */
const AUTHORITY_ROUTES = [['POST', '/oauth/token'], ['GET', '/.well-known/oauth-authorization-server']] as const;
const FRONT_DOOR = 'POST /graphql      the API\nPOST /oauth/token  access tokens for programs\nGET  /health/live  /health/ready\nGET  /metrics      Prometheus\n     /edges/…      callbacks, uploads, files\n';

/** Starts the gateway: /graphql, /edges/<subgraph>/…, health and metrics. Knows no product word: it serves any composed supergraph. */
export async function startGateway(options: GatewayOptions): Promise<FastifyInstance> {
  const { transport, log } = options;
  const server = Fastify({ logger: false, bodyLimit: QUERY_BYTES_MAX, genReqId: (request) => clientRequestId(request.headers['x-request-id']), frameworkErrors: tellHttpError, trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false });
  const authenticator = createAuthenticator(transport, options.authority);

  /** Who calls, and from where: the address stands on the audit trail and decides nothing. */
  const callerOf = async (request: FastifyRequest): Promise<Actor> => {
    const actor = await authenticator.actorFor(request.headers.authorization).catch((error) => {
      throw error instanceof Unavailable ? unavailable() : error;
    });
    return fromOf(request, actor);
  };
  const fromOf = (request: FastifyRequest, actor: Actor): Actor => ({ ...actor, from: request.ip, device: request.headers['user-agent']?.slice(0, DEVICE_CHARACTERS_MAX) });

  server.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    requests.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1000);
    log.info({ requestId: request.id, method: request.method, route, status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime) }, 'request');
  });

  function tellHttpError(error: { statusCode?: number }, request: FastifyRequest, reply: FastifyReply) {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ err: error, requestId: request.id }, 'request failed');
    const { code, message } = HTTP_ERRORS.find((row) => status >= row.from)!;
    return reply.code(status).send({ errors: [{ message, extensions: { code, requestId: request.id } }] });
  }
  server.setErrorHandler(tellHttpError);
  server.setNotFoundHandler((request, reply) => reply.code(404).send({ errors: [{ message: '没有这个地址', extensions: { code: 'NOT_FOUND', requestId: request.id } }] }));
  server.get('/', (_request, reply) => reply.type('text/plain; charset=utf-8').send(FRONT_DOOR));

  const execution = createExecution(options.supergraphSdl, sendOver(transport));
  const executables = new LRUCache<string, Executable<GatewayContext>>({ max: EXECUTABLES_MAX });
  const gateway: ApolloServerOptionsWithGateway<GatewayContext>['gateway'] = {
    onSchemaLoadOrUpdate(listener) {
      listener({ apiSchema: execution.schema, coreSupergraphSdl: options.supergraphSdl });
      return () => {};
    },
    load: async () => ({
      async executor({ document, queryHash, request, context }) {
        const key = `${request.operationName ?? ''} ${queryHash}`;
        let executable = executables.get(key);
        if (!executable) executables.set(key, (executable = execution.prepare(document, request.operationName)));
        return executable.run(request.variables ?? {}, context as GatewayContext);
      },
    }),
    stop: async () => {},
  };
  const apollo = new ApolloServer<GatewayContext>({
    gateway,
    introspection: !options.isProduction,
    includeStacktraceInErrorResponses: false,
    logger: quiet(log),
    // The landing page would be fetched from a foreign host.
    plugins: [ApolloServerPluginLandingPageDisabled()],
    // The process ends in its own order: see leave().
    stopOnTerminationSignals: false,
    formatError(formatted, error) {
      const code = String(formatted.extensions?.['code'] ?? '');
      const { message, path, locations } = formatted;
      if (CLIENT_CODES.has(code)) {
        const { serviceName: _serviceName, stacktrace: _stacktrace, ...extensions } = formatted.extensions ?? {};
        return { message: withoutValues(message), path, locations, extensions };
      }
      log.error({ err: error }, 'gateway error');
      return { message: '系统出了问题，请稍后再试', path, extensions: { code: 'INTERNAL' } };
    },
  });
  await apollo.start();

  const handleGraphql = fastifyApolloHandler(apollo, {
    context: async (request) => ({ actor: await callerOf(request), requestId: request.id }),
  });
  server.route({ url: '/graphql', method: ['GET', 'POST', 'OPTIONS'], handler: handleGraphql as never });
  addHealth(server, options.ready);
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: EDGE_BYTES_MAX }, (_request, body, done) => done(null, body));
    for (const [method, url] of AUTHORITY_ROUTES) scope.route({ url, method, handler: (request, reply) => answerFrom(options.authority, url, ANONYMOUS, request, reply) });
    scope.route({ url: '/edges/:subgraph/*', method: ['GET', 'POST'], bodyLimit: EDGE_BYTES_MAX, handler: forwardEdge });
  });

  /** Bytes go through untouched; the owner verifies them. */
  async function forwardEdge(request: FastifyRequest, reply: FastifyReply) {
    const { subgraph, '*': rest } = request.params as { subgraph: string; '*': string };
    return answerFrom(subgraph, `/${rest}`, null, request, reply);
  }
  /** `actor`: who asks, where the edge itself finds out from the credentials; null: whoever the token says, which then goes no further. */
  async function answerFrom(subgraph: string, path: string, actor: Actor | null, request: FastifyRequest, reply: FastifyReply) {
    try {
      const answer = await transport.edge(
        subgraph,
        {
          method: request.method,
          path,
          query: Object.fromEntries(Object.entries(request.query as Record<string, unknown>).map(([key, value]) => [key, String(value)])),
          headers: Object.fromEntries(Object.entries(request.headers).flatMap(([key, value]) => (typeof value === 'string' && (key !== 'authorization' || actor) && key !== 'cookie' ? [[key, value]] : []))),
          body: (request.body as Buffer | undefined) ?? Buffer.alloc(0),
        },
        actor ? fromOf(request, actor) : await callerOf(request),
        request.id,
      );
      return reply.code(answer.status).headers({ ...answer.headers }).send(answer.body ?? '');
    } catch (error) {
      if (error instanceof NoSuchSubgraph) return reply.code(404).send({ code: 'NOT_FOUND', message: '没有这个地址' });
      log.warn({ err: error, subgraph, requestId: request.id }, 'an edge could not be reached');
      const told = error instanceof GraphQLError ? error : unavailable();
      return reply.code((told.extensions['http'] as { status: number }).status).send({ code: told.extensions['code'], message: told.message });
    }
  }

  await server.listen({ port: options.port, host: options.host });
  return server;
}

const clientRequestId = (header: string | string[] | undefined): string => (typeof header === 'string' && REQUEST_ID.test(header) ? header : randomUUID());

const quiet = (log: Logger) => ({
  debug: () => {},
  info: () => {},
  warn: (message?: unknown) => log.warn(String(message)),
  error: (message?: unknown) => log.error(String(message)),
});
