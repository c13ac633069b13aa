import { Counter, Histogram } from 'prom-client';
import { registry } from '@heitu/kit/serving/metrics';

export const answersTold = new Counter({
  name: 'heitu_gateway_answers_total',
  help: 'GraphQL answers: executed, joined with one under way, kept from a moment ago, or the last good one (stale)',
  labelNames: ['source'],
  registers: [registry],
});
export const requestsRefused = new Counter({
  name: 'heitu_gateway_refusals_total',
  help: 'GraphQL requests that the front refused, by code',
  labelNames: ['code'],
  registers: [registry],
});
export const nullsWithoutReason = new Counter({
  name: 'heitu_gateway_nulls_without_reason_total',
  help: 'What had to be answered as null although no subgraph said why, by field of the schema',
  labelNames: ['field'],
  registers: [registry],
});
export const planningSeconds = new Histogram({
  name: 'heitu_gateway_planning_seconds',
  help: 'Free queries that were not planned yet: from when they came until they were, their turn waited for, or until that was given up',
  labelNames: ['outcome'],
  buckets: [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
  registers: [registry],
});
