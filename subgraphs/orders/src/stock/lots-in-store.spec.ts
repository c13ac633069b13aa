import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newRequest, openOrders, peer, riceSeller, type Room } from '../orders.fixture.ts';

describe('how the store has a lot, for whoever compares it with the register [5.1.b]', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 50);
  });
  afterEach(() => room.close());

  const store = async (as = peer('catalog')) =>
    (await room.graph<any>(as, '{ lotsInStore(lotIds: ["lot-rice", "lot-of-nobody"]) { lotId isBlocked foundUnits } }'))
      .lotsInStore;
  const count = (units: number) =>
    room.graph<any>(
      riceSeller,
      'mutation($input: AdjustStockInput!) { adjustStock(input: $input) { ... on StockMovement { id } } }',
      { input: { requestId: newRequest(), lotId: 'lot-rice', units, note: '盘点' } },
    );

  it('is whether it may leave, and what counting found beyond what it missed', async () => {
    expect(await store()).toEqual([{ lotId: 'lot-rice', isBlocked: false, foundUnits: 0 }]);
    await count(-3);
    await count(5);
    await room.subgraph.orm.em.fork().execute('update LotStock set blocked = 1');
    expect(await store()).toEqual([{ lotId: 'lot-rice', isBlocked: true, foundUnits: 2 }]);
    await expect(store(peer('trust'))).rejects.toThrow();
  });
});
