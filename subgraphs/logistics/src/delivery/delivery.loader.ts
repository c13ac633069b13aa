import { groupedInOrder, inOrder } from '@heitu/kit/graphql';
import { managedCarriers, seesAll, sellerParties } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';

/** Contents cases of the carrier, of the seller, and of whoever opened them. */
export function visibleContentsCases(context: LogisticsContext) {
  const [carriers, sellers] = [managedCarriers(context.actor), sellerParties(context.actor)];
  return context.rows.selectFrom('ContentsCase').selectAll().$if(!seesAll(context.actor), (query) => query.where((eb) => eb.or([
    eb('openedBy', '=', context.actor.id), ...(carriers.length > 0 ? [eb('carrierPartyId', 'in', carriers)] : []), ...(sellers.length > 0 ? [eb('sellerPartyId', 'in', sellers)] : []),
  ])));
}
/** Cash at the door: the carrier's and the seller's, and of the courier who took it. */
export function visibleCod(context: LogisticsContext) {
  const [carriers, sellers] = [managedCarriers(context.actor), sellerParties(context.actor)];
  return context.rows.selectFrom('CodRemittance').selectAll('CodRemittance').$if(!seesAll(context.actor), (query) => query.where((eb) => eb.or([
    eb.exists(eb.selectFrom('Shipment as s').select('s.id').whereRef('s.id', '=', 'CodRemittance.shipmentId').where('s.courierAccountId', '=', context.actor.id)),
    ...(carriers.length > 0 ? [eb('carrierPartyId', 'in', carriers)] : []), ...(sellers.length > 0 ? [eb('sellerPartyId', 'in', sellers)] : []),
  ])));
}
/** What of a parcel was found short or damaged, whoever found it. */
export async function casesByShipment(context: LogisticsContext, shipmentIds: readonly string[]) {
  return groupedInOrder(shipmentIds, (row) => row.shipmentId, await context.rows.selectFrom('ContentsCase').select(['shipmentId', 'kind']).where('shipmentId', 'in', shipmentIds).execute());
}
export async function codByShipment(context: LogisticsContext, shipmentIds: readonly string[]) {
  return inOrder(shipmentIds, (row) => row.shipmentId, await context.rows.selectFrom('CodRemittance').select('shipmentId').where('shipmentId', 'in', shipmentIds).execute());
}
