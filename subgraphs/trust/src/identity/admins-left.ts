import { YES } from '@heitu/kit/data/entities';
import type { TrustTransaction } from '../context.ts';
import { GrantRow } from './account.entity.ts';

/**
 * Locks who is administrator until the transaction ends: of two who take each other out, the second one sees what the
 * first did.
 */
export async function lockAdmins(tx: TrustTransaction): Promise<void> {
  await tx.em.nativeUpdate(GrantRow, { role: 'operator-admin' }, { role: 'operator-admin' });
}

/** Administrators who can act. */
export async function adminsLeft(tx: TrustTransaction): Promise<number> {
  const { left } = await tx.rows
    .selectFrom('GrantRow as g')
    .innerJoin('Account as a', 'a.id', 'g.accountId')
    .select(({ fn }) => fn.countAll<number>().as('left'))
    .where('g.role', '=', 'operator-admin')
    .where('g.active', '=', YES)
    .where('a.state', '=', 'active')
    .executeTakeFirstOrThrow();
  return Number(left);
}
