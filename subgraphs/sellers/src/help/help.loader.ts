import { inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import { isOverseer, ownPartyIds } from '../access.ts';
import type { SellersContext } from '../context.ts';

const helpRows = (context: SellersContext) => context.rows.selectFrom('HelpRequest').selectAll();
export type HelpRow = Awaited<ReturnType<ReturnType<typeof helpRows>['executeTakeFirstOrThrow']>>;

/** By what questions can be sorted. */
export const HELP_SORTS = { askedAt: 'askedAtMs' } as const satisfies SortColumns<HelpRow>;
/** Questions of one's own parties; the operator's people see all. */
export const helpPage = (context: SellersContext, page: SortedPage & { onlyOpen: boolean }) =>
  sortedPage(
    helpRows(context)
      .$if(!isOverseer(context), (query) => query.where('partyId', 'in', ownPartyIds(context)))
      .$if(page.onlyOpen, (query) => query.where('answeredAtMs', 'is', null)),
    page,
    HELP_SORTS,
    { by: 'askedAt', descending: true },
  );
/** What this actor has just written. */
export async function helpRequestsById(context: SellersContext, ids: readonly string[]): Promise<(HelpRow | null)[]> {
  return inOrder(ids, (row) => row.id, await helpRows(context).where('id', 'in', ids).execute());
}
