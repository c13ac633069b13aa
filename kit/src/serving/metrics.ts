import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** One registry per process, in Prometheus's text format under /metrics. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

export const operations = new Histogram({
  name: 'heitu_subgraph_operation_seconds',
  help: 'GraphQL executions by subgraph and outcome',
  labelNames: ['subgraph', 'outcome'],
  buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
  registers: [registry],
});
export const requests = new Histogram({
  name: 'heitu_http_request_seconds',
  help: 'HTTP requests by route and status',
  labelNames: ['route', 'status'],
  buckets: [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
  registers: [registry],
});
export const deliveries = new Counter({
  name: 'heitu_events_delivered_total',
  help: 'Events delivered by subgraph',
  labelNames: ['subgraph'],
  registers: [registry],
});
export const jobRuns = new Counter({
  name: 'heitu_job_runs_total',
  help: 'Job runs by job and outcome',
  labelNames: ['subgraph', 'job', 'outcome'],
  registers: [registry],
});
export const jobSeconds = new Histogram({
  name: 'heitu_job_seconds',
  help: 'How long a run of a job took',
  labelNames: ['subgraph', 'job'],
  buckets: [0.01, 0.1, 1, 10, 60],
  registers: [registry],
});
export const poolWaits = new Counter({
  name: 'heitu_database_connection_waits_total',
  help: 'Statements that found all connections to the database taken, and waited for one',
  labelNames: ['subgraph'],
  registers: [registry],
});
export const olderPersonKeys = new Gauge({
  name: 'heitu_person_keys_under_older_master_key',
  help: 'Keys of persons not yet wrapped by the newest master key: at 0 the older ones may leave MASTER_KEYS',
  labelNames: ['subgraph'],
  registers: [registry],
});
export const waitingEvents = new Gauge({
  name: 'heitu_events_waiting',
  help: 'Events on their way: many for long means that a consumer is out of reach',
  labelNames: ['subgraph'],
  registers: [registry],
});
export const oldestEvent = new Gauge({
  name: 'heitu_events_oldest_seconds',
  help: 'For how long the oldest event that is on its way has waited; 0 where none waits',
  labelNames: ['subgraph'],
  registers: [registry],
});
export const parkedEvents = new Gauge({
  name: 'heitu_events_parked',
  help: 'Events that failed too often and wait for a person',
  labelNames: ['subgraph'],
  registers: [registry],
});
export const figures = new Gauge({
  name: 'heitu_figure',
  help: 'Figures that a subgraph counts of its own work, each by its name',
  labelNames: ['subgraph', 'figure'],
  registers: [registry],
});
export const refusals = new Counter({
  name: 'heitu_refusals_total',
  help: 'Mutations refused by operation and code',
  labelNames: ['subgraph', 'operation', 'code'],
  registers: [registry],
});
export const refusedCalls = new Counter({
  name: 'heitu_refused_calls_total',
  help: 'Calls between processes that were not taken, by reason',
  labelNames: ['reason'],
  registers: [registry],
});
