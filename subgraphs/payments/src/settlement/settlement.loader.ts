import { mapPage } from '@heitu/kit/rules/graphql';
import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import { sortedPage, type SortedPageArgs } from '@heitu/kit/rules/sorting';
import type { PaymentsContext } from '../context.ts';
import { OVERSEERS, SELLER_ROLES } from '@heitu/standard';
import { settlementLifecycle } from './settlement.lifecycle.ts';

/** Newest first, or sorted by createdAt or netFen. */
export async function settlementPage(
  context: PaymentsContext,
  filter: { state?: string; partyId?: string },
  page: SortedPageArgs,
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
      'netFen',
      'settledAtMs',
      'createdAtMs',
    ])
    .$if(!hasRole(context.actor, ...OVERSEERS.money), (query) =>
      query.where('partyId', 'in', mine.length > 0 ? mine : ['']),
    )
    .$if(!!filter.state, (query) => query.where(context.rows.dynamic.ref('state'), '=', filter.state!))
    .$if(!!filter.partyId, (query) => query.where('partyId', '=', filter.partyId!));
  const settlements = await sortedPage(
    query,
    page,
    { createdAt: 'createdAtMs', netFen: 'netFen', grossFen: 'grossFen', state: { text: 'state' } },
    { by: 'createdAt', descending: true },
  );
  return mapPage(settlements, (row) => ({ ...row, stateLabel: settlementLifecycle.texts[row.state] }));
}
