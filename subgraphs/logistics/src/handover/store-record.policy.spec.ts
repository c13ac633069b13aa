import { describe, expect, it } from '@jest/globals';
import { standsSinceMs, storeRecordOf, type StoreReading, type WatchedStore } from './store-record.policy.ts';

const NOW = Date.parse('2026-11-25T02:00:00Z');
const CHILLED = { min: 0, max: 4 };
const minutesAgo = (minutes: number): number => NOW - minutes * 60_000;
const store: WatchedStore = { id: 'f1', name: '冷鲜仓', keeps: CHILLED, devices: [{ id: 'A', createdAtMs: 0 }] };
/** Readings of `A`, or of another, as [minutes ago, °C], the oldest first. */
const said = (readings: [minutes: number, celsius: number][], deviceId = 'A'): StoreReading[] =>
  readings.map(([minutes, temperatureCelsius]) => ({ deviceId, atMs: minutesAgo(minutes), temperatureCelsius }));
const read = (readings: StoreReading[], { range = CHILLED, since = 60, of = store } = {}) =>
  storeRecordOf(of, readings, range, { fromMs: minutesAgo(since), toMs: NOW });

describe('the record of a store from which fresh goods are handed over [8.4.2.bh]', () => {
  it('says what the thermometer read last, between which bounds, and since when', () => {
    expect(
      read(
        said([
          [60, 1],
          [30, 3],
          [5, 2],
        ]),
      ),
    ).toEqual({
      record: {
        facilityId: 'f1',
        name: '冷鲜仓',
        deviceId: 'A',
        celsius: 2,
        atMs: minutesAgo(5),
        fromMs: minutesAgo(60),
        celsiusMin: 1,
        celsiusMax: 3,
        range: CHILLED,
        silentMinutes: 0,
      },
      whyNot: null,
    });
  });
  it('is silent where nothing was heard for 45 minutes, however much was heard before', () => {
    expect(read(said([[45, 2]])).whyNot).toBeNull();
    expect(
      read(
        said([
          [60, 2],
          [46, 2],
        ]),
      ),
    ).toEqual({
      record: null,
      whyNot: { code: 'STORE_SILENT', text: '冷鲜仓的温度计从2026-11-25 09:14起没有上报' },
    });
    expect(read([]).whyNot?.text).toBe('冷鲜仓的温度计没有上报过');
  });
  it('keeps how long it was silent in between, from when goods or thermometer are there', () => {
    const readings = said([
      [60, 2],
      [10, 2],
    ]);
    expect(read(readings).record?.silentMinutes).toBe(50);
    expect(read(readings.slice(1)).record?.silentMinutes).toBe(50);
    const hungUp = { ...store, devices: [{ id: 'A', createdAtMs: minutesAgo(20) }] };
    expect(read(readings.slice(1), { of: hungUp }).record).toMatchObject({
      silentMinutes: 0,
      fromMs: minutesAgo(20),
    });
  });
  it('refuses goods that are warm now, too cold now, or were warm for longer than a door stands open', () => {
    const why = (...readings: [number, number][]) => read(said(readings)).whyNot;
    expect(why([20, 2], [0, 4.1])).toEqual({
      code: 'TEMPERATURE_OUT_OF_RANGE',
      text: '要求0到4°C，冷鲜仓现在4.1°C',
    });
    expect(why([20, 2], [0, -0.1])?.code).toBe('TEMPERATURE_OUT_OF_RANGE');
    expect(why([40, 2], [30, 7], [21, 2], [0, 2])).toBeNull();
    expect(why([40, 2], [30, 7], [20, 2], [0, 2])?.text).toBe('要求0到4°C，冷鲜仓从2026-11-25 09:30起有10分钟到过7°C');
  });
  it('asks for what the goods need, and where they say nothing for what the store keeps', () => {
    expect(read(said([[0, 6]]), { range: { min: 0, max: 8 } }).whyNot).toBeNull();
    const ofAny = (keeps: WatchedStore['keeps']) =>
      storeRecordOf({ ...store, keeps }, said([[0, 6]]), null, { fromMs: minutesAgo(60), toMs: NOW }).whyNot;
    expect([ofAny(CHILLED)?.code, ofAny(null)]).toEqual(['TEMPERATURE_OUT_OF_RANGE', null]);
  });
  it('believes of several thermometers the one that is furthest out, and none that is silent', () => {
    const both = (other: [number, number][]) => read([...said(other, 'B'), ...said([[0, 3]])]);
    expect(both([[0, 3.5]]).record?.deviceId).toBe('B');
    expect(both([[0, -2]]).whyNot?.text).toBe('要求0到4°C，冷鲜仓现在-2°C');
    expect(both([[50, 3.5]]).record?.deviceId).toBe('A');
    expect(
      both([
        [40, 9],
        [20, 9],
        [5, 3],
      ]).whyNot?.text,
    ).toContain('35分钟到过9°C');
  });
  it('reaches back to when the goods were packed, and at least as far as one reading lies', () => {
    expect(standsSinceMs(minutesAgo(300), NOW)).toBe(minutesAgo(300));
    expect(standsSinceMs(minutesAgo(5), NOW)).toBe(minutesAgo(45));
  });
});
