import { mapPage } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext } from '../context.ts';
import type { LedgerBalance } from './ledger.view.ts';
import { accountsOf } from './account.ts';
import { movedAnywhere, movedOn } from './balances.ts';

/** Over all that was ever booked. */
export async function trialBalance(context: Pick<PaymentsContext, 'rows'>) {
  const row = await context.rows
    .selectFrom(movedAnywhere(context).as('moved'))
    .select(({ fn }) => fn.sum<number | null>('fen').as('sumFen'))
    .executeTakeFirst();
  const sumFen = Number(row?.sumFen ?? 0);
  return { sumFen, balanced: sumFen === 0, isEmpty: (row?.sumFen ?? null) === null };
}

/** By what the accounts of the books can be sorted. */
export const LEDGER_BALANCE_SORTS = {
  account: { text: 'account' },
  balanceFen: 'balanceFen',
} as const satisfies SortColumns<LedgerBalance>;

/** The accounts of the books, a few for each party: by account, or sorted by their balances. */
export async function ledgerPage(context: PaymentsContext, { partyId }: { partyId?: string }, page: SortedPage) {
  const moved = partyId ? movedOn(context, accountsOf(partyId)) : movedAnywhere(context);
  const balances = context.rows
    .selectFrom(moved.as('moved'))
    .select(({ fn }) => ['account', fn.sum<number>('fen').as('balanceFen')])
    .groupBy('account');
  const found = await sortedPage(
    context.rows.selectFrom(balances.as('balance')).selectAll(),
    page,
    LEDGER_BALANCE_SORTS,
    { by: 'account', descending: false },
    { key: 'account' },
  );
  return mapPage(found, ({ account, balanceFen }) => ({ account, balanceFen: Number(balanceFen) }));
}
