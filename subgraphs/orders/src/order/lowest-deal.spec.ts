import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { act, buy, buyer, newRequest, openOrders, pay, type Room } from '../orders.fixture.ts';

describe('what was lately paid for something', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 50);
  });
  afterEach(() => room.close());

  it('is the lowest since then, or the last before; what is unpaid or cancelled was not sold', async () => {
    const catalog = { kind: 'peer' as const, id: 'catalog', grants: [] };
    const lowest = async (days: number) =>
      (
        await room.graph<any>(catalog, 'query($since: String!) { lowestDeal(skuId: "rice", sinceMs: $since) }', {
          since: String(room.clock.now() - days * DAY_MS),
        })
      ).lowestDeal;
    await buy(room, [['rice', 1]]);
    expect(await lowest(7)).toBeNull();
    await pay(room, await buy(room, [['rice', 1]]));
    room.clock.advance(3 * DAY_MS);
    Object.assign(room.world.skus['rice'] ?? {}, { retailFen: 4800 });
    const cheap = await buy(room, [['rice', 1]]);
    await pay(room, cheap);
    expect(await lowest(7)).toBe(4800);
    await act(room, buyer, 'cancelOrder', {
      requestId: newRequest(),
      orderId: cheap.orders[0].id,
      reason: '不想要了',
    });
    expect(await lowest(7)).toBe(5800);
    expect(await lowest(1)).toBe(5800);
  });
});
