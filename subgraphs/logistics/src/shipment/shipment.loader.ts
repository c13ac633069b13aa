import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import type { SortColumns } from '@heitu/kit/rules/sorting';
import { managedCarriers, ownParcels, seesAll, workplaces } from '../access.ts';
import { orderIdsOf, ordersToDecide } from '../case.loader.ts';
import type { LogisticsContext, RowOf } from '../context.ts';

/** By what parcels can be sorted. */
export const SHIPMENT_SORTS = {
  newest: { text: 'id' },
  deliverDueAt: 'deliverByMs',
  deliveredAt: 'deliveredAtMs',
  state: { text: 'state' },
} as const satisfies SortColumns<RowOf<'Shipment'>>;

/** Shipments that this actor has to do with, and those of the `decided` orders. */
export function visibleShipments(context: LogisticsContext, decided: readonly string[] = []) {
  const query = context.rows.selectFrom('Shipment').selectAll();
  return seesAll(context.actor) ? query : query.where(ownParcels(context.actor, 'orders', decided));
}

export async function shipmentsById(
  context: LogisticsContext,
  ids: readonly string[],
): Promise<(RowOf<'Shipment'> | null)[]> {
  const decided = await ordersToDecide(context, () => orderIdsOf(context, 'Shipment', ids));
  return inOrder(
    ids,
    (row) => row.id,
    await visibleShipments(context, decided)
      .where('id', 'in', [...ids])
      .execute(),
  );
}
export async function shipmentsByOrder(
  context: LogisticsContext,
  orderIds: readonly string[],
): Promise<RowOf<'Shipment'>[][]> {
  const decided = await ordersToDecide(context, async () => orderIds);
  const rows = await visibleShipments(context, decided)
    .where('orderId', 'in', [...orderIds])
    .orderBy('id')
    .execute();
  return groupedInOrder(orderIds, (row) => row.orderId, rows);
}
/** Stays in stores, with the store's name. */
const stays = (context: LogisticsContext) =>
  context.rows
    .selectFrom('StorageStay as t')
    .innerJoin('Facility as f', 'f.id', 't.facilityId')
    .selectAll('t')
    .select('f.name as facilityName');
export type StayRow = Awaited<ReturnType<ReturnType<typeof stays>['execute']>>[number];
/** Stays of the carriers that this actor manages; who looks after every carrier sees all. */
export function visibleStays(context: LogisticsContext) {
  const query = stays(context);
  return seesAll(context.actor) ? query : query.where('t.carrierPartyId', 'in', managedCarriers(context.actor));
}
/** Where parcels rest now: of each the stay that has not ended. */
export async function staysByShipment(context: LogisticsContext, shipmentIds: readonly string[]) {
  const rows = await stays(context)
    .where('t.shipmentId', 'in', [...shipmentIds])
    .where('t.leftAtMs', 'is', null)
    .execute();
  return inOrder(shipmentIds, (row) => row.shipmentId, rows);
}
export async function couriersById(context: LogisticsContext, ids: readonly string[]) {
  return inOrder(
    ids,
    (row) => row.id,
    await context.rows
      .selectFrom('Courier')
      .selectAll()
      .where('id', 'in', [...ids])
      .execute(),
  );
}
export async function vehiclesById(context: LogisticsContext, ids: readonly string[]) {
  return inOrder(
    ids,
    (row) => row.id,
    await context.rows
      .selectFrom('Vehicle')
      .selectAll()
      .where('id', 'in', [...ids])
      .execute(),
  );
}
export async function handoversByShipment(
  context: LogisticsContext,
  shipmentIds: readonly string[],
): Promise<RowOf<'Handover'>[][]> {
  return groupedInOrder(
    shipmentIds,
    (row) => row.shipmentId,
    await context.rows
      .selectFrom('Handover')
      .selectAll()
      .where('shipmentId', 'in', [...shipmentIds])
      .where('state', '!=', 'void')
      .orderBy('id')
      .execute(),
  );
}
export async function alarmsByShipment(context: LogisticsContext, shipmentIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('AlarmedShipment as s')
    .innerJoin('Alarm as a', 'a.id', 's.alarmId')
    .selectAll('a')
    .select('s.shipmentId as ofShipmentId')
    .where('s.shipmentId', 'in', [...shipmentIds])
    .orderBy('a.id')
    .execute();
  return groupedInOrder(shipmentIds, (row) => row.ofShipmentId, rows);
}
export async function scansByShipment(context: LogisticsContext, shipmentIds: readonly string[]) {
  return groupedInOrder(
    shipmentIds,
    (row) => row.shipmentId,
    await context.rows
      .selectFrom('ExpressScan')
      .selectAll()
      .where('shipmentId', 'in', [...shipmentIds])
      .orderBy('atMs', 'desc')
      .execute(),
  );
}
/** Rounds of the carriers that this actor works for. */
export async function tripsById(context: LogisticsContext, ids: readonly string[]) {
  const rows = await context.rows
    .selectFrom('Trip')
    .selectAll()
    .where('id', 'in', ids)
    .where('carrierPartyId', 'in', workplaces(context.actor))
    .execute();
  return inOrder(ids, (row) => row.id, rows);
}
/** Rounds that were not looked at yet, of the carriers that this actor works for; whoever sees all sees all of them. */
export function uncheckedTrips(context: LogisticsContext) {
  const query = context.rows.selectFrom('Trip').selectAll().where('state', '=', 'unchecked');
  return seesAll(context.actor) ? query : query.where('carrierPartyId', 'in', workplaces(context.actor));
}
