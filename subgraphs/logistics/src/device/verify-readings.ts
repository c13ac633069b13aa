import { isRecord } from '@heitu/kit/rules/checked';
import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * A temperature sensor's push: headers X-Device-Id, X-Timestamp (seconds) and X-Signature = hex HMAC-SHA256(the
 * device's secret, timestamp + '\n' + raw body); body JSON {deviceId, readings: [{at, temperatureCelsius,
 * humidityPercent?}]}, `at` in RFC 3339.
 */
export interface DeviceReading {
  at: Date;
  temperatureCelsius: number;
  humidityPercent: number | null;
}

export interface DevicePush {
  deviceId: string;
  /** 1 to READINGS_MAX, oldest first. */
  readings: DeviceReading[];
}

/** `malformed`: well signed, but no push; the device or its firmware is broken and deserves an alert. */
export type ReadingsRefusal =
  | 'bad-signature'
  | 'stale'
  | 'unknown-device'
  | 'malformed'
  | 'too-many'
  | 'out-of-range'
  | 'in-the-future';
export type ReadingsResult =
  | { ok: true; push: DevicePush }
  | { ok: false; reason: ReadingsRefusal; /** Which reading, counted from 0. */ at?: number };

export const READINGS_MAX = 500;
export const PUSH_BYTES_MAX = 128 * 1024;
const PUSH_AGE_SECONDS_MAX = 5 * 60;
/** What the sensors of cold stores and trucks can measure; beyond it a sensor is broken, not cold. */
const TEMPERATURE_CELSIUS_MIN = -60;
const TEMPERATURE_CELSIUS_MAX = 85;
const HUMIDITY_PERCENT_MAX = 100;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

export interface PushHeaders {
  'x-device-id'?: string | string[] | undefined;
  'x-timestamp'?: string | string[] | undefined;
  'x-signature'?: string | string[] | undefined;
}

/**
 * `secretOf` finds a device's secret, null for one that is not ours. A push is refused whole: half of a series would
 * look like the series. A device that was offline sends old readings in a new push, so readings may be of any age; none
 * may be later than the clock allows.
 */
export async function verifyReadings(
  headers: PushHeaders,
  rawBody: Uint8Array,
  now: Date,
  secretOf: (deviceId: string) => Promise<string | null> | string | null,
): Promise<ReadingsResult> {
  const { 'x-device-id': deviceId, 'x-timestamp': timestamp, 'x-signature': signature } = headers;
  if (typeof deviceId !== 'string' || typeof timestamp !== 'string' || typeof signature !== 'string')
    return { ok: false, reason: 'bad-signature' };
  if (!/^\d{1,12}$/.test(timestamp) || !/^[0-9a-f]{64}$/i.test(signature))
    return { ok: false, reason: 'bad-signature' };
  if (rawBody.length > PUSH_BYTES_MAX) return { ok: false, reason: 'too-many' };
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) >= PUSH_AGE_SECONDS_MAX) return { ok: false, reason: 'stale' };
  const secret = await secretOf(deviceId);
  if (secret === null) return { ok: false, reason: 'unknown-device' };
  const expected = createHmac('sha256', secret).update(`${timestamp}\n`).update(rawBody).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) return { ok: false, reason: 'bad-signature' };
  return readPush(deviceId, rawBody, now);
}

function readPush(deviceId: string, rawBody: Uint8Array, now: Date): ReadingsResult {
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(rawBody).toString('utf8'));
  } catch {
    return { ok: false, reason: 'malformed' };
  }
  const { deviceId: claimed, readings: entries } = isRecord(body) ? body : {};
  if (claimed !== deviceId || !Array.isArray(entries) || entries.length === 0)
    return { ok: false, reason: 'malformed' };
  if (entries.length > READINGS_MAX) return { ok: false, reason: 'too-many' };
  const readings: DeviceReading[] = [];
  for (const [at, entry] of entries.entries()) {
    const reading = readingOf(entry, now);
    if (typeof reading === 'string') return { ok: false, reason: reading, at };
    readings.push(reading);
  }
  readings.sort((a, b) => a.at.getTime() - b.at.getTime());
  return { ok: true, push: { deviceId, readings } };
}

function readingOf(entry: unknown, now: Date): DeviceReading | ReadingsRefusal {
  if (!isRecord(entry)) return 'malformed';
  const { at, temperatureCelsius, humidityPercent = null } = entry;
  if (typeof at !== 'string' || !TIME.test(at) || typeof temperatureCelsius !== 'number') return 'malformed';
  if (humidityPercent !== null && typeof humidityPercent !== 'number') return 'malformed';
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return 'malformed';
  if (time.getTime() > now.getTime() + PUSH_AGE_SECONDS_MAX * 1000) return 'in-the-future';
  if (!(temperatureCelsius >= TEMPERATURE_CELSIUS_MIN && temperatureCelsius <= TEMPERATURE_CELSIUS_MAX))
    return 'out-of-range';
  if (humidityPercent !== null && !(humidityPercent >= 0 && humidityPercent <= HUMIDITY_PERCENT_MAX))
    return 'out-of-range';
  return { at: time, temperatureCelsius, humidityPercent };
}
