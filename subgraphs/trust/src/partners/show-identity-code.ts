import { randomInt } from 'node:crypto';
import { YES } from '@heitu/kit/data/entities';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { IdentityCode } from './partner.entity.ts';
import { IDENTITY_CODE_DIGITS, IDENTITY_CODE_MS, scopesOf } from './partner.policy.ts';
import { IdentityCodeShown } from './partner.view.ts';
import { identityCodeHash } from './customer-ref.ts';
import { clientId } from '../input-fields.ts';

/** A person lets one partner confirm who stands before it: ten digits to read out or show, for five minutes, once. */
export const showIdentityCode = mutation({
  name: 'showIdentityCode',
  description: 'For one partner, which learns by it that a member stands there; nothing that names or reaches anybody.',
  may: permit.role('consumer'),
  input: z.object({ clientId: clientId() }),
  refusals: { NOT_FOUND },
  shows: asItIs(IdentityCodeShown),
  run: (context, { clientId }, refuse) =>
    context.transaction(async (tx) => {
      const client = await tx.rows
        .selectFrom('ApiClient')
        .select(['name', 'scopes'])
        .where('id', '=', clientId)
        .where('active', '=', YES)
        .executeTakeFirst();
      if (!client || !scopesOf(client.scopes).includes('identity')) return refuse('NOT_FOUND');
      const code = String(randomInt(10 ** IDENTITY_CODE_DIGITS)).padStart(IDENTITY_CODE_DIGITS, '0');
      const expiresAtMs = context.clock.now() + IDENTITY_CODE_MS;
      // A new one takes the place of the last.
      await tx.em.nativeDelete(IdentityCode, { accountId: context.actor.id, clientId });
      await tx.em.insert(IdentityCode, {
        id: context.newId(),
        accountId: context.actor.id,
        clientId,
        codeHash: identityCodeHash(context, clientId, code),
        expiresAtMs,
        usedAtMs: null,
      });
      tx.audit({ type: 'client', id: clientId, clause: '11.8.ed' });
      return ok({ code, expiresAtMs, partnerName: client.name });
    }),
});
