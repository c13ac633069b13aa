import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import {
  act,
  buy,
  buyer,
  freeUnits,
  newRequest,
  openOrders,
  orderRow,
  otherBuyer,
  pay,
  riceSeller,
  stockFaults,
  type Room,
} from '../orders.fixture.ts';

const REASON = '不想要了';

/** The provider's money and the buyer's cancel, whichever comes first. */
describe('an unpaid order that its buyer cancels', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 50);
    await room.release('honey', 'lot-honey', 20);
  });
  afterEach(async () => {
    expect(await stockFaults(room)).toEqual([]);
    await room.close();
  });
  const free = (skuId = 'rice') => freeUnits(room, skuId);
  const close = (checkoutId: string) => room.tell('payments.payment-closed.v1', { checkoutId });
  const cancel = (orderId: string, actor = buyer, requestId = newRequest()) =>
    act(room, actor, 'cancelOrder', { requestId, orderId, reason: REASON });

  it('keeps the wish, whose and when, from the moment it is accepted', async () => {
    const placed = await buy(room, [['rice', 2]]);
    const { id } = placed.orders[0];
    expect(await cancel(id, otherBuyer)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await orderRow(room, id)).toMatchObject({
      state: 'awaiting-payment',
      cancelWishedAtMs: null,
      cancelWishedBy: null,
    });
    expect(await cancel(id)).toMatchObject({ state: 'CLOSING', availableActions: [] });
    expect(await orderRow(room, id)).toMatchObject({
      cancelWishedAtMs: room.clock.now(),
      cancelWishedBy: 'buyer',
      cancelReason: 'buyer',
    });
  });

  it('ends in no order where the money was quicker: all of it goes back, the stock once, and no seller hears of it', async () => {
    const placed = await buy(room, [['rice', 2]]);
    const { id } = placed.orders[0];
    await cancel(id);
    await pay(room, placed);
    await pay(room, placed);
    await close(placed.checkoutId);
    expect(await orderRow(room, id)).toMatchObject({
      state: 'cancelled',
      cancelReason: 'paid-after-cancel',
      paidFen: 12400,
      refundDueFen: 12400,
    });
    expect(
      (
        await room.graph<any>(
          buyer,
          'query($id: ID!) { order(id: $id) { cancelNote cancelReason availableActions { action } } }',
          { id },
        )
      ).order,
    ).toEqual({ cancelNote: REASON, cancelReason: '买家取消；取消后到账的货款原路退回', availableActions: [] });
    expect(await room.published('orders.refund-due.v1')).toMatchObject([
      { refundKey: `cancel:${id}`, amountFen: 12400, reason: 'paid-after-cancel' },
    ]);
    expect(await room.published('orders.order-cancelled.v1')).toMatchObject([
      { orderId: id, reason: 'paid-after-cancel', wasPaid: true },
    ]);
    expect(await room.published('orders.order-paid.v1')).toEqual([]);
    expect(await free()).toBe(50);
    for (const name of ['confirmOrder', 'pickOrder'])
      expect(await act(room, riceSeller, name, { orderId: id })).toMatchObject({ code: 'WRONG_STATE' });
    room.clock.advance(3 * 24 * 60 * MINUTE_MS);
    await room.subgraph.runOnce();
    expect(await room.published('orders.confirmation-due-soon.v1')).toEqual([]);
    expect(await orderRow(room, id)).toMatchObject({ state: 'cancelled', confirmedAtMs: null });
  });

  it('is one of two of a checkout: the other, paid for and not cancelled, is bought', async () => {
    const placed = await buy(room, [
      ['rice', 1],
      ['honey', 1],
    ]);
    const [rice, honey] = placed.orders;
    await cancel(rice.id);
    expect(await orderRow(room, honey.id)).toMatchObject({ state: 'closing', cancelWishedAtMs: null });
    await pay(room, placed);
    expect(await orderRow(room, rice.id)).toMatchObject({ state: 'cancelled', refundDueFen: rice.totalFen });
    expect(await orderRow(room, honey.id)).toMatchObject({ state: 'paid', cancelReason: null, refundDueFen: 0 });
    expect(await room.published('orders.order-paid.v1')).toMatchObject([{ orderId: honey.id }]);
    expect([await free('rice'), await free('honey')]).toEqual([50, 19]);
  });

  it('is both of a checkout, each cancelled by itself while the provider is being asked', async () => {
    const placed = await buy(room, [
      ['rice', 1],
      ['honey', 1],
    ]);
    const [rice, honey] = placed.orders;
    await cancel(rice.id);
    const offered = (
      await room.graph<any>(buyer, 'query($id: ID!) { order(id: $id) { availableActions { action } } }', {
        id: honey.id,
      })
    ).order.availableActions;
    expect(offered).toEqual([{ action: 'CANCEL' }]);
    expect(await cancel(honey.id)).toMatchObject({ state: 'CLOSING', availableActions: [] });
    expect(await cancel(honey.id)).toMatchObject({ code: 'WRONG_STATE' });
    await pay(room, placed);
    for (const { id, totalFen } of placed.orders)
      expect(await orderRow(room, id)).toMatchObject({ state: 'cancelled', refundDueFen: totalFen });
    expect([await free('rice'), await free('honey')]).toEqual([50, 20]);
  });

  it('is past its time already, but may have been paid: a wish that is accepted then holds as well', async () => {
    const placed = await buy(room, [['rice', 1]]);
    const { id, totalFen } = placed.orders[0];
    room.clock.advance(31 * MINUTE_MS);
    await room.subgraph.runOnce();
    expect(await cancel(id)).toMatchObject({ state: 'CLOSING' });
    await pay(room, placed);
    expect(await orderRow(room, id)).toMatchObject({ state: 'cancelled', paidFen: totalFen, refundDueFen: totalFen });
    expect(await free()).toBe(50);
  });

  it("is cancelled by the provider's word first, and paid all the same: the money goes back", async () => {
    const placed = await buy(room, [['rice', 1]]);
    const { id, totalFen } = placed.orders[0];
    await cancel(id);
    await close(placed.checkoutId);
    await pay(room, placed);
    expect(await orderRow(room, id)).toMatchObject({
      state: 'cancelled',
      cancelReason: 'buyer',
      refundDueFen: totalFen,
    });
    expect(await room.published('orders.refund-due.v1')).toMatchObject([
      { refundKey: `late:${id}`, amountFen: totalFen },
    ]);
    expect(await free()).toBe(50);
  });

  it('answers a repeated request the same, also when the money has come meanwhile', async () => {
    const placed = await buy(room, [['rice', 1]]);
    const { id } = placed.orders[0];
    const requestId = newRequest();
    await cancel(id, buyer, requestId);
    await pay(room, placed);
    expect(await cancel(id, buyer, requestId)).toMatchObject({ state: 'CANCELLED' });
    expect(await room.published('orders.refund-due.v1')).toHaveLength(1);
  });

  it('and the money of many orders come at the same moment: each is refunded or bought, none both', async () => {
    const buyers = Array.from({ length: 12 }, (_, i) => account(`buyer-${i}`, { role: 'consumer' }));
    room.world.streetOf = (accountId) => `${accountId}街1号`;
    const all = await Promise.all(buyers.map((one) => buy(room, [['rice', 1]], one)));
    const answers = await Promise.all(
      all.map(async (placed, i) => {
        const wish = () => cancel(placed.orders[0].id, buyers[i]);
        return i % 2 ? (await pay(room, placed), wish()) : (await Promise.all([wish(), pay(room, placed)]))[0];
      }),
    );
    for (const [i, placed] of all.entries()) {
      const row = await orderRow(room, placed.orders[0].id);
      expect(answers[i]).toMatchObject({ __typename: 'Order' });
      expect(row).toMatchObject({ state: 'cancelled', paidFen: 6600, refundDueFen: 6600, confirmedAtMs: null });
    }
    expect(await free()).toBe(50);
  });
});
