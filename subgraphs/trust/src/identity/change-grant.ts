import { toJson } from '@heitu/kit/rules/typed-json';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { GrantRow } from './account.entity.ts';

export interface GrantFact {
  accountId: string;
  role: string;
  partyId: string;
  rights: readonly string[] | null;
  active: boolean;
  factAtMs: number;
}

/**
 * Switches one grant on or off by a fact; an older fact that arrives late changes nothing. Takes effect at the next
 * authentication.
 */
export async function changeGrant(context: TrustContext, tx: TrustTransaction, fact: GrantFact): Promise<void> {
  const { accountId, role, partyId, active, factAtMs } = fact;
  const rights = fact.rights === null ? null : toJson(fact.rights);
  const key = { accountId, role, partyId };
  const changed = await tx.em.nativeUpdate(
    GrantRow,
    { ...key, factAtMs: { $lte: factAtMs } },
    { active, rights, factAtMs },
  );
  if (changed > 0) return;
  await tx.em.upsert(
    GrantRow,
    { id: context.newId(), ...key, rights, active, factAtMs },
    { onConflictFields: ['accountId', 'role', 'partyId'], onConflictAction: 'ignore' },
  );
}
