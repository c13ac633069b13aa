import { isCold } from '../area/offer.policy.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { parcelOf } from '../shipment/crew.loader.ts';
import { intersect, rangeIn } from '../temperature/range.policy.ts';
import {
  standsSinceMs,
  storeRecordOf,
  type StoreReading,
  type StoreRecord,
  type WatchedStore,
  type WhyNot,
} from './store-record.policy.ts';

/** Of one store, looked at for goods that leave it: the newest. */
const READINGS_LOOKED_AT_MAX = 10_000;

type Parcel = Pick<RowOf<'Shipment'>, 'sellerPartyId' | 'storage' | 'readyAtMs'> &
  Partial<Pick<RowOf<'Shipment'>, 'takenOverAtMs' | 'temperatureCelsiusMin' | 'temperatureCelsiusMax'>>;
export interface StoreOfGoods {
  id: string;
  name: string;
  record: StoreRecord | null;
  whyNot: WhyNot | null;
}

/**
 * The stores of their sellers from which fresh goods may come that nobody has taken over: those in which a thermometer
 * hangs, and which keep what the goods need. Each with its record until now.
 */
export async function storesOfParcels(
  context: LogisticsContext,
  parcels: readonly Parcel[],
): Promise<StoreOfGoods[][]> {
  const standing = parcels.filter(({ storage, takenOverAtMs }) => isCold(storage) && takenOverAtMs == null);
  const stores = await watchedStores(context, [...new Set(standing.map(({ sellerPartyId }) => sellerPartyId))]);
  const nowMs = context.clock.now();
  const since = ({ readyAtMs }: Parcel) => standsSinceMs(readyAtMs, nowMs);
  const read = new Map<WatchedStore, StoreReading[]>();
  for (const store of stores) {
    const own = standing.filter(({ sellerPartyId }) => sellerPartyId === store.sellerPartyId);
    read.set(store, await readingsIn(context, store, Math.min(...own.map(since))));
  }
  return parcels.map((parcel) => {
    const { range } = parcelOf(parcel);
    return !standing.includes(parcel)
      ? []
      : stores
          .filter(({ sellerPartyId, keeps }) => sellerPartyId === parcel.sellerPartyId && fits(keeps, range))
          .map((store) => {
            const span = { fromMs: since(parcel), toMs: nowMs };
            const readings = read.get(store)?.filter(({ atMs }) => atMs >= span.fromMs) ?? [];
            return { id: store.id, name: store.name, ...storeRecordOf(store, readings, range, span) };
          });
  });
}

const fits = (keeps: WatchedStore['keeps'], range: WatchedStore['keeps']): boolean =>
  keeps === null || range === null || intersect([keeps, range]) !== null;

/** Stores of these sellers in which a thermometer hangs now, with all that ever hung there. */
async function watchedStores({ rows }: LogisticsContext, sellerPartyIds: readonly string[]) {
  if (sellerPartyIds.length === 0) return [];
  const found = await rows
    .selectFrom('Device as d')
    .innerJoin('Facility as f', 'f.id', 'd.facilityId')
    .select(['f.id', 'f.name', 'f.sellerPartyId', 'f.temperatureCelsiusMin', 'f.temperatureCelsiusMax'])
    .select(['d.id as deviceId', 'd.createdAtMs', 'd.endedAtMs'])
    .where('f.sellerPartyId', 'in', sellerPartyIds)
    .orderBy('f.id')
    .orderBy('d.id')
    .execute();
  return [...Map.groupBy(found, ({ id }) => id).values()]
    .filter((devices) => devices.some(({ endedAtMs }) => endedAtMs === null))
    .flatMap((devices) => {
      const store = devices.at(0);
      return store === undefined
        ? []
        : [
            {
              id: store.id,
              name: store.name,
              sellerPartyId: store.sellerPartyId,
              keeps: rangeIn(store),
              devices: devices.map(({ deviceId, createdAtMs }) => ({ id: deviceId, createdAtMs })),
            },
          ];
    });
}

async function readingsIn({ rows }: LogisticsContext, store: WatchedStore, fromMs: number): Promise<StoreReading[]> {
  const newestFirst = await rows
    .selectFrom('Reading')
    .select(['deviceId', 'atMs', 'temperatureCelsius'])
    .where(
      'deviceId',
      'in',
      store.devices.map(({ id }) => id),
    )
    .where('atMs', '>=', fromMs)
    .orderBy('atMs', 'desc')
    .limit(READINGS_LOOKED_AT_MAX)
    .execute();
  return newestFirst.toReversed();
}
