import { given } from '@heitu/kit/data/given';
import { mapPage } from '@heitu/kit/rules/graphql';
import { type SortColumns, type SortedPage, sortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import { partiesWithMoney } from '../holdings/holdings.loader.ts';
import { shareLifecycle, shareReturnLifecycle, type ShareReturnState, type ShareState } from './share.lifecycle.ts';
import type { ShareKind } from './share.policy.ts';

/** By what shares can be sorted. */
export const PROFIT_SHARE_SORTS = {
  createdAt: 'createdAtMs',
  amountFen: 'amountFen',
  state: { text: 'state' },
} as const satisfies SortColumns<RowOf<'ProfitShare'>>;

/** Of a seller's orders, or to a receiver; newest first, or sorted. */
export async function profitSharePage(
  context: PaymentsContext,
  { kind, state, partyId }: { kind?: ShareKind; state?: ShareState; partyId?: string },
  page: SortedPage,
) {
  const mine = partiesWithMoney(context);
  const query = context.rows
    .selectFrom('ProfitShare as h')
    .leftJoin('PaymentPart as p', 'p.orderId', 'h.orderId')
    .select(['h.id', 'h.orderId', 'h.payerPartyId', 'h.partyId', 'h.kind', 'h.amountFen', 'h.returningFen', 'h.state'])
    .select(['h.createdAtMs', 'h.sharedAtMs', 'h.toPartyId', 'p.orderNumber'])
    .$if(mine !== null, (rows) =>
      rows.where((eb) => eb.or([eb('h.payerPartyId', 'in', some(mine)), eb('h.partyId', 'in', some(mine))])),
    )
    .$if(Boolean(partyId), (rows) =>
      rows.where((eb) => eb.or([eb('h.payerPartyId', '=', partyId ?? ''), eb('h.partyId', '=', partyId ?? '')])),
    )
    .where((eb) => eb.and(given({ 'h.kind': kind, 'h.state': state })));
  const newestFirst = { by: 'createdAt', descending: true };
  const found = await sortedPage(query, page, PROFIT_SHARE_SORTS, newestFirst, { table: 'h' });
  return mapPage(found, (row) => ({ ...row, stateLabel: isOwed(row) ? SET_OFF : shareLifecycle.texts[row.state] }));
}
/** It went to whom its receiver owed it. */
const SET_OFF = '已抵您方欠的赔偿';
const isOwed = ({ state, toPartyId }: Pick<RowOf<'ProfitShare'>, 'state' | 'toPartyId'>): boolean =>
  state === 'shared' && toPartyId !== null;
const NOBODY = ['-'];
const some = (parties: string[] | null): string[] => (parties && parties.length > 0 ? parties : NOBODY);

/** By what returns can be sorted. */
export const SHARE_RETURN_SORTS = {
  createdAt: 'createdAtMs',
  amountFen: 'amountFen',
  state: { text: 'state' },
} as const satisfies SortColumns<RowOf<'ShareReturn'>>;

/** To a seller, or from a receiver; newest first, or sorted. */
export async function shareReturnPage(
  context: PaymentsContext,
  { state }: { state?: ShareReturnState },
  page: SortedPage,
) {
  const mine = partiesWithMoney(context);
  const query = context.rows
    .selectFrom('ShareReturn')
    .select(['id', 'orderId', 'payerPartyId', 'partyId', 'kind', 'amountFen', 'state', 'lastError'])
    .select(['createdAtMs', 'returnedAtMs'])
    .$if(mine !== null, (rows) =>
      rows.where((eb) => eb.or([eb('payerPartyId', 'in', some(mine)), eb('partyId', 'in', some(mine))])),
    )
    .where((eb) => eb.and(given({ state })));
  const found = await sortedPage(query, page, SHARE_RETURN_SORTS, { by: 'createdAt', descending: true });
  return mapPage(found, (row) => ({ ...row, stateLabel: shareReturnLifecycle.texts[row.state] }));
}
