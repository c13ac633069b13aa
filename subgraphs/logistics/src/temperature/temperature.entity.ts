import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { alarmLifecycle, type AlarmDecision } from './alarm.lifecycle.ts';
import type { AlarmKind, AlarmSeverity } from './excursion.policy.ts';
import { celsius } from './celsius.column.ts';

/** The id is made of device and time, so that a repeated push adds nothing. */
export const Reading = defineEntity({
  name: 'Reading',
  tableName: 'Reading',
  properties: {
    id: column.id().primary(),
    deviceId: column.reference(),
    atMs: column.time(),
    temperatureCelsius: celsius(),
    humidityPercent: celsius().nullable(),
    receivedAtMs: column.time(),
  },
  indexes: [{ properties: ['deviceId', 'atMs'] }, { properties: ['receivedAtMs'] }],
});

export const Alarm = defineEntity({
  name: 'Alarm',
  tableName: 'Alarm',
  properties: {
    id: column.id().primary(),
    deviceId: column.reference(),
    carrierPartyId: column.reference(),
    facilityId: column.id().nullable(),
    vehicleId: column.id().nullable(),
    kind: column.code<AlarmKind>(),
    severity: column.code<AlarmSeverity>(),
    state: column.state(alarmLifecycle),
    startedAtMs: column.time(),
    raisedAtMs: column.time(),
    /** Back in range, or heard of again; null while it goes on. */
    endedAtMs: column.time().nullable(),
    minutesOut: column.integer(),
    limitCelsiusMin: celsius().nullable(),
    limitCelsiusMax: celsius().nullable(),
    worstCelsius: celsius().nullable(),
    lotIds: column.json<string[]>(),
    acknowledgedAtMs: column.time().nullable(),
    acknowledgedBy: column.reference().nullable(),
    resolvedAtMs: column.time().nullable(),
    resolvedBy: column.reference().nullable(),
    /** Sealed under the carrier. */
    action: column.sealedText().nullable(),
    decision: column.code<AlarmDecision>().nullable(),
  },
  indexes: [
    { properties: ['carrierPartyId', 'state', 'id'] },
    { properties: ['deviceId', 'kind', 'startedAtMs'] },
    { properties: ['raisedAtMs', 'id'] },
    { properties: ['state', 'raisedAtMs'] },
  ],
});

/** Which shipments an alarm concerns. */
export const AlarmedShipment = defineEntity({
  name: 'AlarmedShipment',
  tableName: 'AlarmedShipment',
  properties: { id: column.id().primary(), alarmId: column.id().index(), shipmentId: column.id().index() },
});
