import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { managedCarriers, manages, seesAll, workplaces } from '../access.ts';
import type { LogisticsContext, LogisticsRows, RowOf } from '../context.ts';
import { certificatesOf } from './certificates.ts';

/** A carrier's own lists are short; this bounds them all the same. */
export const CARRIER_LIST_MAX = 500;

export async function visibleCarriers(context: LogisticsContext): Promise<RowOf<'Carrier'>[]> {
  const mine = workplaces(context.actor);
  if (!seesAll(context.actor) && mine.length === 0) return [];
  return context.rows
    .selectFrom('Carrier')
    .selectAll()
    .$if(!seesAll(context.actor), (query) => query.where('partyId', 'in', mine))
    .orderBy('partyId')
    .limit(CARRIER_LIST_MAX)
    .execute();
}
/** Name and standing of a carrier are public; its lists are guarded where they hang. */
export async function carriersById(context: LogisticsContext, ids: readonly string[]) {
  return inOrder(
    ids,
    (row) => row.partyId,
    await context.rows
      .selectFrom('Carrier')
      .selectAll()
      .where('partyId', 'in', [...ids])
      .execute(),
  );
}

/** What a carrier has, table by table. */
export const ofCarrier = {
  Facility: (rows: LogisticsRows) => rows.selectFrom('Facility').selectAll(),
  Vehicle: (rows: LogisticsRows) => rows.selectFrom('Vehicle').selectAll(),
  Courier: (rows: LogisticsRows) => rows.selectFrom('Courier').selectAll(),
  Device: (rows: LogisticsRows) => rows.selectFrom('Device').selectAll(),
  ServiceArea: (rows: LogisticsRows) => rows.selectFrom('ServiceArea').selectAll(),
  Rate: (rows: LogisticsRows) => rows.selectFrom('Rate').selectAll(),
};
interface OfCarrier {
  id: string;
  carrierPartyId: string;
}
/** What the queries of all of them can be narrowed by. */
interface Query<Row> {
  where(column: 'id' | 'carrierPartyId', operator: 'in', ids: readonly string[]): Query<Row>;
  orderBy(column: 'id'): Query<Row>;
  limit(count: number): Query<Row>;
  execute(): Promise<Row[]>;
}
type Select<Row> = (rows: LogisticsRows) => Query<Row>;
/** One batch function per table of a carrier; nothing for those who neither run it nor look after all. */
const listOf =
  <Row extends OfCarrier>(select: Select<Row>) =>
  async (context: LogisticsContext, carrierPartyIds: readonly string[]): Promise<Row[][]> => {
    const ids = carrierPartyIds.filter((id) => seesAll(context.actor) || manages(context.actor, id));
    const rows =
      ids.length === 0
        ? []
        : await select(context.rows)
            .where('carrierPartyId', 'in', ids)
            .orderBy('id')
            .limit(CARRIER_LIST_MAX * ids.length)
            .execute();
    return groupedInOrder(carrierPartyIds, (row) => row.carrierPartyId, rows);
  };
export const facilitiesOf = listOf(ofCarrier.Facility);
export const vehiclesOf = listOf(ofCarrier.Vehicle);
export const couriersOf = listOf(ofCarrier.Courier);
export const devicesOf = listOf(ofCarrier.Device);
export const areasOf = listOf(ofCarrier.ServiceArea);
export const ratesOf = listOf(ofCarrier.Rate);

