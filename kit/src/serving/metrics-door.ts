import { createHash, timingSafeEqual } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { isFromHere } from './loopback.ts';
import { registry } from './metrics.ts';

/** Who may read this process's metrics. */
export interface MetricsSettings {
  /** An address of their own; null: beside everything else, under /metrics. */
  own: { host: string; port: number } | null;
  /** What a reader shows as a bearer; null: nothing. */
  token: string | null;
  /** Where neither is set: whether only this machine may read them. */
  isGuarded: boolean;
}

/** Where nothing is said. */
export const FOR_THIS_MACHINE: MetricsSettings = { own: null, token: null, isGuarded: true };

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (one: string, other: string): boolean => timingSafeEqual(hashOf(one), hashOf(other));

/** Serves /metrics, in Prometheus's text format, to whom the settings let. */
export function addMetrics(server: FastifyInstance, { own, token, isGuarded }: MetricsSettings): void {
  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    if (token !== null && !isSame(request.headers.authorization ?? '', `Bearer ${token}`)) {
      reply.code(401).header('www-authenticate', 'Bearer');
      return reply.send({ code: 'UNAUTHENTICATED', message: '读取指标要出示 METRICS_TOKEN' });
    }
    if (token === null && !own && isGuarded && !isFromHere(request)) {
      return reply
        .code(403)
        .send({ code: 'FORBIDDEN', message: '指标只在本机提供；要在别处读取，请设置 METRICS_PORT 或 METRICS_TOKEN' });
    }
    return reply.header('content-type', registry.contentType).send(await registry.metrics());
  }
  if (!own) return void server.get('/metrics', answer);
  const apart = Fastify({ logger: false });
  apart.get('/metrics', answer);
  server.addHook('onReady', async () => void (await apart.listen(own)));
  server.addHook('onClose', async () => apart.close());
}
