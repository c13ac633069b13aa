import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { buyer, openOrders, otherBuyer, riceSeller, type Room } from '../orders.fixture.ts';
import { persons } from '../persons.ts';
import { FAVOURITES_MAX } from './favourite.policy.ts';

describe('what somebody wants to find again', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
  });
  afterEach(() => room.close());
  const count = async () => (await room.context().rows.selectFrom('Favourite').select('id').execute()).length;
  const found = async (who = buyer) =>
    (
      await room.graph<any>(who, '{ favourites(first: 20) { edges { node { product { id } addedAt } } } }')
    ).favourites.edges.map(({ node }: any) => node.product.id);
  const set = async (skuId: string, isFavourite = true, who: Actor = buyer) =>
    (
      await room.graph<any>(
        who,
        `mutation($input: SetFavouriteInput!) { setFavourite(input: $input) { __typename
          ... on FavouriteSet { isFavourite product { id } } ... on SetFavouriteRefused { code details { path } } } }`,
        { input: { skuId, isFavourite } },
      )
    ).setFavourite;

  it('is kept for its owner alone, the newest first, once however often it is said, and given up again', async () => {
    const { product } = await set('rice');
    room.clock.advance(1000);
    const honey = (await set('honey')).product.id;
    expect(await set('rice')).toMatchObject({ __typename: 'FavouriteSet', isFavourite: true });
    expect(await found()).toEqual([honey, product.id]);
    expect(await found(otherBuyer)).toEqual([]);
    const known = async (id: string) =>
      (await room.graph<any>(buyer, 'query($id: ID!) { isFavourite(productId: $id) }', { id })).isFavourite;
    expect([await known(product.id), await known('nothing')]).toEqual([true, false]);
    expect(await set('rice', false)).toMatchObject({ isFavourite: false });
    expect(await found()).toEqual([honey]);
  });

  it('refuses what is not there, more than anybody looks through, and whoever has not signed in', async () => {
    expect(await set('nothing')).toMatchObject({ code: 'NOT_FOUND', details: [{ path: ['skuId'] }] });
    await expect(set('rice', true, ANONYMOUS)).rejects.toThrow();
    await expect(set('rice', true, riceSeller)).rejects.toThrow();
    expect(await count()).toBe(0);
    const rows = Array.from({ length: FAVOURITES_MAX }, (_, i) => ({
      id: `favourite-${i}`,
      accountId: buyer.id,
      productId: `product-${i}`,
      addedAtMs: i,
    }));
    await room.context().rows.insertInto('Favourite').values(rows).execute();
    expect(await set('rice')).toMatchObject({ code: 'TOO_MANY' });
    expect(await count()).toBe(FAVOURITES_MAX);
  });

  it("is in the person's copy, and goes at once when they ask to be forgotten [10.3.a-b]", async () => {
    const { product } = await set('rice');
    const copied = await persons.copy(room.context(), buyer.id);
    expect(copied.find(({ title }) => title === '收藏')).toMatchObject({ rows: [{ 商品编号: product.id }] });
    await room.tell('trust.account-erased.v1', { accountId: buyer.id });
    expect(await count()).toBe(0);
  });
});
