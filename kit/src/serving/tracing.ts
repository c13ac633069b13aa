import { context, propagation, trace } from '@opentelemetry/api';
import type { Environment } from './config.ts';
import { outsideTransaction } from '../data/open-transaction.ts';
import { traceWith } from './seeing.ts';

const SEND_EVERY_MS = 5000;
const LAST_SEND_MS_MAX = 3000;

/**
 * Sends OpenTelemetry traces where OTEL_EXPORTER_OTLP_ENDPOINT says where to; loads nothing where it does not. Other
 * OTEL_EXPORTER_OTLP_… variables are the library's own. Answers how to end: what was seen is sent first.
 */
export async function startTracing(process: string, env: Environment): Promise<() => Promise<void>> {
  if (!env['OTEL_EXPORTER_OTLP_ENDPOINT']) return async () => {};
  const [
    { BatchSpanProcessor, ParentBasedSampler, TraceIdRatioBasedSampler, TracerProvider },
    { OTLPTraceExporter },
    { AsyncLocalStorageContextManager },
    { W3CTraceContextPropagator },
    { resourceFromAttributes },
  ] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/core'),
    import('@opentelemetry/resources'),
  ]);
  const exporter = new OTLPTraceExporter();
  const send = exporter.export.bind(exporter);
  // A span that ends within a transaction may be the one that fills a batch: sending it is no part of the transaction.
  exporter.export = (spans, done) => outsideTransaction(() => send(spans, done));
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': env['OTEL_SERVICE_NAME'] ?? `heitu-${process}` }),
    sampler: new ParentBasedSampler({
      root: new TraceIdRatioBasedSampler(Number(env['OTEL_TRACES_SAMPLER_ARG'] ?? 1)),
    }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter,
        scheduledDelayMillis: Number(env['OTEL_BSP_SCHEDULE_DELAY'] ?? SEND_EVERY_MS),
      }),
    ],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  traceWith(provider.getTracer('heitu'));
  return async () => {
    traceWith(null);
    // A collector that is away keeps no process from ending.
    await Promise.race([
      provider.shutdown().catch(() => {}),
      new Promise((resolve) => setTimeout(resolve, LAST_SEND_MS_MAX).unref()),
    ]);
  };
}
