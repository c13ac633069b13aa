import { mapPage } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortedPageArgs } from '@heitu/kit/rules/sorting';
import type { PaymentsContext } from '../context.ts';
import { accountsOf } from './account.ts';

/** Over all that was ever booked. */
export async function trialBalance(context: PaymentsContext) {
  const row = await context.rows
    .selectFrom('LedgerEntry')
    .select(({ fn }) => fn.sum<number | null>('amountFen').as('sumFen'))
    .executeTakeFirst();
  const sumFen = Number(row?.sumFen ?? 0);
  return { sumFen, balanced: sumFen === 0, isEmpty: (row?.sumFen ?? null) === null };
}

/** The accounts of the books, a few for each party: by account, or sorted by balanceFen. */
export async function ledgerPage(context: PaymentsContext, { partyId }: { partyId?: string }, page: SortedPageArgs) {
  const balances = context.rows
    .selectFrom('LedgerEntry')
    .select(({ fn }) => ['account', fn.sum<number>('amountFen').as('balanceFen')])
    .groupBy('account')
    .$if(!!partyId, (query) => query.where('account', 'in', accountsOf(partyId!)));
  const found = await sortedPage(
    context.rows.selectFrom(balances.as('balance')).selectAll(),
    page,
    { account: { text: 'account' }, balanceFen: 'balanceFen' },
    { by: 'account', descending: false },
    { key: 'account' },
  );
  return mapPage(found, ({ account, balanceFen }) => ({ account, balanceFen: Number(balanceFen) }));
}
