import { Counter } from 'prom-client';
import { registry } from '@heitu/kit/metrics';

export const answersTold = new Counter({ name: 'heitu_gateway_answers_total', help: 'GraphQL answers: executed for this request, joined with one under way, kept from a moment ago', labelNames: ['source'], registers: [registry] });
export const requestsRefused = new Counter({ name: 'heitu_gateway_refusals_total', help: 'GraphQL requests that the front refused, by code', labelNames: ['code'], registers: [registry] });
