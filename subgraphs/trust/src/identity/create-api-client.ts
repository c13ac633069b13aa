import { randomBytes } from 'node:crypto';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import { SCOPES } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { ApiClient } from './account.entity.ts';
import { CLIENT_SECRET_LIFETIME_MS, secretHashOf } from './account.policy.ts';
import { clientRefusals } from './account.refusals.ts';

export interface NewSecret {
  clientId: string;
  secret: string;
  expiresAtMs: number;
}
export function newClientSecret(nowMs: number): { secret: string; secretHash: string; secretExpiresAtMs: number } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, secretHash: secretHashOf(secret), secretExpiresAtMs: nowMs + CLIENT_SECRET_LIFETIME_MS };
}

/** Requests by contract; left out: what everybody has. */
export const quotas = {
  minuteMax: z.number().int('必须是整数').min(1).max(100_000).nullish(),
  dayMax: z.number().int('必须是整数').min(1).max(100_000_000).nullish(),
};
const schema = z.object({
  name: line(80),
  partyId: identifier(),
  scopes: z.array(z.enum(SCOPES)).max(SCOPES.length).nullish(),
  ...quotas,
});

/** An administrator makes credentials for the program of a filed party; the secret is shown once. Errors: PARTY_UNKNOWN. */
export async function createApiClient(context: TrustContext, input: unknown): Promise<Outcome<NewSecret>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { name, partyId, scopes, minuteMax = null, dayMax = null } = valid.value;
  return context.transaction(async (tx) => {
    const party = await tx.rows
      .selectFrom('KnownParty')
      .select('partyId')
      .where('partyId', '=', partyId)
      .executeTakeFirst();
    if (!party) return refuse(clientRefusals, 'PARTY_UNKNOWN');
    const clientId = context.newId();
    const nowMs = context.clock.now();
    const { secret, ...hashed } = newClientSecret(nowMs);
    await tx.em.insert(ApiClient, {
      id: clientId,
      name,
      partyId,
      ...hashed,
      formerSecretHash: null,
      formerUntilMs: null,
      scopes: JSON.stringify(scopes ?? SCOPES),
      minuteMax,
      dayMax,
      active: true,
      createdAtMs: nowMs,
      lastUsedAtMs: null,
    });
    tx.audit({ type: 'client', id: clientId, clause: '11.5.dd' });
    return ok({ clientId, secret, expiresAtMs: hashed.secretExpiresAtMs });
  });
}
