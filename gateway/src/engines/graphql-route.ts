import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { REQUEST_BYTES_MAX } from '../front/limits.ts';
import { Refusal } from '../front/refusals.ts';
import { tell } from '../front/tell.ts';
import { createSeeing, type Seen, type SeeingSettings } from '../seeing/seeing.ts';

const OTHER_METHODS = ['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'PUT'];
const ALLOW = 'GET, POST';

/** /graphql, whichever engine answers: its methods, its bytes as they came, and what is seen of each request. */
export function addGraphqlRoute(
  scope: FastifyInstance,
  settings: SeeingSettings,
  handle: (request: FastifyRequest, reply: FastifyReply, seen: Seen) => Promise<FastifyReply>,
): void {
  const seeing = createSeeing(settings);
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: REQUEST_BYTES_MAX }, (_request, body, done) =>
    done(null, body),
  );
  scope.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    exposeHeadRoute: false,
    handler: (request, reply) => seeing.request(request, reply, (seen) => handle(request, reply, seen)),
  });
  scope.route({
    url: '/graphql',
    method: OTHER_METHODS,
    handler: (request, reply) => tell(request, reply, new Refusal('METHOD_NOT_ALLOWED', { allow: ALLOW })),
  });
}
