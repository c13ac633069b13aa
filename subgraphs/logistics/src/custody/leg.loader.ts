import { groupedInOrder } from '@heitu/kit/rules/graphql';
import type { LogisticsContext } from '../context.ts';

const legsOf = (of: 'shipmentId' | 'collectionId') => async (context: LogisticsContext, ids: readonly string[]) => {
  const rows = await context.rows
    .selectFrom('CustodyLeg as l')
    .leftJoin('Facility as f', 'f.id', 'l.facilityId')
    .leftJoin('Station as t', 't.partyId', 'l.stationPartyId')
    .selectAll('l')
    .select(['f.name as facilityName', 't.name as stationName'])
    .where(`l.${of}`, 'in', ids)
    .orderBy('l.openedAtMs')
    .orderBy('l.id')
    .execute();
  return groupedInOrder(ids, (row) => row[of] ?? '', rows);
};
/** The legs of parcels that the caller has been shown. */
export const legsByShipment = legsOf('shipmentId');
/** The legs of what was fetched back, of which the caller has been shown the collection. */
export const legsByCollection = legsOf('collectionId');
