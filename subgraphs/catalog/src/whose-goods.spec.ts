import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { nodesOf, type TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  consumer,
  labelInput,
  lotInput,
  openRoom,
  otherSeller,
  productInput,
  published,
  requestId,
  seller,
  SHOP,
} from './testing.fixture.ts';

const OTHER_SHOP = 'shop-2';

describe('whose goods an act is about', () => {
  let room: TestSubgraph;
  beforeEach(async () => void (room = await openRoom()));
  afterEach(() => room.close());

  const shelf = async () =>
    nodesOf((await room.graph<any>(consumer, '{ products { edges { node { title } } } }')).products)
      .map(({ title }) => title)
      .toSorted();
  const found = async (words: string) =>
    nodesOf(
      (
        await room.graph<any>(
          consumer,
          'query($words: String!) { search(text: $words) { edges { node { title } } } }',
          { words },
        )
      ).search,
    ).map(({ title }) => title);
  const shopSaysOf = (shopId: string, partyId: string, onSale: boolean) =>
    room.receive('sellers', 'sellers.shop-sale-changed.v1', {
      shopId,
      partyId,
      onSale,
      reason: onSale ? '' : '暂停营业',
      atMs: room.clock.now(),
    });
  async function publishedByOther(title: string): Promise<string> {
    const product = await act(
      room,
      otherSeller,
      'createProduct',
      productInput({ shopId: OTHER_SHOP, title }),
      'id skus { id }',
    );
    await act(room, otherSeller, 'setPriceLabel', labelInput(product.skus[0].id));
    const answer = await act(room, otherSeller, 'publishProduct', { productId: product.id });
    if (!answer.id) throw new Error(JSON.stringify(answer));
    return product.id;
  }

  it("nobody rewrites another's goods, nor registers a lot of them", async () => {
    const { productId, skuId } = await published(room);
    const revised = { requestId: requestId(), productId, title: '别人的大米' };
    expect(await act(room, otherSeller, 'reviseProduct', revised)).toMatchObject({ code: 'NOT_FOUND' });
    const lot = lotInput(skuId, { supplierId: 'supplier-2' });
    expect(await act(room, otherSeller, 'registerLot', lot)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await shelf()).toEqual(['五常大米（稻花香2号）']);
  });

  it("what is heard of one shop says nothing of another's: on the shelf, in search, when goods are revised", async () => {
    await published(room);
    await shopSaysOf(SHOP, 'party-1', true);
    await shopSaysOf(OTHER_SHOP, 'party-2', true);
    const productId = await publishedByOther('响水大米');
    expect(await shelf()).toEqual(['五常大米（稻花香2号）', '响水大米']);
    expect((await found('大米')).toSorted()).toEqual(['五常大米（稻花香2号）', '响水大米']);
    room.clock.advance(1000);
    await shopSaysOf(SHOP, 'party-1', false);
    expect([await shelf(), await found('大米')]).toEqual([['响水大米'], ['响水大米']]);
    const revised = { requestId: requestId(), productId, title: '响水石板大米' };
    expect(await act(room, otherSeller, 'reviseProduct', revised)).toMatchObject({ id: productId });
    expect([await shelf(), await found('石板')]).toEqual([['响水石板大米'], ['响水石板大米']]);
    await act(room, otherSeller, 'withdrawProduct', { productId });
    expect([await shelf(), await found('大米')]).toEqual([[], []]);
  });

  it("a standard of another's own is none of mine", async () => {
    const code = 'Q/HT 0001S-2026';
    const own = {
      requestId: requestId(),
      code,
      title: '香屯米业大米',
      standardClass: 'FILED',
      categoryIds: ['rice'],
      partyId: 'party-2',
      filingNumber: '备案1号',
      validUntilOn: '2028-01-01',
      indicators: [{ name: '水分', unit: '%', max: 15.5 }],
    };
    expect(await act(room, otherSeller, 'registerStandard', own)).toHaveProperty('id');
    const filed = productInput({ standardClass: 'FILED', standardCode: code });
    const made = await act(room, seller, 'createProduct', filed, 'id skus { id }');
    await act(room, seller, 'setPriceLabel', labelInput(made.skus[0].id));
    expect(await act(room, seller, 'publishProduct', { productId: made.id })).toMatchObject({
      code: 'STANDARD_MISSING',
    });
  });
});
