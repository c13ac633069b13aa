import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  draft,
  labelInput,
  openRoom,
  operator,
  published,
  requestId,
  reviewer,
  seller,
} from '../testing.fixture.ts';
import { bandOfSku, pricingUnder, type PublishedBand } from './price-band.policy.ts';

const GUIDED: PublishedBand = {
  pricingType: 'government-guided',
  per: 'half-kilogram',
  minFen: 333,
  maxFen: 500,
  document: '〔2026〕1号',
};

describe('what a document allows one SKU to cost [7.3.5.a]', () => {
  it('is its share by weight, never beyond either end', () => {
    expect(bandOfSku(GUIDED, { netGrams: 750, unit: '袋' })).toEqual({ min: 500, max: 750 });
    expect(bandOfSku({ ...GUIDED, per: 'tonne', maxFen: 100_001 }, { netGrams: 2500, unit: '袋' })).toEqual({
      min: 1,
      max: 250,
    });
    expect(bandOfSku(GUIDED, { netGrams: null, unit: '公斤' })).toEqual({ min: 666, max: 1000 });
    expect(bandOfSku(GUIDED, { netGrams: null, unit: '只' })).toBeNull();
  });
  it('is one amount where the price is set', () => {
    const set: PublishedBand = { ...GUIDED, pricingType: 'government-set', minFen: 333, maxFen: 333 };
    expect(bandOfSku(set, { netGrams: 250, unit: '袋' })).toEqual({ min: 167, max: 167 });
  });
  it('decides whatever the seller says of the price; without one nobody can claim one', () => {
    const sku = { netGrams: 500, unit: '袋' };
    const of = (band: PublishedBand | null, retailFen: number, pricingType: 'market' | 'government-set' = 'market') =>
      pricingUnder(band, sku, { pricingType, retailFen });
    expect(of(GUIDED, 400)).toEqual({
      pricing: { pricingType: 'government-guided', bandMinFen: 333, bandMaxFen: 500 },
    });
    expect([332, 333, 500, 501].map((fen) => 'wrong' in of(GUIDED, fen))).toEqual([true, false, false, true]);
    expect(of(null, 400, 'government-set')).toMatchObject({ wrong: { code: 'BAND_MISSING' } });
    expect(pricingUnder(GUIDED, { netGrams: null, unit: '只' }, { pricingType: 'market', retailFen: 1 })).toMatchObject(
      {
        wrong: { code: 'BAND_NEEDS_WEIGHT' },
      },
    );
  });
});

