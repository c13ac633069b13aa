import { createHmac } from 'node:crypto';
import { MINUTE_MS } from '@heitu/kit/clock';
import { enqueue, type Sender } from './outbound.ts';
import { addJob } from './schedule.ts';
import { secondsOf } from './times.ts';
import type { World } from './world.ts';

/** Thermometers in trucks and cold stores: POST {deviceId, readings}, signed with the device's own secret. */
export interface Reading {
  /** ISO 8601. */
  at: string;
  temperatureCelsius: number;
  humidityPercent?: number | undefined;
}

/** A point of a curve; between points the temperature is on the line that joins them. */
export interface CurvePoint {
  minutes: number;
  temperatureCelsius: number;
}

export interface Device {
  deviceId: string;
  secret: string;
  url: string;
}

const SAMPLE_EVERY_MS = 5 * MINUTE_MS;
const READINGS_PER_PUSH_MAX = 500;

interface Push extends Device {
  readings: Reading[];
}

/** Stored, then sent; the id of the push. */
export const pushReadings = (world: World, device: Device, readings: Reading[]): string => enqueue(world, 'sensor', device.url, { ...device, readings } satisfies Push);

/** °C at a time after the start, to a tenth as such devices report. */
export function temperatureAt(curve: readonly CurvePoint[], minutes: number): number {
  const next = curve.findIndex((point) => point.minutes >= minutes);
  const after = curve[next === -1 ? curve.length - 1 : next]!;
  const before = curve[next <= 0 ? (next === 0 ? 0 : curve.length - 1) : next - 1]!;
  const share = after.minutes === before.minutes ? 0 : (minutes - before.minutes) / (after.minutes - before.minutes);
  return Math.round((before.temperatureCelsius + share * (after.temperatureCelsius - before.temperatureCelsius)) * 10) / 10;
}

/** Readings come as the sandbox's clock passes them; those of the past at once. */
export function startFeed(world: World, device: Device, curve: readonly CurvePoint[], startsAtMs: number, humidityPercent: number | undefined): void {
  world.store.insert('sensorFeed', { ...device, curve: JSON.stringify(curve), humidityPercent: humidityPercent ?? null, startsAtMs });
  const { id } = world.store.one<{ id: number }>('select max(id) as id from sensorFeed')!;
  addJob(world, 'sensor-feed', String(id), startsAtMs);
}

/** Job: everything that has become due, in one push. */
export function feed(world: World, ref: string): void {
  const row = world.store.one<Device & { curve: string; humidityPercent: number | null; startsAtMs: number; sent: number }>('select * from sensorFeed where id = ?', Number(ref));
  if (!row) throw new Error(`no sensor feed ${ref}`);
  const curve = JSON.parse(row.curve) as CurvePoint[];
  const total = Math.floor((curve.at(-1)!.minutes * MINUTE_MS) / SAMPLE_EVERY_MS) + 1;
  const dueBy = (sample: number): number => row.startsAtMs + sample * SAMPLE_EVERY_MS;
  const readings: Reading[] = [];
  let sample = row.sent;
  for (; sample < total && dueBy(sample) <= world.clock.now() && readings.length < READINGS_PER_PUSH_MAX; sample++) {
    const temperatureCelsius = temperatureAt(curve, (sample * SAMPLE_EVERY_MS) / MINUTE_MS);
    readings.push({ at: new Date(dueBy(sample)).toISOString(), temperatureCelsius, ...(row.humidityPercent !== null && { humidityPercent: row.humidityPercent }) });
  }
  if (readings.length > 0) pushReadings(world, { deviceId: row.deviceId, secret: row.secret, url: row.url }, readings);
  world.store.run('update sensorFeed set sent = ? where id = ?', sample, Number(ref));
  if (sample < total) addJob(world, 'sensor-feed', ref, dueBy(sample));
}

/** X-Signature = hex HMAC-SHA256(secret, timestamp + '\n' + raw body). A device keeps what could not be sent and tries again. */
export const sensorSender: Sender = {
  service: 'sensors',
  retrySeconds: [60, 300, 300, 900, 1800, 3600, 3600, 3600],
  compose(world, outbound, spoil) {
    const { deviceId, secret, readings } = JSON.parse(outbound.payload) as Push;
    const body = JSON.stringify({ deviceId, readings });
    const timestamp = String(secondsOf(world.clock.now()));
    const signature = createHmac('sha256', secret).update(`${timestamp}\n${body}${spoil ? ' ' : ''}`).digest('hex');
    return { headers: { 'content-type': 'application/json', 'X-Device-Id': deviceId, 'X-Timestamp': timestamp, 'X-Signature': signature }, body };
  },
  accepted: (status) => status >= 200 && status < 300,
};
