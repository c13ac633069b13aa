import { mapPage } from '@heitu/kit/rules/graphql';
import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import { sortedPage, type SortedPageArgs } from '@heitu/kit/rules/sorting';
import type { PaymentsContext } from '../context.ts';
import { OVERSEERS, SELLER_ROLES } from '@heitu/standard';

/** Newest first, or sorted by openedAt, contractValidUntil, passwordDueAt or state. */
export async function merchantPage(
  context: PaymentsContext,
  { state, partyId, merchant }: { state?: string; partyId?: string; merchant?: string },
  page: SortedPageArgs,
) {
  const mine = [
    ...partiesFor(context.actor, [...SELLER_ROLES, 'carrier-manager'], 'finance'),
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
    ])
    .$if(!hasRole(context.actor, ...OVERSEERS.money), (query) =>
      query.where('partyId', 'in', mine.length > 0 ? mine : ['']),
    )
    .$if(!!state, (query) => query.where(context.rows.dynamic.ref('state'), '=', state!))
    .$if(!!partyId, (query) => query.where('partyId', '=', partyId!))
    .$if(!!merchant, (query) => query.where('merchant', '=', merchant!));
  const accounts = await sortedPage(
    query,
    page,
    {
      openedAt: 'openedAtMs',
      contractValidUntil: { text: 'contractValidUntil' },
      passwordDueAt: 'passwordDueAtMs',
      state: { text: 'state' },
    },
    { by: 'openedAt', descending: true },
  );
  return mapPage(accounts, (row) => ({ ...row, inGoodStanding: Boolean(row.inGoodStanding) }));
}
