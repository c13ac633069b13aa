import { createHash, createPublicKey } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import { isDuplicateKey } from '@heitu/kit/data/orm';
import { ok } from '@heitu/kit/rules/outcome';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import type { TrustContext } from '../context.ts';
import { expiryOf, sameHash, secretHashOf } from '../identity/account.policy.ts';
import { UsedAssertion } from './partner.entity.ts';
import {
  ALGORITHMS_OF_KEY,
  ASSERTION_AHEAD_MINUTES_MAX,
  ASSERTION_AHEAD_MS_MAX,
  ASSERTION_ALGORITHMS,
  keyKind,
  type PublicJwk,
} from './partner.policy.ts';

export interface KnownClient {
  id: string;
  scopes: Json<readonly string[]> | null;
}
/** What a program proves itself with. */
export type ClientProof =
  | { way: 'secret'; clientId: string; secret: string }
  | { way: 'assertion'; assertion: string; clientId: string | null };

/** Why it proves nothing, in the words of `error_description`. */
export class Unproven {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}
const unproven = (reason: string): Unproven => new Unproven(reason);

/** The program that this proves, or why not. Of secrets unknown, revoked, wrong and expired are all alike. */
export async function authenticateClient(context: TrustContext, proof: ClientProof): Promise<KnownClient | Unproven> {
  return proof.way === 'secret' ? bySecret(context, proof) : byAssertion(context, proof);
}

const activeClient = (context: TrustContext, id: string) =>
  context.rows
    .selectFrom('ApiClient')
    .select([
      'id',
      'scopes',
      'secretHash',
      'secretExpiresAtMs',
      'formerSecretHash',
      'formerUntilMs',
      'active',
      'createdAtMs',
    ])
    .where('id', '=', id)
    .executeTakeFirst();

async function bySecret(
  context: TrustContext,
  { clientId, secret }: { clientId: string; secret: string },
): Promise<KnownClient | Unproven> {
  const client = await activeClient(context, clientId);
  const given = secretHashOf(secret);
  const [isCurrent, isFormer] = [
    sameHash(client?.secretHash ?? '', given),
    sameHash(client?.formerSecretHash ?? '', given),
  ];
  const isGood =
    !!client?.active &&
    (isCurrent || isFormer) &&
    (isCurrent ? expiryOf(client) : (client.formerUntilMs ?? 0)) > context.clock.now();
  return isGood ? client : unproven('the client is unknown, or its secret is not (or no longer) good');
}

const ASSERTION_CHARACTERS_MAX = 4096;
const CLAIM_CHARACTERS_MAX = 128;

/** Who signed, and with what; null where it cannot be read. */
function readAssertion(assertion: string): { alg: string; clientId: string } | null {
  if (assertion.length > ASSERTION_CHARACTERS_MAX) return null;
  try {
    return { alg: String(decodeProtectedHeader(assertion).alg), clientId: String(decodeJwt(assertion).sub ?? '') };
  } catch {
    return null;
  }
}

/**
 * RFC 7523 with a `jti`: good once. Judged by real time, since partners' clocks are real also where a sandbox moves
 * ours. Only who has signed with a registered key is told which claim is wrong.
 */
async function byAssertion(
  context: TrustContext,
  { assertion, clientId }: { assertion: string; clientId: string | null },
): Promise<KnownClient | Unproven> {
  const read = readAssertion(assertion);
  if (!read) return unproven('the assertion cannot be read as a signed JWT');
  const { alg, clientId: claimed } = read;
  if (!ASSERTION_ALGORITHMS.includes(alg)) return unproven(`alg: ${ASSERTION_ALGORITHMS.join(', ')} are taken`);
  if (claimed === '' || claimed.length > CLAIM_CHARACTERS_MAX) return unproven('sub: must be the client id');
  if (clientId !== null && clientId !== claimed) return unproven('sub: is not the client_id of the form');
  const client = await activeClient(context, claimed);
  const unknown = unproven('the client is unknown, or none of its registered keys that are good now has signed this');
  if (!client?.active) return unknown;
  const keys = await context.rows
    .selectFrom('ClientKey')
    .select('jwk')
    .where('clientId', '=', claimed)
    .where('endedAtMs', 'is', null)
    .execute();
  for (const jwk of keys.map((row) => fromJson(row.jwk))) {
    if (!ALGORITHMS_OF_KEY[keyKind(jwk)]?.includes(alg)) continue;
    const claims = await claimsOf(context, assertion, claimed, jwk);
    if (claims === null) continue;
    return claims instanceof Unproven ? claims : takeAssertion(context, client, claimed, claims);
  }
  return unknown;
}

/** The claims, why they are refused, or null where this key did not sign them. */
async function claimsOf(
  context: TrustContext,
  assertion: string,
  clientId: string,
  jwk: PublicJwk,
): Promise<JWTPayload | Unproven | null> {
  const { publicUrl } = context.services;
  const audience = [publicUrl, `${publicUrl}/oauth/token`];
  try {
    const { payload } = await jwtVerify(assertion, createPublicKey({ key: jwk, format: 'jwk' }), {
      algorithms: [...ASSERTION_ALGORITHMS],
      issuer: clientId,
      subject: clientId,
      audience,
      requiredClaims: ['exp', 'jti'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) return unproven('exp: has passed');
    if (error instanceof errors.JWTClaimValidationFailed)
      return unproven(
        `${error.claim}: ${error.reason === 'missing' ? 'is missing' : (CLAIM_RULES[error.claim]?.(audience) ?? 'is not good now')}`,
      );
    return null;
  }
}
const CLAIM_RULES: Readonly<Record<string, (audience: readonly string[]) => string>> = {
  iss: () => 'must be the client id',
  sub: () => 'must be the client id',
  aud: (audience) => `must be ${audience.join(' or ')}`,
};

/** A good one is taken once, and not kept for longer than it may last. */
async function takeAssertion(
  context: TrustContext,
  client: KnownClient,
  clientId: string,
  { exp = 0, jti }: JWTPayload,
): Promise<KnownClient | Unproven> {
  const untilMs = exp * 1000;
  if (typeof jti !== 'string' || jti === '' || jti.length > CLAIM_CHARACTERS_MAX)
    return unproven(`jti: must be a text of 1 to ${CLAIM_CHARACTERS_MAX} characters`);
  if (untilMs > Date.now() + ASSERTION_AHEAD_MS_MAX)
    return unproven(`exp: at most ${ASSERTION_AHEAD_MINUTES_MAX} minutes ahead`);
  return (await isNew(context, createHash('sha256').update(`${clientId}\n${jti}`).digest('hex'), untilMs))
    ? client
    : unproven('jti: was used before');
}

/** False where it was taken before. */
async function isNew(context: TrustContext, id: string, untilMs: number): Promise<boolean> {
  try {
    await context.transaction(async (tx) => ok(await tx.em.insert(UsedAssertion, { id, untilMs })));
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
