import { given } from '@heitu/kit/data/given';
import { inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import { partiesWithMoney } from '../holdings/holdings.loader.ts';
import type { GrowerShareState, GrowerTransferState } from './grower-share.lifecycle.ts';
import { openFen, paidFen, type Paid } from './grower.policy.ts';

const sharesWithTerms = ({ rows }: Pick<PaymentsContext, 'rows'>) =>
  rows
    .selectFrom('GrowerShare as s')
    .innerJoin('PoolTerm as t', 't.id', 's.termId')
    .select(['s.id', 's.lotId', 's.partyId', 's.accountId', 's.orderId', 's.soldParts', 's.amountFen', 's.sharingFen'])
    .select(['s.sharedFen', 's.transferFen', 's.transferredFen', 's.setOffFen', 's.backFen', 's.state', 's.sinceMs'])
    .select(['s.createdAtMs', 's.paidAtMs', 't.growerId', 't.lotCode', 't.goodsTitle', 't.crop', 't.harvestedOn'])
    .select(['t.grade', 't.unit', 't.priceFen']);
export type GrowerShareShown = Awaited<ReturnType<ReturnType<typeof sharesWithTerms>['executeTakeFirstOrThrow']>>;

/** By what shares of growers can be sorted. */
export const GROWER_SHARE_SORTS = {
  soldAt: 'createdAtMs',
  amountFen: 'amountFen',
  state: { text: 'state' },
} as const satisfies SortColumns<GrowerShareShown>;
export interface GrowerShareFilter {
  lotId?: string;
  state?: GrowerShareState;
}
const NEWEST = { by: 'soldAt', descending: true };

const NOBODY = ['-'];
/** Whose shares the caller sees as whoever pays them, or oversees it; null: everybody's. */
const payers = (context: PaymentsContext): string[] | null => {
  const mine = partiesWithMoney(context);
  return mine?.length === 0 ? NOBODY : mine;
};

/** What one's own business owes its growers; everybody's for overseers. */
export function growerSharePage(context: PaymentsContext, { lotId, state }: GrowerShareFilter, page: SortedPage) {
  const mine = payers(context);
  const seen = sharesWithTerms(context)
    .$if(mine !== null, (query) => query.where('s.partyId', 'in', mine ?? NOBODY))
    .$if(lotId !== undefined, (query) => query.where('s.lotId', '=', lotId ?? ''))
    .$if(state !== undefined, (query) => query.where('s.state', '=', state ?? 'open'));
  return sortedPage(context.rows.selectFrom(seen.as('share')).selectAll(), page, GROWER_SHARE_SORTS, NEWEST);
}
/** What the caller gets as a grower. */
export function myGrowerSharePage(context: PaymentsContext, state: GrowerShareState | undefined, page: SortedPage) {
  const seen = sharesWithTerms(context)
    .where('s.accountId', '=', context.actor.id)
    .$if(state !== undefined, (query) => query.where('s.state', '=', state ?? 'open'));
  return sortedPage(context.rows.selectFrom(seen.as('share')).selectAll(), page, GROWER_SHARE_SORTS, NEWEST);
}

/** By what transfers can be sorted. */
export const GROWER_TRANSFER_SORTS = {
  createdAt: 'createdAtMs',
  amountFen: 'amountFen',
  state: { text: 'state' },
} as const satisfies SortColumns<RowOf<'GrowerTransfer'>>;

export async function growerTransfersById(context: PaymentsContext, ids: readonly string[]) {
  const rows = await context.rows
    .selectFrom('GrowerTransfer')
    .selectAll()
    .where('id', 'in', ids)
    .where('accountId', '=', context.actor.id)
    .execute();
  return inOrder(ids, (row) => row.id, rows);
}
export function myGrowerTransferPage(
  context: PaymentsContext,
  filter: { state: GrowerTransferState | undefined },
  page: SortedPage,
) {
  const query = context.rows
    .selectFrom('GrowerTransfer')
    .selectAll()
    .where('accountId', '=', context.actor.id)
    .where((eb) => eb.and(given(filter)));
  return sortedPage(query, page, GROWER_TRANSFER_SORTS, { by: 'createdAt', descending: true });
}

const PARTS = [
  'amountFen',
  'sharingFen',
  'sharedFen',
  'transferFen',
  'transferredFen',
  'setOffFen',
  'backFen',
] as const satisfies readonly (keyof Paid)[];
type Sums = Paid & { partyId: string };
/** By state as well: what is open of one share is never made up for by what was too much of another. */
const sums = ({ rows }: PaymentsContext) =>
  rows
    .selectFrom('GrowerShare')
    .select(['partyId', 'state'])
    .select(({ fn }) => PARTS.map((part) => fn.sum<number>(part).as(part)))
    .groupBy(['partyId', 'state']);
function added(groups: readonly Sums[]) {
  const sum = (of: (group: Sums) => number): number => groups.reduce((total, group) => total + of(group), 0);
  return {
    owedFen: sum(({ amountFen }) => amountFen),
    paidFen: sum(paidFen),
    underWayFen: sum(({ sharingFen, transferFen }) => sharingFen + transferFen),
    openFen: sum((group) => Math.max(openFen(group), 0)),
    overFen: sum((group) => Math.max(-openFen(group), 0)),
  };
}
/** Servers answer sums as texts. */
const asNumbers = <Group extends Sums>(group: Group): Group => ({
  ...group,
  ...Object.fromEntries(PARTS.map((part) => [part, Number(group[part])])),
});

/** What each cooperative owes the caller. */
export async function myGrowerAccounts(context: PaymentsContext) {
  const groups = (await sums(context).where('accountId', '=', context.actor.id).execute()).map(asNumbers);
  return [...Map.groupBy(groups, ({ partyId }) => partyId)].map(([partyId, own]) => ({ partyId, ...added(own) }));
}

/** What the growers of a lot get in all; null where the caller does not pay them, nor oversees it. */
export async function pooledLotPay(context: PaymentsContext, lotId: string) {
  const mine = payers(context);
  const term = await context.rows
    .selectFrom('PoolTerm')
    .select('id')
    .where('lotId', '=', lotId)
    .$if(mine !== null, (query) => query.where('partyId', 'in', mine ?? NOBODY))
    .executeTakeFirst();
  return term ? added((await sums(context).where('lotId', '=', lotId).execute()).map(asNumbers)) : null;
}
