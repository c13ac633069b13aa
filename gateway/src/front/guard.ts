import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import type { FrontSettings } from './front.config.ts';
import { addressKey, type Rates } from './rates.ts';
import { Refusal } from './refusals.ts';
import { tell } from './tell.ts';

export interface Guard {
  /** The event loop is about to be held up by nobody's fault (a new supergraph): nobody is turned away for it. */
  excuse(): void;
}

const PRESSURE_SAMPLE_MS = 250;
const PRESSURE_RETRY_SECONDS = 2;

/**
 * Before anything of a request is read, on every route of the scope: how often its address comes, and whether there is
 * any time for it.
 */
export async function addGuard(scope: FastifyInstance, settings: FrontSettings, rates: Rates): Promise<Guard> {
  let busyUntilMs = 0;
  scope.addHook('onRequest', async (request, reply) => {
    // Who has left already has no address any more.
    const refusal = await rates.take('perAddress', addressKey(request.ip ?? ''));
    if (refusal) return tell(request, reply, refusal);
  });
  if (settings.eventLoopDelayMsMax > 0) {
    await scope.register(underPressure, {
      maxEventLoopDelay: settings.eventLoopDelayMsMax,
      sampleInterval: PRESSURE_SAMPLE_MS,
      pressureHandler(request, reply, _type, asked) {
        if (performance.now() < busyUntilMs) return;
        // Not a number where the loop came around only once between two samples: that says nothing, and the request
        // goes on.
        if (Number.isFinite(asked))
          void tell(
            request,
            reply,
            new Refusal('OVERLOADED', {
              max: settings.eventLoopDelayMsMax,
              asked: Math.round(Number(asked)),
              retryAfter: PRESSURE_RETRY_SECONDS,
            }),
          );
      },
    });
  }
  return { excuse: () => void (busyUntilMs = performance.now() + 2 * PRESSURE_SAMPLE_MS) };
}
