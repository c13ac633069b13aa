import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buy, buyer, openOrders, otherBuyer, pay, type Room } from '../orders.fixture.ts';
import { orderLifecycle } from './order.lifecycle.ts';
import { STATES_IN } from './order-phase.policy.ts';

describe("one's own orders", () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 50);
    await room.release('honey', 'lot-honey', 20);
  });
  afterEach(() => room.close());

  it('finds own orders by how far they are, by a word of what was bought and by their number', async () => {
    const unpaid = await buy(room, [['rice', 1]]);
    const paid = await buy(room, [['honey', 1]]);
    await pay(room, paid);
    const found = async (by: Record<string, unknown>, who = buyer): Promise<string[]> =>
      (
        await room.graph<any>(
          who,
          'query($phase: OrderPhase, $search: String) { orders(phase: $phase, search: $search) { edges { node { checkoutId number } } } }',
          by,
        )
      ).orders.edges.map(({ node }: any) => node.checkoutId);
    const [one, other] = [unpaid.checkoutId, paid.checkoutId];
    expect(await found({ phase: 'TO_PAY' })).toEqual([one]);
    expect(await found({ phase: 'TO_COME' })).toEqual([other]);
    expect(await found({ phase: 'HAD' })).toEqual([]);
    const { orders } = await room.graph<any>(
      buyer,
      '{ orders(first: 9) { edges { node { checkoutId number lines { title } } } } }',
    );
    for (const { node } of orders.edges) {
      expect(await found({ search: ` ${node.number} ` })).toEqual([node.checkoutId]);
      expect(await found({ search: node.lines[0].title.slice(0, 2) })).toContain(node.checkoutId);
    }
    // Each state is in one phase.
    expect(Object.values(STATES_IN).flat().toSorted()).toEqual(Object.keys(orderLifecycle.texts).toSorted());
    // What only stands for others finds nothing, nor does anybody find another's.
    expect(await found({ search: '没买过的' })).toEqual([]);
    expect(await found({ search: orders.edges[0].node.number }, otherBuyer)).toEqual([]);
  });
});
