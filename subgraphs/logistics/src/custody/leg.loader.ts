import { groupedInOrder } from '@heitu/kit/rules/graphql';
import type { LogisticsContext } from '../context.ts';

/** The legs of parcels that the caller has been shown. */
export async function legsByShipment(context: LogisticsContext, shipmentIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('CustodyLeg as l')
    .innerJoin('Facility as f', 'f.id', 'l.facilityId')
    .selectAll('l')
    .select('f.name as facilityName')
    .where('l.shipmentId', 'in', shipmentIds)
    .orderBy('l.openedAtMs')
    .orderBy('l.id')
    .execute();
  return groupedInOrder(shipmentIds, (row) => row.shipmentId, rows);
}
