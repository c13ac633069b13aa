import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { unavailable } from '@heitu/kit/rules/graphql';
import type { Logger } from '@heitu/kit/serving/logging';
import { requests } from '@heitu/kit/serving/metrics';
import { NoSuchSubgraph, TAG_HEADER, Unavailable, type Transport } from '@heitu/kit/messages/peers';
import type { MetricsSettings } from '@heitu/kit/serving/metrics-door';
import { addHealth } from '@heitu/kit/serving/server';
import { challengeFor, createAuthenticator } from './authenticator.ts';
import { createExecution } from './execution/index.ts';
import { readFrontSettings, type FrontSettings } from './front/front.config.ts';
import { addFront } from './front/front.ts';
import { addGuard } from './front/guard.ts';
import { addHttpsOnly } from './front/https-only.ts';
import { EDGE_BYTES_MAX, RECEIVE_CHECK_MS, REQUEST_BYTES_MAX, SILENCE_MS_MAX } from './front/limits.ts';
import { addressKey, createRates } from './front/rates.ts';
import { Refusal, REFUSALS, type RefusalCode } from './front/refusals.ts';
import { addGraphiql } from './graphiql/page.ts';
import { createQuotas } from './quotas.ts';
import { sendOver } from './sending.ts';
import { openSharedStore } from './shared-store.ts';
import { addSites } from './sites/sites.ts';
import type { Progress } from './sites/waiting-page.ts';
import { watchSupergraph } from './watch-supergraph.ts';

export interface GatewayOptions {
  supergraphSdl: string;
  /** Where it was read: what is written there later is served from then on. */
  supergraphFile?: string;
  transport: Transport;
  /** The subgraph that says who holds a token. */
  authority: string;
  port: number;
  host: string;
  isProduction: boolean;
  /** Who may read /metrics; left out: anybody, or with `isProduction` this machine. */
  metrics?: MetricsSettings;
  /** Networks of the proxies whose X-Forwarded-… are believed; none: the caller is whoever connects. */
  trustedProxies?: readonly string[];
  log: Logger;
  ready: () => Promise<boolean>;
  /** How /graphql is guarded; left out: as without a word in the environment. */
  front?: Partial<FrontSettings>;
  /** How far the pages at a path are, where somebody is building them. */
  progressOf?: (path: string) => Progress | null;
  /** Where a phone in the same network finds this machine. */
  phoneUrl?: string | null;
}

const LINGER_MS = 1000;
const DEVICE_CHARACTERS_MAX = 200;
const REQUEST_ID = /^[\w-]{8,64}$/;
/** What a request that never reaches GraphQL is told, by status from the highest down. */
const HTTP_ERRORS: readonly { from: number; code: RefusalCode }[] = [
  { from: 500, code: 'INTERNAL' },
  { from: 414, code: 'BAD_REQUEST' },
  { from: 413, code: 'TOO_LARGE' },
  { from: 0, code: 'BAD_REQUEST' },
];
/** Standard addresses (RFC 6749, RFC 8414) whose owner is the subgraph that owns accounts: edges of the same path there. */
const AUTHORITY_ROUTES = [
  ['POST', '/oauth/token'],
  ['GET', '/.well-known/oauth-authorization-server'],
] as const;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const FRONT_DOOR =
  'POST /graphql      the API\nPOST /oauth/token  access tokens for programs\nGET  /graphiql     the API in a browser, for trying out\nGET  /health/live  /health/ready\nGET  /metrics      Prometheus\n     /edges/…      callbacks, uploads, files\n';

/**
 * Starts the gateway: /graphql, /edges/<subgraph>/…, health and metrics. Knows no product word: it serves any composed
 * supergraph.
 */
