import type { LogisticsContext } from '../context.ts';
import { isTooWarm } from '../handover/handover.policy.ts';
import type { StoreRecord } from '../handover/store-record.policy.ts';

/**
 * Whether a store was out of the range of the goods while they stood there, by what its thermometers may have told only
 * after the document was written.
 */
export async function warmWhileStanding(
  context: LogisticsContext,
  read: readonly { openedAtMs: number; storeRecord: StoreRecord }[],
) {
  const sinceMs = Math.min(...read.map(({ storeRecord }) => storeRecord.fromMs));
  const alarms =
    read.length === 0
      ? []
      : await context.rows
          .selectFrom('Alarm')
          .select(['facilityId', 'startedAtMs', 'endedAtMs', 'worstCelsius'])
          .where('deviceId', 'in', (eb) =>
            eb
              .selectFrom('Device')
              .select('id')
              .where('facilityId', 'in', [...new Set(read.map(({ storeRecord }) => storeRecord.facilityId))]),
          )
          .where('kind', '=', 'excursion')
          .where((eb) => eb.or([eb('endedAtMs', 'is', null), eb('endedAtMs', '>=', sinceMs)]))
          .execute();
  return ({ openedAtMs, storeRecord: { facilityId, fromMs, range } }: (typeof read)[number]): boolean =>
    alarms.some(
      (alarm) =>
        alarm.facilityId === facilityId &&
        alarm.startedAtMs <= openedAtMs &&
        (alarm.endedAtMs ?? Infinity) >= fromMs &&
        isTooWarm(Number(alarm.worstCelsius), range),
    );
}
