import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { Address } from './privacy.entity.ts';
import { privacyRefusals } from './privacy.refusals.ts';

const schema = z.object({ id: identifier() });

/** Deletes one's own address for good. */
export async function deleteAddress(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { id } = valid.value;
  return context.transaction(async (tx) => {
    const deleted = await tx.em.nativeDelete(Address, { id, accountId: context.actor.id });
    if (deleted === 0) return refuse(privacyRefusals, 'NOT_FOUND');
    tx.audit({ type: 'address', id, clause: '10.4' });
    return ok({ id });
  });
}
