import { createHash } from 'node:crypto';
import { decodeJwt, importJWK, jwtVerify, type JWK } from 'jose';
import { isDuplicateKey } from '@heitu/kit/orm';
import { ok } from '@heitu/kit/outcome';
import type { TrustContext } from '../context.ts';
import { expiryOf, sameHash, secretHashOf } from '../identity/account.policy.ts';
import { UsedAssertion } from './partner.entity.ts';
import { ASSERTION_AHEAD_MS_MAX, ASSERTION_ALGORITHMS } from './partner.policy.ts';

export interface KnownClient {
  id: string;
  scopes: string | null;
}
/** What a program proves itself with. */
export type ClientProof = { way: 'secret'; clientId: string; secret: string } | { way: 'assertion'; assertion: string; clientId: string | null };

/** The program that this proves; null for unknown, revoked, wrong, expired and used: all alike. */
export async function authenticateClient(context: TrustContext, proof: ClientProof): Promise<KnownClient | null> {
  return proof.way === 'secret' ? bySecret(context, proof) : byAssertion(context, proof);
}

const activeClient = (context: TrustContext, id: string) =>
  context.rows.selectFrom('ApiClient').select(['id', 'scopes', 'secretHash', 'secretExpiresAtMs', 'formerSecretHash', 'formerUntilMs', 'active', 'createdAtMs']).where('id', '=', id).executeTakeFirst();

async function bySecret(context: TrustContext, { clientId, secret }: { clientId: string; secret: string }): Promise<KnownClient | null> {
  const client = await activeClient(context, clientId);
  const given = secretHashOf(secret);
  const [isCurrent, isFormer] = [sameHash(client?.secretHash ?? '', given), sameHash(client?.formerSecretHash ?? '', given)];
  if (!client?.active || !(isCurrent || isFormer)) return null;
  return (isCurrent ? expiryOf(client) : client.formerUntilMs!) > context.clock.now() ? client : null;
}

const ASSERTION_CHARACTERS_MAX = 4096;
const CLAIM_CHARACTERS_MAX = 128;

/** RFC 7523 with a `jti`: good once. Judged by real time, since partners' clocks are real also where a sandbox moves ours. */
async function byAssertion(context: TrustContext, { assertion, clientId }: { assertion: string; clientId: string | null }): Promise<KnownClient | null> {
  if (assertion.length > ASSERTION_CHARACTERS_MAX) return null;
  let claimed: string;
  try {
    claimed = String(decodeJwt(assertion).sub ?? '');
  } catch {
    return null;
  }
  if (claimed === '' || claimed.length > CLAIM_CHARACTERS_MAX || (clientId !== null && clientId !== claimed)) return null;
  const client = await activeClient(context, claimed);
  if (!client?.active) return null;
  const keys = await context.rows.selectFrom('ClientKey').select('jwk').where('clientId', '=', claimed).where('endedAtMs', 'is', null).execute();
  const { publicUrl } = context.services;
  for (const { jwk } of keys) {
    const key = await importJWK(JSON.parse(jwk) as JWK);
    const verified = await jwtVerify(assertion, key, { algorithms: [...ASSERTION_ALGORITHMS], issuer: claimed, subject: claimed, audience: [publicUrl, `${publicUrl}/oauth/token`], requiredClaims: ['exp', 'jti'] }).catch(() => null);
    if (!verified) continue;
    const { exp, jti } = verified.payload;
    const untilMs = exp! * 1000;
    if (typeof jti !== 'string' || jti === '' || jti.length > CLAIM_CHARACTERS_MAX || untilMs > Date.now() + ASSERTION_AHEAD_MS_MAX) return null;
    return (await takeAssertion(context, createHash('sha256').update(`${claimed}\n${jti}`).digest('hex'), untilMs)) ? client : null;
  }
  return null;
}

/** False where it was taken before. */
async function takeAssertion(context: TrustContext, id: string, untilMs: number): Promise<boolean> {
  try {
    await context.transaction(async (tx) => ok(await tx.em.insert(UsedAssertion, { id, untilMs })));
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
