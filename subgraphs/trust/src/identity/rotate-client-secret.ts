import { YES } from '@heitu/kit/data/entities';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { clientFor } from '../partners/own-client.ts';
import { ApiClient } from './account.entity.ts';
import { CLIENT_SECRET_OVERLAP_MS, expiryOf } from './account.policy.ts';
import { clientRefusals } from './account.refusals.ts';
import { newClientSecret, type NewSecret } from './create-api-client.ts';

const schema = z.object({ clientId: identifier() });

/**
 * A new secret; the one before it is good for a week more, any older one no longer: two at most. Errors: NOT_FOUND
 * (revoked ones too), WRONG_STATE (another rotated it at this moment).
 */
export async function rotateClientSecret(context: TrustContext, input: unknown): Promise<Outcome<NewSecret>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const clientId = clientFor(context, valid.value.clientId);
  if (clientId === null) return refuse(clientRefusals, 'NOT_FOUND');
  return context.transaction(async (tx) => {
    const nowMs = context.clock.now();
    const client = await tx.rows
      .selectFrom('ApiClient')
      .select(['secretHash', 'secretExpiresAtMs', 'createdAtMs'])
      .where('id', '=', clientId)
      .where('active', '=', YES)
      .executeTakeFirst();
    if (!client) return refuse(clientRefusals, 'NOT_FOUND');
    const { secret, ...hashed } = newClientSecret(nowMs);
    const former = {
      formerSecretHash: client.secretHash,
      formerUntilMs: Math.min(nowMs + CLIENT_SECRET_OVERLAP_MS, expiryOf(client)),
    };
    if (
      (await tx.em.nativeUpdate(
        ApiClient,
        { id: clientId, secretHash: client.secretHash, active: true },
        { ...hashed, ...former },
      )) === 0
    )
      return refuse(clientRefusals, 'WRONG_STATE');
    tx.audit({ type: 'client', id: clientId, clause: '11.5.dd' });
    return ok({ clientId, secret, expiresAtMs: hashed.secretExpiresAtMs });
  });
}
