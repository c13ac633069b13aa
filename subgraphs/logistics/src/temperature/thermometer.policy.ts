import { SILENCE_MS_MIN } from './excursion.policy.ts';

interface Heard {
  lastReadingAtMs: number | null;
  lastTemperatureCelsius: number | null;
  heardAtMs: number;
}

/**
 * What is shown as the temperature of a vehicle now: of several thermometers the warmest. Watched is only what has
 * reported, and whose silence is no alarm yet (8.4.3.bp).
 */
export function thermometerNow(devices: readonly Heard[], nowMs: number) {
  if (devices.length === 0) return null;
  const read = devices.filter(({ lastTemperatureCelsius }) => lastTemperatureCelsius !== null);
  const warmest = read.toSorted(
    (one, other) => Number(other.lastTemperatureCelsius) - Number(one.lastTemperatureCelsius),
  )[0];
  const isHeard = ({ lastReadingAtMs, heardAtMs }: Heard): boolean =>
    lastReadingAtMs !== null && Math.min(lastReadingAtMs, heardAtMs) > nowMs - SILENCE_MS_MIN;
  return {
    celsius: warmest === undefined ? null : Number(warmest.lastTemperatureCelsius),
    atMs: warmest?.lastReadingAtMs ?? null,
    isWatched: devices.every(isHeard),
  };
}
