import type { LogisticsContext, RowOf } from '../context.ts';
import { excursionsIn, minutesOf, SILENCE_MS_MIN, type Point } from '../temperature/excursion.policy.ts';
import { distance, type Range } from '../temperature/range.policy.ts';
import type { Held } from './liability.policy.ts';

/** Of one device while it answers for a parcel. */
const READINGS_WEIGHED_MAX = 5000;

/** Where the goods were for a while: on a vehicle, or in a store. */
interface Place {
  vehicleId: string | null;
  facilityId: string | null;
  fromMs: number;
  toMs: number;
}
type Parcel = Pick<
  RowOf<'Shipment'>,
  | 'id'
  | 'units'
  | 'vehicleId'
  | 'carrierPartyId'
  | 'takenOverAtMs'
  | 'stationPartyId'
  | 'stationName'
  | 'atStationAtMs'
  | 'leftStationAtMs'
>;

/** The stores that a parcel rested in, and the vehicle it was on before, between and after. */
async function placesOf({ rows }: LogisticsContext, parcel: Parcel, fromMs: number, toMs: number): Promise<Place[]> {
  const stays = await rows
    .selectFrom('StorageStay')
    .select(['facilityId', 'arrivedAtMs', 'leftAtMs'])
    .where('shipmentId', '=', parcel.id)
    .where('arrivedAtMs', '<', toMs)
    .orderBy('arrivedAtMs')
    .execute();
  const places: Place[] = [];
  let sinceMs = fromMs;
  const onVehicle = (untilMs: number) => {
    if (untilMs > sinceMs)
      places.push({ vehicleId: parcel.vehicleId, facilityId: null, fromMs: sinceMs, toMs: untilMs });
  };
  for (const { facilityId, arrivedAtMs, leftAtMs } of stays) {
    const leaveMs = Math.min(leftAtMs ?? toMs, toMs);
    if (leaveMs <= sinceMs) continue;
    onVehicle(Math.max(arrivedAtMs, sinceMs));
    places.push({ vehicleId: null, facilityId, fromMs: Math.max(arrivedAtMs, sinceMs), toMs: leaveMs });
    sinceMs = leaveMs;
  }
  onVehicle(toMs);
  const whole = { vehicleId: parcel.vehicleId, facilityId: null, fromMs, toMs };
  return places.length > 0 ? places : [whole];
}

interface Watched {
  minutesOut: number;
  worstCelsius: number | null;
  isWatched: boolean;
}

/** What one thermometer says: how long too warm or too cold, how far, and whether it reported all the while. */
function watchedBy(points: readonly Point[], { fromMs, toMs }: Place, range: Range): Watched {
  const runs = excursionsIn(points, [{ fromMs, toMs, range }], null);
  const worst = runs.toSorted((a, b) => distance(b.worstCelsius, range) - distance(a.worstCelsius, range)).at(0);
  const moments = [fromMs, ...points.map(({ atMs }) => atMs), toMs];
  return {
    minutesOut: runs.reduce((sum, run) => sum + minutesOf(run), 0),
    worstCelsius: worst?.worstCelsius ?? null,
    isWatched: moments.every((atMs, i) => i === 0 || atMs - (moments[i - 1] ?? atMs) <= SILENCE_MS_MIN),
  };
}

async function watch({ rows }: LogisticsContext, place: Place, range: Range): Promise<Watched> {
  const { vehicleId, facilityId, fromMs, toMs } = place;
  const devices = await rows
    .selectFrom('Device')
    .select('id')
    .where((eb) => (facilityId === null ? eb('vehicleId', '=', vehicleId) : eb('facilityId', '=', facilityId)))
    .execute();
  const said: Watched[] = [];
  for (const { id } of devices) {
    const points = await rows
      .selectFrom('Reading')
      .select(['atMs', 'temperatureCelsius'])
      .where('deviceId', '=', id)
      .where('atMs', '>=', fromMs)
      .where('atMs', '<=', toMs)
      .orderBy('atMs')
      .limit(READINGS_WEIGHED_MAX)
      .execute();
    said.push(watchedBy(points, place, range));
  }
  // Of several thermometers the one that was furthest out is believed.
  const worst = said.toSorted((a, b) => b.minutesOut - a.minutesOut).at(0);
  return {
    minutesOut: worst?.minutesOut ?? 0,
    worstCelsius: worst?.worstCelsius ?? null,
    isWatched: said.some(({ isWatched }) => isWatched),
  };
}

/** Who had the goods of a parcel since its seller handed them over, and what the thermometers say of each. */
export async function heldOf(
  context: LogisticsContext,
  parcel: Parcel,
  range: Range | null,
  nowMs: number,
): Promise<Held[]> {
  if (parcel.takenOverAtMs === null) return [];
  const { takenOverAtMs: fromMs, carrierPartyId: partyId } = parcel;
  const held: Held[] = [];
  const onRoadUntilMs = Math.min(parcel.atStationAtMs ?? nowMs, nowMs);
  for (const place of await placesOf(context, parcel, fromMs, onRoadUntilMs)) {
    const watched = range ? await watch(context, place, range) : UNWATCHED;
    const where = await nameOf(context, place);
    held.push({ part: 'carrier', partyId, where, fromMs: place.fromMs, toMs: place.toMs, ...watched });
  }
  const station = await stationHeld(context, parcel, range, nowMs);
  return station ? [...held, station] : held;
}

/**
 * What its station had of a parcel, from the signature on the leg that brought it there. No thermometer of the platform
 * hangs in a village cold store: the station has to watch it.
 */
async function stationHeld(
  { rows }: LogisticsContext,
  parcel: Parcel,
  range: Range | null,
  nowMs: number,
): Promise<Held | null> {
  const { stationPartyId: partyId, stationName, atStationAtMs: fromMs, leftStationAtMs } = parcel;
  if (partyId === null || fromMs === null || fromMs >= nowMs) return null;
  const leg = await rows
    .selectFrom('CustodyLeg')
    .select(['takenUnits', 'takenSealWhole'])
    .where('shipmentId', '=', parcel.id)
    .where('kind', '=', 'to-station')
    .where('state', '=', 'signed')
    .executeTakeFirst();
  const isShort = leg?.takenUnits != null && leg.takenUnits < parcel.units;
  const isBroken = leg?.takenSealWhole != null && !leg.takenSealWhole;
  return {
    part: 'station',
    partyId,
    where: stationName ?? undefined,
    fromMs,
    toMs: leftStationAtMs ?? nowMs,
    ...UNWATCHED,
    isWatched: range === null,
    tookFlawed: isShort || isBroken,
  };
}

/** Goods that need no cold are watched by nobody. */
const UNWATCHED: Watched = { minutesOut: 0, worstCelsius: null, isWatched: true };

async function nameOf({ rows }: LogisticsContext, { vehicleId, facilityId }: Place): Promise<string | undefined> {
  if (facilityId !== null) {
    const store = await rows.selectFrom('Facility').select('name').where('id', '=', facilityId).executeTakeFirst();
    return store?.name;
  }
  const vehicle = await rows.selectFrom('Vehicle').select('plate').where('id', '=', vehicleId).executeTakeFirst();
  return vehicle?.plate;
}
