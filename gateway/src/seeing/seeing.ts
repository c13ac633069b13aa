import { SpanKind } from '@opentelemetry/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Histogram } from 'prom-client';
import type { Logger } from '@heitu/kit/serving/logging';
import { registry } from '@heitu/kit/serving/metrics';
import { linksTo, tallied, within, type SqlTally } from '@heitu/kit/serving/seeing';
import type { Prepared } from '../front/prepare.ts';
import { planText } from './plan-text.ts';

const SECONDS = [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
const operationSeconds = new Histogram({
  name: 'heitu_gateway_operation_seconds',
  help: 'GraphQL requests by operation (trusted documents by name, all else as other) and outcome',
  labelNames: ['operation', 'outcome'],
  buckets: SECONDS,
  registers: [registry],
});

/** What became known of a request while it was answered. */
export interface Seen {
  prepared?: Pick<Prepared<never>, 'isTrusted' | 'isMutation' | 'executable'>;
  /** Which partner's program asks, to whom an operator may turn; never which person. */
  program?: string;
}
/** A name that a client may choose freely would make a series of its own in the metrics for each choice. */
const operationOf = ({ prepared }: Seen): string =>
  (prepared?.isTrusted && prepared.executable.operation.name?.value) || 'other';

export interface Seeing {
  /** Runs `work` and leaves what it cost in metrics, in a trace where there is one, and in the log where it was slow. */
  request(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (seen: Seen) => Promise<FastifyReply>,
  ): Promise<FastifyReply>;
}

export interface SeeingSettings {
  /** From which time on an operation is logged as slow; 0: none is, and nothing is counted for it. */
  slowMs: number;
  log: Logger;
}

export function createSeeing({ slowMs, log }: SeeingSettings): Seeing {
  function tell(seen: Seen, tally: SqlTally, milliseconds: number, requestId: string): void {
    const { messages, milliseconds: waited } = tally;
    log.warn(
      {
        requestId,
        operation: operationOf(seen),
        program: seen.program,
        milliseconds: Math.round(milliseconds),
        sql: { messages, milliseconds: Math.round(waited) },
        plan: seen.prepared && planText(seen.prepared.executable.plan),
      },
      'a slow operation',
    );
  }
  return {
    async request(request, reply, work) {
      const seen: Seen = {};
      const began = performance.now();
      const tally = slowMs > 0 ? { messages: 0, milliseconds: 0 } : undefined;
      const about = () => ({
        attributes: { 'http.request.method': request.method, 'heitu.request_id': request.id },
        links: linksTo(request.headers['traceparent']),
      });
      const run = () =>
        within('GraphQL', SpanKind.SERVER, about, async (span) => {
          const answer = await work(seen);
          span?.updateName(`GraphQL ${operationOf(seen)}`).setAttributes({
            'graphql.operation.type': seen.prepared?.isMutation ? 'mutation' : 'query',
            'http.response.status_code': reply.statusCode,
          });
          return answer;
        });
      try {
        return await (tally ? tallied(tally, run) : run());
      } finally {
        const milliseconds = performance.now() - began;
        operationSeconds.observe(
          { operation: operationOf(seen), outcome: reply.statusCode < 400 ? 'ok' : 'refused' },
          milliseconds / 1000,
        );
        if (tally && milliseconds >= slowMs) tell(seen, tally, milliseconds, request.id);
      }
    },
  };
}
