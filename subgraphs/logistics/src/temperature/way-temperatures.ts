import type { LogisticsTransaction } from '../context.ts';

export interface WayTemperatures {
  celsiusMin: number;
  celsiusMax: number;
  celsiusMean: number;
  fromMs: number;
  toMs: number;
}

/** What the vehicle's loggers read while the parcel was in it; null where it has none, or none reported. */
export async function wayTemperatures(
  tx: LogisticsTransaction,
  { vehicleId, takenOverAtMs: fromMs }: { vehicleId: string | null; takenOverAtMs: number | null },
  toMs: number,
): Promise<WayTemperatures | null> {
  if (vehicleId === null || fromMs === null) return null;
  const read = await tx.rows
    .selectFrom('Reading as reading')
    .innerJoin('Device as device', 'device.id', 'reading.deviceId')
    .select(({ fn }) => [
      fn.min('reading.temperatureCelsius').as('celsiusMin'),
      fn.max('reading.temperatureCelsius').as('celsiusMax'),
      fn.avg<number | null>('reading.temperatureCelsius').as('celsiusMean'),
    ])
    .where('device.vehicleId', '=', vehicleId)
    .where('reading.atMs', '>=', fromMs)
    .where('reading.atMs', '<=', toMs)
    .executeTakeFirst();
  if (!read || read.celsiusMean === null) return null;
  return {
    celsiusMin: Number(read.celsiusMin),
    celsiusMax: Number(read.celsiusMax),
    celsiusMean: Math.round(Number(read.celsiusMean) * 100) / 100,
    fromMs,
    toMs,
  };
}
