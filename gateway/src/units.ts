import type { FastifyInstance } from 'fastify';

const KEPT_MS = 1000;

/**
 * `GET /health/units`: of each subgraph whether it answers and has its database, as the gateway sees it. For who
 * watches from outside (11.3.1); whoever asks more often than once a second is told what was seen last.
 */
export function addUnits(server: FastifyInstance, look: () => Promise<Readonly<Record<string, boolean>>>): void {
  let seen: Promise<Readonly<Record<string, boolean>>> | null = null;
  server.get('/health/units', async (_request, reply) => {
    if (!seen) {
      seen = look();
      setTimeout(() => (seen = null), KEPT_MS).unref();
    }
    return reply.header('cache-control', 'no-store').send(await seen);
  });
}
