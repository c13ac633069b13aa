import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { managedCarriers, manages, seesAll, workplaces } from '../access.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
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

type OfCarrier = 'Facility' | 'Vehicle' | 'Courier' | 'Device' | 'ServiceArea' | 'Rate';
/** One batch function per table of a carrier; nothing for those who neither run it nor look after all. */
function listOf<Table extends OfCarrier>(table: Table) {
  return async (context: LogisticsContext, carrierPartyIds: readonly string[]): Promise<RowOf<Table>[][]> => {
    const ids = carrierPartyIds.filter((id) => seesAll(context.actor) || manages(context.actor, id));
    const rows =
      ids.length === 0
        ? []
        : await context.rows
            .selectFrom(table as 'Facility')
            .selectAll()
            .where('carrierPartyId', 'in', ids)
            .orderBy('id')
            .limit(CARRIER_LIST_MAX * ids.length)
            .execute();
    return groupedInOrder(carrierPartyIds, (row) => row.carrierPartyId, rows) as unknown as RowOf<Table>[][];
  };
}
export const facilitiesOf = listOf('Facility');
export const vehiclesOf = listOf('Vehicle');
export const couriersOf = listOf('Courier');
export const devicesOf = listOf('Device');
export const areasOf = listOf('ServiceArea');
export const ratesOf = listOf('Rate');

/** The sellers with whom a carrier has signed goods documents, the last one first: whom to compare them with. */
export async function sellersOf(
  context: LogisticsContext,
  carrierPartyIds: readonly string[],
): Promise<{ carrierPartyId: string; id: string }[][]> {
  const ids = carrierPartyIds.filter((id) => seesAll(context.actor) || manages(context.actor, id));
  const rows =
    ids.length === 0
      ? []
      : await context.rows
          .selectFrom('Handover')
          .select(({ fn }) => ['carrierPartyId', 'sellerPartyId as id', fn.max('completedAtMs').as('lastAtMs')])
          .where('carrierPartyId', 'in', ids)
          .where('completedAtMs', 'is not', null)
          .groupBy(['carrierPartyId', 'sellerPartyId'])
          .orderBy('lastAtMs', 'desc')
          .limit(CARRIER_LIST_MAX * ids.length)
          .execute();
  return groupedInOrder(carrierPartyIds, (row) => row.carrierPartyId, rows);
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
  <Table extends OfCarrier>(table: Table) =>
  async (context: LogisticsContext, ids: readonly string[]): Promise<(RowOf<Table> | null)[]> =>
    rowsAt(context, table, ids, seesAll(context.actor) ? null : managedCarriers(context.actor));

/** After a mutation: the rows, of carriers this actor works for. */
export const ownRows =
  <Table extends OfCarrier>(table: Table) =>
  async (context: LogisticsContext, ids: readonly string[]): Promise<(RowOf<Table> | null)[]> =>
    rowsAt(context, table, ids, workplaces(context.actor));

/** Of these carriers; of all, where none are named. */
async function rowsAt<Table extends OfCarrier>(
  context: LogisticsContext,
  table: Table,
  ids: readonly string[],
  carriers: readonly string[] | null,
): Promise<(RowOf<Table> | null)[]> {
  if (carriers?.length === 0) return ids.map(() => null);
  const rows = await context.rows
    .selectFrom(table as 'Facility')
    .selectAll()
    .where('id', 'in', ids)
    .$if(carriers !== null, (query) => query.where('carrierPartyId', 'in', carriers!))
    .execute();
  return inOrder(ids, (row) => row.id, rows) as unknown as (RowOf<Table> | null)[];
}
