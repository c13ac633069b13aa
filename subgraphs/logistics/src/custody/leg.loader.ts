import { groupedInOrder } from '@heitu/kit/rules/graphql';
import type { LogisticsContext } from '../context.ts';

/** The legs of parcels that the caller has been shown. */
export async function legsByShipment(context: LogisticsContext, shipmentIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('CustodyLeg as l')
    .leftJoin('Facility as f', 'f.id', 'l.facilityId')
    .leftJoin('Station as t', 't.partyId', 'l.stationPartyId')
    .selectAll('l')
    .select(['f.name as facilityName', 't.name as stationName'])
    .where('l.shipmentId', 'in', shipmentIds)
    .orderBy('l.openedAtMs')
    .orderBy('l.id')
    .execute();
  return groupedInOrder(shipmentIds, (row) => row.shipmentId, rows);
}
