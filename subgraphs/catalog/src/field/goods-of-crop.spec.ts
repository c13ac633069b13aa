import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { act, documentedLot, draft, lotInput, openRoom, rowCount, seller, world } from '../testing.fixture.ts';
import { harvested, harvestInput, plotOf, ricePlot } from './field.fixture.ts';
import { cropOf, fits, mostOf, weigh, yieldOf } from './goods-of-crop.policy.ts';

describe('goods of a crop', () => {
  it.each([
    ['水稻', 'rice', true],
    ['玉米', 'rice', false],
    ['黏玉米', 'frozen-corn', true],
    ['稻田蟹', 'rice', false],
    ['油豆角', 'dried-vegetables', true],
    ['蛋鸡', 'eggs', true],
    // No table knows it: what its farmer says it becomes.
    ['香椿', 'herbs', true],
    ['香椿', 'rice', false],
  ])('of %s, %s: %s', (crop, categoryId, isFit) => {
    expect(fits({ crop, categoryId: 'herbs' }, categoryId)).toBe(isFit);
  });

  it('weigh no more than their crop gives', () => {
    expect([
      yieldOf('水稻', 'rice'),
      yieldOf('油豆角', 'dried-vegetables'),
      yieldOf('干豆角', 'dried-vegetables'),
    ]).toEqual([0.75, 0.25, 1]);
    expect([yieldOf('香椿', 'herbs'), cropOf('香椿')]).toEqual([1, undefined]);
    expect(mostOf('玉米', 0.5, 'kg')).toBe(1500);
    const pack = { unit: '袋', netGrams: 5000, netMillilitres: null, netCount: null, categoryId: 'rice' };
    expect(weigh(pack, 3, [{ quantity: 20, unit: 'kg', yield: 0.75 }])).toEqual({ is: 15, most: 15, unit: 'kg' });
    const eggs = { ...pack, netGrams: null, netCount: 30, categoryId: 'eggs' };
    expect(weigh(eggs, 2, [{ quantity: 60, unit: 'piece', yield: 1 }])).toEqual({ is: 60, most: 60, unit: 'piece' });
    // Pieces of a field weigh no more together than it gives.
    const many = { quantity: 50_000, unit: 'piece', yield: 0.75 } as const;
    expect(weigh(pack, 1, [{ ...many, kilogramsMost: 1000 }])).toEqual({ is: 5, most: 750, unit: 'kg' });
    expect(weigh({ ...eggs, netCount: null }, 2, [{ quantity: 60, unit: 'piece', yield: 1 }])).toBeNull();
  });
});

describe('a field vouches for what grew on it [5.1] [5.1.a]', () => {
  let room: TestSubgraph;
  let skuId: string;
  const state = world();
  beforeEach(async () => {
    state.sold = {};
    room = await openRoom(state);
    ({ skuId } = await draft(room));
  });
  afterEach(() => room.close());

  const cornPlot = () => plotOf(room, { crop: '玉米', categoryId: 'corn' }, { size: 0.5 });
  const register = (more: object) => act(room, seller, 'registerLot', lotInput(skuId, more), 'id lotCode');

  it('takes no harvest that such a field does not give, nor several that together are more', async () => {
    const plotId = await cornPlot();
    expect(await act(room, seller, 'recordHarvest', harvestInput(plotId, { quantity: 1_000_000 }))).toMatchObject({
      code: 'MORE_THAN_GROWS',
      clause: '5.1',
      details: [{ path: ['quantity'], text: '0.5亩玉米一茬最多收1500千克' }],
    });
    await harvested(room, plotId, { quantity: 1000 });
    expect(await act(room, seller, 'recordHarvest', harvestInput(plotId, { quantity: 501 }))).toMatchObject({
      code: 'MORE_THAN_GROWS',
      details: [{ text: '0.5亩玉米一茬最多收1500千克，已经记了1000千克' }],
    });
    expect(await rowCount(room, 'Harvest')).toBe(1);
    await harvested(room, plotId, { quantity: 500 });
  });

  it('makes no rice of corn, and no more rice than its paddy gives', async () => {
    const corn = await harvested(room, await cornPlot(), { quantity: 100 });
    expect(await register({ units: 1, harvests: [{ harvestId: corn, quantity: 100 }] })).toMatchObject({
      code: 'OTHER_CROP',
      clause: '5.1',
      details: [{ path: ['harvests'], text: expect.stringContaining('这次收的是玉米') }],
    });
    const harvestId = await harvested(room, await ricePlot(room));
    expect(await register({ units: 151, harvests: [{ harvestId, quantity: 1000 }] })).toMatchObject({
      code: 'MORE_THAN_HARVESTED',
      clause: '5.1',
      details: [{ path: ['units'], text: expect.stringMatching(/最多做出750千克，这批有755千克/) }],
    });
    expect([await rowCount(room, 'Lot'), await rowCount(room, 'LotHarvest')]).toEqual([0, 0]);
    expect(await register({ units: 150, harvests: [{ harvestId, quantity: 1000 }] })).toHaveProperty('id');
  });

  it('is asked again as the lot is let go: a pack that was made heavier meanwhile weighs more', async () => {
    const harvestId = await harvested(room, await ricePlot(room));
    const { lotId } = await documentedLot(room, skuId, { units: 150, harvests: [{ harvestId, quantity: 1000 }] });
    await room.subgraph.orm.em.fork().execute('update Sku set netGrams = 50000');
    expect(await act(room, seller, 'releaseLot', { lotId })).toMatchObject({ code: 'MORE_THAN_HARVESTED' });
  });

  it('another lot gives no more than its packs, says how many, and not those that buyers have', async () => {
    const source = await documentedLot(room, skuId, { units: 100 });
    await act(room, seller, 'releaseLot', { lotId: source.lotId });
    const made = (units: number | null, own: number) =>
      register({ units: own, sources: [{ code: source.code, ...(units !== null && { units }) }] });
    expect(await made(null, 1)).toMatchObject({ code: 'SOURCE_UNITS_MISSING' });
    expect(await made(10, 11)).toMatchObject({ code: 'MORE_THAN_HARVESTED' });
    state.sold = { [source.lotId]: 95 };
    expect(await made(6, 6)).toMatchObject({
      code: 'SOURCE_USED_UP',
      details: [{ path: ['sources', '0', 'units'], text: `${source.code}还剩5件，卖出去的95件不能再用` }],
    });
    const { id, lotCode } = await made(5, 5);
    // What went in is sold by nobody any more.
    await room.subgraph.runOnce();
    expect(
      room.sent.filter(({ event }) => event.type === 'catalog.lot-used.v1').map(({ event }) => event.payload),
    ).toEqual([expect.objectContaining({ lotId: source.lotId, skuId, units: 5, intoLotId: id, intoLotCode: lotCode })]);
  });
});
