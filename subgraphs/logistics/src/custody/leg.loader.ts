import { groupedInOrder } from '@heitu/kit/rules/graphql';
import { managedCarriers, seesAll } from '../access.ts';
import type { LogisticsContext } from '../context.ts';

/** Legs, with the names of the places. */
const legs = ({ rows }: LogisticsContext) =>
  rows
    .selectFrom('CustodyLeg as l')
    .leftJoin('Facility as f', 'f.id', 'l.facilityId')
    .leftJoin('Station as t', 't.partyId', 'l.stationPartyId')
    .selectAll('l')
    .select(['f.name as facilityName', 't.name as stationName']);
/** Legs that wait for a signature, of the carriers that this actor manages; whoever sees all sees all of them. */
export function openLegs(context: LogisticsContext) {
  const query = legs(context).where('l.state', '=', 'open');
  return seesAll(context.actor) ? query : query.where('l.carrierPartyId', 'in', managedCarriers(context.actor));
}
const legsOf = (of: 'shipmentId' | 'collectionId') => async (context: LogisticsContext, ids: readonly string[]) => {
  const rows = await legs(context).where(`l.${of}`, 'in', ids).orderBy('l.openedAtMs').orderBy('l.id').execute();
  return groupedInOrder(ids, (row) => row[of] ?? '', rows);
};
/** The legs of parcels that the caller has been shown. */
export const legsByShipment = legsOf('shipmentId');
/** The legs of what was fetched back, of which the caller has been shown the collection. */
export const legsByCollection = legsOf('collectionId');
