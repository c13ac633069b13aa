import { DAY_MS } from '@heitu/kit/rules/clock';
import type { EvidenceFigure } from '@heitu/kit/rules/evidence';
import type { LogisticsContext } from '../context.ts';
import { carrierRow, measured } from './figures.ts';

/** Each store that keeps goods cold, and each refrigerated truck, has a thermometer (8.1.1.ar). */
export async function placesWithThermometer({ rows }: LogisticsContext): Promise<EvidenceFigure> {
  const stores = await rows
    .selectFrom('Facility')
    .select(['id', 'carrierPartyId', 'name'])
    .where('temperatureCelsiusMax', 'is not', null)
    .execute();
  const trucks = await rows
    .selectFrom('Vehicle')
    .select(['id', 'carrierPartyId', 'plate as name'])
    .where('kind', '=', 'refrigerated-truck')
    .where('endedAtMs', 'is', null)
    .execute();
  const devices = await rows
    .selectFrom('Device')
    .select(['facilityId', 'vehicleId'])
    .where('endedAtMs', 'is', null)
    .execute();
  const watched = new Set(devices.map(({ facilityId, vehicleId }) => facilityId ?? vehicleId));
  return measured.eachOf(
    '装了温度计的冷库和冷藏车',
    [...stores, ...trucks],
    ({ id }) => watched.has(id),
    '处',
    carrierRow,
  );
}

interface ColdTrip {
  vehicleId: string;
  carrierPartyId: string;
  startedAtMs: number;
  date: string;
  plate: string;
}
/** Cold rounds on which no thermometer of the truck was heard of while goods were on it (8.4.3.bp). */
export async function silentTrips(context: LogisticsContext, trips: readonly ColdTrip[]): Promise<EvidenceFigure> {
  const silent = trips.length === 0 ? [] : await withoutReadings(context, trips);
  return measured.noneOf(
    '路上温度计没有上报的生鲜车次',
    silent,
    '次',
    ({ carrierPartyId, plate, date }) => carrierRow({ carrierPartyId, name: `${date} ${plate}` }),
    trips.length,
  );
}

async function withoutReadings({ rows }: LogisticsContext, trips: readonly ColdTrip[]): Promise<ColdTrip[]> {
  const vehicleIds = [...new Set(trips.map(({ vehicleId }) => vehicleId))];
  const devices = await rows
    .selectFrom('Device')
    .select(['id', 'vehicleId', 'endedAtMs'])
    .where('vehicleId', 'in', vehicleIds)
    .execute();
  const alarms = await rows
    .selectFrom('Alarm as a')
    .innerJoin('Device as d', 'd.id', 'a.deviceId')
    .select(['a.deviceId', 'a.raisedAtMs'])
    .where('d.vehicleId', 'in', vehicleIds)
    .where('a.kind', '=', 'silence')
    .where('a.raisedAtMs', '>=', Math.min(...trips.map(({ startedAtMs }) => startedAtMs)))
    .execute();
  return trips.filter(({ vehicleId, startedAtMs }) => {
    const own = devices.filter((one) => one.vehicleId === vehicleId && (one.endedAtMs ?? Infinity) > startedAtMs);
    const isSilent = (id: string) =>
      alarms.some(
        ({ deviceId, raisedAtMs }) => deviceId === id && raisedAtMs >= startedAtMs && raisedAtMs < startedAtMs + DAY_MS,
      );
    // Of a truck without one the entry tells apart.
    return own.length > 0 && own.every(({ id }) => isSilent(id));
  });
}
