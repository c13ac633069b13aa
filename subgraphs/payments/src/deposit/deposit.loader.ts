import { given } from '@heitu/kit/data/given';
import { mapPage } from '@heitu/kit/rules/graphql';
import { type SortColumns, type SortedPage, sortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import { partiesWithMoney } from '../holdings/holdings.loader.ts';
import { depositLifecycle, type DepositState } from './deposit.lifecycle.ts';

/** By what deposits can be sorted. */
export const DEPOSIT_SORTS = {
  agreedAt: 'agreedAtMs',
  heldFen: 'heldFen',
  state: { text: 'state' },
} as const satisfies SortColumns<RowOf<'Deposit'>>;

/** Newest first, or sorted; a party sees its own. */
export async function depositPage(
  context: PaymentsContext,
  filter: { state?: DepositState; partyId?: string },
  page: SortedPage,
) {
  const mine = partiesWithMoney(context);
  const query = context.rows
    .selectFrom('Deposit')
    .select(['id', 'partyId', 'requiredFen', 'heldFen', 'contractNumber', 'state'])
    .select(['shortSinceMs', 'agreedAtMs', 'lookedAtMs'])
    .$if(mine !== null, (rows) => rows.where('partyId', 'in', [...(mine ?? []), '']))
    .where((eb) => eb.and(given(filter)));
  const deposits = await sortedPage(query, page, DEPOSIT_SORTS, { by: 'agreedAt', descending: true });
  return mapPage(deposits, (row) => ({ ...row, stateLabel: depositLifecycle.texts[row.state] }));
}
