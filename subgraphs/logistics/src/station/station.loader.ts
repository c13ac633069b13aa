import { YES } from '@heitu/kit/data/entities';
import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { stationParties } from '../access.ts';
import { isCold } from '../area/offer.policy.ts';
import type { LogisticsContext, LogisticsTransaction, RowOf } from '../context.ts';
import { BOUND_FOR_STATION_STATES, SHELF_STATES } from './station.policy.ts';
import type { StationDwell } from './station.view.ts';

/** One village has few stations, one person works for one or two. */
export const STATIONS_MAX = 50;
/** On all shelves of one station together, with what is on its way. */
const PARCELS_MAX = 300;

/** Stations are businesses: where they are and what they take is public. */
export async function stationsById(context: LogisticsContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('Station').selectAll().where('partyId', 'in', ids).execute();
  return inOrder(ids, (row) => row.partyId, rows);
}
export const ownStations = async (context: LogisticsContext): Promise<RowOf<'Station'>[]> => {
  const mine = stationParties(context.actor);
  if (mine.length === 0) return [];
  return context.rows.selectFrom('Station').selectAll().where('partyId', 'in', mine).limit(STATIONS_MAX).execute();
};

/** Parcels of the stations that the actor works for, and of no other. */
const ownParcels = ({ actor }: LogisticsContext, { rows }: Pick<LogisticsContext, 'rows'>) =>
  rows
    .selectFrom('Shipment')
    .selectAll()
    .where('stationPartyId', 'in', [...stationParties(actor), '']);
/** One of them, as the transaction finds it. */
export const ownParcel = (context: LogisticsContext, tx: LogisticsTransaction, id: string) =>
  ownParcels(context, tx).where('id', '=', id).executeTakeFirst();
export async function stationParcelsById(context: LogisticsContext, ids: readonly string[]) {
  const rows = await ownParcels(context, context).where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows);
}
export async function parcelsByStation(context: LogisticsContext, stationPartyIds: readonly string[]) {
  const rows = await ownParcels(context, context)
    .where('stationPartyId', 'in', stationPartyIds)
    .where('state', 'in', SHELF_STATES)
    .orderBy('fetchByMs')
    .orderBy('id')
    .limit(PARCELS_MAX * stationPartyIds.length)
    .execute();
  return groupedInOrder(stationPartyIds, (row) => row.stationPartyId, rows);
}
/** The leg of a parcel that waits for somebody's signature. */
export async function openLegByShipment(context: LogisticsContext, shipmentIds: readonly string[]) {
  const rows = await context.rows.selectFrom('CustodyLeg').selectAll().where('openFor', 'in', shipmentIds).execute();
  return inOrder(shipmentIds, (row) => row.shipmentId ?? '', rows);
}
const DWELL_DAYS_MS = 30 * DAY_MS;
/** How many parcels came to a station of late, and for how long those that left had stood there. */
export async function dwellOf({ rows, clock }: LogisticsContext, stationPartyId: string): Promise<StationDwell> {
  const nowMs = clock.now();
  const todayMs = startOfChinaDate(chinaDate(nowMs));
  const found = await rows
    .selectFrom('Shipment')
    .select(['atStationAtMs', 'leftStationAtMs'])
    .where('stationPartyId', '=', stationPartyId)
    .where('atStationAtMs', '>=', nowMs - DWELL_DAYS_MS)
    .execute();
  const stood = found.flatMap(({ atStationAtMs, leftStationAtMs }) =>
    atStationAtMs === null || leftStationAtMs === null ? [] : [leftStationAtMs - atStationAtMs],
  );
  const stoodMs = stood.reduce((sum, ms) => sum + ms, 0);
  return {
    cameToday: found.filter(({ atStationAtMs }) => (atStationAtMs ?? 0) >= todayMs).length,
    came: found.length,
    hours: stood.length === 0 ? null : Math.round((stoodMs / stood.length / HOUR_MS) * 10) / 10,
  };
}

/** How many places of a station are promised, cold or other: what stands there and what is bound for it. */
export async function promisedPlaces({ rows }: LogisticsContext, stationPartyIds: readonly string[]) {
  const found = await rows
    .selectFrom('Shipment')
    .select(({ fn }) => ['stationPartyId', 'storage', fn.countAll<number>().as('parcels')])
    .where('stationPartyId', 'in', stationPartyIds)
    .where('state', 'in', BOUND_FOR_STATION_STATES)
    .groupBy(['stationPartyId', 'storage'])
    .execute();
  return groupedInOrder(stationPartyIds, (row) => row.stationPartyId, found).map(
    (bound) =>
      (cold: boolean): number =>
        bound.filter(({ storage }) => isCold(storage) === cold).reduce((sum, { parcels }) => sum + Number(parcels), 0),
  );
}

/** Stations in a county that take parcels now. */
export const stationsIn = ({ rows }: LogisticsContext, countyCode: string): Promise<RowOf<'Station'>[]> =>
  rows
    .selectFrom('Station')
    .selectAll()
    .where('inGoodStanding', '=', YES)
    .where('receivesSinceMs', 'is not', null)
    .where('divisionCode', 'like', `${countyCode}%`)
    .orderBy('name')
    .limit(STATIONS_MAX)
    .execute();
