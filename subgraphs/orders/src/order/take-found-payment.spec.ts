import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import {
  act,
  buy,
  buyer,
  newRequest,
  openOrders,
  orderRow,
  otherBuyer,
  pay,
  riceSeller,
  stockFaults,
  type Room,
} from '../orders.fixture.ts';

/** The operator found at the provider what was paid for a checkout, a day later. */
describe('a payment that reconciliation found [9.2.cp]', () => {
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
  const stateOfCheckout = async (id: string) =>
    (await room.context().rows.selectFrom('Checkout').select('state').where('id', '=', id).executeTakeFirstOrThrow())
      .state;
  const stock = (skuId = 'rice') =>
    room
      .context()
      .rows.selectFrom('Stock')
      .select(['free', 'held'])
      .where('skuId', '=', skuId)
      .executeTakeFirstOrThrow();
  const found = (placed: any, wanted: 'order' | 'refund') =>
    room.tell('payments.payment-found.v1', {
      paymentId: 'payment',
      checkoutId: placed.checkoutId,
      paidAtMs: room.clock.now() - DAY_MS,
      wanted,
      orders: placed.orders.map((order: any) => ({ orderId: order.id, paidFen: order.totalFen })),
    });
  /** Placed, not paid as far as we know, and closed. */
  const closedUnpaid = async (lines: [string, number][] = [['rice', 2]]) => {
    const placed = await buy(room, lines);
    room.clock.advance(31 * MINUTE_MS);
    await room.subgraph.runOnce();
    await room.tell('payments.payment-closed.v1', { checkoutId: placed.checkoutId });
    room.clock.advance(DAY_MS);
    return placed;
  };

  it('buys the order after all where its goods are still there, with a new working day to confirm it [7.5.w]', async () => {
    const placed = await closedUnpaid();
    const { id } = placed.orders[0];
    await found(placed, 'order');
    await found(placed, 'order');
    expect(await orderRow(room, id)).toMatchObject({
      state: 'paid',
      paidFen: 12400,
      refundDueFen: 0,
      cancelReason: null,
      cancelledAtMs: null,
    });
    expect((await orderRow(room, id)).confirmDueAtMs).toBeGreaterThan(room.clock.now());
    expect([await stateOfCheckout(placed.checkoutId), await stock()]).toEqual(['paid', { free: 48, held: 2 }]);
    expect(await room.published('orders.order-paid.v1')).toMatchObject([
      { orderId: id, isRevived: true, confirmDueAtMs: (await orderRow(room, id)).confirmDueAtMs },
    ]);
    expect(await room.published('orders.refund-due.v1')).toEqual([]);
    expect(await act(room, riceSeller, 'confirmOrder', { orderId: id })).toMatchObject({ state: 'CONFIRMED' });
    expect(await act(room, riceSeller, 'pickOrder', { orderId: id })).toMatchObject({ state: 'READY' });
  });

  it('gives the money back where others have bought the goods meanwhile, order by order', async () => {
    const placed = await closedUnpaid([
      ['rice', 2],
      ['honey', 1],
    ]);
    // A quarter of the stock each, paid as they go.
    const others = await buy(room, [['rice', 12]], otherBuyer);
    for (const [i, quantity] of [12, 12, 12, 1].entries()) {
      await pay(room, await buy(room, [['rice', quantity]], account(`neighbour-${i}`, { role: 'consumer' })));
    }
    await found(placed, 'order');
    const byTitle = Object.fromEntries(
      await Promise.all(
        placed.orders.map(async ({ id }: any) => {
          const row = await orderRow(room, id);
          return [row.shopId, row];
        }),
      ),
    );
    expect(byTitle['shop-rice']).toMatchObject({ state: 'cancelled', paidFen: 12400, refundDueFen: 12400 });
    expect(byTitle['shop-honey']).toMatchObject({ state: 'paid', refundDueFen: 0 });
    expect(await room.published('orders.refund-due.v1')).toMatchObject([
      { refundKey: `late:${byTitle['shop-rice'].id}`, amountFen: 12400, reason: 'payment-found' },
    ]);
    expect([await stock(), await stock('honey')]).toEqual([
      { free: 1, held: 49 },
      { free: 19, held: 1 },
    ]);
    expect((await orderRow(room, others.orders[0].id)).state).toBe('awaiting-payment');
  });

  it('gives it back where a lot was stopped or the address is gone', async () => {
    const [stopped, erased] = [await closedUnpaid(), await closedUnpaid([['honey', 1]])];
    await room.tell('catalog.sku-sale-changed.v1', {
      skuId: 'rice',
      productId: 'product-rice',
      shopId: 'shop-rice',
      onSale: false,
      reason: '下架',
    });
    await room
      .context()
      .rows.updateTable('Order')
      .set({ recipientSealed: null })
      .where('id', '=', erased.orders[0].id)
      .execute();
    for (const placed of [stopped, erased]) {
      await found(placed, 'order');
      expect(await orderRow(room, placed.orders[0].id)).toMatchObject({
        state: 'cancelled',
        refundDueFen: placed.orders[0].totalFen,
      });
    }
    expect(await room.published('orders.order-paid.v1')).toEqual([]);
  });

  it('gives back what its buyer cancelled, though an order is wanted', async () => {
    const placed = await buy(room, [['rice', 2]]);
    const { id } = placed.orders[0];
    await act(room, buyer, 'cancelOrder', { requestId: newRequest(), orderId: id, reason: '不要了' });
    await room.tell('payments.payment-closed.v1', { checkoutId: placed.checkoutId });
    await found(placed, 'order');
    expect(await orderRow(room, id)).toMatchObject({ state: 'cancelled', paidFen: 12400, refundDueFen: 12400 });
    expect(await stock()).toEqual({ free: 50, held: 0 });
  });

  it('pays an order that still waits, or ends it and gives back, as is wanted', async () => {
    const [wanted, unwanted] = [await buy(room, [['rice', 1]]), await buy(room, [['rice', 1]])];
    await found(wanted, 'order');
    await found(unwanted, 'refund');
    expect(await orderRow(room, wanted.orders[0].id)).toMatchObject({ state: 'paid', refundDueFen: 0 });
    expect(await orderRow(room, unwanted.orders[0].id)).toMatchObject({
      state: 'cancelled',
      cancelReason: 'payment-found',
      refundDueFen: 6600,
    });
    expect([await stateOfCheckout(wanted.checkoutId), await stateOfCheckout(unwanted.checkoutId)]).toEqual([
      'paid',
      'paid',
    ]);
    expect(await room.published('orders.order-cancelled.v1')).toMatchObject([
      { orderId: unwanted.orders[0].id, reason: 'payment-found', wasPaid: true },
    ]);
    expect(await stock()).toEqual({ free: 49, held: 1 });
  });

  it('changes nothing about an order that is paid already, and believes no other amount', async () => {
    const placed = await buy(room, [['rice', 1]]);
    await pay(room, placed);
    await found(placed, 'refund');
    expect(await orderRow(room, placed.orders[0].id)).toMatchObject({ state: 'paid', refundDueFen: 0 });
    await expect(found({ ...placed, orders: [{ id: placed.orders[0].id, totalFen: 1 }] }, 'refund')).rejects.toThrow(
      'were paid',
    );
  });
});
