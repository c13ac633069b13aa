import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { account, type TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  clerk,
  consumer,
  draft,
  eventTypes,
  openRoom,
  otherSeller,
  productInput,
  published,
  requestId,
  reviewer,
  rowCount,
  seller,
  SHOP,
} from '../testing.fixture.ts';

describe('products', () => {
  let room: TestSubgraph;
  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.close());

  const sku = { specification: '5千克/袋', unit: '袋', netGrams: 5000, storage: 'AMBIENT', weightGrams: 5200 };

  it.each([
    ["another's shop", { shopId: 'shop-2' }, 'SHOP_UNKNOWN'],
    ['an unknown shop', { shopId: 'nothing' }, 'SHOP_UNKNOWN'],
    ['an unknown category', { categoryId: 'spaceship' }, 'CATEGORY_UNKNOWN'],
    ['a picture nobody uploaded', { pictureId: 'nothing' }, 'PICTURE_UNKNOWN'],
    ['a wrong barcode', { skus: [{ ...sku, gtin: '6901234567893' }] }, 'GTIN_INVALID'],
    ['no SKU', { skus: [] }, 'INVALID_INPUT'],
    ['two SKUs of one specification', { skus: [sku, sku] }, 'INVALID_INPUT'],
    ['a negative weight', { skus: [{ ...sku, weightGrams: -1 }] }, 'INVALID_INPUT'],
    ['2^53 - 1 grams', { skus: [{ ...sku, netGrams: Number.MAX_SAFE_INTEGER }] }, 'INVALID_INPUT'],
    [
      'a range of temperatures upside down',
      { skus: [{ ...sku, temperatureCelsiusMin: 4, temperatureCelsiusMax: 0 }] },
      'INVALID_INPUT',
    ],
    ['a name of 10,000 characters', { title: '🌾'.repeat(10_000) }, 'INVALID_INPUT'],
    ['an empty name', { title: '   ' }, 'INVALID_INPUT'],
  ])('refuses %s and creates nothing', async (_what, more, code) => {
    expect(await act(room, seller, 'createProduct', productInput(more))).toMatchObject({ code });
    expect([await rowCount(room, 'Product'), await rowCount(room, 'Sku'), await rowCount(room, 'ShopSale')]).toEqual([
      0, 0, 0,
    ]);
  });

  it('knows no other class of standard, and creates nothing', async () => {
    await expect(act(room, seller, 'createProduct', productInput({ standardClass: 'MY_OWN' }))).rejects.toThrow(
      'does not exist in \\"StandardClass\\" enum',
    );
    expect([await rowCount(room, 'Product'), await rowCount(room, 'Sku')]).toEqual([0, 0]);
  });

  it('keeps emoji, SQL and markup in a name as what they are: text', async () => {
    const title = `🌾米'; drop table Product;--<script>`;
    expect(await act(room, seller, 'createProduct', productInput({ title }), 'title')).toMatchObject({ title });
  });

  it('withdraws what is unlawful at once, tells who penalises, and lets the seller correct it [6.5.b]', async () => {
    const { productId } = await published(room);
    const look = (more: object) =>
      act(
        room,
        reviewer,
        'reviewProduct',
        { requestId: requestId(), productId, finding: 'LAWFUL', reason: '抽查', ...more },
        'state',
      );
    expect(await look({})).toMatchObject({ state: 'ON_SALE' });
    expect(await look({ clause: '99.z' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await look({ finding: 'UNLAWFUL', reason: '图片冒用他人商标', clause: '7.3.7.l' })).toMatchObject({
      state: 'REMOVED',
    });
    expect(await eventTypes(room)).toEqual([
      'catalog.sku-sale-changed.v1',
      'catalog.sku-sale-changed.v1',
      'catalog.item-withdrawn.v1',
    ]);
    const looks = 'query($id: ID!) { contentReviews(productId: $id) { finding product { id state } } }';
    const product = { id: productId, state: 'REMOVED' };
    expect((await room.graph<any>(reviewer, looks, { id: productId })).contentReviews).toEqual(
      expect.arrayContaining([
        { finding: 'UNLAWFUL', product },
        { finding: 'LAWFUL', product },
      ]),
    );
    expect(
      (await room.graph<any>(ANONYMOUS, 'query($id: ID!) { product(id: $id) { id } }', { id: productId })).product,
    ).toBeNull();
    expect(await act(room, seller, 'publishProduct', { productId })).toMatchObject({ code: 'WRONG_STATE' });
    expect(
      await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, copy: '新图片，新文字' }, 'state'),
    ).toMatchObject({ state: 'DRAFT' });
    expect(await act(room, seller, 'publishProduct', { productId })).toHaveProperty('id');
  });

  it('keeps drafts from everybody but their seller and overseers', async () => {
    const { productId, skuId } = await draft(room);
    const query = 'query($id: ID!, $sku: ID!) { product(id: $id) { id } sku(id: $sku) { id } }';
    for (const stranger of [ANONYMOUS, consumer, otherSeller])
      expect(await room.graph<any>(stranger, query, { id: productId, sku: skuId })).toEqual({
        product: null,
        sku: null,
      });
    for (const known of [seller, reviewer])
      expect((await room.graph<any>(known, query, { id: productId, sku: skuId })).sku).toEqual({ id: skuId });
    for (const mutation of ['publishProduct', 'withdrawProduct'])
      for (const stranger of [otherSeller, clerk])
        expect(await act(room, stranger, mutation, { productId })).toMatchObject({ code: 'NOT_FOUND' });
    const denied = await room.graphWithErrors(
      account('regulator', { role: 'regulator' }),
      'mutation($i: PublishProductInput!) { publishProduct(input: $i) { __typename } }',
      { i: { productId } },
    );
    expect(denied.errors![0]!.extensions!['code']).toBe('FORBIDDEN');
  });

  it('keeps the newest word on a shop when an old one comes late', async () => {
    await published(room);
    room.clock.advance(-60_000);
    await room.receive('sellers', 'sellers.shop-sale-changed.v1', {
      shopId: SHOP,
      partyId: 'party-1',
      onSale: false,
      reason: '旧消息',
    });
    expect((await room.graph<any>(ANONYMOUS, '{ products { edges { node { id } } } }')).products.edges).toHaveLength(1);
  });

  it('marks a text before anything is stored', async () => {
    const { checkCopy } = await room.graph<any>(
      seller,
      '{ checkCopy(text: "顶级大米") { field start end word rule clause } }',
    );
    expect(checkCopy).toEqual([{ field: 'COPY', start: 0, end: 2, word: '顶级', rule: 'ABSOLUTE', clause: '7.3.7.l' }]);
    expect(await rowCount(room, 'CopyCheck')).toBe(0);
  });
});
