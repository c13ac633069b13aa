import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { account, type TestSubgraph } from '@heitu/kit/serving/testing';
import { act, consumer, draft, openRoom, published, requestId, rowCount, seller } from '../testing.fixture.ts';
import { COLUMNS_MAX } from './column.policy.ts';

const operator = account('operator', { role: 'operator-admin' });

describe('the first page', () => {
  let room: TestSubgraph;
  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.close());
  const shown = async () =>
    (await room.graph<any>(ANONYMOUS, '{ marketingColumns { id title subtitle position products { title } } }'))
      .marketingColumns;
  const save = (more: object, actor = operator) =>
    act(room, actor, 'saveMarketingColumn', {
      requestId: requestId(),
      title: '五常新米',
      subtitle: '当季',
      position: 2,
      ...more,
    });

  it("shows the operator's columns in their order, and of each what is on sale [6.3]", async () => {
    const rice = await published(room, { title: '五常大米' });
    const beans = await published(room, { title: '大豆', gmoStatus: 'NONE' });
    const column = await save({ productIds: [beans.productId, rice.productId] });
    await save({ title: '先看这里', subtitle: null, position: 1, productIds: [rice.productId] });
    expect(await shown()).toMatchObject([
      { title: '先看这里', subtitle: '', position: 1, products: [{ title: '五常大米' }] },
      {
        id: column.id,
        title: '五常新米',
        subtitle: '当季',
        position: 2,
        products: [{ title: '大豆' }, { title: '五常大米' }],
      },
    ]);
    await act(room, seller, 'withdrawProduct', { productId: rice.productId });
    await save({ id: column.id, title: '豆子', position: 0, productIds: [beans.productId, rice.productId] });
    expect(await shown()).toMatchObject([
      { id: column.id, title: '豆子', products: [{ title: '大豆' }] },
      { title: '先看这里', products: [] },
    ]);
    expect(await act(room, operator, 'removeMarketingColumn', { id: column.id })).toEqual({
      __typename: 'MarketingColumnRemoved',
      id: column.id,
    });
    expect(await shown()).toMatchObject([{ title: '先看这里' }]);
  });

  it('takes what was published only, twelve columns at most, from the operator only, and once for one request', async () => {
    const { productId } = await published(room);
    const unseen = await draft(room, { title: '没上架的' });
    expect(await save({ productIds: [productId, unseen.productId] })).toMatchObject({
      code: 'PRODUCT_UNKNOWN',
      clause: '6.3',
      details: [{ path: ['productIds', '1'] }],
    });
    expect(await save({ productIds: [] })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await save({ id: 'nothing', productIds: [productId] })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await act(room, operator, 'removeMarketingColumn', { id: 'nothing' })).toMatchObject({ code: 'NOT_FOUND' });
    for (const actor of [seller, consumer]) await expect(save({ productIds: [productId] }, actor)).rejects.toThrow();
    expect(await rowCount(room, 'MarketingColumn')).toBe(0);
    const twice = { requestId: requestId(), productIds: [productId] };
    expect((await save(twice)).id).toBe((await save(twice)).id);
    for (let i = 1; i < COLUMNS_MAX; i++) await save({ productIds: [productId] });
    expect(await save({ productIds: [productId] })).toMatchObject({ code: 'TOO_MANY' });
    expect(await rowCount(room, 'MarketingColumn')).toBe(COLUMNS_MAX);
  });

  it('suggests names while one types: characters, whole pinyin and its beginning, each name once', async () => {
    await published(room, { title: '五常大米' });
    await published(room, { title: '五常大米' });
    await published(room, { title: '黑木耳' });
    await draft(room, { title: '大米没上架' });
    const suggested = async (text: string) =>
      (await room.graph<any>(ANONYMOUS, 'query($text: String!) { searchSuggestions(text: $text) }', { text }))
        .searchSuggestions;
    // What says it in its name comes before what is of its kind or of its place.
    expect([
      await suggested('五常'),
      await suggested('wuchangda'),
      await suggested('heim'),
      await suggested('木耳 mu'),
      await suggested('耳'),
      await suggested(' '),
      await suggested('没有的东西'),
    ]).toEqual([['五常大米', '黑木耳'], ['五常大米'], ['黑木耳'], ['黑木耳'], ['黑木耳'], [], []]);
    // A word typed whole, and one that is being typed: only what holds both, in the order of the first. All are rice by
    // their category, and from 黑龙江.
    expect([
      await suggested('大米 wu'),
      await suggested('五常 hei'),
      await suggested('大米 x'),
      await suggested('黑木耳 wuc'),
      await suggested('w'),
    ]).toEqual([['五常大米', '黑木耳'], ['五常大米', '黑木耳'], [], ['黑木耳'], ['五常大米', '黑木耳']]);
    await expect(suggested('米'.repeat(61))).rejects.toThrow('最多60个字');
  });
});
