import { given } from '@heitu/kit/data/given';
import { mapPage } from '@heitu/kit/rules/graphql';
import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import { type SortColumns, type SortedPage, sortedPage } from '@heitu/kit/rules/sorting';
import type { ExpressionBuilder } from 'kysely';
import type { PaymentsContext, RowOf, Tables } from '../context.ts';
import { OVERSEERS } from '@heitu/standard';
import { recoveryLifecycle, type RecoveryState } from './advance.lifecycle.ts';
import { recoveryRail } from './recovery.policy.ts';
import { ACCOUNT_HOLDERS } from '../merchant/merchant.policy.ts';

/** By what recoveries can be sorted. */
export const RECOVERY_SORTS = {
  openedAt: 'openedAtMs',
  amountFen: 'amountFen',
  state: { text: 'state' },
} as const satisfies SortColumns<RowOf<'Recovery'>>;

/** Whether the liable party has settlements here, or gets a share of others'. */
const earns = (eb: ExpressionBuilder<Tables & { v: Tables['Recovery'] }, 'v'>) =>
  eb.or([
    eb.exists(eb.selectFrom('Settlement as s').select('s.id').whereRef('s.partyId', '=', 'v.partyId')),
    eb.exists(eb.selectFrom('ProfitShare as h').select('h.id').whereRef('h.partyId', '=', 'v.partyId')),
  ]);

const recoveryRows = (context: PaymentsContext) =>
  context.rows
    .selectFrom('Recovery as v')
    .leftJoin('Advance as a', 'a.id', 'v.advanceId')
    .leftJoin('Refund as r', 'r.id', 'a.refundId')
    .select([
      'v.id',
      'v.partyId',
      'v.creditorPartyId',
      'r.partyId as sellerPartyId',
      'v.amountFen',
      'v.setOffFen',
      'v.state',
      'v.openedAtMs',
      'v.askedFromMs',
      'v.recoveredAtMs',
      'v.endHow',
      'v.endReason',
      'v.proposedBy',
      'v.endedAtMs',
      'v.returnFailedAtMs',
    ])
    .select(({ fn }) => [
      fn.coalesce('a.complaintId', 'v.caseKey').as('complaintId'),
      fn.coalesce('a.orderId', 'v.orderId').as('orderId'),
    ])
    .select((eb) => earns(eb).as('earns'));
type Row = Awaited<ReturnType<ReturnType<typeof recoveryRows>['execute']>>[number];
const shown = (row: Row) => ({
  ...row,
  stateLabel: recoveryLifecycle.texts[row.state],
  complaintId: row.complaintId ?? '',
  orderId: row.orderId ?? '',
  rail: recoveryRail({ ...row, earns: Boolean(row.earns) }),
});

export async function recoveryById(context: PaymentsContext, id: string) {
  const row = await recoveryRows(context).where('v.id', '=', id).executeTakeFirst();
  return row && shown(row);
}

const NOBODY = ['-'];
const some = (parties: readonly string[]) => (parties.length > 0 ? parties : NOBODY);

/** Newest first, or sorted: what one owes, and what one is owed. */
export async function recoveryPage(
  context: PaymentsContext,
  { state, partyId }: { state?: RecoveryState; partyId?: string },
  page: SortedPage,
) {
  const mine = partiesFor(context.actor, ACCOUNT_HOLDERS, 'finance');
  const query = recoveryRows(context)
    .$if(!hasRole(context.actor, ...OVERSEERS.money, 'mediator'), (query) =>
      query.where((eb) => eb.or([eb('v.partyId', 'in', some(mine)), eb('v.creditorPartyId', 'in', some(mine))])),
    )
    .where((eb) => eb.and(given({ 'v.state': state, 'v.partyId': partyId })));
  const newestFirst = { by: 'openedAt', descending: true };
  const recoveries = await sortedPage(query, page, RECOVERY_SORTS, newestFirst, { table: 'v' });
  return mapPage(recoveries, shown);
}
