import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { ApiClient } from './account.entity.ts';
import { endAccess } from './end-access.ts';
import { ApiClientRevoked } from './account.view.ts';
import { clientId } from '../input-fields.ts';

/** A program is let in no longer: both secrets and every session end, for good. */
export const revokeApiClient = mutation({
  name: 'revokeApiClient',
  description: 'Lets a program in no longer: both secrets and every session end, for good.',
  may: permit.role('operator-admin'),
  input: z.object({ clientId: clientId(), reason: line(200).describe('Goes on the audit trail.') }),
  refusals: { NOT_FOUND },
  shows: asItIs(ApiClientRevoked),
  run: (context, { clientId, reason }, refuse) =>
    context.transaction(async (tx) => {
      if ((await tx.em.nativeUpdate(ApiClient, { id: clientId, active: true }, { active: false })) === 0)
        return refuse('NOT_FOUND');
      await endAccess(context, tx, clientId);
      tx.audit({ type: 'client', id: clientId, clause: '11.5.de', reason });
      return ok({ clientId });
    }),
});
