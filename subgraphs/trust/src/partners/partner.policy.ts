import { DAY_MS, MINUTE_MS } from '@heitu/kit/clock';
import { SCOPES, type Scope } from '@heitu/standard';

/** Seconds an access token is good for (decision 3: opaque, asked for at each use). */
export const TOKEN_SECONDS = 3600;
/** RFC 7523 leaves it to the server how far ahead an assertion may end. */
export const ASSERTION_AHEAD_MS_MAX = 5 * MINUTE_MS;
export const ASSERTION_ALGORITHMS = ['EdDSA', 'ES256', 'RS256'] as const;
export const KEYS_MAX = 2;
export const RSA_BITS_MIN = 2048;

/** Requests that every program has where its contract says no other number. */
export const MINUTE_MAX_DEFAULT = 600;
export const DAY_MAX_DEFAULT = 100_000;
export const USAGE_DAYS_MAX = 366;
export const USAGE_SHOWN_MAX = 5000;
export const USAGE_KEPT_MS = 400 * DAY_MS;

/** The scopes in a client's row: `lots` is what `stock` was called before there was one for each interface. */
export const scopesOf = (json: string | null): readonly Scope[] => {
  if (json === null) return SCOPES;
  const kept = new Set((JSON.parse(json) as string[]).map((scope) => (scope === 'lots' ? 'stock' : scope)));
  return SCOPES.filter((scope) => kept.has(scope));
};

export const IDENTITY_CODE_DIGITS = 10;
export const IDENTITY_CODE_MS = 5 * MINUTE_MS;

/** An export is whole up to here: what was being written then has been committed since, or never will be. */
export const EXPORT_BEHIND_MS = 2 * MINUTE_MS;
export const EXPORT_LINES_MAX = 5000;
