import { inOrder } from '@heitu/kit/rules/graphql';
import { seesAll, sellerParties } from '../access.ts';
import type { LogisticsContext } from '../context.ts';

const cards = ({ rows }: LogisticsContext) => rows.selectFrom('HandoverCard').selectAll();
/** Cards of the sellers for whose orders this actor may act. */
export const ownCards = (context: LogisticsContext) =>
  cards(context).where('sellerPartyId', 'in', sellerParties(context.actor));
/** The same, or all cards for whoever looks after all. */
export const visibleCards = (context: LogisticsContext) =>
  seesAll(context.actor) ? cards(context) : ownCards(context);
export async function cardsById(context: LogisticsContext, ids: readonly string[]) {
  return inOrder(ids, (row) => row.id, await visibleCards(context).where('id', 'in', ids).execute());
}
/** Of goods documents that the caller has been shown; null where no card was scanned. */
export async function cardSignatures({ rows }: LogisticsContext, handoverIds: readonly string[]) {
  const found = await rows.selectFrom('CardSignature').selectAll().where('id', 'in', handoverIds).execute();
  return inOrder(handoverIds, (row) => row.id, found);
}
/** What the seller said of a goods document, and what became of it. */
export async function objectionsTo({ rows }: LogisticsContext, handoverIds: readonly string[]) {
  const found = await rows
    .selectFrom('Mismatch as m')
    .innerJoin('Reconciliation as r', 'r.id', 'm.reconciliationId')
    .selectAll('m')
    .select(['r.carrierPartyId', 'r.objectedHandoverId'])
    .where('r.objectedHandoverId', 'in', handoverIds)
    .execute();
  return inOrder(handoverIds, (row) => row.objectedHandoverId ?? '', found);
}
