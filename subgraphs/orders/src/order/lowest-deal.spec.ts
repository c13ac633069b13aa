import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { OrdersContext } from '../context.ts';
import { OrderLine } from '../order/order.entity.ts';
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

  it('is nothing that went back whole: a friend who pays much and is refunded makes no price [7.3.7.j]', async () => {
    const catalog = { kind: 'peer' as const, id: 'catalog', grants: [] };
    const lowest = async () =>
      (
        await room.graph<any>(catalog, 'query($since: String!) { lowestDeal(skuId: "rice", sinceMs: $since) }', {
          since: String(room.clock.now() - 7 * DAY_MS),
        })
      ).lowestDeal;
    await pay(room, await buy(room, [['rice', 1]]));
    room.clock.advance(8 * DAY_MS);
    Object.assign(room.world.skus['rice'] ?? {}, { retailFen: 107_800 });
    const dear = await buy(room, [['rice', 2]]);
    await pay(room, dear);
    expect(await lowest()).toBe(107_800);
    const { em } = room.subgraph.contextFor(buyer, 'test') as unknown as OrdersContext;
    const line = { orderId: dear.orders[0].id };
    await em.nativeUpdate(OrderLine, line, { claimedUnits: 1 });
    expect(await lowest()).toBe(107_800);
    await em.nativeUpdate(OrderLine, line, { claimedUnits: 2 });
    expect(await lowest()).toBe(5800);
    await em.nativeUpdate(OrderLine, line, { claimedUnits: 0, claimedFen: 215_600 });
    expect(await lowest()).toBe(5800);
  });
});
