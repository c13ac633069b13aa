import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isLoopback } from '@heitu/kit/serving/loopback';
import { Refusal } from './refusals.ts';
import { tell } from './tell.ts';

/** For a year a browser that came by https asks no other way (RFC 6797). */
const HSTS = `max-age=${365 * 24 * 60 * 60}`;
/** A balancer asks these in the network behind it; they tell nothing but one word. */
const OPEN = new Set(['/health/live', '/health/ready']);

/** From this machine; what a proxy on it says it took over plain HTTP is not. */
function isOfThisMachine(request: FastifyRequest): boolean {
  const { 'x-forwarded-proto': proto = 'https' } = request.headers;
  return isLoopback(request.raw.socket.remoteAddress) && isLoopback(request.ip) && proto === 'https';
}

/**
 * Takes nothing in plain text over a network (11.5.df). This process speaks HTTP: a request is taken from the machine
 * itself, or from a proxy that is trusted (`TRUSTED_PROXIES`) and says that it came to it by https.
 */
export function addHttpsOnly(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    if (request.protocol === 'https') return void reply.header('strict-transport-security', HSTS);
    if (OPEN.has(request.routeOptions.url ?? '') || isOfThisMachine(request)) return;
    return tell(request, reply, new Refusal('HTTPS_REQUIRED'));
  });
}
