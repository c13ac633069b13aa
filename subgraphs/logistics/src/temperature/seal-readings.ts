import { sha256Hex } from '@heitu/kit/rules/canonical';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { idFrom } from '@heitu/kit/rules/ids';
import { ok } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import type { LogisticsContext, RowOf } from '../context.ts';
import { ReadingSeal } from './temperature.entity.ts';

/** A push that began within the hour is committed by then. */
const STILL_COMING_MS = 10 * MINUTE_MS;
/** A backlog is worked off in several runs. */
const HOURS_PER_RUN_MAX = 24;

/** Everything that was received in this hour is there. */
export const isOver = (hourMs: number, nowMs: number): boolean => hourMs + HOUR_MS + STILL_COMING_MS <= nowMs;
export const hourOf = (atMs: number): number => atMs - (atMs % HOUR_MS);

type Sent = Pick<RowOf<'Reading'>, 'deviceId' | 'atMs' | 'temperatureCelsius' | 'humidityPercent'>;

/** What is sealed of an hour, a row for each device; `sent` by device and time. */
export const sealsIn = (hourMs: number, sent: readonly Sent[]) =>
  [...Map.groupBy(sent, ({ deviceId }) => deviceId)].map(([deviceId, own]) => {
    const degrees = own.map(({ temperatureCelsius }) => temperatureCelsius);
    const lines = own.map((one) => `${one.atMs} ${one.temperatureCelsius} ${one.humidityPercent ?? ''}\n`);
    return {
      id: idFrom(`reading-seal:${deviceId}:${hourMs}`),
      deviceId,
      hourMs,
      readings: own.length,
      celsiusMin: Math.min(...degrees),
      celsiusMax: Math.max(...degrees),
      digest: sha256Hex(lines.join('')),
    };
  });

/** What was received in this hour: 180,000 rows of 500 devices that send each ten seconds. */
const sealsOf = async (context: LogisticsContext, hourMs: number) =>
  sealsIn(
    hourMs,
    await context.rows
      .selectFrom('Reading')
      .select(['deviceId', 'atMs', 'temperatureCelsius', 'humidityPercent'])
      .where('receivedAtMs', '>=', hourMs)
      .where('receivedAtMs', '<', hourMs + HOUR_MS)
      .orderBy('deviceId')
      .orderBy('atMs')
      .execute(),
  );

/** Of a whole hour, as the audit trail has it. */
export const digestOfHour = (seals: readonly { deviceId: string; digest: string }[]): string =>
  sha256Hex(
    seals
      .map(({ deviceId, digest }) => `${deviceId} ${digest}\n`)
      .sort()
      .join(''),
  );

/** Until when everything that came is sealed; 0 before the first hour. */
export async function sealedUntilMs(context: LogisticsContext): Promise<number> {
  const last = await context.rows
    .selectFrom('ReadingSeal')
    .select(({ fn }) => fn.max('hourMs').as('hourMs'))
    .executeTakeFirst();
  return last?.hourMs == null ? 0 : Number(last.hourMs) + HOUR_MS;
}

/** The first hour after those that are sealed in which something was received; null where there is none. */
async function nextHour(context: LogisticsContext): Promise<number | null> {
  const { atMs } = await context.rows
    .selectFrom('Reading')
    .select(({ fn }) => fn.min('receivedAtMs').as('atMs'))
    .where('receivedAtMs', '>=', await sealedUntilMs(context))
    .executeTakeFirstOrThrow();
  return atMs === null ? null : hourOf(Number(atMs));
}

/** Seals each hour that is over: a row for each device, and one digest of them all on the audit trail. */
export async function sealReadings(context: LogisticsContext): Promise<void> {
  const nowMs = context.clock.now();
  for (let done = 0; done < HOURS_PER_RUN_MAX; done += 1) {
    const hourMs = await nextHour(context);
    if (hourMs === null || !isOver(hourMs, nowMs)) return;
    const seals = await sealsOf(context, hourMs);
    await context.transaction(async (tx) => {
      await tx.em.insertMany(
        ReadingSeal,
        seals.map((seal) => ({ ...seal, sealedAtMs: nowMs })),
      );
      const id = `${new Date(hourMs).toISOString()} ${digestOfHour(seals)}`;
      tx.audit({ type: 'readings', id, clause: '8.1.1.ar' satisfies ClauseRef });
      return ok(null);
    });
  }
}

/**
 * Compares sealed hours with their readings once more, a day later. A device that had no seal in that hour and has
 * readings now gets one that does not fit: they were put in afterwards.
 */
export async function checkSeals(context: LogisticsContext): Promise<void> {
  const nowMs = context.clock.now();
  for (let done = 0; done < HOURS_PER_RUN_MAX; done += 1) {
    const next = await context.rows
      .selectFrom('ReadingSeal')
      .select('hourMs')
      .where('checkedAtMs', 'is', null)
      .where('hourMs', '<=', nowMs - DAY_MS)
      .orderBy('hourMs')
      .limit(1)
      .executeTakeFirst();
    if (!next) return;
    await checkHour(context, next.hourMs);
  }
}

async function checkHour(context: LogisticsContext, hourMs: number): Promise<void> {
  const nowMs = context.clock.now();
  const found = new Map((await sealsOf(context, hourMs)).map((sum) => [sum.deviceId, sum]));
  const seals = await context.rows
    .selectFrom('ReadingSeal')
    .select(['id', 'deviceId', 'digest'])
    .where('hourMs', '=', hourMs)
    .execute();
  const fitting = seals.filter(({ deviceId, digest }) => found.get(deviceId)?.digest === digest);
  const sealed = new Set(seals.map(({ deviceId }) => deviceId));
  const late = [...found.values()].filter(({ deviceId }) => !sealed.has(deviceId));
  await context.transaction(async (tx) => {
    await tx.em.nativeUpdate(ReadingSeal, { hourMs }, { checkedAtMs: nowMs, fits: false });
    await tx.em.nativeUpdate(ReadingSeal, { id: { $in: fitting.map(({ id }) => id) } }, { fits: true });
    const unfit = { sealedAtMs: nowMs, checkedAtMs: nowMs, fits: false };
    if (late.length > 0)
      await tx.em.insertMany(
        ReadingSeal,
        late.map((one) => ({ ...one, ...unfit })),
      );
    return ok(null);
  });
}
