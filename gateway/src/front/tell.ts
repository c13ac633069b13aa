import type { FastifyReply, FastifyRequest } from 'fastify';
import { challengeFor } from '../authenticator.ts';
import { requestsRefused } from './metrics.ts';
import { GRAPHQL_RESPONSE, JSON_TYPE, type Media } from './negotiate.ts';
import { noteRefused } from './refused.ts';
import type { Refusal } from './refusals.ts';

const CONTENT_TYPES = {
  [GRAPHQL_RESPONSE]: `${GRAPHQL_RESPONSE}; charset=utf-8`,
  [JSON_TYPE]: `${JSON_TYPE}; charset=utf-8`,
};
const ANY: Media = { type: JSON_TYPE, is200Only: false };

/**
 * How /graphql, and the guard before every route, tell a refusal; an edge tells its own as {code, message}
 * (gateway.ts).
 */
export function tell(request: FastifyRequest, reply: FastifyReply, refusal: Refusal, media: Media = ANY): FastifyReply {
  const { row, code, details } = refusal;
  const [{ retryAfter, allow } = {}] = details;
  requestsRefused.inc({ code });
  noteRefused(request, row.kind);
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  if (allow !== undefined) reply.header('allow', allow);
  if (code === 'UNAUTHENTICATED') reply.header('www-authenticate', challengeFor(request.headers.authorization));
  return send(
    reply,
    media,
    row.wellFormed && media.is200Only ? 200 : row.status,
    JSON.stringify({ errors: refusal.errors(request.id) }),
  );
}

export const send = (reply: FastifyReply, media: Media, status: number, json: string | Buffer): FastifyReply =>
  reply.code(status).header('content-type', CONTENT_TYPES[media.type]).header('cache-control', 'no-store').send(json);

/** Of an answer that is the last good one (RFC 9111: Age; RFC 7234 §5.5.1: Warning). */
export const tellAge = (reply: FastifyReply, seconds: number): FastifyReply =>
  reply.header('age', seconds).header('warning', '110 - "Response is Stale"');
