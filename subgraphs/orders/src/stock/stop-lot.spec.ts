import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  act,
  buy,
  buyer,
  deliverOne,
  openOrders,
  pay,
  recalledOrders,
  riceSeller,
  stockFaults,
  type Room,
} from '../orders.fixture.ts';

interface Stopped {
  orderId: string;
  lotId: string;
  lotCode: string;
  cause: string;
  isDelivered: boolean;
  buyerAccountId: string;
}

describe('a lot that is blocked or recalled after it was picked', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-1', 10, '2026-12-10');
    await room.release('rice', 'lot-2', 10, '2027-12-10');
  });
  afterEach(async () => {
    expect(await stockFaults(room)).toEqual([]);
    await room.close();
  });
  const pick = async (quantity: number): Promise<string> => {
    const placed = await buy(room, [['rice', quantity]]);
    const orderId = placed.orders[0].id as string;
    await pay(room, placed);
    await act(room, riceSeller, 'confirmOrder', { orderId });
    await act(room, riceSeller, 'pickOrder', { orderId });
    return orderId;
  };
  const block = (lotId: string, more: object) =>
    room.tell('catalog.lot-blocked.v1', {
      lotId,
      lotCode: `L-${lotId}`,
      skuId: 'rice',
      partyId: 'party-rice',
      reason: '停售',
      recallId: null,
      ...more,
    });
  const told = async () =>
    (await room.published<Stopped>('orders.order-stopped.v1')).map(({ orderId, lotId, cause, isDelivered }) => ({
      orderId,
      lotId,
      cause,
      isDelivered,
    }));
  const recalled = () => recalledOrders(room);
  const affected = () => room.published('orders.buyer-affected.v1');
  const stopsOf = async (orderId: string) =>
    (await room.graph<any>(buyer, `{ order(id: "${orderId}") { stops { lot { id } lotCode cause text } } }`)).order
      .stops;

  it('is told of for every order that has it, delivered or not, after the parcel and once', async () => {
    const delivered = (await deliverOne(room, [['rice', 2]])).id;
    const waiting = await pick(3);
    await pick(5);
    const elsewhere = await pick(4);
    await block('lot-1', { cause: 'recalled', recallId: 'recall-1' });
    await block('lot-1', { cause: 'recalled', recallId: 'recall-1' });
    const events = await recalled();
    expect(events).toHaveLength(3);
    const lots = [{ lotId: 'lot-1', lotCode: 'L-lot-1' }];
    expect(events).toEqual(
      expect.arrayContaining([
        { orderId: delivered, lots },
        { orderId: waiting, lots },
      ]),
    );
    expect(await affected()).toMatchObject([{ buyerAccountId: buyer.id, orders: 3, delivered: 1, lots: 1 }]);
    expect(await told()).toEqual([]);
    expect(events.map(({ orderId }) => orderId)).not.toContain(elsewhere);
    const order = await room
      .context()
      .rows.selectFrom('Outbox')
      .select(['type', 'aggregatetype', 'aggregateid'])
      .where('aggregateid', '=', waiting)
      .where('type', 'in', ['orders.order-ready.v1', 'orders.orders-recalled.v1'])
      .orderBy('id')
      .execute();
    expect(order.map(({ type, aggregatetype }) => [type, aggregatetype])).toEqual([
      ['orders.order-ready.v1', 'order'],
      ['orders.orders-recalled.v1', 'order'],
    ]);
    expect(await stopsOf(waiting)).toEqual([
      { lot: { id: 'lot-1' }, lotCode: 'L-lot-1', cause: 'RECALLED', text: expect.stringContaining('停止配送') },
    ]);
    expect(await stopsOf(delivered)).toEqual([
      { lot: { id: 'lot-1' }, lotCode: 'L-lot-1', cause: 'RECALLED', text: expect.stringContaining('请不要食用') },
    ]);
    expect(await stopsOf(elsewhere)).toEqual([]);
  });

  it('is told of once for all orders whose parcels are known, and behind its parcel for one whose is not', async () => {
    const known = [await pick(3), await pick(2)].sort();
    await room.subgraph.runOnce();
    const packedNow = await pick(4);
    await block('lot-1', { cause: 'recalled', recallId: 'recall-1' });
    const sequences = (
      await room
        .context()
        .rows.selectFrom('Outbox')
        .select(['aggregatetype', 'aggregateid', 'payload'])
        .where('type', '=', 'orders.orders-recalled.v1')
        .orderBy('id')
        .execute()
    ).map(({ payload, ...aggregate }) => ({ ...aggregate, ...JSON.parse(payload) }));
    const recall = { caseId: 'recall-1', goods: expect.any(String), rootLotCode: 'L-lot-1' };
    expect(sequences).toMatchObject([
      { aggregatetype: 'recall', aggregateid: 'recall-1', recall },
      { aggregatetype: 'order', aggregateid: packedNow, recall, orders: [{ orderId: packedNow }] },
    ]);
    expect(sequences[0].orders.map(({ orderId }: { orderId: string }) => orderId).sort()).toEqual(known);
  });

  it('is told of again when what was only blocked is recalled', async () => {
    const orderId = await pick(3);
    await block('lot-1', { cause: 'short-measure' });
    await block('lot-1', { cause: 'recalled', recallId: 'recall-1' });
    expect(await told()).toEqual([{ orderId, lotId: 'lot-1', cause: 'short-measure', isDelivered: false }]);
    expect(await recalled()).toEqual([{ orderId, lots: [{ lotId: 'lot-1', lotCode: 'L-lot-1' }] }]);
    expect(await affected()).toMatchObject([{ orderId, orders: 1, delivered: 0 }]);
    expect(await stopsOf(orderId)).toMatchObject([{ cause: 'RECALLED' }]);
  });

  it('frightens nobody whose goods were delivered before their last day, but stops what is on its way past it', async () => {
    await deliverOne(room, [['rice', 2]]);
    const waiting = await pick(3);
    room.clock.set('2026-12-10T16:00:00Z');
    await room.subgraph.runOnce();
    await block('lot-1', { cause: 'expired' });
    expect(await told()).toEqual([{ orderId: waiting, lotId: 'lot-1', cause: 'expired', isDelivered: false }]);
  });

  it('takes an event of before, which names no cause, for goods not to be eaten', async () => {
    const orderId = await pick(3);
    await block('lot-1', {});
    expect(await told()).toEqual([{ orderId, lotId: 'lot-1', cause: 'failed-inspection', isDelivered: false }]);
  });
});
