import { given } from '@heitu/kit/data/given';
import { mapPage } from '@heitu/kit/rules/graphql';
import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import { type SortColumns, type SortedPage, sortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import { OVERSEERS, SELLER_ROLES } from '@heitu/standard';
import { settlementLifecycle, type SettlementState } from './settlement.lifecycle.ts';

/** By what settlements can be sorted. */
export const SETTLEMENT_SORTS = {
  createdAt: 'createdAtMs',
  netFen: 'netFen',
  grossFen: 'grossFen',
  state: { text: 'state' },
} as const satisfies SortColumns<RowOf<'Settlement'>>;

/** Newest first, or sorted. */
export async function settlementPage(
  context: PaymentsContext,
  filter: { state?: SettlementState; partyId?: string },
  page: SortedPage,
) {
  const mine = [
    ...partiesFor(context.actor, SELLER_ROLES, 'finance'),
    ...partiesFor(context.actor, ['partner'], 'marketing-accounts'),
  ];
  const query = context.rows
    .selectFrom('Settlement')
    .select([
      'id',
      'orderId',
      'partyId',
      'state',
      'grossFen',
      'refundedFen',
      'commissionFen',
      'sharedFen',
      'setOffFen',
      'feeFen',
      'netFen',
      'settledAtMs',
      'createdAtMs',
    ])
    .$if(!hasRole(context.actor, ...OVERSEERS.money), (query) =>
      query.where('partyId', 'in', mine.length > 0 ? mine : ['']),
    )
    .where((eb) => eb.and(given(filter)));
  const settlements = await sortedPage(query, page, SETTLEMENT_SORTS, { by: 'createdAt', descending: true });
  return mapPage(settlements, (row) => ({ ...row, stateLabel: settlementLifecycle.texts[row.state] }));
}
