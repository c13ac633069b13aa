import { SpanKind } from '@opentelemetry/api';
import { Histogram } from 'prom-client';
import type { Actor } from '@heitu/kit/rules/actor';
import { unavailable } from '@heitu/kit/rules/graphql';
import { registry } from '@heitu/kit/serving/metrics';
import { Unavailable, type Transport } from '@heitu/kit/messages/peers';
import { within } from '@heitu/kit/serving/seeing';
import type { Send } from './execution/index.ts';

export interface GatewayContext {
  actor: Actor;
  requestId: string;
}

const fetchSeconds = new Histogram({
  name: 'heitu_gateway_fetch_seconds',
  help: 'Fetches of plans by subgraph and outcome',
  labelNames: ['subgraph', 'outcome'],
  buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
  registers: [registry],
});

/** Carries a fetch of the plan to its subgraph, in process or over HTTP, as the caller that was verified once. */
export function sendOver(transport: Transport): Send<GatewayContext> {
  return async (service, request, { actor, requestId }, signal) => {
    const began = performance.now();
    let outcome = 'none';
    try {
      const answer = await within(
        `fetch ${service}`,
        SpanKind.CLIENT,
        () => ({ attributes: { 'heitu.subgraph': service } }),
        () => transport.execute(service, request, actor, requestId, signal),
      );
      outcome = answer.errors ? 'errors' : 'ok';
      return answer;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      const { message, extensions } = unavailable();
      return { errors: [{ message, extensions }] };
    } finally {
      fetchSeconds.observe({ subgraph: service, outcome }, (performance.now() - began) / 1000);
    }
  };
}
