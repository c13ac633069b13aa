import { calculateJwkThumbprint, importJWK, type JWK } from 'jose';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { YES } from '@heitu/kit/data/entities';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { clientFor } from './own-client.ts';
import { ClientKey } from './partner.entity.ts';
import { ALGORITHMS_OF_KEY, keyKind, KEYS_MAX, RSA_BITS_MIN } from './partner.policy.ts';
import { keyRefusals } from './partner.refusals.ts';

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** The public members of a usable key; null for a private, weak, unknown or broken one. */
async function readPublicKey(text: string): Promise<JWK | null> {
  try {
    const jwk = JSON.parse(text) as JWK;
    const algorithms = ALGORITHMS_OF_KEY[keyKind(jwk)];
    // It says what it can be used for, or nothing.
    if (
      !algorithms ||
      (jwk.alg !== undefined && !algorithms.includes(jwk.alg)) ||
      PRIVATE_MEMBERS.some((member) => member in jwk)
    )
      return null;
    if (jwk.kty === 'RSA' && Buffer.from(jwk.n!, 'base64url').length * 8 < RSA_BITS_MIN) return null;
    const { kty, crv, x, y, n, e } = jwk;
    const kept = JSON.parse(JSON.stringify({ kty, crv, x, y, n, e })) as JWK;
    await importJWK(kept, algorithms[0]);
    return kept;
  } catch {
    return null;
  }
}

const keySchema = z.object({ clientId: identifier(), jwk: z.string().min(1).max(4000) });

/**
 * A public key for `private_key_jwt`; the one it replaces stays good until it is ended. Errors: NOT_FOUND, KEY_UNFIT,
 * KEY_KNOWN, TOO_MANY_KEYS.
 */
export async function addClientKey(
  context: TrustContext,
  input: unknown,
): Promise<Outcome<{ id: string; thumbprint: string; addedAtMs: number }>> {
  const valid = parse(keySchema, input);
  if (!valid.ok) return valid;
  const clientId = clientFor(context, valid.value.clientId);
  const jwk = await readPublicKey(valid.value.jwk);
  if (!jwk) return refuse(keyRefusals, 'KEY_UNFIT');
  const thumbprint = await calculateJwkThumbprint(jwk);
  return context.transaction(async (tx) => {
    // Locks the client's row: of two keys added at once, the second counts the first.
    await tx.rows
      .updateTable('ApiClient')
      .set((eb) => ({ name: eb.ref('name') }))
      .where('id', '=', clientId ?? '')
      .execute();
    const client =
      clientId &&
      (await tx.rows
        .selectFrom('ApiClient')
        .select('id')
        .where('id', '=', clientId)
        .where('active', '=', YES)
        .executeTakeFirst());
    if (!client) return refuse(keyRefusals, 'NOT_FOUND');
    const known = await tx.rows
      .selectFrom('ClientKey')
      .select(['thumbprint', 'endedAtMs'])
      .where('clientId', '=', clientId)
      .execute();
    if (known.some((key) => key.thumbprint === thumbprint)) return refuse(keyRefusals, 'KEY_KNOWN');
    if (known.filter(({ endedAtMs }) => endedAtMs === null).length >= KEYS_MAX)
      return refuse(keyRefusals, 'TOO_MANY_KEYS');
    const row = {
      id: context.newId(),
      clientId,
      jwk: JSON.stringify(jwk),
      thumbprint,
      addedAtMs: context.clock.now(),
      endedAtMs: null,
    };
    await tx.em.insert(ClientKey, row);
    tx.audit({ type: 'client', id: clientId, clause: '11.5.dd' });
    return ok({ id: row.id, thumbprint, addedAtMs: row.addedAtMs });
  });
}

const endSchema = z.object({ clientId: identifier(), keyId: identifier() });

/** The key proves nothing from now on. Errors: NOT_FOUND. */
export async function endClientKey(context: TrustContext, input: unknown): Promise<Outcome<{ clientId: string }>> {
  const valid = parse(endSchema, input);
  if (!valid.ok) return valid;
  const clientId = clientFor(context, valid.value.clientId);
  return context.transaction(async (tx) => {
    if (
      !clientId ||
      (await tx.em.nativeUpdate(
        ClientKey,
        { id: valid.value.keyId, clientId, endedAtMs: null },
        { endedAtMs: context.clock.now() },
      )) === 0
    )
      return refuse(keyRefusals, 'NOT_FOUND');
    tx.audit({ type: 'client', id: clientId, clause: '11.5.dd' });
    return ok({ clientId });
  });
}
