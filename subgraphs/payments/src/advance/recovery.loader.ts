import { mapPage } from '@heitu/kit/rules/graphql';
import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import { sortedPage, type SortedPageArgs } from '@heitu/kit/rules/sorting';
import type { PaymentsContext } from '../context.ts';
import { OVERSEERS, SELLER_ROLES } from '@heitu/standard';
import { recoveryLifecycle } from './advance.lifecycle.ts';

/** Newest first, or sorted by openedAt, amountFen or state. */
export async function recoveryPage(
  context: PaymentsContext,
  { state, partyId }: { state?: string; partyId?: string },
  page: SortedPageArgs,
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
    .$if(!!state, (query) => query.where(context.rows.dynamic.ref('v.state'), '=', state!))
    .$if(!!partyId, (query) => query.where('v.partyId', '=', partyId!));
  const recoveries = await sortedPage(
    query,
    page,
    { openedAt: 'openedAtMs', amountFen: 'amountFen', state: { text: 'state' } },
    { by: 'openedAt', descending: true },
    { table: 'v' },
  );
  return mapPage(recoveries, (row) => ({ ...row, stateLabel: recoveryLifecycle.texts[row.state] }));
}
