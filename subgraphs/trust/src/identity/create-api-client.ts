import { randomBytes } from 'node:crypto';
import { ok, refuse, type Outcome } from '@heitu/kit/outcome';
import { identifier, line, parse, z } from '@heitu/kit/validate';
import type { TrustContext } from '../context.ts';
import { ApiClient } from './account.entity.ts';
import { secretHashOf } from './account.policy.ts';
import { clientRefusals } from './account.refusals.ts';

const schema = z.object({ name: line(80), partyId: identifier() });

/** An administrator makes credentials for the program of a filed party; the secret is shown once. Errors: PARTY_UNKNOWN. */
export async function createApiClient(context: TrustContext, input: unknown): Promise<Outcome<{ clientId: string; secret: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { name, partyId } = valid.value;
  return context.transaction(async (tx) => {
    const party = await tx.rows.selectFrom('KnownParty').select('partyId').where('partyId', '=', partyId).executeTakeFirst();
    if (!party) return refuse(clientRefusals, 'PARTY_UNKNOWN');
    const clientId = context.newId();
    const secret = randomBytes(32).toString('base64url');
    await tx.em.insert(ApiClient, { id: clientId, name, partyId, secretHash: secretHashOf(secret), active: true, createdAtMs: context.clock.now(), lastUsedAtMs: null });
    tx.audit({ type: 'client', id: clientId, clause: '11.5.dd' });
    return ok({ clientId, secret });
  });
}
