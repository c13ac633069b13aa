import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import type { PaymentsContext } from '../context.ts';
import { partiesWithMoney } from '../holdings/holdings.loader.ts';
import { WITHDRAWALS_SHOWN_MAX } from './withdrawal.policy.ts';

/** One's own, after one asked for it. */
export async function withdrawalsById(context: PaymentsContext, ids: readonly string[]) {
  const mine = partiesWithMoney(context);
  const rows = await context.rows
    .selectFrom('Withdrawal')
    .selectAll()
    .where('id', 'in', ids)
    .$if(mine !== null, (query) => query.where('partyId', 'in', [...(mine ?? []), '']))
    .execute();
  return inOrder(ids, (row) => row.id, rows);
}

/** The newest of accounts that the caller has been shown. */
export async function withdrawalsOf(context: PaymentsContext, partyIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('Withdrawal')
    .selectAll()
    .where('partyId', 'in', partyIds)
    .orderBy('createdAtMs', 'desc')
    .limit(WITHDRAWALS_SHOWN_MAX * partyIds.length)
    .execute();
  return groupedInOrder(partyIds, (row) => row.partyId, rows).map((group) => group.slice(0, WITHDRAWALS_SHOWN_MAX));
}