describe('published price bands', () => {
  let room: TestSubgraph;
  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.close());
  const band = (minFen: number, maxFen: number, more: object = {}) => ({
    requestId: requestId(),
    categoryId: 'grain',
    pricingType: 'GOVERNMENT_GUIDED',
    per: 'HALF_KILOGRAM',
    minFen,
    maxFen,
    issuer: '黑龙江省发展和改革委员会',
    document: '黑发改价格〔2026〕12号',
    effectiveOn: new Date(room.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10),
    ...more,
  });
  const offered = async (skuId: string) =>
    (
      await room.graph<any>(
        seller,
        `query($id: ID!) {
          sku(id: $id) { label { pricingType bandMinFen bandMaxFen } product { state stateReason } }
        }`,
        { id: skuId },
      )
    ).sku;
  const trust = { kind: 'peer' as const, id: 'trust', grants: [] };
  const outside = async () => {
    const { catalogEvidence } = await room.graph<any>(
      trust,
      '{ catalogEvidence(fromMs: "0", toMs: "9999999999999") { clause figures { label value verdict } } }',
    );
    const { figures } = catalogEvidence.find(({ clause }: { clause: string }) => clause === '7.3.5.a');
    return figures.find(({ label }: { label: string }) => label.startsWith('价格超出文件'));
  };

  it('brings labels on sale under a document on its day, and out of it when it is repealed [7.3.5.a]', async () => {
    const { skuId } = await published(room);
    const answer = await act(room, operator, 'publishPriceBand', band(900, 1000));
    expect(answer.id).toBeTruthy();
    expect(await outside()).toMatchObject({ value: 1, verdict: 'BREACHED' });
    await room.subgraph.runOnce('apply-price-bands');
    expect(await outside()).toMatchObject({ value: 0, verdict: 'MET' });
    expect(await offered(skuId)).toMatchObject({
      label: { pricingType: 'GOVERNMENT_GUIDED', bandMinFen: 9000, bandMaxFen: 10_000 },
      product: { state: 'ON_SALE' },
    });
    const shown = await room.graph<any>(ANONYMOUS, '{ priceBands { summary category { id } } }');
    expect(shown.priceBands).toEqual([
      { summary: '政府指导价每斤9.00至10.00元（黑发改价格〔2026〕12号）', category: { id: 'grain' } },
    ]);
    expect(await act(room, seller, 'setPriceLabel', labelInput(skuId, { retailFen: 10_001 }))).toMatchObject({
      code: 'OUTSIDE_BAND',
    });
    room.clock.advance(1000);
    const end = { bandId: answer.id, reason: '黑发改价格〔2026〕20号' };
    expect(await act(room, operator, 'endPriceBand', end)).toMatchObject({ id: answer.id });
    expect(await act(room, operator, 'endPriceBand', end)).toMatchObject({ code: 'ENDED' });
    await room.subgraph.runOnce('apply-price-bands');
    expect((await offered(skuId)).label).toEqual({ pricingType: 'MARKET', bandMinFen: null, bandMaxFen: null });
  });

  it('takes goods off sale that cost what it does not allow, until they cost what it does [7.3.5.a]', async () => {
    const { productId, skuId } = await published(room);
    await act(room, operator, 'publishPriceBand', band(500, 900));
    await room.subgraph.runOnce('apply-price-bands');
    expect(await offered(skuId)).toMatchObject({
      product: { state: 'WITHDRAWN', stateReason: expect.stringContaining('每斤5.00至9.00元') },
    });
    await room.subgraph.runOnce();
    expect(room.sent.filter(({ event }) => event.type === 'catalog.price-outside-band.v1')).toMatchObject([
      { consumer: 'trust', event: { payload: { skuId, productId, partyId: 'party-1' } } },
    ]);
    expect(await act(room, seller, 'publishProduct', { productId })).toMatchObject({ code: 'PRICE_OUTSIDE_BAND' });
    await act(room, seller, 'setPriceLabel', labelInput(skuId, { retailFen: 8800 }));
    expect(await act(room, seller, 'publishProduct', { productId })).toMatchObject({ id: productId });
    expect(await offered(skuId)).toMatchObject({ label: { pricingType: 'GOVERNMENT_GUIDED', bandMaxFen: 9000 } });
  });

  it('binds from its day on and not before', async () => {
    const { skuId } = await published(room);
    const tomorrow = new Date(room.clock.now() + 8 * 3_600_000 + DAY_MS).toISOString().slice(0, 10);
    await act(room, operator, 'publishPriceBand', band(500, 900, { effectiveOn: tomorrow }));
    await room.subgraph.runOnce('apply-price-bands');
    expect(await offered(skuId)).toMatchObject({ label: { pricingType: 'MARKET' }, product: { state: 'ON_SALE' } });
    room.clock.advance(DAY_MS);
    await room.subgraph.runOnce('apply-price-bands');
    expect(await offered(skuId)).toMatchObject({ product: { state: 'WITHDRAWN' } });
  });

  it.each([
    ['a lowest price above the highest', { minFen: 2, maxFen: 1 }, 'UPSIDE_DOWN'],
    ['a set price of two amounts', { pricingType: 'GOVERNMENT_SET' }, 'UPSIDE_DOWN'],
    ['a day that is over', { effectiveOn: '2020-01-01' }, 'DATES_WRONG'],
    ['an end before the beginning', { endsOn: '2020-01-01' }, 'DATES_WRONG'],
    ['a kind of goods that nobody knows', { categoryId: 'moon-rock' }, 'CATEGORY_UNKNOWN'],
  ])('refuses %s', async (_what, more, code) => {
    expect(await act(room, operator, 'publishPriceBand', band(900, 1000, more))).toMatchObject({ code });
  });

  it('takes one document for a kind of goods and a day, from the operator alone', async () => {
    await act(room, operator, 'publishPriceBand', band(900, 1000));
    expect(await act(room, operator, 'publishPriceBand', band(800, 1000))).toMatchObject({ code: 'SAME_DAY' });
    await draft(room);
    for (const other of [seller, reviewer])
      await expect(act(room, other, 'publishPriceBand', band(800, 1000))).rejects.toThrow();
    expect(await act(room, operator, 'endPriceBand', { bandId: requestId(), reason: '废止' })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
