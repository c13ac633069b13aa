import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { act, buy, honeySeller, openOrders, orderRow, pay, riceSeller, type Room } from '../orders.fixture.ts';

const OVERSEER = { kind: 'account', id: 'ADMIN', grants: [{ role: 'operator-admin' }] } as never;

describe('an order that its seller has not looked at [7.5.w]', () => {
  let room: Room;
  let id: string;
  beforeEach(async () => {
    // 10:00 in China.
    room = await openOrders();
    await room.release('rice', 'lot-rice', 50);
    const placed = await buy(room, [['rice', 2]]);
    id = placed.orders[0].id;
    await pay(room, placed);
  });
  afterEach(() => room.close());

  const turn = async () => {
    await room.subgraph.runOnce();
    await room.subgraph.runOnce();
  };
  const unseen = () => room.published('orders.order-unseen.v1');
  const dueSoon = () => room.published('orders.confirmation-due-soon.v1');
  const SEE = 'mutation($ids: [ID!]!) { seeOrders(input: { orderIds: $ids }) { ... on OrdersSeen { count } } }';
  const see = async (who: typeof riceSeller) => (await room.graph<any>(who, SEE, { ids: [id] })).seeOrders;
  const onDesk = async () =>
    (await room.graph<any>(OVERSEER, '{ ordersDue { kind id dueAt } }')).ordersDue.filter(
      ({ kind }: { kind: string }) => kind === 'ORDER_UNSEEN',
    );

  it('is told to them again after two hours, once', async () => {
    room.clock.advance(2 * HOUR_MS - 1);
    await turn();
    expect(await unseen()).toEqual([]);
    room.clock.advance(1);
    await turn();
    const told = { orderId: id, partyId: 'party-rice', confirmDueAtMs: Date.parse('2026-11-26T02:00:00Z') };
    expect(await unseen()).toMatchObject([told]);
    room.clock.advance(HOUR_MS);
    await turn();
    expect(await unseen()).toHaveLength(1);
    expect(await onDesk()).toEqual([]);
  });

  it('is told to others on the evening before it lapses, and lies on the office’s desk until it is seen', async () => {
    room.clock.set('2026-11-25T12:00:00Z');
    await turn();
    expect(await dueSoon()).toMatchObject([{ orderId: id, isUnseen: true }]);
    expect(await onDesk()).toMatchObject([{ id, dueAt: '2026-11-26T02:00:00.000Z' }]);
    await see(riceSeller);
    expect(await onDesk()).toEqual([]);
  });

  it('is left alone once it was seen: no word beyond the reminder that all get', async () => {
    expect(await see(riceSeller)).toMatchObject({ count: 1 });
    const { seenAtMs } = await orderRow(room, id);
    expect(seenAtMs).toBe(room.clock.now());
    room.clock.advance(HOUR_MS);
    expect(await see(riceSeller)).toMatchObject({ count: 0 });
    expect((await orderRow(room, id)).seenAtMs).toBe(seenAtMs);
    room.clock.set('2026-11-25T12:00:00Z');
    await turn();
    expect(await unseen()).toEqual([]);
    const [told, ...more] = await dueSoon();
    expect([told, more]).toEqual([expect.not.objectContaining({ isUnseen: true }), []]);
  });

  it('is not seen by another seller’s looking', async () => {
    expect(await see(honeySeller)).toMatchObject({ count: 0 });
    expect((await orderRow(room, id)).seenAtMs).toBeNull();
  });

  it('is of no concern any more once it is confirmed without a look, by a program', async () => {
    await act(room, riceSeller, 'confirmOrder', { orderId: id });
    room.clock.set('2026-11-26T01:00:00Z');
    await turn();
    expect([await unseen(), await dueSoon(), await onDesk()]).toEqual([[], [], []]);
  });
});
