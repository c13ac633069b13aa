import { given } from '@heitu/kit/data/given';
import { mapPage } from '@heitu/kit/rules/graphql';
import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import { type SortColumns, type SortedPage, sortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import { OVERSEERS, SELLER_ROLES } from '@heitu/standard';
import { recoveryLifecycle, type RecoveryState } from './advance.lifecycle.ts';

/** By what recoveries can be sorted. */
export const RECOVERY_SORTS = {
  openedAt: 'openedAtMs',
  amountFen: 'amountFen',
  state: { text: 'state' },
} as const satisfies SortColumns<RowOf<'Recovery'>>;

/** Newest first, or sorted. */
export async function recoveryPage(
  context: PaymentsContext,
  { state, partyId }: { state?: RecoveryState; partyId?: string },
  page: SortedPage,
) {
  const mine = partiesFor(context.actor, SELLER_ROLES, 'finance');
  const query = context.rows
    .selectFrom('Recovery as v')
    .innerJoin('Advance as a', 'a.id', 'v.advanceId')
    .leftJoin('Refund as r', 'r.id', 'a.refundId')
    .select([
      'v.id',
      'a.complaintId',
      'a.orderId',
      'v.partyId',
      'r.partyId as sellerPartyId',
      'v.amountFen',
      'v.state',
      'v.openedAtMs',
      'v.askedFromMs',
      'v.recoveredAtMs',
    ])
    .$if(!hasRole(context.actor, ...OVERSEERS.money, 'mediator'), (query) =>
      query.where('v.partyId', 'in', mine.length > 0 ? mine : ['']),
    )
    .where((eb) => eb.and(given({ 'v.state': state, 'v.partyId': partyId })));
  const newestFirst = { by: 'openedAt', descending: true };
  const recoveries = await sortedPage(query, page, RECOVERY_SORTS, newestFirst, { table: 'v' });
  return mapPage(recoveries, (row) => ({ ...row, stateLabel: recoveryLifecycle.texts[row.state] }));
}
