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

/**
 * What one device sent within one hour, as it was received: how many, how cold, and the digest of them all. The audit
 * trail has the digest too, so that a reading that is changed, taken away or put in afterwards no longer fits.
 */
export const ReadingSeal = defineEntity({
  name: 'ReadingSeal',
  tableName: 'ReadingSeal',
  properties: {
    /** Of the device and the hour: each is sealed once. */
    id: column.id().primary(),
    deviceId: column.reference(),
    hourMs: column.time(),
    readings: column.integer(),
    celsiusMin: celsius(),
    celsiusMax: celsius(),
    digest: column.line(64),
    sealedAtMs: column.time(),
    /** Compared with the readings once more, a day later. */
    checkedAtMs: column.time().nullable(),
    fits: column.flag().nullable(),
  },
  indexes: [{ properties: ['hourMs', 'id'] }, { properties: ['checkedAtMs', 'hourMs'] }],
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
    { properties: ['vehicleId', 'state'] },
    { properties: ['carrierPartyId', 'state', 'id'] },
    { properties: ['carrierPartyId', 'raisedAtMs'] },
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
