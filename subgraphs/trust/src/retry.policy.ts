import { MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';

const RETRY_FIRST_MS = 5 * SECOND_MS;
const RETRY_LAST_MS = 30 * MINUTE_MS;
/** How long after the n-th attempt, from 1, the next one follows. */
export const retryAfterMs = (attempts: number): number => Math.min(RETRY_FIRST_MS * 2 ** (attempts - 1), RETRY_LAST_MS);
