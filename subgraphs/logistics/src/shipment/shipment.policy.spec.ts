import { describe, expect, it } from '@jest/globals';
import { COURIER_RULES } from '../carrier/carrier.policy.ts';
import { courierRefusal, vehicleRefusal, type CrewCourier, type CrewVehicle } from './crew.policy.ts';
import { maskAddress, withoutRecipient } from './masking.policy.ts';
import { lotsOf, needsOf, rangesBy, type ShipmentLine } from './shipment.policy.ts';
import { holderOf, stopOf, type StopMark } from './stop.policy.ts';

const TODAY = '2026-11-25';
const CHILLED = { storage: 'chilled', range: { min: 0, max: 4 } };
const AMBIENT = { storage: 'ambient', range: null };

describe('who may carry what [8.5.3.bu]', () => {
  const courier = (more: Partial<CrewCourier> = {}): CrewCourier => ({
    id: 'c',
    accountId: 'a',
    rulesVersion: COURIER_RULES.version,
    certifiedUntil: TODAY,
    ...more,
  });
  it('cold goods: a courier whose certificate holds today', () => {
    expect(courierRefusal(CHILLED, courier(), TODAY)).toBeNull();
    expect(courierRefusal(CHILLED, courier({ certifiedUntil: '2026-11-24' }), TODAY)).toBe('COURIER_NOT_CERTIFIED');
    expect(courierRefusal(CHILLED, courier({ certifiedUntil: null }), TODAY)).toBe('COURIER_NOT_CERTIFIED');
    expect(courierRefusal(AMBIENT, courier({ certifiedUntil: null }), TODAY)).toBeNull();
  });
  it('anything: not whoever accepted rules that were renewed since', () => {
    expect(courierRefusal(AMBIENT, courier({ rulesVersion: '2020-01' }), TODAY)).toBe('COURIER_RULES_NOT_ACCEPTED');
    expect(courierRefusal(AMBIENT, courier({ rulesVersion: null }), TODAY)).toBeNull();
  });
});

describe('what a vehicle may carry [8.4.3.bn]', () => {
  const vehicle = (more: Partial<CrewVehicle> = {}): CrewVehicle => ({
    id: 'v',
    kind: 'refrigerated-truck',
    validUntil: TODAY,
    temperatureCelsiusMin: -20,
    temperatureCelsiusMax: 8,
    monitored: true,
    aboard: [],
    ...more,
  });
  it('nothing without valid papers', () => {
    expect(vehicleRefusal(AMBIENT, vehicle(), TODAY)).toBeNull();
    expect(vehicleRefusal(AMBIENT, vehicle({ validUntil: '2026-11-24' }), TODAY)).toBe('VEHICLE_EXPIRED');
  });
  it('cold goods only where it keeps their range, is watched, and what is aboard needs none that excludes it', () => {
    const of = (more: Partial<CrewVehicle>, parcel: Parameters<typeof vehicleRefusal>[0] = CHILLED) =>
      vehicleRefusal(parcel, vehicle(more), TODAY);
    expect(of({})).toBeNull();
    expect(of({ kind: 'insulated-van' })).toBe('VEHICLE_NOT_COLD');
    expect(of({ temperatureCelsiusMin: null })).toBe('VEHICLE_NOT_COLD');
    expect(of({ temperatureCelsiusMax: null })).toBe('VEHICLE_NOT_COLD');
    expect(of({ temperatureCelsiusMin: 5 })).toBe('VEHICLE_NOT_COLD');
    expect(of({ temperatureCelsiusMin: 4 })).toBeNull();
    expect(of({ monitored: false })).toBe('VEHICLE_NOT_MONITORED');
    expect(of({ aboard: [{ min: -40, max: -18 }] })).toBe('RANGES_CONFLICT');
    expect(of({ aboard: [{ min: 4, max: 8 }] })).toBeNull();
    // Frozen and chilled goods in one parcel have no range in common, and are still not put into a van.
    expect(of({ aboard: [{ min: 9, max: 10 }] }, { storage: 'chilled', range: null })).toBeNull();
    expect(of({ kind: 'van' }, { storage: 'chilled', range: null })).toBe('VEHICLE_NOT_COLD');
  });
  it('ambient goods in any, whatever is aboard', () => {
    const van = vehicle({ kind: 'van', monitored: false, temperatureCelsiusMin: null, aboard: [{ min: 0, max: 4 }] });
    expect(vehicleRefusal(AMBIENT, van, TODAY)).toBeNull();
  });
});

