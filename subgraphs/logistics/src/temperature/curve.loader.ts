import { sql } from 'kysely';
import { seesAll, workplaces } from '../access.ts';
import type { LogisticsContext } from '../context.ts';
import { shipmentsById } from '../shipment/shipment.loader.ts';

export const CURVE_POINTS_MAX = 500;
export interface CurvePoint {
  deviceId: string;
  atMs: number;
  celsiusMin: number;
  celsiusMax: number;
  celsiusMean: number;
  count: number;
}

/**
 * A curve for a chart: the span cut into at most `points` equal parts, each with its lowest, highest and mean; one
 * statement.
 */
export async function curveOf(
  context: LogisticsContext,
  deviceIds: readonly string[],
  fromMs: number,
  toMs: number,
  points: number,
): Promise<CurvePoint[]> {
  if (deviceIds.length === 0 || toMs <= fromMs) return [];
  const bucketMs = Math.max(1, Math.ceil((toMs - fromMs) / points));
  // atMs - fromMs modulo the bucket: integer arithmetic that every database does alike.
  const bucket = sql<number>`${sql.ref('atMs')} - ((${sql.ref('atMs')} - ${sql.lit(fromMs)}) % ${sql.lit(bucketMs)})`;
  const rows = await context.rows
    .selectFrom('Reading')
    .select(({ fn }) => [
      'deviceId',
      bucket.as('bucketAtMs'),
      fn.min('temperatureCelsius').as('celsiusMin'),
      fn.max('temperatureCelsius').as('celsiusMax'),
      fn.avg<number>('temperatureCelsius').as('celsiusMean'),
      fn.countAll<number>().as('count'),
    ])
    .where('deviceId', 'in', deviceIds)
    .where('atMs', '>=', fromMs)
    .where('atMs', '<', toMs)
    .groupBy(['deviceId', bucket])
    .orderBy('deviceId')
    .orderBy('bucketAtMs')
    .execute();
  return rows.map((row) => ({
    deviceId: row.deviceId,
    atMs: Number(row.bucketAtMs),
    celsiusMin: Number(row.celsiusMin),
    celsiusMax: Number(row.celsiusMax),
    celsiusMean: Math.round(Number(row.celsiusMean) * 100) / 100,
    count: Number(row.count),
  }));
}

/** The devices and the span that answer for a shipment's way; null where this actor may not see it. */
export async function curveSource(
  context: LogisticsContext,
  ask: { shipmentId?: string | null; deviceId?: string | null; fromMs?: number | null; toMs?: number | null },
): Promise<{ deviceIds: string[]; fromMs: number; toMs: number } | null> {
  const nowMs = context.clock.now();
  if (ask.shipmentId) {
    const shipment = await context.loader(shipmentsById).load(ask.shipmentId);
    if (!shipment?.vehicleId || !shipment.takenOverAtMs) return null;
    const devices = await context.rows
      .selectFrom('Device')
      .select('id')
      .where('vehicleId', '=', shipment.vehicleId)
      .execute();
    return {
      deviceIds: devices.map((device) => device.id),
      fromMs: shipment.takenOverAtMs,
      toMs: (shipment.leftVehicleAtMs ?? nowMs) + 1,
    };
  }
  if (!ask.deviceId) return null;
  const carriers = workplaces(context.actor);
  const all = seesAll(context.actor);
  if (!all && carriers.length === 0) return null;
  const device = await context.rows
    .selectFrom('Device')
    .select('id')
    .where('id', '=', ask.deviceId)
    .$if(!all, (query) => query.where('carrierPartyId', 'in', carriers))
    .executeTakeFirst();
  return device
    ? { deviceIds: [device.id], fromMs: ask.fromMs ?? nowMs - 24 * 3_600_000, toMs: ask.toMs ?? nowMs + 1 }
    : null;
}
