import { YES } from '@heitu/kit/data/entities';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { asItIs } from '@heitu/kit/rules/mutation';
import { PROGRAM_SCOPE } from '@heitu/standard';
import { mutation } from '../context.ts';
import { clientFor } from '../partners/own-client.ts';
import { ApiClient } from './account.entity.ts';
import { CLIENT_SECRET_OVERLAP_MS, expiryOf } from './account.policy.ts';
import { newClientSecret } from './create-api-client.ts';
import { ApiClientCreated } from './account.view.ts';
import { adminOrProgram, inContract } from '../partners/for-programs.ts';
import { clientId } from '../input-fields.ts';

/** A new secret; the one before it is good for a week more, any older one no longer: two at most. */
export const rotateClientSecret = mutation({
  name: 'rotateClientSecret',
  description: 'A new secret; the one before it is good for a week more.',
  may: adminOrProgram,
  input: z.object({ clientId: clientId() }),
  refusals: {
    // Revoked ones too.
    NOT_FOUND,
    // Another rotated it at this moment.
    WRONG_STATE,
  },
  shows: asItIs(ApiClientCreated),
  directives: inContract(PROGRAM_SCOPE),
  async run(context, input, refuse) {
    const clientId = clientFor(context, input.clientId);
    if (clientId === null) return refuse('NOT_FOUND');
    return context.transaction(async (tx) => {
      const nowMs = context.clock.now();
      const client = await tx.rows
        .selectFrom('ApiClient')
        .select(['secretHash', 'secretExpiresAtMs', 'createdAtMs'])
        .where('id', '=', clientId)
        .where('active', '=', YES)
        .executeTakeFirst();
      if (!client) return refuse('NOT_FOUND');
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
        return refuse('WRONG_STATE');
      tx.audit({ type: 'client', id: clientId, clause: '11.5.dd' });
      return ok({ clientId, secret, expiresAtMs: hashed.secretExpiresAtMs });
    });
  },
});
