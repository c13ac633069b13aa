import { AsyncLocalStorage } from 'node:async_hooks';
import {
  context,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Link,
  type Span,
  type SpanContext,
  type Tracer,
} from '@opentelemetry/api';
import type { Pool, PoolConnection } from 'mysql2';
import { sqlOf } from '../data/sql-text.ts';
import { isRecord } from '../rules/checked.ts';

/** What one request sent to databases: messages, each of one or more statements. */
export interface SqlTally {
  messages: number;
  milliseconds: number;
}
const tallies = new AsyncLocalStorage<SqlTally>();
/** Counts into `tally` whatever `work` sends, in this process and, by their answers' headers, in others. */
export const tallied = <V>(tally: SqlTally, work: () => V): V => tallies.run(tally, work);
export const currentTally = (): SqlTally | undefined => tallies.getStore();
/** Runs what is done for several requests at once, and counted into none. */
export const unseen = <V>(work: () => V): V => tallies.exit(work);
/** To be called when a message is answered that was sent `unseen` for this request among others. */
export function messageSeen(): () => void {
  const [tally, began] = [currentTally(), performance.now()];
  return () => void (tally && addTo(tally, began));
}
function addTo(tally: SqlTally, began: number): void {
  tally.messages += 1;
  tally.milliseconds += performance.now() - began;
}

let tracer: Tracer | null = null;
/** Spans are made from here on (tracing.ts); null: no longer. */
export const traceWith = (one: Tracer | null): void => void (tracer = one);

/**
 * Runs `work` within a span, or alone where nothing is traced. Of what fails the span says no more than that: a message
 * may quote what somebody typed.
 */
export function within<V>(
  name: string,
  kind: SpanKind,
  about: () => { attributes?: Attributes; links?: Link[] },
  work: (span: Span | null) => Promise<V>,
): Promise<V> {
  if (!tracer) return work(null);
  return tracer.startActiveSpan(name, { kind, ...about() }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

export const isTraced = (): boolean => tracer !== null && !!trace.getActiveSpan();

/** W3C trace context beside the headers of a call. */
export function withTrace(headers: Record<string, string>): Record<string, string> {
  if (!tracer) return headers;
  const traced = { ...headers };
  propagation.inject(context.active(), traced);
  return traced;
}
/** Continues the trace of the process that calls. */
export const asCalled = <V>(headers: Readonly<Record<string, unknown>>, work: () => V): V =>
  tracer ? context.with(propagation.extract(ROOT_CONTEXT, headers), work) : work();

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;
/** A client's own trace is only linked to: it decides neither our ids nor what is sampled. */
export function linksTo(traceparent: unknown): Link[] {
  const [, traceId, spanId] = (typeof traceparent === 'string' && TRACEPARENT.exec(traceparent)) || [];
  const remote: SpanContext = {
    traceId: traceId ?? '',
    spanId: spanId ?? '',
    traceFlags: TraceFlags.NONE,
    isRemote: true,
  };
  return isSpanContextValid(remote) ? [{ context: remote }] : [];
}

type Callback = (error: unknown, ...rest: unknown[]) => void;
interface Sends {
  query(...parameters: unknown[]): unknown;
  execute(...parameters: unknown[]): unknown;
}

function spanOf(tracing: Tracer, sent: unknown, database: string): Span {
  const { name, text } = sqlOf(String(isRecord(sent) ? sent['sql'] : sent));
  return tracing.startSpan(name, {
    kind: SpanKind.CLIENT,
    attributes: { 'db.system.name': 'mysql', 'db.namespace': database, 'db.query.text': text },
  });
}

/** Sees what is sent with a callback, which is how every statement is sent that somebody waits for. */
function watch(sends: Sends, database: string): void {
  for (const method of ['query', 'execute'] as const) {
    const send = sends[method].bind(sends);
    sends[method] = (...parameters: unknown[]) => {
      const tally = tallies.getStore();
      // Of what nobody asked for (starting, polling, jobs) each statement would be a trace of its own.
      const tracing = trace.getActiveSpan() ? tracer : null;
      const callback = parameters.at(-1);
      if ((!tracing && !tally) || typeof callback !== 'function') return send(...parameters);
      const began = performance.now();
      const span = tracing && spanOf(tracing, parameters[0], database);
      const answered: Callback = (error, ...rest) => {
        if (tally) addTo(tally, began);
        if (error) span?.setStatus({ code: SpanStatusCode.ERROR });
        span?.end();
        callback(error, ...rest);
      };
      return send(...parameters.slice(0, -1), answered);
    };
  }
}
/** Sees what goes through a pool: sent by it, and by each of its connections. */
export function watchPool(pool: Pool, database: string): void {
  watch(pool, database);
  pool.on('connection', (connection: PoolConnection) => watch(connection, database));
}
