import { describe, expect, it } from '@jest/globals';
import { BANNED_GOODS, screenGoods } from './banned-goods.policy.ts';
import { isDivisionCode, longestMatch, prefixesOf } from './division.policy.ts';
import { chooseOffer, feeOf, isCold, type CarrierOffer, type Parcel } from './offer.policy.ts';

const rate = (more: object = {}) => ({
  storage: 'ambient',
  divisionCode: '23',
  hours: 48,
  firstGrams: 1000,
  firstKilogramFen: 600,
  stepGrams: 500,
  perKilogramFen: 100,
  ...more,
});
const READY = { facility: true, vehicle: true, preservation: true, reportingDevice: true };
const carrier = (partyId: string, more: Partial<CarrierOffer> = {}): CarrierOffer => ({
  partyId,
  name: partyId,
  licensedModes: [],
  coldChain: READY,
  rates: [rate()],
  ...more,
});
const parcel = (more: Partial<Parcel> = {}): Parcel => ({
  toDivisionCode: '230184100',
  weightGrams: 1000,
  storage: 'ambient',
  categoryCodes: ['grain'],
  titles: ['五常大米'],
  ...more,
});
const chosen = (of: Parcel, carriers: readonly CarrierOffer[]) => {
  const offer = chooseOffer(of, carriers);
  return offer.available ? offer.carrierPartyId : offer.code;
};

describe('what a carrier asks for a parcel', () => {
  it.each([
    [1, 600],
    [1000, 600],
    [1001, 700],
    [1500, 700],
    [1501, 800],
    [2000, 800],
  ])('%i grams: %i fen, the first kilogram whole and each half kilogram begun', (grams, fen) => {
    expect(feeOf(rate(), grams)).toBe(fen);
  });
});

describe('which carrier is offered', () => {
  it('the cheapest, then the fastest, then always the same one', () => {
    const cheap = carrier('the-cheap', { rates: [rate({ firstKilogramFen: 599, hours: 72 })] });
    const fast = carrier('fast', { rates: [rate({ hours: 24 })] });
    expect(chosen(parcel(), [carrier('a-slow'), fast, cheap])).toBe('the-cheap');
    expect(chosen(parcel(), [carrier('a-slow'), fast])).toBe('fast');
    expect(chosen(parcel(), [fast, carrier('a-slow')])).toBe('fast');
    expect(chosen(parcel(), [carrier('b'), carrier('a')])).toBe('a');
    expect(chosen(parcel(), [carrier('a'), carrier('b')])).toBe('a');
  });
  it('by the price for the place, where the longest area decides, and for the storage', () => {
    const rates = [
      rate(),
      rate({ divisionCode: '230184', firstKilogramFen: 900, hours: 12 }),
      rate({ storage: 'frozen', firstKilogramFen: 2000 }),
    ];
    expect(chooseOffer(parcel(), [carrier('a', { rates })])).toMatchObject({ feeFen: 900, hours: 12, rerouted: [] });
    expect(chooseOffer(parcel({ toDivisionCode: '2301' }), [carrier('a', { rates })])).toMatchObject({ feeFen: 600 });
    expect(chooseOffer(parcel({ storage: 'frozen' }), [carrier('a', { rates })])).toMatchObject({ feeFen: 2000 });
  });
  it('cold goods only with whoever has all of the cold chain [8.1.af]', () => {
    const cold = { rates: [rate({ storage: 'chilled' })] };
    const of = parcel({ storage: 'chilled' });
    expect(chosen(of, [carrier('a', cold)])).toBe('a');
    expect(chosen(of, [carrier('a', { ...cold, coldChain: null })])).toBe('NO_COLD_CHAIN');
    for (const need of Object.keys(READY))
      expect(chosen(of, [carrier('a', { ...cold, coldChain: { ...READY, [need]: false } })])).toBe('NO_COLD_CHAIN');
    expect(chosen(parcel(), [carrier('a', { coldChain: null })])).toBe('a');
    expect([isCold('ambient'), isCold('chilled'), isCold('frozen')]).toEqual([false, true, true]);
  });
  it('nobody, and why: who comes there but says no price sells no delivery [7.3.5.d]', () => {
    expect(chosen(parcel(), [])).toBe('OUTSIDE_SERVICE_AREA');
    expect(chosen(parcel(), [carrier('a', { rates: [] })])).toBe('NO_DELIVERY_PRICE');
    expect(chosen(parcel({ toDivisionCode: '44' }), [carrier('a')])).toBe('NO_DELIVERY_PRICE');
    expect(chosen(parcel({ storage: 'chilled' }), [carrier('a')])).toBe('NO_DELIVERY_PRICE');
  });
});

