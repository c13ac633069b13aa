import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  clerk,
  draft,
  labelInput,
  openRoom,
  otherSeller,
  published,
  requestId,
  reviewer,
  rowCount,
  seller,
  world,
  type World,
} from '../testing.fixture.ts';
import { HAS_MEMBERSHIP, missingLabelFields, priceProblem, suddenMoves } from './price-label.policy.ts';

describe('price policy', () => {
  it('knows no member price while nobody can be a member [7.3.5.b]', () => {
    expect(HAS_MEMBERSHIP).toBe(false);
    expect(priceProblem({ retailFen: 500, memberFen: 480 })).toMatchObject({
      code: 'NO_MEMBERSHIP',
      detail: { path: ['memberFen'] },
    });
    expect(priceProblem({ retailFen: 500, memberFen: null })).toBeNull();
  });
  it('flags what moves far in a week, against the lowest or highest price then in force [6.5.c]', () => {
    const nowMs = Date.parse('2026-11-25T00:00:00Z');
    const ago = (days: number) => nowMs - days * 86_400_000;
    expect(suddenMoves(1300, [{ retailFen: 1000, untilMs: nowMs }], nowMs)).toEqual([
      { rule: 'sharp-rise', fromFen: 1000 },
    ]);
    expect(suddenMoves(1299, [{ retailFen: 1000, untilMs: nowMs }], nowMs)).toEqual([]);
    expect(suddenMoves(500, [{ retailFen: 1000, untilMs: nowMs }], nowMs)).toEqual([
      { rule: 'sharp-fall', fromFen: 1000 },
    ]);
    expect(
      suddenMoves(
        1300,
        [
          { retailFen: 1250, untilMs: nowMs },
          { retailFen: 1000, untilMs: ago(2) },
        ],
        nowMs,
      ),
    ).toHaveLength(1);
    expect(
      suddenMoves(
        1300,
        [
          { retailFen: 1250, untilMs: nowMs },
          { retailFen: 1000, untilMs: ago(8) },
        ],
        nowMs,
      ),
    ).toEqual([]);
  });
  it('names the compulsory fields that are missing [7.3.5.c]', () => {
    const label = {
      name: '大米',
      origin: '五常',
      grade: '一级',
      specification: '5千克',
      retailFen: 1,
      memberFen: null,
      priceManager: '张敏',
      priceSupervision: '12315',
    };
    expect(missingLabelFields(label)).toEqual([]);
    expect(missingLabelFields({ ...label, grade: null, priceManager: '' })).toEqual(['等级', '物价管理人员']);
    expect(missingLabelFields(null)).toHaveLength(7);
  });
});

