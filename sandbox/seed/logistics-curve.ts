import { toJson } from '@heitu/kit/rules/typed-json';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { sealTextWith } from '@heitu/kit/privacy/vault';
import { idFrom } from '@heitu/kit/rules/ids';
import { carriers } from '../county/index.ts';
import { accountId } from './keys.ts';
import type { Parcel, Rows, SeedVault } from './parcel-facts.ts';

const vehicleOf = new Map(carriers.flatMap((carrier) => carrier.vehicles).map((vehicle) => [vehicle.key, vehicle]));

const deviceOf = ({ fact }: Parcel): string | undefined => vehicleOf.get(fact.vehicleKey)?.sensorSerials[0];

/** What the van's thermometer said on the way. */
export function curveRows(rows: Rows, parcel: Parcel): void {
  const deviceId = deviceOf(parcel);
  if (!deviceId) return;
  for (const [i, reading] of parcel.fact.readings.entries()) {
    const readingId = idFrom(`reading:${parcel.fact.key}:${i}`);
    rows.Reading.add({
      id: readingId,
      deviceId,
      atMs: reading.at.getTime(),
      temperatureCelsius: reading.temperatureCelsius,
      humidityPercent: reading.humidityPercent,
      receivedAtMs: reading.at.getTime(),
    });
  }
}

/** Each excursion of the way, as it was handled. */
export function alarmRows(vault: SeedVault, rows: Rows, parcel: Parcel): void {
  const deviceId = deviceOf(parcel);
  if (!deviceId) return;
  const { fact, carrierPartyId, lines } = parcel;
  for (const [i, excursion] of fact.excursions.entries()) {
    const alarmId = idFrom(`alarm:${fact.key}:${i}`);
    const [startedAtMs, endedAtMs] = [excursion.from.getTime(), excursion.until.getTime()];
    const by = accountId(excursion.handledByKey);
    const over = excursion.peakCelsius - excursion.limitCelsius;
    rows.Alarm.add({
      id: alarmId,
      deviceId,
      carrierPartyId,
      vehicleId: parcel.vehicle,
      facilityId: null,
      kind: 'excursion',
      severity: over >= 5 ? 'critical' : over >= 2 ? 'major' : 'minor',
      state: 'resolved',
      startedAtMs,
      raisedAtMs: startedAtMs + 10 * MINUTE_MS,
      endedAtMs,
      minutesOut: Math.round((endedAtMs - startedAtMs) / MINUTE_MS),
      limitCelsiusMin: null,
      limitCelsiusMax: excursion.limitCelsius,
      worstCelsius: excursion.peakCelsius,
      lotIds: toJson(lines.flatMap((line) => line.lots.map((lot) => lot.lotId))),
      acknowledgedAtMs: startedAtMs + 15 * MINUTE_MS,
      acknowledgedBy: by,
      resolvedAtMs: endedAtMs + 30 * MINUTE_MS,
      resolvedBy: by,
      action: sealTextWith(vault.seal, carrierPartyId, excursion.action),
      decision: excursion.decision === 'released' ? 'release' : 'reject',
    });
    const id = idFrom(`alarmed:${fact.key}:${i}`);
    rows.AlarmedShipment.add({ id, alarmId, shipmentId: parcel.id });
  }
}
