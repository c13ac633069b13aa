import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { ApiClient } from './account.entity.ts';
import { clientRefusals } from './account.refusals.ts';
import { endAccess } from './end-access.ts';

const schema = z.object({ clientId: identifier(), reason: line(200) });

/** A program is let in no longer: both secrets and every session end, for good. Errors: NOT_FOUND. */
export async function revokeApiClient(context: TrustContext, input: unknown): Promise<Outcome<{ clientId: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { clientId, reason } = valid.value;
  return context.transaction(async (tx) => {
    if ((await tx.em.nativeUpdate(ApiClient, { id: clientId, active: true }, { active: false })) === 0)
      return refuse(clientRefusals, 'NOT_FOUND');
    await endAccess(context, tx, clientId);
    tx.audit({ type: 'client', id: clientId, clause: '11.5.de', reason });
    return ok({ clientId });
  });
}
