import { DAY_MS } from '@heitu/kit/rules/clock';

/** Of one program. */
export const NAMED_QUERIES_MAX = 100;
/** What nobody has run for a year belongs to a program that is no more. */
export const NAMED_QUERIES_KEPT_MS = 365 * DAY_MS;
export const QUERY_PARAMETERS_MAX = 30;
export const QUERY_VALUES_MAX = 100;
/** It is noted once a day that a query is still run. */
export const USE_NOTED_EVERY_MS = DAY_MS;