describe('price labels', () => {
  let room: TestSubgraph;
  let state: World;
  beforeEach(async () => {
    state = world();
    room = await openRoom(state);
  });
  afterEach(() => room.close());
  const history = (skuId: string) =>
    room.graph<any>(
      ANONYMOUS,
      'query($id: ID!) { sku(id: $id) { label { version retailFen } labelHistory { version retailFen } } }',
      { id: skuId },
    );

  it('takes a change at once and keeps every version [7.3.5.b]', async () => {
    const { skuId } = await published(room);
    room.clock.advance(1000);
    await act(room, seller, 'setPriceLabel', labelInput(skuId, { retailFen: 9900 }));
    expect((await history(skuId)).sku).toEqual({
      label: { version: 2, retailFen: 9900 },
      labelHistory: [
        { version: 2, retailFen: 9900 },
        { version: 1, retailFen: 9800 },
      ],
    });
  });

  it('tells orders which label was in force at a moment, and how long the one that was charged by [7.3.5.b]', async () => {
    const { skuId } = await published(room);
    const firstMs = room.clock.now();
    const { sku } = await room.graph<any>(ANONYMOUS, 'query($id: ID!) { sku(id: $id) { label { id } } }', {
      id: skuId,
    });
    room.clock.advance(1000);
    await act(room, seller, 'setPriceLabel', labelInput(skuId, { retailFen: 9900 }));
    const secondMs = room.clock.now();
    const moments = [firstMs - 1, secondMs - 1, secondMs].map((atMs, key) => ({
      key: String(key),
      skuId,
      labelId: sku.label.id,
      atMs: String(atMs),
    }));
    const { labelsInForce } = await room.graph<any>(
      { kind: 'peer', id: 'orders', grants: [] },
      'query($asked: [LabelMoment!]!) { labelsInForce(asked: $asked) { label { version retailFen } chargedFen chargedUntilMs } }',
      { asked: moments },
    );
    expect(labelsInForce).toEqual([
      { label: null, chargedFen: 9800, chargedUntilMs: null },
      { label: { version: 1, retailFen: 9800 }, chargedFen: 9800, chargedUntilMs: null },
      { label: { version: 2, retailFen: 9900 }, chargedFen: 9800, chargedUntilMs: String(secondMs) },
    ]);
  });

  it('compares a lower price with what was really paid, for seven days, and a higher one with nothing [7.3.5.b]', async () => {
    state.lowestDealFen = 9500;
    const { skuId } = await published(room);
    const reference = async () =>
      (
        await room.graph<any>(ANONYMOUS, 'query($id: ID!) { sku(id: $id) { label { retailFen referenceFen } } }', {
          id: skuId,
        })
      ).sku.label;
    expect(await reference()).toEqual({ retailFen: 9800, referenceFen: null });
    await act(room, seller, 'setPriceLabel', labelInput(skuId, { retailFen: 8800 }));
    expect(await reference()).toEqual({ retailFen: 8800, referenceFen: 9500 });
    room.clock.advance(7 * DAY_MS - 1);
    expect((await reference()).referenceFen).toBe(9500);
    room.clock.advance(1);
    expect((await reference()).referenceFen).toBeNull();
  });

  it('shows no member price of a label from before, on the label, its history, the card or to a partner [7.3.5.b] [7.3.5.c]', async () => {
    const { skuId } = await published(room);
    await room.subgraph.orm.em
      .fork()
      .getKysely()
      .updateTable('PriceLabel' as never)
      .set({ memberFen: 100 } as never)
      .execute();
    const { sku, products } = await room.graph<any>(
      ANONYMOUS,
      'query($id: ID!) { sku(id: $id) { label { memberFen retailFen isComplete } labelHistory { memberFen } } products { edges { node { skus { label { memberFen retailFen } } } } } }',
      { id: skuId },
    );
    expect(sku).toEqual({
      label: { memberFen: null, retailFen: 9800, isComplete: true },
      labelHistory: [{ memberFen: null }],
    });
    expect(products.edges[0].node.skus[0].label).toEqual({ memberFen: null, retailFen: 9800 });
  });

  it('answers a repeated request as before and adds nothing; another input under its id is refused', async () => {
    const { skuId } = await published(room);
    const input = labelInput(skuId, { retailFen: 9900 });
    await act(room, seller, 'setPriceLabel', input);
    await act(room, seller, 'setPriceLabel', input);
    expect(await rowCount(room, 'PriceLabel')).toBe(2);
    expect(await act(room, seller, 'setPriceLabel', { ...input, retailFen: 1 + 9900 })).toMatchObject({
      code: 'REQUEST_ID_REUSED',
    });
  });

  it('numbers versions without gaps or doubles when two change it at once', async () => {
    const { skuId } = await published(room);
    const answers = await Promise.all(
      [9810, 9820, 9830, 9840].map((retailFen) => act(room, seller, 'setPriceLabel', labelInput(skuId, { retailFen }))),
    );
    const done = answers.filter((answer) => answer.id).length;
    const { sku } = await history(skuId);
    expect(sku.labelHistory.map((label: { version: number }) => label.version)).toEqual(
      Array.from({ length: done + 1 }, (_, i) => done + 1 - i),
    );
    expect(sku.label).toEqual(sku.labelHistory[0]);
  });

  it.each([
    ['a gap in the label of an offer on sale [6.5.c]', { grade: null }, 'LABEL_INCOMPLETE'],
    ['a member price that nobody can pay', { memberFen: 9200 }, 'NO_MEMBERSHIP'],
    ['no price', { retailFen: 0 }, 'INVALID_INPUT'],
    ['a negative price', { retailFen: -1 }, 'INVALID_INPUT'],
    ['2^53 - 1', { retailFen: Number.MAX_SAFE_INTEGER }, 'INVALID_INPUT'],
    [
      'a price that the government guides, where it published none [7.3.5.a]',
      { pricingType: 'GOVERNMENT_GUIDED' },
      'BAND_MISSING',
    ],
    ['a name of 10,000 characters', { origin: '米'.repeat(10_000) }, 'INVALID_INPUT'],
    ['control characters', { priceManager: '张\u0000敏' }, 'INVALID_INPUT'],
  ])('refuses %s and changes nothing', async (_what, more, code) => {
    const { skuId } = await published(room);
    expect(await act(room, seller, 'setPriceLabel', labelInput(skuId, more))).toMatchObject({ code });
    expect((await history(skuId)).sku).toMatchObject({ label: { version: 1 }, labelHistory: [{ version: 1 }] });
  });

  it('knows no other way in which a price comes about, and changes nothing', async () => {
    const { skuId } = await published(room);
    await expect(act(room, seller, 'setPriceLabel', labelInput(skuId, { pricingType: 'WHATEVER' }))).rejects.toThrow(
      'does not exist in \\"PricingType\\" enum',
    );
    expect((await history(skuId)).sku).toMatchObject({ label: { version: 1 }, labelHistory: [{ version: 1 }] });
  });

  it('leads to what it prices only where that is shown', async () => {
    const { skuId } = await draft(room);
    const { sku } = await room.graph<any>(seller, 'query($id: ID!) { sku(id: $id) { label { id } } }', { id: skuId });
    const priced = async (actor: Parameters<typeof room.graph>[0]) =>
      (
        await room.graph<any>(
          actor,
          'query($r: [_Any!]!) { _entities(representations: $r) { ... on PriceLabel { skuId sku { id } } } }',
          { r: [{ __typename: 'PriceLabel', id: sku.label.id }] },
        )
      )._entities;
    expect(await priced(seller)).toEqual([{ skuId, sku: { id: skuId } }]);
    expect(await priced(ANONYMOUS)).toEqual([{ skuId, sku: null }]);
  });

  it("is only for those who manage the shop's products", async () => {
    const { skuId } = await draft(room);
    for (const stranger of [otherSeller, clerk])
      expect(await act(room, stranger, 'setPriceLabel', labelInput(skuId))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await rowCount(room, 'PriceLabel')).toBe(1);
  });

  it('raises a flag for a sudden move, which the operator clears once [6.5.c]', async () => {
    const { skuId } = await published(room);
    await act(room, seller, 'setPriceLabel', labelInput(skuId, { retailFen: 19_800 }));
    const list = '{ priceFlags(state: OPEN) { edges { node { id rule fromFen toFen } } } }';
    const { priceFlags } = await room.graph<any>(reviewer, list);
    expect(priceFlags.edges).toMatchObject([{ node: { rule: 'SHARP_RISE', fromFen: 9800, toFen: 19_800 } }]);
    expect((await room.graph<any>(otherSeller, list)).priceFlags.edges).toEqual([]);
    const input = { flagId: priceFlags.edges[0].node.id, note: '新米上市，成本上涨' };
    expect(await act(room, reviewer, 'clearPriceFlag', input)).toMatchObject({ id: input.flagId });
    expect(await act(room, reviewer, 'clearPriceFlag', input)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await act(room, reviewer, 'clearPriceFlag', { ...input, flagId: requestId() })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('follows a new name with a new version of each label at the same price', async () => {
    const { productId, skuId } = await published(room);
    await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, title: '稻花香大米' });
    const { sku } = await room.graph<any>(
      ANONYMOUS,
      'query($id: ID!) { sku(id: $id) { label { version name retailFen } } }',
      { id: skuId },
    );
    expect(sku.label).toEqual({ version: 2, name: '稻花香大米', retailFen: 9800 });
  });
});
