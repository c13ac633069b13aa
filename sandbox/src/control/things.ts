import { z } from 'zod';
import { EXPRESS_STATES, track } from '../express.ts';
import { outcome } from '../outbound.ts';
import { keepMeasuring, pushReadings, startFeed } from '../sensors.ts';
import type { World } from '../world.ts';
import { get, post, type ControlRoute } from './route.ts';

/** What parcels and thermometers do. */
const READINGS_MAX = 500;
const POINTS_MAX = 1000;
/** What a probe for food can measure. */
const celsius = z.number().min(-100).max(200);
const humidity = z.number().min(0).max(100).optional();
const moment = z.iso.datetime({ offset: true });

const parcel = z
  .object({
    company: z.string().min(1).max(32),
    number: z.string().min(6).max(32),
    context: z.string().min(1).max(500).optional(),
    state: z.enum(EXPRESS_STATES).optional(),
    at: moment.optional(),
    abort: z.string().min(1).optional(),
  })
  .refine(({ context, abort }) => context !== undefined || abort !== undefined, 'needs context or abort');

const device = { deviceId: z.string().min(1).max(128), secret: z.string().min(1), url: z.url() };
const readings = z
  .array(z.object({ at: moment.optional(), temperatureCelsius: celsius, humidityPercent: humidity }))
  .min(1)
  .max(READINGS_MAX);
const curve = z
  .array(z.object({ minutes: z.number().min(0), temperatureCelsius: celsius }))
  .min(1)
  .max(POINTS_MAX)
  .refine((points) => points.every(({ minutes }, i) => minutes > (points[i - 1]?.minutes ?? -1)), 'minutes must rise');
const sensor = z.union([
  z.object({ ...device, readings }),
  z.object({ ...device, curve, humidityPercent: humidity, startAt: moment.optional() }),
]);

async function moveParcel(world: World, { at, ...input }: z.infer<typeof parcel>): Promise<object> {
  const id = track(world, { ...input, atMs: at ? Date.parse(at) : world.clock.now() });
  await world.runDue();
  return { push: id === null ? null : outcome(world, id) };
}

async function measure(world: World, input: z.infer<typeof sensor>): Promise<object> {
  const { deviceId, secret, url } = input;
  const nowMs = world.clock.now();
  if ('readings' in input) {
    const id = pushReadings(
      world,
      { deviceId, secret, url },
      input.readings.map(({ at, ...reading }) => ({ at: at ?? new Date(nowMs).toISOString(), ...reading })),
    );
    await world.runDue();
    return { push: outcome(world, id) };
  }
  startFeed(
    world,
    { deviceId, secret, url },
    input.curve,
    input.startAt ? Date.parse(input.startAt) : nowMs,
    input.humidityPercent,
  );
  await world.runDue();
  const pushes = world.store.all<{ id: string }>(
    `select id from outbound where kind = 'sensor' and createdAtMs >= ? and payload like ?`,
    nowMs,
    `{"deviceId":${JSON.stringify(deviceId)}%`,
  );
  return { pushes: pushes.map(({ id }) => outcome(world, id)) };
}

const thermometers = z.object({
  thermometers: z
    .array(z.object({ ...device, curve }))
    .min(1)
    .max(POINTS_MAX),
});
async function measureAlways(world: World, input: z.infer<typeof thermometers>): Promise<object> {
  keepMeasuring(world, input.thermometers);
  await world.runDue();
  return { measuring: input.thermometers.length };
}

const events = (world: World): object => ({
  events: world.store
    .all<{ id: string; type: string; data: string }>('select id, type, data from partnerEvent order by atMs, id')
    .map(({ data, ...event }) => ({ ...event, data: JSON.parse(data) })),
});
function trust(world: World, { secret }: { secret: string }): object {
  world.store.run('delete from partnerSecret');
  world.store.insert('partnerSecret', { secret });
  return {};
}

export const thingRoutes: readonly ControlRoute[] = [
  post(
    '/partner/secret',
    "what a partner's endpoint (POST /partner/hooks) verifies with: {secret: whsec_…}",
    z.object({ secret: z.string().regex(/^whsec_[A-Za-z0-9+/=]+$/) }),
    trust,
  ),
  get('/partner/events', 'events that the partner took, each once', events),
  post(
    '/express/track',
    'a parcel moves and its subscriber is told: {company, number, context, state?, at?} or {company, number, abort: reason}',
    parcel,
    moveParcel,
  ),
  post(
    '/sensors/always',
    'thermometers that report every half hour from now on: {thermometers: [{deviceId, secret, url, curve}]}; after the last point of its curve each stays there',
    thermometers,
    measureAlways,
  ),
  post(
    '/sensors/push',
    'a device reports: {deviceId, secret, url, readings: [{temperatureCelsius, humidityPercent?, at?}]}, or curve: [{minutes, temperatureCelsius}] sampled every 5 minutes as the clock passes (startAt? may lie in the past)',
    sensor,
    measure,
  ),
];
