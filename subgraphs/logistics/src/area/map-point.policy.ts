/** A place in degrees north and east of GCJ-02, the grid of the maps that phones in China open. */
export interface MapPoint {
  latitude: number;
  longitude: number;
}

/** China's land and sea, within which a village lies. */
export const LATITUDE = { min: 3, max: 54 } as const;
export const LONGITUDE = { min: 73, max: 136 } as const;

/** What is written of a place, where somebody wrote it. */
export const pointOf = (place: { latitude: number | null; longitude: number | null }): MapPoint | null =>
  place.latitude === null || place.longitude === null ? null : { latitude: place.latitude, longitude: place.longitude };

const EARTH_METRES = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** As the crow flies, by the haversine formula; roads are longer. */
export function metresBetween(from: MapPoint, to: MapPoint): number {
  const north = Math.sin(radians(to.latitude - from.latitude) / 2) ** 2;
  const east = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  const chord = north + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * east;
  return Math.round(2 * EARTH_METRES * Math.asin(Math.sqrt(chord)));
}
