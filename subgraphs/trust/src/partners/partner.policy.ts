import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import { titlesOf } from '@heitu/kit/rules/titles';
import { z } from '@heitu/kit/rules/validate';
import { ALL_SCOPES, CAPTURE, INTERFACES, PROGRAM_SCOPE, SCOPES, type Scope } from '@heitu/standard';

/** Seconds an access token is good for (decision 3: opaque, asked for at each use). */
export const TOKEN_SECONDS = 3600;
/** RFC 7523 leaves it to the server how far ahead an assertion may end. */
export const ASSERTION_AHEAD_MINUTES_MAX = 5;
export const ASSERTION_AHEAD_MS_MAX = ASSERTION_AHEAD_MINUTES_MAX * MINUTE_MS;
/**
 * `Ed25519` is what RFC 9864 calls EdDSA with that curve; libraries sign by either name. The key's type says which of
 * them it can have made.
 */
export const ASSERTION_ALGORITHMS: readonly string[] = ['Ed25519', 'EdDSA', 'ES256', 'PS256', 'RS256'];
export const ALGORITHMS_OF_KEY: Readonly<Record<string, readonly string[]>> = {
  'OKP Ed25519': ['Ed25519', 'EdDSA'],
  'EC P-256': ['ES256'],
  'RSA ': ['PS256', 'RS256'],
};
export const keyKind = ({ kty, crv }: { kty?: string; crv?: string }): string => `${kty} ${kty === 'RSA' ? '' : crv}`;
/** The members of a key that everybody may have. */
export const publicJwk = z.object({
  kty: z.string(),
  crv: z.string().optional(),
  x: z.string().optional(),
  y: z.string().optional(),
  n: z.string().optional(),
  e: z.string().optional(),
});
export type PublicJwk = z.output<typeof publicJwk>;
export const KEYS_MAX = 2;
export const RSA_BITS_MIN = 2048;

/** Requests that every program has where its contract says no other number. */
export const MINUTE_MAX_DEFAULT = 600;
export const DAY_MAX_DEFAULT = 100_000;
export const USAGE_DAYS_MAX = 366;
export const USAGE_SHOWN_MAX = 5000;
export const USAGE_KEPT_MS = 400 * DAY_MS;

/** What a program's requests are counted by: the interfaces, and what it does to itself. */
export const USED_SCOPES = { ...titlesOf({ ...INTERFACES, ...CAPTURE }), [PROGRAM_SCOPE]: '系统自身' } as const;
export type UsedScope = Scope | typeof PROGRAM_SCOPE;
export const isUsedScope = (word: string): word is UsedScope => Object.hasOwn(USED_SCOPES, word);
/** The scopes in a client's row: `lots` is what `stock` was called before there was one for each interface. */
export const scopesOf = (json: Json<readonly string[]> | null): readonly Scope[] => {
  if (json === null) return SCOPES;
  const kept = new Set(fromJson(json).map((scope) => (scope === 'lots' ? 'stock' : scope)));
  return ALL_SCOPES.filter((scope) => kept.has(scope));
};

/** The words of `scope` (RFC 6749 §3.3). */
export const scopesAsked = (scope: string | null): readonly string[] => [
  ...new Set(scope?.split(' ').filter(Boolean) ?? []),
];

/** Whether a token that was asked for these scopes is the whole contract's: only such a one may hold `program`. */
export const isWholeContract = (contract: readonly Scope[], asked: readonly string[]): boolean =>
  contract.every((scope) => asked.includes(scope));

/**
 * The scopes of a token: those of the contract that were asked for. Nothing asked for is the whole contract with
 * `program` (11.5.de). A token that is handed on with less never changes secrets, keys or webhooks, which would be
 * worth the whole. A text says why there is no such token.
 */
export function tokenScopes(
  contract: readonly Scope[],
  asked: readonly string[],
): readonly (Scope | typeof PROGRAM_SCOPE)[] | string {
  if (asked.length === 0) return [...contract, PROGRAM_SCOPE];
  const scopes = contract.filter((scope) => asked.includes(scope));
  const wantsProgram = asked.includes(PROGRAM_SCOPE);
  if (scopes.length + Number(wantsProgram) < asked.length) return `the contract covers: ${contract.join(' ')}`;
  if (!wantsProgram) return scopes;
  return isWholeContract(contract, asked)
    ? [...scopes, PROGRAM_SCOPE]
    : `${PROGRAM_SCOPE} is only in a token of the whole contract: leave scope out, or ask for ${contract.join(' ')} ${PROGRAM_SCOPE}`;
}

export const IDENTITY_CODE_DIGITS = 10;
export const IDENTITY_CODE_MS = 5 * MINUTE_MS;

/** An export is whole up to here: what was being written then has been committed since, or never will be. */
export const EXPORT_BEHIND_MS = 2 * MINUTE_MS;
export const EXPORT_LINES_MAX = 5000;
