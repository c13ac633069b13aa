import { chinaTime } from '@heitu/kit/rules/calendar';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { EXCURSION_MS_MIN, excursionsIn, minutesOf, SILENCE_MS_MIN } from '../temperature/excursion.policy.ts';
import { distance, isInside, type Range } from '../temperature/range.policy.ts';

/** Where the figure of a cold store on a goods document comes from. */
export const STORE_FIGURE_SOURCES = { measured: '温度计记录', typed: '人工填写' } as const;
export type StoreFigureSource = keyof typeof STORE_FIGURE_SOURCES;

/** A store of the seller in which a thermometer hangs, or hung while the goods stood there. */
export interface WatchedStore {
  id: string;
  name: string;
  /** What it must keep whatever is in it; null where it has not said. */
  keeps: Range | null;
  /** The thermometers, and since when each hangs there. */
  devices: readonly { id: string; createdAtMs: number }[];
}
export interface StoreReading {
  deviceId: string;
  atMs: number;
  temperatureCelsius: number;
}
/** What the thermometers of a store said while goods stood in it (8.4.2.bh), as it is written on the goods document. */
export interface StoreRecord {
  facilityId: string;
  name: string;
  /** The newest reading; of several thermometers the one that is furthest out of the goods' range, else the warmest. */
  deviceId: string;
  celsius: number;
  atMs: number;
  fromMs: number;
  celsiusMin: number;
  celsiusMax: number;
  /** What the goods need. */
  range: Range | null;
  /** The longest time without a reading, where it is longer than a thermometer may be silent; else 0. */
  silentMinutes: number;
}
export type WhyNot = { code: 'STORE_SILENT' | 'TEMPERATURE_OUT_OF_RANGE'; text: string };

/** Goods stand in the store since they were packed; the time looked at is at least as long as one may be silent. */
export const standsSinceMs = (readyAtMs: number, nowMs: number): number => Math.min(readyAtMs, nowMs - SILENCE_MS_MIN);

const needs = ({ min, max }: Range): string => `要求${min}到${max}°C`;

/** The record of a store from `fromMs` to now, and why goods that need this range may not leave it; `readings` rise. */
export function storeRecordOf(
  store: WatchedStore,
  readings: readonly StoreReading[],
  goods: Range | null,
  { fromMs: readyAtMs, toMs: nowMs }: { fromMs: number; toMs: number },
): { record: StoreRecord | null; whyNot: WhyNot | null } {
  const range = goods ?? store.keeps;
  const last = lastOf(readings, range, nowMs);
  if (!last) return { record: null, whyNot: { code: 'STORE_SILENT', text: silenceText(store, readings.at(-1)) } };
  const fromMs = Math.max(readyAtMs, Math.min(...store.devices.map(({ createdAtMs }) => createdAtMs)));
  const celsius = readings.map(({ temperatureCelsius }) => temperatureCelsius);
  const record: StoreRecord = {
    facilityId: store.id,
    name: store.name,
    deviceId: last.deviceId,
    celsius: last.temperatureCelsius,
    atMs: last.atMs,
    fromMs,
    celsiusMin: Math.min(...celsius),
    celsiusMax: Math.max(...celsius),
    range,
    silentMinutes: silenceIn([fromMs, ...readings.map(({ atMs }) => atMs), nowMs]),
  };
  const text = range && warmText(store, readings, last, range);
  return { record, whyNot: text === null ? null : { code: 'TEMPERATURE_OUT_OF_RANGE', text } };
}

/** The newest reading of each thermometer that is heard of now, and of them the furthest out, else the warmest. */
function lastOf(readings: readonly StoreReading[], range: Range | null, nowMs: number): StoreReading | undefined {
  const newest = new Map(readings.map((reading) => [reading.deviceId, reading]));
  const out = ({ temperatureCelsius }: StoreReading): number => (range ? distance(temperatureCelsius, range) : 0);
  return [...newest.values()]
    .filter(({ atMs }) => atMs >= nowMs - SILENCE_MS_MIN)
    .toSorted((a, b) => out(b) - out(a) || b.temperatureCelsius - a.temperatureCelsius)
    .at(0);
}

const silenceText = ({ name }: WatchedStore, last: StoreReading | undefined): string =>
  last ? `${name}的温度计从${chinaTime(last.atMs)}起没有上报` : `${name}的温度计没有上报过`;

function silenceIn(moments: readonly number[]): number {
  const gaps = moments.map((atMs, i) => atMs - (moments[i - 1] ?? atMs));
  const longestMs = Math.max(...gaps);
  return longestMs > SILENCE_MS_MIN ? Math.round(longestMs / MINUTE_MS) : 0;
}

/** Out of range now, or for longer than a door stands open, by any of the thermometers. */
function warmText(
  { name }: WatchedStore,
  readings: readonly StoreReading[],
  last: StoreReading,
  range: Range,
): string | null {
  if (!isInside(last.temperatureCelsius, range)) return `${needs(range)}，${name}现在${last.temperatureCelsius}°C`;
  const whole = { fromMs: 0, toMs: null, range };
  const run = [...Map.groupBy(readings, ({ deviceId }) => deviceId).values()]
    .flatMap((own) => excursionsIn(own, [whole], null))
    .toSorted((a, b) => minutesOf(b) - minutesOf(a))
    .at(0);
  return run && minutesOf(run) * MINUTE_MS >= EXCURSION_MS_MIN
    ? `${needs(range)}，${name}从${chinaTime(run.startedAtMs)}起有${minutesOf(run)}分钟到过${run.worstCelsius}°C`
    : null;
}
