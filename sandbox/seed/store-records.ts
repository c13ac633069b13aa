import { HOUR_MS } from '@heitu/kit/rules/clock';
import { idFrom } from '@heitu/kit/rules/ids';
import { needsOf, type StoreRecord } from '@heitu/logistics';
import { facilityId } from './keys.ts';
import type { Parcel } from './parcel-facts.ts';

/** Packed an hour before it is fetched; the thermometer of its store reports so often meanwhile. */
const STOOD_MS = HOUR_MS;
const READING_EVERY_MS = STOOD_MS / 2;

/** The store of its seller from which a parcel came, where one has a thermometer. */
function storeOf({ carrier, seller, lines }: Parcel) {
  const { storage, range } = needsOf(lines);
  return storage === 'ambient' || !range
    ? undefined
    : carrier.facilities.find(
        ({ sellerKey, temperatureCelsiusMin: min, temperatureCelsiusMax: max }) =>
          sellerKey === seller.key && (min ?? range.min) <= range.max && (max ?? range.max) >= range.min,
      );
}

/** How cold the store was: by its thermometer, which hangs where it is never warmer than it must be, or as typed. */
export function storeCelsius(parcel: Parcel): number | null {
  const celsius = parcel.pickup.storeTemperatureCelsius;
  return celsius === null ? null : Math.min(celsius, storeOf(parcel)?.temperatureCelsiusMax ?? celsius);
}

/** What its thermometer said while the parcel stood there; null where the figure was typed. */
export function storeRecordOf(parcel: Parcel): StoreRecord | null {
  const [store, celsius] = [storeOf(parcel), storeCelsius(parcel)];
  const deviceId = store?.sensorSerials[0];
  return store && deviceId !== undefined && celsius !== null
    ? {
        facilityId: facilityId(store.key),
        name: store.name,
        deviceId,
        celsius,
        atMs: parcel.takenOverAtMs,
        fromMs: parcel.takenOverAtMs - STOOD_MS,
        celsiusMin: celsius,
        celsiusMax: celsius,
        range: needsOf(parcel.lines).range,
        silentMinutes: 0,
      }
    : null;
}

export function storeReadings(parcel: Parcel) {
  const record = storeRecordOf(parcel);
  return record === null
    ? []
    : Array.from({ length: STOOD_MS / READING_EVERY_MS + 1 }, (_unused, i) => {
        const atMs = record.fromMs + i * READING_EVERY_MS;
        return {
          id: idFrom(`store-reading:${parcel.fact.key}:${i}`),
          deviceId: record.deviceId,
          atMs,
          temperatureCelsius: record.celsius,
          humidityPercent: 88,
          receivedAtMs: atMs,
        };
      });
}
