import type { StationRefusalCode } from '@heitu/standard';
import { carriersFor } from '../area/delivery-map.loader.ts';
import { homeCounty } from '../area/division.loader.ts';
import { prefixesOf } from '../area/division.policy.ts';
import { villagePoints } from '../area/map-point.loader.ts';
import { metresBetween, type MapPoint } from '../area/map-point.policy.ts';
import { isCold } from '../area/offer.policy.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { promisedPlaces, stationsById, stationsIn } from './station.loader.ts';

type Station = RowOf<'Station'>;
/** A station that has said where it is. */
export interface PlacedStation extends Station {
  divisionCode: string;
  address: string;
}
/** As seen from an address: null where the map knows one of the two villages not. */
export interface StationNear extends PlacedStation {
  point: MapPoint | null;
  distanceMetres: number | null;
}

const isPlaced = (station: Station | null | undefined): station is PlacedStation =>
  !!station && station.divisionCode !== null && station.address !== null;

/** Why a station cannot take a parcel that is stored so; null where it can. */
async function whyNot(
  context: LogisticsContext,
  station: Station,
  storage: string,
): Promise<StationRefusalCode | null> {
  if (!station.inGoodStanding || station.receivesSinceMs === null) return 'STATION_CLOSED';
  const places = isCold(storage) ? station.coldPlaces : station.shelfPlaces;
  if (places === 0) return isCold(storage) ? 'STATION_NOT_COLD' : 'STATION_FULL';
  const promised = await context.loader(promisedPlaces).load(station.partyId);
  return promised(isCold(storage)) < places ? null : 'STATION_FULL';
}

/** The station that a buyer has chosen, or why it cannot take this parcel. */
export async function stationFor(
  context: LogisticsContext,
  stationPartyId: string,
  storage: string,
): Promise<PlacedStation | StationRefusalCode> {
  const station = await context.loader(stationsById).load(stationPartyId);
  if (!isPlaced(station)) return 'STATION_CLOSED';
  return (await whyNot(context, station, storage)) ?? station;
}

/**
 * Stations of the buyer's county that take such a parcel, the nearest first: open, with room, with a cold store where
 * that is needed, and in some carrier's area (8.1.2.as).
 */
export async function stationsNear(
  context: LogisticsContext,
  divisionCode: string,
  storages: readonly string[],
): Promise<StationNear[]> {
  const placed = (await stationsIn(context, divisionCode.slice(0, COUNTY_DIGITS))).filter(isPlaced);
  const fit = await Promise.all(
    placed.map(async (station) => {
      const taken = await Promise.all(
        storages.map(async (storage) => {
          const isFit = (await whyNot(context, station, storage)) === null;
          const to = { toDivisionCode: station.divisionCode, fromDivisionCode: null, storage };
          return isFit && (await carriersFor(context, to)).length > 0;
        }),
      );
      return taken.every(Boolean) ? [station] : [];
    }),
  );
  return nearestFirst(context, divisionCode, fit.flat());
}

/** All that take parcels in this platform's county, whatever is in them now: the nearest to a division first. */
export async function stationsOfCounty(context: LogisticsContext, nearDivisionCode: string): Promise<StationNear[]> {
  const county = await homeCounty(context);
  if (!county) return [];
  const stations = (await stationsIn(context, county.code)).filter(isPlaced);
  return nearestFirst(context, nearDivisionCode, stations);
}

async function nearestFirst(
  context: LogisticsContext,
  divisionCode: string,
  stations: readonly PlacedStation[],
): Promise<StationNear[]> {
  const codes = [divisionCode, ...stations.map((station) => station.divisionCode)];
  const [home, ...points] = await villagePoints(context, codes);
  const near = stations.map((station, i) => {
    const point = points[i] ?? null;
    return { ...station, point, distanceMetres: home && point ? metresBetween(home, point) : null };
  });
  const around = prefixesOf(divisionCode);
  const reckoned = ({ divisionCode: code, distanceMetres }: StationNear): number =>
    distanceMetres ?? RECKONED_METRES[around.find((prefix) => code.startsWith(prefix))?.length ?? COUNTY_DIGITS] ?? 0;
  return near.toSorted((a, b) => reckoned(a) - reckoned(b));
}
const COUNTY_DIGITS = 6;
/** How far it is, in the middle, to what shares so many digits of a division: the same village, township, county. */
const RECKONED_METRES: Readonly<Record<number, number>> = { 12: 1_000, 9: 8_000, [COUNTY_DIGITS]: 40_000 };
