import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { isRecord } from '@heitu/kit/rules/checked';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { unavailable } from '@heitu/kit/rules/graphql';
import type { Logger } from '@heitu/kit/serving/logging';
import { NoSuchSubgraph, TAG_HEADER, type EdgeRequest, type Transport } from '@heitu/kit/messages/peers';
import { challengeFor } from './authenticator.ts';
import type { Callers } from './callers.ts';
import { EDGE_BYTES_MAX } from './front/limits.ts';
import type { Load } from './front/load.ts';
import { addressKey, type Rates } from './front/rates.ts';
import { noteRefused } from './front/refused.ts';
import { Refusal, REFUSALS } from './front/refusals.ts';

export interface EdgesParts {
  transport: Transport;
  /** The subgraph that says who holds a token. */
  authority: string;
  callers: Callers;
  rates: Rates;
  load: Load;
  /** Addresses of standards outside /edges, each with the subgraph and the path there that it leads to. */
  doors: Readonly<Record<string, EdgeDoor>>;
  noteUse(actor: Actor, tags: readonly string[]): void;
  log: Logger;
}

export interface EdgeDoor {
  subgraph: string;
  path: string;
}

/** Standard addresses (RFC 6749, RFC 8414) whose owner is the subgraph that owns accounts: edges of the same path there. */
const AUTHORITY_ROUTES = [
  ['POST', '/oauth/token'],
  ['GET', '/.well-known/oauth-authorization-server'],
] as const;
/** The owner of an edge found no signature, or a wrong one: a provider's, a device's, a program's. */
const DENIED_STATUSES: ReadonlySet<number> = new Set([401, 403]);
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * /edges/<subgraph>/…, and the standard addresses of the authority: bytes go through untouched; the owner verifies
 * them.
 */
export function addEdges(scope: FastifyInstance, parts: EdgesParts): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: EDGE_BYTES_MAX }, (_request, body, done) =>
    done(null, body),
  );
  for (const [method, url] of AUTHORITY_ROUTES) {
    scope.route({ url, method, handler: (request, reply) => answerStranger(parts, url, request, reply) });
    refuseOtherMethods(scope, url, method === 'GET' ? ['GET', 'HEAD'] : [method]);
  }
  scope.route<{ Params: { subgraph: string; '*': string } }>({
    url: '/edges/:subgraph/*',
    method: ['GET', 'POST'],
    bodyLimit: EDGE_BYTES_MAX,
    handler: (request, reply) =>
      answerFrom(parts, request.params.subgraph, `/${request.params['*']}`, null, request, reply),
  });
  for (const [prefix, door] of Object.entries(parts.doors)) addDoor(scope, parts, prefix, door);
}

/** What is below the prefix goes on as it was escaped: a name there may itself be an address. */
function addDoor(scope: FastifyInstance, parts: EdgesParts, prefix: string, { subgraph, path }: EdgeDoor): void {
  for (const url of [prefix, `${prefix}/*`])
    scope.route({
      url,
      method: ['GET', 'POST', 'DELETE', 'OPTIONS'],
      bodyLimit: EDGE_BYTES_MAX,
      handler: (request, reply) => {
        const [below = ''] = request.url.slice(prefix.length).split('?');
        return answerFrom(parts, subgraph, path + below.replace(/\/$/, ''), null, request, reply);
      },
    });
}

function refuseOtherMethods(scope: FastifyInstance, url: string, allowed: readonly string[]): void {
  scope.route({
    url,
    method: METHODS.filter((one) => !allowed.includes(one)),
    exposeHeadRoute: false,
    handler: (request, reply) => {
      const { kind, message } = REFUSALS.METHOD_NOT_ALLOWED;
      noteRefused(request, kind);
      return reply.code(405).header('allow', allowed.join(', ')).send({ code: 'METHOD_NOT_ALLOWED', message });
    },
  });
}

/** As rarely from one address as other things that strangers may have written down. */
async function answerStranger(parts: EdgesParts, url: string, request: FastifyRequest, reply: FastifyReply) {
  const refusal = await parts.rates.take('strangersPerAddress', addressKey(request.ip));
  return refusal
    ? tellRefusal(request, reply, refusal)
    : answerFrom(parts, parts.authority, url, ANONYMOUS, request, reply);
}

/**
 * `actor`: who asks, where the edge itself finds out from the credentials; null: whoever the token says, which then
 * goes no further.
 */
async function answerFrom(
  { transport, callers, load, noteUse, log }: EdgesParts,
  subgraph: string,
  path: string,
  actor: Actor | null,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  // What is sent here (a provider's notice, a device's readings, a file) is told one time; what is fetched is for all.
  const [kind, worth] = request.method === 'GET' ? (['file', 'public'] as const) : (['told', 'binding'] as const);
  const place = load.place(`${kind} ${subgraph}`, worth);
  try {
    const noRoom = place.enter();
    if (noRoom) return tellRefusal(request, reply, noRoom);
    const caller = actor ? callers.fromOf(request, actor) : await callers.callerOf(request);
    const answer = await transport.edge(subgraph, edgeRequest(request, path, actor !== null), caller, request.id);
    if (DENIED_STATUSES.has(answer.status)) noteRefused(request, 'credentials');
    noteUse(
      caller,
      [answer.headers?.[TAG_HEADER]].filter((tag) => tag !== undefined),
    );
    return reply
      .code(answer.status)
      .headers({ ...answer.headers })
      .send(answer.body ?? '');
  } catch (error) {
    if (error instanceof NoSuchSubgraph) {
      noteRefused(request, 'malformed');
      return reply.code(404).send({ code: 'NOT_FOUND', message: '没有这个地址' });
    }
    if (error instanceof Refusal) return tellRefusal(request, reply, error);
    log.warn({ err: error, subgraph, requestId: request.id }, 'an edge could not be reached');
    return tellError(request, reply, error instanceof GraphQLError ? error : unavailable());
  } finally {
    place.leave();
  }
}

function edgeRequest(request: FastifyRequest, path: string, takesCredentials: boolean): EdgeRequest {
  const { method, headers, query, body } = request;
  const isPassedOn = (name: string) => (name !== 'authorization' || takesCredentials) && name !== 'cookie';
  return {
    method,
    path,
    query: Object.fromEntries(Object.entries(query ?? {}).map(([key, value]) => [key, String(value)])),
    headers: Object.fromEntries(
      Object.entries(headers).flatMap(([key, value]) =>
        typeof value === 'string' && isPassedOn(key) ? [[key, value]] : [],
      ),
    ),
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  };
}

function tellError(request: FastifyRequest, reply: FastifyReply, { message, extensions }: GraphQLError) {
  noteRefused(request, extensions['code'] === 'UNAUTHENTICATED' ? 'credentials' : 'failed');
  if (extensions['code'] === 'UNAUTHENTICATED')
    reply.header('www-authenticate', challengeFor(request.headers.authorization));
  const { http, code } = extensions;
  return reply.code(isRecord(http) ? Number(http['status']) : 500).send({ code, message });
}

function tellRefusal(request: FastifyRequest, reply: FastifyReply, { row, code, details: [numbers = {}] }: Refusal) {
  noteRefused(request, row.kind);
  return reply
    .code(row.status)
    .headers({ 'retry-after': String(numbers.retryAfter) })
    .send({ code, message: row.message, ...numbers });
}