describe('goods that the post may not carry [8.5.2]', () => {
  const LIVE = parcel({ titles: ['农家活鸡一只'] });
  it('are refused outright, whoever is licensed for whatever', () => {
    const all = carrier('a', { licensedModes: ['live-animals', 'dangerous-goods'] });
    const answer = chooseOffer(parcel({ titles: ['农家活鸡', '除夕烟花'] }), [all]);
    expect(answer).toMatchObject({ available: false, code: 'BANNED_GOODS' });
    // What nobody may carry is named first, each once.
    expect(answer).toMatchObject({ message: expect.stringMatching(/（爆炸物品：除夕烟花、活体畜禽：农家活鸡）$/) });
    expect(chosen(parcel({ titles: ['烟花'] }), [])).toBe('BANNED_GOODS');
  });
  it('go with a carrier that is licensed for all of it, and with no other', () => {
    const licensed = carrier('licensed', {
      licensedModes: ['live-animals'],
      rates: [rate({ firstKilogramFen: 9999 })],
    });
    expect(chosen(LIVE, [carrier('cheap'), licensed])).toBe('licensed');
    expect(chooseOffer(LIVE, [licensed])).toMatchObject({ rerouted: [{ code: 'live-animals', mode: 'live-animals' }] });
    expect(chosen(LIVE, [carrier('cheap')])).toBe('BANNED_GOODS');
    expect(chosen(parcel({ titles: ['活鸡和农药'] }), [licensed])).toBe('BANNED_GOODS');
  });
  it('are found by a word, however it is spaced, or by a category and all below it', () => {
    const found = (titles: string[], categories: string[] = []) =>
      screenGoods(titles, categories).map(({ code }) => code);
    expect(found(['大米', '鞭 炮'])).toEqual(['explosives']);
    expect(found(['烟\u3000花'])).toEqual(['explosives']);
    expect(found(['大米'], ['fuel'])).toEqual(['flammable']);
    expect(found(['大米'], ['fuel.petrol'])).toEqual(['flammable']);
    expect(found(['大米'], ['fuel/petrol'])).toEqual(['flammable']);
    expect(found(['大米'], ['fuelwood', 'grain'])).toEqual([]);
    expect(screenGoods(['大米'], ['fuel'])[0]?.found).toBe('fuel');
    for (const { code, words, categories } of BANNED_GOODS) {
      for (const word of words) expect(found([`东北${word}`])).toEqual([code]);
      for (const category of categories) expect(found([], [category])).toEqual([code]);
    }
  });
});

describe('the areas that hold a place', () => {
  it('are its province, city, county, township and village, the nearest first', () => {
    expect(prefixesOf('230184100205')).toEqual(['230184100205', '230184100', '230184', '2301', '23']);
    expect(prefixesOf('230184')).toEqual(['230184', '2301', '23']);
    expect(['23', '2301', '230184', '230184100', '230184100205'].every(isDivisionCode)).toBe(true);
    expect(['', '2', '230', '23018', '2301841', '2301841002', 'ab', '23 '].some(isDivisionCode)).toBe(false);
  });
  it('decide by the longest; the first of two alike', () => {
    const areas = ['23', '230184', '2301', '44'].map((divisionCode) => ({ divisionCode }));
    expect(longestMatch(areas, '230184100')).toBe(areas[1]);
    expect(longestMatch(areas, '230199')).toBe(areas[2]);
    expect(longestMatch(areas, '99')).toBeNull();
    const alike = [{ divisionCode: '23' }, { divisionCode: '23' }];
    expect(longestMatch(alike, '230184')).toBe(alike[0]);
  });
});
