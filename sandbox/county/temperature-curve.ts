import type { HistoryExcursion, HistoryReading } from './history-types.ts';
import { EXCURSION_ACTIONS } from './history-texts.ts';
import type { Storage } from './product-types.ts';
import type { Random } from './random.ts';

const READING_INTERVAL_MS = 30 * 60_000;
export const READINGS_MAX = 48;
/** The compressor's cycle, as seen in a real truck's log. */
const CYCLE_MS = 95 * 60_000;
const EXCURSION_CHANCE = 0.04;
/** In the excursion's middle third the goods' own temperature has followed; above this the load is rejected. */
const REJECT_ABOVE_LIMIT_CELSIUS = 5;

const tenth = (value: number): number => Math.round(value * 10) / 10;

export interface Curve {
  readonly readings: HistoryReading[];
  readonly excursions: HistoryExcursion[];
}

/**
 * Temperatures of a cold load from takeover to delivery: a warm start from loading, the compressor's saw, a bump when
 * the door opens for delivery; inside the range of the goods except for a rare excursion of an hour or two in the
 * middle.
 */
export function temperatureCurve(
  random: Random,
  storage: Storage,
  from: Date,
  until: Date,
  handledByKey: string,
): Curve {
  const low = storage.temperatureCelsiusMin;
  const high = storage.temperatureCelsiusMax;
  if (storage.condition === 'ambient' || low === null || high === null) return { readings: [], excursions: [] };
  const fromMs = from.getTime();
  const spanMs = until.getTime() - fromMs;
  const intervalMs = Math.max(READING_INTERVAL_MS, Math.ceil(spanMs / (READINGS_MAX - 1)));
  const count = Math.floor(spanMs / intervalMs) + 1;
  const setpoint = low + (high - low) * (0.35 + random.next() * 0.2);
  const swing = (high - low) * 0.12;
  const excursionLength = count >= 8 && random.chance(EXCURSION_CHANCE) ? random.int(2, 4) : 0;
  const excursionFrom = excursionLength ? random.int(2, count - excursionLength - 2) : -1;
  const overCelsius = excursionLength ? 0.8 + random.next() * 4.6 : 0;
  const readings: HistoryReading[] = [];
  let peakCelsius = -Infinity;
  for (let i = 0; i < count; i++) {
    const ms = fromMs + i * intervalMs;
    const loading = (high - setpoint) * 0.75 * Math.exp(-i / 1.5);
    const opening = i === count - 1 ? (high - setpoint) * 0.5 : 0;
    let celsius =
      setpoint + loading + opening + swing * Math.sin((ms / CYCLE_MS) * 2 * Math.PI) + (random.next() - 0.5) * swing;
    celsius = Math.min(high - 0.1, Math.max(low + 0.1, celsius));
    if (i >= excursionFrom && i < excursionFrom + excursionLength) {
      celsius =
        high + overCelsius * (0.4 + 0.6 * Math.sin((Math.PI * (i - excursionFrom + 1)) / (excursionLength + 1)));
      peakCelsius = Math.max(peakCelsius, tenth(celsius));
    }
    readings.push({
      at: new Date(ms),
      temperatureCelsius: tenth(celsius),
      humidityPercent: 82 + Math.floor(random.next() * 12),
    });
  }
  const out = readings.slice(excursionFrom, excursionFrom + excursionLength);
  const [first, last] = [out[0], out.at(-1)];
  if (!first || !last) return { readings, excursions: [] };
  return {
    readings,
    excursions: [
      {
        from: first.at,
        until: last.at,
        limitCelsius: high,
        peakCelsius,
        handledByKey,
        action: random.pick(EXCURSION_ACTIONS),
        decision: peakCelsius > high + REJECT_ABOVE_LIMIT_CELSIUS ? 'rejected' : 'released',
      },
    ],
  };
}
