import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { account, type TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  consumer,
  labelInput,
  openRoom,
  operator,
  otherSeller,
  published,
  requestId,
  reviewer,
  seller,
} from '../testing.fixture.ts';
import type { CatalogRows } from '../context.ts';
import { labelsBefore } from './price-limit.ts';

const second = account('second', { role: 'operator-admin' });

describe('prices in an emergency [6.5.c]', () => {
  let room: TestSubgraph;
  let skuId: string;
  let productId: string;
  beforeEach(async () => {
    room = await openRoom();
    // 98.00 yuan.
    ({ skuId, productId } = await published(room));
    room.clock.advance(2 * DAY_MS);
  });
  afterEach(() => room.close());

  const dayIn = (days: number) => new Date(room.clock.now() + 8 * HOUR_MS + days * DAY_MS).toISOString().slice(0, 10);
  const rule = (more: object = {}) => ({
    requestId: requestId(),
    issuer: '五常市发展改革局',
    document: '五发改〔2026〕9号',
    region: '五常市',
    categoryIds: ['grain'],
    basis: 'HIGHEST',
    risePercent: 10,
    startsOn: dayIn(0),
    endsOn: dayIn(10),
    ...more,
  });
  const declare = async (more: object = {}) => {
    const { id } = await act(room, operator, 'declarePriceEmergency', rule(more));
    expect(await act(room, second, 'decidePriceEmergency', { emergencyId: id, confirm: true })).toMatchObject({ id });
    return String(id);
  };
  const setPrice = (retailFen: number) => act(room, seller, 'setPriceLabel', labelInput(skuId, { retailFen }));
  const offered = async () =>
    (
      await room.graph<any>(ANONYMOUS, 'query($id: ID!) { sku(id: $id) { label { version retailFen } } }', {
        id: skuId,
      })
    ).sku.label;
  const HOLDS = `query($id: ID!) { product(id: $id) { priceHolds {
    id state stateLabel retailFen limitFen baseFen reason availableActions emergency { document } } } }`;
  const holds = async (actor: Parameters<TestSubgraph['graph']>[0] = seller) =>
    (await room.graph<any>(actor, HOLDS, { id: productId })).product.priceHolds;
  const told = () =>
    room.sent
      .filter(({ event }) => event.type === 'catalog.price-held.v1')
      .map(({ event }) => (event.payload as { state: string }).state);
  const keep = () => room.subgraph.runOnce('keep-price-emergencies');
  const decide = (holdId: string, allow: boolean, actor = reviewer) =>
    act(room, actor, 'decidePriceHold', { holdId, allow, reason: '看过进货单' });

  it('lets a price up to the document’s percentage go on sale; a higher one waits while the old one stays', async () => {
    await declare();
    expect(await setPrice(10_780)).toMatchObject({ id: skuId });
    expect(await holds()).toEqual([]);
    expect(await offered()).toEqual({ version: 2, retailFen: 10_780 });
    expect(await setPrice(10_781)).toMatchObject({ id: skuId });
    expect(await offered()).toEqual({ version: 2, retailFen: 10_780 });
    expect(await holds()).toMatchObject([
      {
        state: 'WAITING',
        stateLabel: '等平台核实，先按原价卖',
        retailFen: 10_781,
        limitFen: 10_780,
        baseFen: 9800,
        emergency: { document: '五发改〔2026〕9号' },
        availableActions: [],
      },
    ]);
    for (const stranger of [consumer, otherSeller, ANONYMOUS]) expect(await holds(stranger)).toEqual([]);
    await room.subgraph.runOnce();
    expect(told()).toEqual(['waiting']);
  });

  it('measures by the week before alone: of older prices it reads the one that was still in force, and no other', async () => {
    await setPrice(20_000);
    room.clock.advance(DAY_MS);
    await setPrice(9000);
    room.clock.advance(30 * DAY_MS);
    await setPrice(9100);
    room.clock.advance(2 * DAY_MS);
    const rows = room.subgraph.contextFor({ kind: 'system', id: 'test', grants: [] }, 'test')
      .rows as unknown as CatalogRows;
    const { categoryId } = await rows
      .selectFrom('Product')
      .select('categoryId')
      .where('id', '=', productId)
      .executeTakeFirstOrThrow();
    const read = await labelsBefore(rows, String(categoryId), room.clock.now());
    expect(read.map(({ retailFen }) => retailFen)).toEqual([9000, 9100]);
    await declare();
    await setPrice(20_000);
    expect(await holds()).toMatchObject([{ baseFen: 9100, limitFen: 10_010 }]);
  });

  it('goes on sale when a reviewer says so, and stays away when not', async () => {
    await declare();
    await setPrice(15_000);
    const [{ id }] = await holds(reviewer);
    expect(await decide(id, true)).toMatchObject({ id });
    expect(await offered()).toEqual({ version: 2, retailFen: 15_000 });
    expect(await decide(id, false)).toMatchObject({ code: 'WRONG_STATE' });
    // Looked at once: it is not asked for again.
    await setPrice(14_000);
    expect(await offered()).toEqual({ version: 3, retailFen: 14_000 });
    await setPrice(16_000);
    const [next] = await holds(reviewer);
    expect(await decide(next.id, false)).toMatchObject({ id: next.id });
    expect(await offered()).toEqual({ version: 3, retailFen: 14_000 });
    expect((await holds())[0]).toMatchObject({ state: 'REFUSED', reason: '看过进货单' });
    await expect(decide(next.id, true, seller)).rejects.toThrow();
    await room.subgraph.runOnce();
    expect(told()).toEqual(['waiting', 'allowed', 'waiting', 'refused']);
  });

  it('was not raised where nobody looked within a day, not a moment before', async () => {
    await declare();
    await setPrice(15_000);
    room.clock.advance(24 * HOUR_MS - 1);
    await keep();
    expect(await holds()).toMatchObject([{ state: 'WAITING' }]);
    room.clock.advance(1);
    await keep();
    expect(await holds()).toMatchObject([{ state: 'LAPSED' }]);
    expect(await offered()).toMatchObject({ retailFen: 9800 });
    await room.subgraph.runOnce();
    expect(told()).toEqual(['waiting', 'lapsed']);
  });

  it('waits once for each SKU: another price takes the place of the one before', async () => {
    const emergencyId = await declare();
    await setPrice(15_000);
    await setPrice(16_000);
    expect(await holds()).toMatchObject([{ state: 'WAITING', retailFen: 16_000 }]);
    await setPrice(9000);
    expect(await offered()).toMatchObject({ retailFen: 9000 });
    await setPrice(20_000);
    await act(room, operator, 'endPriceEmergency', { emergencyId, reason: '五发改〔2026〕10号' });
    await keep();
    expect(await holds()).toMatchObject([{ state: 'FREED' }]);
    await setPrice(20_000);
    expect(await offered()).toMatchObject({ retailFen: 20_000 });
  });

  it('lists for a reviewer what was too high already when the rule came', async () => {
    await setPrice(12_000);
    await declare();
    await keep();
    const flags = async () =>
      (
        await room.graph<any>(reviewer, '{ priceFlags(state: OPEN) { edges { node { rule fromFen toFen } } } }')
      ).priceFlags.edges.map(({ node }: any) => node);
    expect(await flags()).toEqual([{ rule: 'EMERGENCY_HIGH', fromFen: 9800, toFen: 12_000 }]);
    await keep();
    expect(await flags()).toHaveLength(1);
  });

  it('keeps goods off sale whose price is too high, until it was looked at', async () => {
    await act(room, seller, 'withdrawProduct', { productId });
    await setPrice(15_000);
    await declare();
    const refused = await act(room, seller, 'publishProduct', { productId });
    expect(refused).toMatchObject({ code: 'PRICE_WAITS', clause: '6.5.c' });
    await setPrice(15_000);
    const [{ id }] = await holds(reviewer);
    await decide(id, true);
    expect(await act(room, seller, 'publishProduct', { productId })).toMatchObject({ id: productId });
  });

  it('binds only once a second person has read the document, in its days, and goods of its kinds', async () => {
    const { id } = await act(room, operator, 'declarePriceEmergency', rule());
    await setPrice(12_000);
    expect(await holds()).toEqual([]);
    const confirm = { emergencyId: id, confirm: true };
    expect(await act(room, operator, 'decidePriceEmergency', confirm)).toMatchObject({ code: 'SAME_PERSON' });
    room.clock.advance(24 * HOUR_MS);
    await keep();
    expect(await act(room, second, 'decidePriceEmergency', confirm)).toMatchObject({ code: 'WRONG_STATE' });
    await declare({ categoryIds: ['eggs'] });
    await declare({ startsOn: dayIn(2) });
    await setPrice(30_000);
    expect(await offered()).toMatchObject({ retailFen: 30_000 });
    room.clock.advance(12 * DAY_MS);
    await keep();
    const { priceEmergencies } = await room.graph<any>(ANONYMOUS, '{ priceEmergencies { state } }');
    expect(priceEmergencies.map(({ state }: any) => state).sort()).toEqual(['ENDED', 'ENDED', 'LAPSED']);
  });

  it.each([
    ['an end before the beginning', { startsOn: '2099-01-02', endsOn: '2099-01-01' }, 'DATES_WRONG'],
    ['an end that is over', { startsOn: '2020-01-01', endsOn: '2020-01-02' }, 'DATES_WRONG'],
    ['a kind of goods that nobody knows', { categoryIds: ['moon-rock'] }, 'CATEGORY_UNKNOWN'],
  ])('refuses %s', async (_what, more, code) => {
    expect(await act(room, operator, 'declarePriceEmergency', rule(more))).toMatchObject({ code });
  });
});