describe('what a parcel needs [8.4.3.bo]', () => {
  const line = (storage: ShipmentLine['storage'], min: number | null = null, max: number | null = null) =>
    ({ storage, temperatureCelsiusMin: min, temperatureCelsiusMax: max }) as ShipmentLine;
  it('is the coldest storage of its lines, and the range that suits all that is cold', () => {
    expect(needsOf([line('ambient')])).toEqual({ storage: 'ambient', range: null, fits: true });
    expect(needsOf([])).toEqual({ storage: 'ambient', range: null, fits: true });
    expect(needsOf([line('chilled', 0, 4), line('ambient', 10, 20), line('chilled', 2, 8)])).toEqual({
      storage: 'chilled',
      range: { min: 2, max: 4 },
      fits: true,
    });
    expect(needsOf([line('frozen'), line('ambient')]).storage).toBe('frozen');
    expect(needsOf([line('ambient'), line('frozen')]).storage).toBe('frozen');
  });
  it('is the usual range where none is stated, stretched to the one end that is', () => {
    const range = (...of: Parameters<typeof line>) => needsOf([line(...of)]).range;
    expect(range('chilled')).toEqual({ min: 0, max: 8 });
    expect(range('frozen')).toEqual({ min: -40, max: -18 });
    expect(range('chilled', 2)).toEqual({ min: 2, max: 8 });
    expect(range('chilled', 10)).toEqual({ min: 10, max: 10 });
    expect(range('chilled', null, 6)).toEqual({ min: 0, max: 6 });
    expect(range('chilled', null, -2)).toEqual({ min: -2, max: -2 });
  });
  it('is what the contract of carriage says, where that is narrower and the label says nothing [8.4.3.bo]', () => {
    const by = rangesBy({ chilledCelsiusMax: 4, frozenCelsiusMax: -25 });
    expect(needsOf([line('chilled')], by).range).toEqual({ min: 0, max: 4 });
    expect(needsOf([line('chilled', null, 6)], by).range).toEqual({ min: 0, max: 6 });
    expect(needsOf([line('frozen')], by).range).toEqual({ min: -40, max: -25 });
    expect(rangesBy({ frozenCelsiusMin: -50, frozenCelsiusMax: -15 }).frozen).toEqual({ min: -40, max: -18 });
    expect(rangesBy({ chilledCelsiusMin: 10 }).chilled).toEqual({ min: 0, max: 8 });
  });
  it('fits nowhere where chilled and frozen goods are in one parcel: the frozen range wins', () => {
    expect(needsOf([line('chilled'), line('frozen')])).toEqual({
      storage: 'frozen',
      range: { min: -40, max: -18 },
      fits: false,
    });
    expect(needsOf([line('chilled', 0, 2), line('chilled', 6, 8)])).toEqual({
      storage: 'chilled',
      range: { min: 0, max: 8 },
      fits: false,
    });
  });
  it('counts the units of a lot over all lines', () => {
    const lots = (...of: [string, number][]) =>
      ({ lots: of.map(([lotId, units]) => ({ lotId, units })) }) as ShipmentLine;
    expect(lotsOf([lots(['a', 2], ['b', 1]), lots(['a', 3])])).toEqual([
      { lotId: 'a', units: 5 },
      { lotId: 'b', units: 1 },
    ]);
  });
});

describe('what is shown of a recipient [8.5.3.bw]', () => {
  const address = '黑龙江省五常市五常镇民意街8号';
  const hides = (text: string, phone = '13812345678') => withoutRecipient(text, { phone, address });
  it('is the address up to its ninth character', () => {
    expect(maskAddress(address)).toBe('黑龙江省五常市五常****');
    expect(maskAddress('五常')).toBe('五常****');
  });
  it('is a note without the phone and without four characters in a row of the rest of the address', () => {
    expect(hides('打13812345678，13812345678')).toBe('打138****5678，138****5678');
    expect(hides('放在民意街8号门口')).toBe('放在****门口');
    expect(hides('民意街8号')).toBe('****');
    expect(hides('在镇民意街，不是民意街')).toBe('在****，不是民意街');
    expect(hides('黑龙江省五常市五常')).toBe('黑龙江省五常市五常');
    expect(hides('小区门口')).toBe('小区门口');
    expect(hides('')).toBe('');
    expect(hides('电话在门上', '')).toBe('电话在门上');
  });
});

describe('a stopped parcel [7.3.6.a-c]', () => {
  const mark = (more: Partial<StopMark> = {}): StopMark => ({
    state: 'ready',
    stoppedAtMs: 7,
    stopCause: 'recalled',
    stopLotCode: 'L1',
    ...more,
  });
  it('lies with the seller until the carrier has it, and with the seller again when it is back', () => {
    const holders = ['ready', 'assigned', 'taken-over', 'refused', 'at-depot', 'returned'] as const;
    expect(holders.map(holderOf)).toEqual(['seller', 'seller', 'carrier', 'carrier', 'carrier', 'seller']);
  });
  it('says which lot, why, who has it and what is done', () => {
    expect(stopOf(mark())).toEqual({
      at: 7,
      cause: 'recalled',
      lotCode: 'L1',
      holder: 'seller',
      holderLabel: '商家',
      text: '批次L1已召回，货在商家手里：不要交给配送员，商家单独封存，不得再卖',
    });
    expect(stopOf(mark({ state: 'at-depot', stopLotCode: null }))?.text).toBe('批次已召回，货在配送单位手里：退给商家');
    expect(stopOf(mark({ state: 'returned' }))?.text).toMatch(/商家手里：已退回，商家单独封存/);
  });
  it('is none where nothing stopped it', () => {
    expect(stopOf(mark({ stoppedAtMs: null }))).toBeNull();
    expect(stopOf(mark({ stopCause: null }))).toBeNull();
  });
});
