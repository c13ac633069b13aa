import { YES } from '@heitu/kit/data/entities';
import { isKeyOf, keysOf } from '@heitu/kit/rules/checked';
import type { LogisticsContext, RowOf } from '../context.ts';
import { excursionsIn, minutesOf, SILENCE_MS_MIN, type Point } from '../temperature/excursion.policy.ts';
import { distance, type Range } from '../temperature/range.policy.ts';
import type { LegKind } from './leg.policy.ts';
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
  'id' | 'units' | 'vehicleId' | 'carrierPartyId' | 'takenOverAtMs' | 'stationPartyId' | 'stationName'
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

/** With whom the goods are once both have signed such a leg; `null`: with neither carrier nor station any more. */
const WITH_AFTER = {
  'to-station': 'station',
  'from-station': 'carrier',
  'to-buyer': null,
  'out-of-station': null,
  'to-seller': null,
} as const satisfies Partial<Record<LegKind, 'carrier' | 'station' | null>>;
const KINDS_THAT_PASS = keysOf(WITH_AFTER);
interface Stretch {
  with: 'carrier' | 'station';
  fromMs: number;
  toMs: number;
  tookFlawed: boolean;
}

/**
 * Who had the goods from when to when, by the legs that both sides have signed, and those that whoever took them signed
 * alone: having them binds nobody but the taker. That they were flawed then counts once the giver has signed, or has
 * let their time pass.
 */
async function stretchesOf({ rows }: LogisticsContext, parcel: Parcel, nowMs: number): Promise<Stretch[]> {
  const legs = await rows
    .selectFrom('CustodyLeg')
    .select(['kind', 'state', 'takenAlone', 'givenAtMs', 'takenAtMs', 'takenUnits', 'takenSealWhole'])
    .where('shipmentId', '=', parcel.id)
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['signed', 'one-sided']),
        eb.and([eb('state', '=', 'open'), eb('takenAlone', '=', YES)]),
      ]),
    )
    .where('kind', 'in', KINDS_THAT_PASS)
    .orderBy('openedAtMs')
    .execute();
  const stretches: Stretch[] = [];
  let now: Pick<Stretch, 'with' | 'fromMs' | 'tookFlawed'> | null = {
    with: 'carrier',
    fromMs: parcel.takenOverAtMs ?? nowMs,
    tookFlawed: false,
  };
  for (const { kind, state, takenAlone, givenAtMs, takenAtMs, takenUnits, takenSealWhole } of legs) {
    // Whoever signs later gave them when the taker had them.
    const atMs = Math.min(takenAlone ? (takenAtMs ?? nowMs) : Math.max(givenAtMs ?? 0, takenAtMs ?? 0), nowMs);
    if (now) stretches.push({ ...now, toMs: atMs });
    const next = isKeyOf(WITH_AFTER, kind) ? WITH_AFTER[kind] : null;
    const isShort = takenUnits !== null && takenUnits < parcel.units;
    const isBroken = takenSealWhole !== null && !takenSealWhole;
    now = next && { with: next, fromMs: atMs, tookFlawed: state !== 'open' && (isShort || isBroken) };
  }
  return now ? [...stretches, { ...now, toMs: nowMs }] : stretches;
}

/** Who had the goods of a parcel since its seller handed them over, and what the thermometers say of each. */
export async function heldOf(
  context: LogisticsContext,
  parcel: Parcel,
  range: Range | null,
  nowMs: number,
): Promise<Held[]> {
  if (parcel.takenOverAtMs === null) return [];
  const { carrierPartyId, stationPartyId, stationName } = parcel;
  const held: Held[] = [];
  for (const { with: part, fromMs, toMs, tookFlawed } of await stretchesOf(context, parcel, nowMs)) {
    const flawed = tookFlawed && { tookFlawed };
    if (part === 'carrier')
      for (const place of await placesOf(context, parcel, fromMs, toMs)) {
        const watched = range ? await watch(context, place, range) : UNWATCHED;
        const where = await nameOf(context, place);
        const during = { fromMs: place.fromMs, toMs: place.toMs };
        held.push({ part, partyId: carrierPartyId, where, ...during, ...watched, ...flawed });
      }
    // No thermometer of the platform hangs in a village cold store: the station has to watch it.
    else if (stationPartyId !== null && toMs > fromMs) {
      const watched = { ...UNWATCHED, isWatched: range === null };
      held.push({
        part,
        partyId: stationPartyId,
        where: stationName ?? undefined,
        fromMs,
        toMs,
        ...watched,
        ...flawed,
      });
    }
  }
  return held;
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
