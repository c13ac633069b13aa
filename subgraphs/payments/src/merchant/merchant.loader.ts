import { chinaDate } from '@heitu/kit/rules/calendar';
import { given } from '@heitu/kit/data/given';
import { mapPage } from '@heitu/kit/rules/graphql';
import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import { type SortColumns, type SortedPage, sortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import { OVERSEERS } from '@heitu/standard';
import type { MerchantAccountState } from './merchant.lifecycle.ts';
import { WHY_NOT_RECEIVE, whyNotReceive } from './merchant.policy.ts';
import { hasContractOn } from './receivers.ts';
import { ACCOUNT_HOLDERS } from './merchant.policy.ts';

/** By what accounts at the payment provider can be sorted. */
export const MERCHANT_ACCOUNT_SORTS = {
  openedAt: 'openedAtMs',
  contractValidUntilOn: { text: 'contractValidUntil' },
  passwordDueAt: 'passwordDueAtMs',
  state: { text: 'state' },
} as const satisfies SortColumns<RowOf<'MerchantAccount'>>;

/** Newest first, or sorted. */
export async function merchantPage(
  context: PaymentsContext,
  filter: { state?: MerchantAccountState; partyId?: string; merchant?: string },
  page: SortedPage,
) {
  const mine = [
    ...partiesFor(context.actor, ACCOUNT_HOLDERS, 'finance'),
    ...partiesFor(context.actor, ['partner'], 'bank'),
  ];
  const query = context.rows
    .selectFrom('MerchantAccount')
    .select([
      'id',
      'partyId',
      'merchant',
      'state',
      'inGoodStanding',
      'contractNumber',
      'contractValidUntil',
      'passwordDueAtMs',
      'openedAtMs',
      'providerInGoodStanding',
    ])
    .select(hasContractOn(chinaDate(context.clock.now())))
    .$if(!hasRole(context.actor, ...OVERSEERS.money), (query) =>
      query.where('partyId', 'in', mine.length > 0 ? mine : ['']),
    )
    .where((eb) => eb.and(given(filter)));
  const accounts = await sortedPage(query, page, MERCHANT_ACCOUNT_SORTS, { by: 'openedAt', descending: true });
  return mapPage(accounts, (row) => {
    const why = whyNotReceive(row, context.clock.now());
    return { ...row, inGoodStanding: Boolean(row.inGoodStanding), whyNotReceive: why && WHY_NOT_RECEIVE[why].text };
  });
}