export async function startGateway(options: GatewayOptions): Promise<FastifyInstance> {
  const { transport, log } = options;
  const settings: FrontSettings = { ...readFrontSettings({}, options.isProduction), ...options.front };
  const server = Fastify({
    logger: false,
    bodyLimit: REQUEST_BYTES_MAX,
    requestTimeout: settings.receiveMs,
    connectionTimeout: SILENCE_MS_MAX,
    http: {
      connectionsCheckingInterval: RECEIVE_CHECK_MS,
      requestTimeout: settings.receiveMs,
      headersTimeout: settings.receiveMs,
    },
    genReqId: (request) => clientRequestId(request.headers['x-request-id']),
    frameworkErrors: tellHttpError,
    clientErrorHandler: tellBrokenRequest,
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
  });
  // Node takes a connection for idle once it had an answer: one on which nothing was asked yet (a browser opens some in
  // advance) would keep a closing server open.
  const connections = new Set<Socket>();
  server.server.on(
    'connection',
    (socket) => void connections.add(socket.once('close', () => connections.delete(socket))),
  );
  server.addHook('preClose', async () => {
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  });
  if (options.isProduction) addHttpsOnly(server);
  const taken = new Set<string>();
  server.addHook('onRoute', ({ url }) => void taken.add(url.split('/')[1]!));
  const authenticator = createAuthenticator(transport, options.authority);
  const store = settings.redisUrl === null ? null : await openSharedStore(settings.redisUrl, log);
  const quotas = createQuotas({ transport, authority: options.authority, log, store });
  server.addHook('onClose', async () => {
    await quotas.close();
    await store?.close();
  });

  /** Who calls, by contract not too often, and from where: the address stands on the audit trail and decides nothing. */
  const callerOf = async (request: FastifyRequest): Promise<Actor> => {
    const actor = await authenticator.actorFor(request.headers.authorization).catch((error) => {
      throw error instanceof Unavailable ? unavailable() : error;
    });
    const refusal = actor.quota ? await quotas.take(actor) : null;
    if (refusal) throw refusal;
    return fromOf(request, actor);
  };
  const fromOf = (request: FastifyRequest, actor: Actor): Actor => ({
    ...actor,
    from: request.ip,
    device: request.headers['user-agent']?.slice(0, DEVICE_CHARACTERS_MAX),
  });

  server.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    requests.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1000);
    log.info(
      {
        requestId: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });

  async function tellHttpError(error: { statusCode?: number }, request: FastifyRequest, reply: FastifyReply) {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ err: error, requestId: request.id }, 'request failed');
    const { code } = HTTP_ERRORS.find((row) => status >= row.from)!;
    // Who still sends would find the connection reset and never read why: a moment's bytes are thrown away first.
    if (code === 'TOO_LARGE')
      await finished(request.raw.resume(), { signal: AbortSignal.timeout(LINGER_MS) }).catch(() => {});
    const sizes = code === 'TOO_LARGE' && {
      max: request.routeOptions.bodyLimit,
      asked: Number(request.headers['content-length']) || undefined,
    };
    return reply
      .code(status)
      .send({ errors: [{ message: REFUSALS[code].message, extensions: { code, ...sizes, requestId: request.id } }] });
  }
  server.setErrorHandler(tellHttpError);
  server.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send({ errors: [{ message: '没有这个地址', extensions: { code: 'NOT_FOUND', requestId: request.id } }] }),
  );
  if (!settings.pages.sites.some((site) => site.path === '/'))
    server.get('/', (_request, reply) => reply.type('text/plain; charset=utf-8').send(FRONT_DOOR));

  const rates = createRates(settings.rates, store);
  await server.register(async (guarded) => {
    const guard = await addGuard(guarded, settings, rates);
    const executionOf = (sdl: string) =>
      createExecution(sdl, sendOver(transport), {
        millisecondsMax: settings.planningMs,
        waitMillisecondsMax: settings.deadlineMs,
      });
    const execution = executionOf(options.supergraphSdl);
    let { planning } = execution;
    guarded.addHook('onClose', () => planning.close());
    await guarded.register(async (scope) => {
      const serve = await addFront(scope, {
        execution,
        supergraphSdl: options.supergraphSdl,
        settings,
        rates,
        guard,
        callerOf,
        noteUse: quotas.note,
        log,
      });
      if (!options.supergraphFile) return;
      const use = (sdl: string): void => {
        const next = executionOf(sdl);
        const unknown = [...next.services].find(([name, address]) => execution.services.get(name) !== address);
        if (unknown) throw new Error(`it names ${unknown.join(' at ')}: a process that starts anew will know the way`);
        serve(next, sdl);
        if (planning.retire()) next.planning.start();
        planning = next.planning;
      };
      scope.addHook(
        'onClose',
        watchSupergraph({ file: options.supergraphFile, supergraphSdl: options.supergraphSdl, use, log }),
      );
    });
    await guarded.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: EDGE_BYTES_MAX }, (_request, body, done) =>
        done(null, body),
      );
      for (const [method, url] of AUTHORITY_ROUTES) {
        scope.route({ url, method, handler: (request, reply) => answerStranger(url, request, reply) });
        const allowed: readonly string[] = method === 'GET' ? ['GET', 'HEAD'] : [method];
        scope.route({
          url,
          method: METHODS.filter((one) => !allowed.includes(one)),
          exposeHeadRoute: false,
          handler: (_request, reply) =>
            reply
              .code(405)
              .header('allow', allowed.join(', '))
              .send({ code: 'METHOD_NOT_ALLOWED', message: REFUSALS.METHOD_NOT_ALLOWED.message }),
        });
      }
      scope.route({
        url: '/edges/:subgraph/*',
        method: ['GET', 'POST'],
        bodyLimit: EDGE_BYTES_MAX,
        handler: forwardEdge,
      });
    });
  });
  const { graphiql } = settings;
  if (graphiql) await server.register((scope) => addGraphiql(scope, graphiql));
  addHealth(server, options.ready, options.metrics ?? { own: null, token: null, isGuarded: options.isProduction });
  await server.register((scope) =>
    addSites(scope, { ...settings.pages, progressOf: options.progressOf, phoneUrl: options.phoneUrl, taken }),
  );

  /** As rarely from one address as other things that strangers may have written down. */
  async function answerStranger(url: string, request: FastifyRequest, reply: FastifyReply) {
    const refusal = await rates.take('strangersPerAddress', addressKey(request.ip));
    return refusal ? tellRefusal(reply, refusal) : answerFrom(options.authority, url, ANONYMOUS, request, reply);
  }
  function tellRefusal(reply: FastifyReply, { row, code, details: [numbers] }: Refusal) {
    return reply
      .code(row.status)
      .headers({ 'retry-after': String(numbers!.retryAfter) })
      .send({ code, message: row.message, ...numbers });
  }
  /** Bytes go through untouched; the owner verifies them. */
  async function forwardEdge(request: FastifyRequest, reply: FastifyReply) {
    const { subgraph, '*': rest } = request.params as { subgraph: string; '*': string };
    return answerFrom(subgraph, `/${rest}`, null, request, reply);
  }
  /**
   * `actor`: who asks, where the edge itself finds out from the credentials; null: whoever the token says, which then
   * goes no further.
   */
  async function answerFrom(
    subgraph: string,
    path: string,
    actor: Actor | null,
    request: FastifyRequest,
    reply: FastifyReply,
  ) {
    try {
      const caller = actor ? fromOf(request, actor) : await callerOf(request);
      const answer = await transport.edge(
        subgraph,
        {
          method: request.method,
          path,
          query: Object.fromEntries(
            Object.entries(request.query as Record<string, unknown>).map(([key, value]) => [key, String(value)]),
          ),
          headers: Object.fromEntries(
            Object.entries(request.headers).flatMap(([key, value]) =>
              typeof value === 'string' && (key !== 'authorization' || actor) && key !== 'cookie' ? [[key, value]] : [],
            ),
          ),
          body: (request.body as Buffer | undefined) ?? Buffer.alloc(0),
        },
        caller,
        request.id,
      );
      quotas.note(
        caller,
        [answer.headers?.[TAG_HEADER]].filter((tag) => tag !== undefined),
      );
      return reply
        .code(answer.status)
        .headers({ ...answer.headers })
        .send(answer.body ?? '');
    } catch (error) {
      if (error instanceof NoSuchSubgraph) return reply.code(404).send({ code: 'NOT_FOUND', message: '没有这个地址' });
      if (error instanceof Refusal) return tellRefusal(reply, error);
      log.warn({ err: error, subgraph, requestId: request.id }, 'an edge could not be reached');
      const told = error instanceof GraphQLError ? error : unavailable();
      if (told.extensions['code'] === 'UNAUTHENTICATED')
        reply.header('www-authenticate', challengeFor(request.headers.authorization));
      return reply
        .code((told.extensions['http'] as { status: number }).status)
        .send({ code: told.extensions['code'], message: told.message });
    }
  }

  await server.listen({ port: options.port, host: options.host });
  return server;
}

/** What cannot be read as HTTP, or did not come in time, is told so and its connection closed. */
function tellBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const code =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? 'TOO_SLOW'
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? 'TOO_LARGE'
        : 'BAD_REQUEST';
  const { status, message } = REFUSALS[code];
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

const clientRequestId = (header: string | string[] | undefined): string =>
  typeof header === 'string' && REQUEST_ID.test(header) ? header : randomUUID();
