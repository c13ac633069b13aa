import { alarmRaised } from '@heitu/events/logistics.alarm-raised.v1';
import type { Transaction } from '@heitu/kit/data/context';
import type { LogisticsContext, RowOf } from '../context.ts';
import { Trip } from '../shipment/shipment.entity.ts';
import { alarmLifecycle } from './alarm.lifecycle.ts';
import type { Cargo } from './cargo.loader.ts';
import type { AlarmKind, AlarmSeverity } from './excursion.policy.ts';
import { Alarm, AlarmedShipment } from './temperature.entity.ts';

export interface NewAlarm {
  kind: AlarmKind;
  severity: AlarmSeverity;
  startedAtMs: number;
  endedAtMs: number | null;
  minutesOut: number;
  limit: { min: number; max: number } | null;
  worstCelsius: number | null;
}

/** Within the transaction that found it: the alarm, whom it concerns, and the news of it. */
export async function raiseAlarm(
  context: LogisticsContext,
  tx: Transaction,
  device: Pick<RowOf<'Device'>, 'id' | 'carrierPartyId' | 'vehicleId' | 'facilityId'>,
  alarm: NewAlarm,
  cargo: readonly Cargo[],
): Promise<string> {
  const id = context.newId();
  const nowMs = context.clock.now();
  const lotIds = [...new Set(cargo.flatMap((one) => one.lotIds))];
  const shipmentIds = [...new Set(cargo.map((one) => one.shipmentId))];
  const { limit, ...facts } = alarm;
  const { carrierPartyId, vehicleId, facilityId } = device;
  await tx.em.insert(Alarm, {
    id,
    deviceId: device.id,
    carrierPartyId,
    vehicleId,
    facilityId,
    state: alarmLifecycle.initial,
    raisedAtMs: nowMs,
    limitCelsiusMin: limit?.min ?? null,
    limitCelsiusMax: limit?.max ?? null,
    lotIds: JSON.stringify(lotIds),
    ...facts,
  });
  if (shipmentIds.length > 0)
    await tx.em.insertMany(
      AlarmedShipment,
      shipmentIds.map((shipmentId) => ({ id: context.newId(), alarmId: id, shipmentId })),
    );
  if (alarm.kind === 'excursion' && vehicleId)
    await tx.em.nativeUpdate(
      Trip,
      { vehicleId, startedAtMs: { $lte: alarm.endedAtMs ?? nowMs, $gt: alarm.startedAtMs - 24 * 3_600_000 } },
      { outOfRange: true },
    );
  tx.publish(
    alarmRaised,
    { type: 'alarm', id },
    {
      alarmId: id,
      carrierPartyId,
      shipmentIds,
      severity: alarm.severity,
      lotIds,
      worstCelsius: alarm.worstCelsius,
      atMs: nowMs,
    },
  );
  return id;
}
