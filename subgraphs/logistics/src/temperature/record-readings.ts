import { must } from '@heitu/kit/rules/checked';
import { idFrom } from '@heitu/kit/rules/ids';
import { ok, refuse, commonRefusals } from '@heitu/kit/rules/outcome';
import { Device } from '../carrier/carrier.entity.ts';
import type { DevicePush } from '../device/verify-readings.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { tellLateBreaches } from '../custody/tell-breaches.ts';
import { aboardDuring, cargoOf, ownRange, type Cargo } from './cargo.loader.ts';
import { excursionsIn, isAlarm, minutesOf, severityOf, type Excursion } from './excursion.policy.ts';
import { raiseAlarm } from './raise-alarm.ts';
import { distance } from './range.policy.ts';
import { Alarm, Reading } from './temperature.entity.ts';

/** Of one device, looked at again at one push: what came late may have begun before what is known. */
const READINGS_WEIGHED_MAX = 5000;

export const readingId = (deviceId: string, atMs: number): string => idFrom(`reading:${deviceId}:${atMs}`);

/** Stores a verified push, each reading once, and raises an alarm for every excursion that lasts (8.1.1.ar). */
export async function recordReadings(context: LogisticsContext, push: DevicePush) {
  return context.transaction(async (tx) => {
    const id = push.deviceId;
    const nowMs = context.clock.now();
    // The device's row is taken first: two pushes of one device are weighed one after the other.
    const heard = await tx.em.nativeUpdate(Device, { id, endedAtMs: null }, { heardAtMs: nowMs });
    if (heard === 0) return refuse(commonRefusals, 'NOT_FOUND');
    const device = await tx.rows.selectFrom('Device').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const readings = [...new Map(push.readings.map((reading) => [reading.at.getTime(), reading])).entries()].map(
      ([atMs, reading]) => ({
        id: readingId(id, atMs),
        deviceId: id,
        atMs,
        temperatureCelsius: reading.temperatureCelsius,
        humidityPercent: reading.humidityPercent,
        receivedAtMs: nowMs,
      }),
    );
    const known = await tx.rows
      .selectFrom('Reading')
      .select('id')
      .where(
        'id',
        'in',
        readings.map((reading) => reading.id),
      )
      .execute();
    const knownIds = new Set(known.map((reading) => reading.id));
    const fresh = readings.filter((reading) => !knownIds.has(reading.id));
    if (fresh.length > 0) await tx.em.insertMany(Reading, fresh);
    const newest = must(readings.at(-1), 'a reading of the push');
    const isNewest = newest.atMs >= (device.lastReadingAtMs ?? 0);
    if (device.silenceAlarmId)
      await tx.em.nativeUpdate(Alarm, { id: device.silenceAlarmId, endedAtMs: null }, { endedAtMs: nowMs });
    const [firstNew] = fresh;
    const outSinceMs = firstNew ? await weigh(context, tx, device, firstNew.atMs) : device.outSinceMs;
    await tx.em.nativeUpdate(
      Device,
      { id },
      {
        silenceAlarmId: null,
        outSinceMs,
        ...(isNewest && { lastReadingAtMs: newest.atMs, lastTemperatureCelsius: newest.temperatureCelsius }),
      },
    );
    return ok({ stored: fresh.length, known: readings.length - fresh.length });
  });
}

type Tx = Parameters<Parameters<LogisticsContext['transaction']>[0]>[0];

/**
 * Looks at the curve from where the excursion that goes on began, or from the first new reading; answers where one goes
 * on now.
 */
async function weigh(
  context: LogisticsContext,
  tx: Tx,
  device: RowOf<'Device'>,
  firstNewMs: number,
): Promise<number | null> {
  // One reading earlier too: a late one may join two runs.
  const before = await tx.rows
    .selectFrom('Reading')
    .select('atMs')
    .where('deviceId', '=', device.id)
    .where('atMs', '<', firstNewMs)
    .orderBy('atMs', 'desc')
    .limit(1)
    .executeTakeFirst();
  const fromMs = Math.min(device.outSinceMs ?? firstNewMs, before?.atMs ?? firstNewMs);
  const points = await tx.rows
    .selectFrom('Reading')
    .select(['atMs', 'temperatureCelsius'])
    .where('deviceId', '=', device.id)
    .where('atMs', '>=', fromMs)
    .orderBy('atMs')
    .limit(READINGS_WEIGHED_MAX)
    .execute();
  const toMs = must(points.at(-1), 'the reading that was stored').atMs;
  const cargo = await cargoOf(context, device, fromMs, toMs);
  const runs = excursionsIn(points, cargo, await ownRange(context, device));
  if (runs.length > 0) {
    const earlier = await tx.rows
      .selectFrom('Alarm')
      .select(['id', 'startedAtMs', 'endedAtMs', 'worstCelsius'])
      .where('deviceId', '=', device.id)
      .where('kind', '=', 'excursion')
      .where('startedAtMs', '<=', toMs)
      .where((eb) => eb.or([eb('endedAtMs', 'is', null), eb('endedAtMs', '>=', fromMs)]))
      .execute();
    const warmed: Cargo[] = [];
    for (const run of runs) {
      const aboard = aboardDuring(cargo, run.startedAtMs, run.lastOutAtMs);
      const same = earlier.find(
        (alarm) => alarm.startedAtMs <= run.lastOutAtMs && (alarm.endedAtMs ?? Infinity) >= run.startedAtMs,
      );
      const startedAtMs = Math.min(run.startedAtMs, same?.startedAtMs ?? run.startedAtMs);
      const isNew = !same && isAlarm(run);
      if (same) await tx.em.nativeUpdate(Alarm, { id: same.id }, { ...factsOf({ ...run, startedAtMs }), startedAtMs });
      else if (isNew)
        await raiseAlarm(
          context,
          tx,
          device,
          { kind: 'excursion', startedAtMs: run.startedAtMs, limit: run.limit, ...factsOf(run) },
          aboard,
        );
      // Who left before the first new reading has nothing new to hear, unless the alarm is new.
      warmed.push(...aboard.filter(({ toMs: leftMs }) => isNew || leftMs === null || leftMs >= firstNewMs));
    }
    await tellLateBreaches(context, tx, [...new Set(warmed.map(({ shipmentId }) => shipmentId))]);
  }
  const last = runs.at(-1);
  return last && last.endedAtMs === null ? last.startedAtMs : null;
}

const factsOf = (run: Excursion) => ({
  endedAtMs: run.endedAtMs,
  minutesOut: minutesOf(run),
  worstCelsius: run.worstCelsius,
  severity: severityOf(distance(run.worstCelsius, run.limit)),
});
