import type { Place } from '@/lib/place';

interface Bound {
  toPoint: Place['point'];
  pickup: { stationName: string; address: string } | null;
  recipient: { address: string };
}
/** For the map: the village, and the station or the door to ask for there. */
export const wayTo = ({ pickup, recipient, toPoint }: Bound): Place => ({
  name: pickup?.stationName ?? recipient.address,
  address: pickup?.address ?? recipient.address,
  point: toPoint,
});
