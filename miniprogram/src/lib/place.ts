/** Degrees of GCJ-02, the grid of the maps that phones in China open. */
export interface MapPoint {
  latitude: number;
  longitude: number;
}
/** Where somebody wants to go; without a point the map looks the address up. */
export interface Place {
  name: string;
  address: string;
  point: MapPoint | null;
}
