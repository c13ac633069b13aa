import { ok } from '@heitu/kit/rules/outcome';
import { asScalar, identifier, line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { GraphQLString } from 'graphql';
import { mutation } from '../context.ts';
import { ApiClient, SignInAttempt } from './account.entity.ts';
import { expiryOf, sameHash, secretHashOf } from './account.policy.ts';
import { openSession } from './open-session.ts';
import { recordFailedAttempt } from './record-attempt.ts';
import { signedInNow } from './signed-in.ts';

/** A partner's program signs in with its credentials. */
export const signInAsClient = mutation({
  name: 'signInAsClient',
  description: "A partner's program signs in with its credentials.",
  may: permit.anyone,
  input: z.object({
    clientId: asScalar(GraphQLString, identifier()).describe('As createApiClient answered it.'),
    secret: line(128).describe('The current secret, or the former one while it is still good.'),
  }),
  remembers: 'by-hand',
  refusals: {
    // Unknown, wrong and revoked alike.
    SIGN_IN_REFUSED: { message: '编号或密钥不对，或已停用', clause: '11.5.dd' },
    SECRET_EXPIRED: { message: '密钥已到期，请换用新的', clause: '11.5.dd' },
  },
  shows: signedInNow,
  async run(context, { clientId, secret }, refuse) {
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
      return refuse('SIGN_IN_REFUSED');
    }
    if ((isCurrent ? expiryOf(client) : (client.formerUntilMs ?? 0)) <= context.clock.now()) {
      await recordFailedAttempt(context, 'client', 'expired');
      return refuse('SECRET_EXPIRED');
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
    }, context.request);
  },
});
