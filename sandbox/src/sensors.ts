import { jsonOf, must } from '@heitu/kit/rules/checked';
import { fromJson, toJson, type Json } from '@heitu/kit/rules/typed-json';
import { z } from 'zod';
import { createHmac } from 'node:crypto';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { enqueue, type Sender } from './outbound.ts';
import { addJob } from './schedule.ts';
import { secondsOf } from './times.ts';
import type { World } from './world.ts';

/** Thermometers in trucks and cold stores: POST {deviceId, readings}, signed with the device's own secret. */
const reading = z.object({
  /** ISO 8601. */
  at: z.string(),
  temperatureCelsius: z.number(),
  humidityPercent: z.number().optional(),
});
export type Reading = z.output<typeof reading>;

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

const push = z.object({
  deviceId: z.string(),
  secret: z.string(),
  url: z.string(),
  readings: z.array(reading),
});

/** Stored, then sent; the id of the push. */
export const pushReadings = (world: World, device: Device, readings: Reading[]): string =>
  enqueue(world, 'sensor', device.url, { ...device, readings } satisfies z.output<typeof push>);

/** °C at a time after the start, to a tenth as such devices report. */
export function temperatureAt(curve: readonly CurvePoint[], minutes: number): number {
  const next = curve.findIndex((point) => point.minutes >= minutes);
  const after = must(curve.at(next), 'a point of the curve');
  const before = next > 0 ? must(curve[next - 1], 'the point before') : after;
  const share = after.minutes === before.minutes ? 0 : (minutes - before.minutes) / (after.minutes - before.minutes);
  return (
    Math.round((before.temperatureCelsius + share * (after.temperatureCelsius - before.temperatureCelsius)) * 10) / 10
  );
}

/** Readings come as the sandbox's clock passes them; those of the past at once. */
export function startFeed(
  world: World,
  device: Device,
  curve: readonly CurvePoint[],
  startsAtMs: number,
  humidityPercent: number | undefined,
): void {
  world.store.insert('sensorFeed', {
    ...device,
    curve: toJson(curve),
    humidityPercent: humidityPercent ?? null,
    startsAtMs,
  });
  addJob(world, 'sensor-feed', String(world.store.number('select max(id) from sensorFeed')), startsAtMs);
}

/** Job: everything that has become due, in one push. */
export function feed(world: World, ref: string): void {
  const row = world.store.one<
    Device & { curve: Json<CurvePoint[]>; humidityPercent: number | null; startsAtMs: number; sent: number }
  >('select * from sensorFeed where id = ?', Number(ref));
  if (!row) throw new Error(`no sensor feed ${ref}`);
  const curve = fromJson(row.curve);
  const total = Math.floor((must(curve.at(-1), 'the end of the curve').minutes * MINUTE_MS) / SAMPLE_EVERY_MS) + 1;
  const dueBy = (sample: number): number => row.startsAtMs + sample * SAMPLE_EVERY_MS;
  const readings: Reading[] = [];
  let sample = row.sent;
  for (; sample < total && dueBy(sample) <= world.clock.now() && readings.length < READINGS_PER_PUSH_MAX; sample++) {
    const temperatureCelsius = temperatureAt(curve, (sample * SAMPLE_EVERY_MS) / MINUTE_MS);
    readings.push({
      at: new Date(dueBy(sample)).toISOString(),
      temperatureCelsius,
      ...(row.humidityPercent !== null && { humidityPercent: row.humidityPercent }),
    });
  }
  if (readings.length > 0) pushReadings(world, { deviceId: row.deviceId, secret: row.secret, url: row.url }, readings);
  world.store.run('update sensorFeed set sent = ? where id = ?', sample, Number(ref));
  if (sample < total) addJob(world, 'sensor-feed', ref, dueBy(sample));
}

const MEASURE_EVERY_MS = 30 * MINUTE_MS;
/** How much a store sways by itself, and how fast. */
const SWAY_CELSIUS = 0.2;
const SWAY_MS = 25 * MINUTE_MS;

export interface Thermometer extends Device {
  /** Where it stands from now on; after the last point it stays there. */
  curve: readonly CurvePoint[];
}

/**
 * Thermometers that go on for as long as the sandbox stands. One that is known keeps its curve and learns where to
 * send.
 */
export function keepMeasuring(world: World, thermometers: readonly Thermometer[]): void {
  const nowMs = world.clock.now();
  for (const { deviceId, secret, url, curve } of thermometers) {
    world.store.run(
      'insert into thermometer (deviceId, secret, url, curve, startsAtMs) values (?, ?, ?, ?, ?) on conflict (deviceId) do update set url = excluded.url, secret = excluded.secret',
      deviceId,
      secret,
      url,
      JSON.stringify(curve),
      nowMs,
    );
    world.store.run(`delete from job where kind = 'thermometer' and ref = ?`, deviceId);
    addJob(world, 'thermometer', deviceId, nowMs);
  }
}

/** Job: what it shows now. A leap of the clock is one reading, as of a device that was off. */
export function measureNow(world: World, deviceId: string): void {
  const row = world.store.one<Device & { curve: Json<CurvePoint[]>; startsAtMs: number }>(
    'select * from thermometer where deviceId = ?',
    deviceId,
  );
  if (!row) throw new Error(`no thermometer ${deviceId}`);
  const nowMs = world.clock.now();
  const celsius =
    temperatureAt(fromJson(row.curve), (nowMs - row.startsAtMs) / MINUTE_MS) + SWAY_CELSIUS * Math.sin(nowMs / SWAY_MS);
  pushReadings(world, row, [{ at: new Date(nowMs).toISOString(), temperatureCelsius: Math.round(celsius * 10) / 10 }]);
  addJob(world, 'thermometer', deviceId, nowMs + MEASURE_EVERY_MS);
}

/**
 * X-Signature = hex HMAC-SHA256(secret, timestamp + '\n' + raw body). A device keeps what could not be sent and tries
 * again.
 */
export const sensorSender: Sender = {
  service: 'sensors',
  retrySeconds: [60, 300, 300, 900, 1800, 3600, 3600, 3600],
  compose(world, outbound, spoil) {
    const { deviceId, secret, readings } = jsonOf(push, outbound.payload);
    const body = JSON.stringify({ deviceId, readings });
    const timestamp = String(secondsOf(world.clock.now()));
    const signature = createHmac('sha256', secret)
      .update(`${timestamp}\n${body}${spoil ? ' ' : ''}`)
      .digest('hex');
    return {
      headers: {
        'content-type': 'application/json',
        'X-Device-Id': deviceId,
        'X-Timestamp': timestamp,
        'X-Signature': signature,
      },
      body,
    };
  },
  accepted: (status) => status >= 200 && status < 300,
};
