import type { Actor } from '@heitu/kit/rules/actor';
import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import type { SortColumns } from '@heitu/kit/rules/sorting';
import { managedCarriers, seesAll, sellerParties } from '../access.ts';
import { ordersToDecide } from '../case.loader.ts';
import type { LogisticsContext, RowOf } from '../context.ts';

const ordersOfHandovers = async (context: LogisticsContext, ids: readonly string[]): Promise<string[]> => {
  const rows = await context.rows
    .selectFrom('Handover as h')
    .innerJoin('Shipment as s', 's.id', 'h.shipmentId')
    .select('s.orderId')
    .where('h.id', 'in', ids)
    .execute();
  return rows.map(({ orderId }) => orderId);
};

/**
 * Documents of the two sides, of the buyer whose goods they are, of the courier who took them over, and of who decides
 * a case about them.
 */
export async function handoversById(
  context: LogisticsContext,
  ids: readonly string[],
): Promise<(RowOf<'Handover'> | null)[]> {
  const { actor } = context;
  const decided = await ordersToDecide(context, () => ordersOfHandovers(context, ids));
  const rows = await context.rows
    .selectFrom('Handover')
    .selectAll('Handover')
    .where('Handover.id', 'in', [...ids])
    .$if(!seesAll(actor), (query) =>
      query.where((eb) => {
        const shipment = eb.selectFrom('Shipment as s').select('s.id').whereRef('s.id', '=', 'Handover.shipmentId');
        const ways = [
          eb('buyerAccountId', '=', actor.id),
          eb.exists(shipment.where('s.courierAccountId', '=', actor.id)),
        ];
        if (decided.length > 0) ways.push(eb.exists(shipment.where('s.orderId', 'in', decided)));
        if (managedCarriers(actor).length > 0) ways.push(eb('carrierPartyId', 'in', managedCarriers(actor)));
        if (sellerParties(actor).length > 0) ways.push(eb('sellerPartyId', 'in', sellerParties(actor)));
        return eb.or(ways);
      }),
    )
    .execute();
  return inOrder(ids, (row) => row.id, rows);
}
/** The carriers and the sellers that this actor acts for: of papers of both sides they see their own. */
const sidesOf = (actor: Actor) =>
  (
    [
      ['carrierPartyId', managedCarriers(actor)],
      ['sellerPartyId', sellerParties(actor)],
    ] as const
  ).filter(([, ids]) => ids.length > 0);

/** Documents that wait for a signature of either side; whoever sees all sees all of them. */
export function openDocuments({ rows, actor }: LogisticsContext) {
  const query = rows.selectFrom('Handover').selectAll().where('openFor', 'is not', null);
  return seesAll(actor) ? query : query.where((eb) => eb.or(sidesOf(actor).map(([side, ids]) => eb(side, 'in', ids))));
}
/** By what reconciliations can be sorted. */
export const RECONCILIATION_SORTS = { doneAt: 'doneAtMs' } as const satisfies SortColumns<RowOf<'Reconciliation'>>;

export function visibleReconciliations({ rows, actor }: LogisticsContext) {
  const query = rows.selectFrom('Reconciliation').selectAll();
  return seesAll(actor) ? query : query.where((eb) => eb.or(sidesOf(actor).map(([side, ids]) => eb(side, 'in', ids))));
}
export async function reconciliationsById(context: LogisticsContext, ids: readonly string[]) {
  const rows = await visibleReconciliations(context).where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows);
}
export async function mismatchesOf(context: LogisticsContext, reconciliationIds: readonly string[]) {
  return groupedInOrder(
    reconciliationIds,
    (row) => row.reconciliationId,
    await context.rows
      .selectFrom('Mismatch')
      .selectAll()
      .where('reconciliationId', 'in', [...reconciliationIds])
      .orderBy('id')
      .execute(),
  );
}
/** Who carries the goods of a document, and whether they were stopped; whoever reads the document may know that. */
export async function parcelOfHandover(context: LogisticsContext, shipmentIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('Shipment')
    .select(['id', 'carrierPartyId', 'courierAccountId', 'stoppedAtMs'])
    .where('id', 'in', [...shipmentIds])
    .execute();
  return inOrder(shipmentIds, (row) => row.id, rows);
}
