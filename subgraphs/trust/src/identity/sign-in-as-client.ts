import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { ApiClient, SignInAttempt } from './account.entity.ts';
import { expiryOf, sameHash, secretHashOf } from './account.policy.ts';
import { clientSignInRefusals as refusals } from './account.refusals.ts';
import { openSession } from './open-session.ts';
import { recordFailedAttempt } from './record-attempt.ts';

const schema = z.object({ clientId: identifier(), secret: line(128) });

/**
 * A partner's program signs in with its credentials. Errors: SIGN_IN_REFUSED (unknown, wrong, revoked: all alike),
 * SECRET_EXPIRED.
 */
export async function signInAsClient(
  context: TrustContext,
  input: unknown,
): Promise<Outcome<{ token: string; accountId: null }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { clientId, secret } = valid.value;
  const client = await context.rows
    .selectFrom('ApiClient')
    .select(['id', 'secretHash', 'secretExpiresAtMs', 'formerSecretHash', 'formerUntilMs', 'active', 'createdAtMs'])
    .where('id', '=', clientId)
    .executeTakeFirst();
  const given = secretHashOf(secret);
  const [isCurrent, isFormer] = [
    sameHash(client?.secretHash ?? '', given),
    sameHash(client?.formerSecretHash ?? '', given),
  ];
  if (!client?.active || !(isCurrent || isFormer)) {
    await recordFailedAttempt(context, 'client', 'secret');
    return refuse(refusals, 'SIGN_IN_REFUSED');
  }
  if ((isCurrent ? expiryOf(client) : client.formerUntilMs!) <= context.clock.now()) {
    await recordFailedAttempt(context, 'client', 'expired');
    return refuse(refusals, 'SECRET_EXPIRED');
  }
  return context.transaction(async (tx) => {
    const nowMs = context.clock.now();
    await tx.em.nativeUpdate(ApiClient, { id: clientId }, { lastUsedAtMs: nowMs });
    await tx.em.insert(SignInAttempt, {
      id: context.newId(),
      channel: 'client',
      succeeded: true,
      reason: 'known',
      atMs: nowMs,
    });
    const token = await openSession(context, tx, { id: clientId, kind: 'client' }, 'client');
    tx.audit({ type: 'client', id: clientId, clause: '11.5.dd' });
    return ok({ token, accountId: null });
  });
}
