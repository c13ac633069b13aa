import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buy, deliverOne, openOrders, pay, peer, type Room } from '../orders.fixture.ts';

describe('what was sold of a lot, for whoever would make another of it [5.1]', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 50);
  });
  afterEach(() => room.close());

  const sold = async (as = peer('catalog')) =>
    (await room.graph<any>(as, '{ soldUnits(lotIds: ["lot-rice", "lot-of-nobody"]) { lotId units } }')).soldUnits;

  it('is what went out of it; what is only promised lies there still', async () => {
    await pay(room, await buy(room, [['rice', 2]]));
    expect(await sold()).toEqual([]);
    await deliverOne(room, [['rice', 2]]);
    expect(await sold()).toEqual([{ lotId: 'lot-rice', units: 2 }]);
    await room.subgraph.orm.em.fork().execute('update LineLot set returnedUnits = 2');
    expect(await sold()).toEqual([]);
    await expect(sold(peer('trust'))).rejects.toThrow();
  });
});
