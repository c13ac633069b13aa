import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { must } from '@heitu/kit/rules/checked';
import type { Logger } from '@heitu/kit/serving/logging';
import { requests } from '@heitu/kit/serving/metrics';
import { RECEIVE_CHECK_MS, REQUEST_BYTES_MAX, SILENCE_MS_MAX } from './front/limits.ts';
import { noteRefused } from './front/refused.ts';
import { REFUSALS, type RefusalCode } from './front/refusals.ts';

const LINGER_MS = 1000;
const REQUEST_ID = /^[\w-]{8,64}$/;
/** What a request that never reaches GraphQL is told, by status from the highest down. */
const HTTP_ERRORS: readonly { from: number; code: RefusalCode }[] = [
  { from: 500, code: 'INTERNAL' },
  { from: 414, code: 'BAD_REQUEST' },
  { from: 413, code: 'TOO_LARGE' },
  { from: 0, code: 'BAD_REQUEST' },
];

export interface ServerSettings {
  /** From the first byte of a request to its last. */
  receiveMs: number;
  trustedProxies?: readonly string[];
  log: Logger;
}

/** An HTTP server without a route: its limits, request ids, access log, and what it says of broken requests. */
export function openServer({ receiveMs, trustedProxies, log }: ServerSettings): FastifyInstance {
  const tellHttpError = httpErrorTeller(log);
  const server = Fastify({
    logger: false,
    bodyLimit: REQUEST_BYTES_MAX,
    requestTimeout: receiveMs,
    connectionTimeout: SILENCE_MS_MAX,
    http: {
      connectionsCheckingInterval: RECEIVE_CHECK_MS,
      requestTimeout: receiveMs,
      headersTimeout: receiveMs,
    },
    genReqId: (request) => clientRequestId(request.headers['x-request-id']),
    frameworkErrors: tellHttpError,
    clientErrorHandler: tellBrokenRequest,
    trustProxy: trustedProxies?.length ? [...trustedProxies] : false,
  });
  endIdleConnections(server);
  logRequests(server, log);
  server.setErrorHandler(tellHttpError);
  server.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send({ errors: [{ message: '没有这个地址', extensions: { code: 'NOT_FOUND', requestId: request.id } }] }),
  );
  return server;
}

/**
 * Node takes a connection for idle once it had an answer: one on which nothing was asked yet (a browser opens some in
 * advance) would keep a closing server open.
 */
function endIdleConnections(server: FastifyInstance): void {
  const connections = new Set<Socket>();
  server.server.on(
    'connection',
    (socket) => void connections.add(socket.once('close', () => connections.delete(socket))),
  );
  server.addHook('preClose', async () => {
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  });
}

function logRequests(server: FastifyInstance, log: Logger): void {
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
}

const httpErrorTeller =
  (log: Logger) => async (error: { statusCode?: number }, request: FastifyRequest, reply: FastifyReply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ err: error, requestId: request.id }, 'request failed');
    const { code } = must(
      HTTP_ERRORS.find((row) => status >= row.from),
      'a code for every status',
    );
    noteRefused(request, REFUSALS[code].kind);
    const sizes = code === 'TOO_LARGE' && {
      max: request.routeOptions.bodyLimit,
      asked: Number(request.headers['content-length']) || undefined,
    };
    const answer = {
      errors: [{ message: REFUSALS[code].message, extensions: { code, ...sizes, requestId: request.id } }],
    };
    reply.code(status);
    return code === 'TOO_LARGE' ? sendAndListen(request, reply, JSON.stringify(answer)) : reply.send(answer);
  };

/**
 * Answers at once and throws away a moment's bytes before the connection is closed: who still sends would find it
 * reset, and never read why.
 */
function sendAndListen(request: FastifyRequest, reply: FastifyReply, answer: string): FastifyReply {
  async function* parts() {
    yield answer;
    await finished(request.raw.resume(), { signal: AbortSignal.timeout(LINGER_MS) }).catch(() => {});
  }
  return reply
    .type('application/json; charset=utf-8')
    .header('content-length', Buffer.byteLength(answer))
    .send(Readable.from(parts(), { objectMode: false }));
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
