import { groupedInOrder, inOrder } from '@heitu/kit/graphql';
import type { TrustContext } from '../context.ts';
import { YES } from '@heitu/kit/entities';

export async function accountsById(context: TrustContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('Account').select(['id', 'displayName', 'state', 'createdAtMs']).where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows);
}

/** Active grants by account. */
export async function grantsByAccount(context: TrustContext, accountIds: readonly string[]) {
  const rows = await context.rows.selectFrom('GrantRow').select(['accountId', 'role', 'partyId', 'rights']).where('accountId', 'in', accountIds).where('active', '=', YES).orderBy('id').execute();
  return groupedInOrder(accountIds, (row) => row.accountId, rows);
}
