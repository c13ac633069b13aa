import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { ApiClient } from '../identity/account.entity.ts';
import { clientRefusals } from '../identity/account.refusals.ts';
import { clientFor } from './own-client.ts';

const schema = z.object({ clientId: identifier() });

/**
 * The program uses its new secret: the one before it ends now, not in a week. Errors: NOT_FOUND (also where there is
 * none).
 */
export async function endFormerSecret(context: TrustContext, input: unknown): Promise<Outcome<{ clientId: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const clientId = clientFor(context, valid.value.clientId);
  return context.transaction(async (tx) => {
    if (
      !clientId ||
      (await tx.em.nativeUpdate(
        ApiClient,
        { id: clientId, active: true, formerUntilMs: { $gt: context.clock.now() } },
        { formerSecretHash: null, formerUntilMs: null },
      )) === 0
    )
      return refuse(clientRefusals, 'NOT_FOUND');
    tx.audit({ type: 'client', id: clientId, clause: '11.5.dd' });
    return ok({ clientId });
  });
}