/** The sellers with whom a carrier has signed goods documents, the last one first: whom to compare them with. */
export async function sellersOf(
  context: LogisticsContext,
  carrierPartyIds: readonly string[],
): Promise<{ carrierPartyId: string; id: string }[][]> {
  const ids = carrierPartyIds.filter((id) => seesAll(context.actor) || manages(context.actor, id));
  if (ids.length === 0) return carrierPartyIds.map(() => []);
  const { rows } = context;
  // Two steps, each along the index: which pairs there are, and the last document of each. As one it reads them all.
  const pairs = rows.selectFrom('Handover').select(['sellerPartyId', 'carrierPartyId']).distinct();
  const found = await rows
    .selectFrom(pairs.as('pair'))
    .select(['pair.carrierPartyId', 'pair.sellerPartyId as id'])
    .select(({ selectFrom }) =>
      selectFrom('Handover as h')
        .select('h.completedAtMs')
        .whereRef('h.sellerPartyId', '=', 'pair.sellerPartyId')
        .whereRef('h.carrierPartyId', '=', 'pair.carrierPartyId')
        .orderBy('h.completedAtMs', 'desc')
        .limit(1)
        .as('lastAtMs'),
    )
    .where('pair.carrierPartyId', 'in', ids)
    .execute();
  const signed = found
    .flatMap(({ lastAtMs, ...pair }) => (lastAtMs === null ? [] : [{ ...pair, lastAtMs }]))
    .toSorted((one, other) => other.lastAtMs - one.lastAtMs)
    .slice(0, CARRIER_LIST_MAX * ids.length);
  return groupedInOrder(carrierPartyIds, (row) => row.carrierPartyId, signed);
}
/** Of each courier the last day of the cold-chain certificate that counts when parcels are given out. */
export async function certifiedUntilOf(
  context: LogisticsContext,
  couriers: readonly Pick<RowOf<'Courier'>, 'accountId' | 'carrierPartyId'>[],
): Promise<(string | null)[]> {
  const until = await certificatesOf(
    context,
    couriers.map(({ accountId }) => accountId),
  );
  return couriers.map(({ accountId, carrierPartyId }) => until(accountId, carrierPartyId));
}
export const stations = (context: LogisticsContext): Promise<RowOf<'Station'>[]> =>
  context.rows.selectFrom('Station').selectAll().orderBy('name').limit(CARRIER_LIST_MAX).execute();

/** Where this account is a courier; nobody works for many. */
export const ownPosts = (context: LogisticsContext): Promise<RowOf<'Courier'>[]> =>
  context.rows
    .selectFrom('Courier')
    .selectAll()
    .where('accountId', '=', context.actor.id)
    .where('state', '=', 'working')
    .limit(CARRIER_LIST_MAX)
    .execute();

/** One by one what the lists of a carrier hold, for the same people. */
export const deskRows =
  <Row extends OfCarrier>(select: Select<Row>) =>
  (context: LogisticsContext, ids: readonly string[]): Promise<(Row | null)[]> =>
    rowsAt(select(context.rows), ids, seesAll(context.actor) ? null : managedCarriers(context.actor));

/** After a mutation: the rows, of carriers this actor works for. */
export const ownRows =
  <Row extends OfCarrier>(select: Select<Row>) =>
  (context: LogisticsContext, ids: readonly string[]): Promise<(Row | null)[]> =>
    rowsAt(select(context.rows), ids, workplaces(context.actor));

/** Of these carriers; of all, where none are named. */
async function rowsAt<Row extends OfCarrier>(
  query: Query<Row>,
  ids: readonly string[],
  carriers: readonly string[] | null,
): Promise<(Row | null)[]> {
  if (carriers?.length === 0) return ids.map(() => null);
  const found = query.where('id', 'in', ids);
  const rows = await (carriers ? found.where('carrierPartyId', 'in', carriers) : found).execute();
  return inOrder(ids, (row) => row.id, rows);
}

/** The thermometers that hang in vehicles which the caller has been shown. */
export async function devicesByVehicle(context: LogisticsContext, vehicleIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('Device')
    .select(['vehicleId', 'lastReadingAtMs', 'lastTemperatureCelsius', 'heardAtMs'])
    .where('vehicleId', 'in', vehicleIds)
    .where('endedAtMs', 'is', null)
    .execute();
  return groupedInOrder(vehicleIds, ({ vehicleId }) => vehicleId ?? '', rows);
}
