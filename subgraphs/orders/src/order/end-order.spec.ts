import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ok } from '@heitu/kit/rules/outcome';
import type { OrdersContext } from '../context.ts';
import { endOrder } from './end-order.ts';
import {
  act,
  buy,
  buyer,
  clerk,
  deliverOne,
  freeUnits,
  newRequest,
  openOrders,
  orderRow,
  otherBuyer,
  pay,
  regulator,
  riceSeller,
  honeySeller,
  stockFaults,
  takeOverAndDeliver,
  type Room,
} from '../orders.fixture.ts';
import { NEWCOMER } from './unpaid.policy.ts';

const MINUTE_MS = 60_000;

describe('orders that end otherwise', () => {
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

  it('closes an unpaid checkout after its time, but frees its stock only when the provider says closed', async () => {
    const placed = await buy(room, [
      ['rice', 2],
      ['honey', 1],
    ]);
    room.clock.advance(NEWCOMER.payWithinMs - 1);
    await room.subgraph.runOnce();
    expect(await room.published('orders.checkout-expired.v1')).toEqual([]);
    room.clock.advance(1);
    await room.subgraph.runOnce();
    await room.subgraph.runOnce();
    expect(await room.published('orders.checkout-expired.v1')).toEqual([{ checkoutId: placed.checkoutId }]);
    expect((await orderRow(room, placed.orders[0].id)).state).toBe('closing');
    expect(await free()).toBe(48);
    await close(placed.checkoutId);
    await close(placed.checkoutId);
    expect(await free()).toBe(50);
    expect(await room.published('orders.order-cancelled.v1')).toMatchObject([
      { reason: 'unpaid', wasPaid: false },
      { reason: 'unpaid', wasPaid: false },
    ]);
    expect(await room.published('orders.refund-due.v1')).toEqual([]);
  });

  it('lets money win that arrives while the provider is closing', async () => {
    const placed = await buy(room, [['rice', 2]]);
    room.clock.advance(31 * MINUTE_MS);
    await room.subgraph.runOnce();
    await pay(room, placed);
    await pay(room, placed);
    await close(placed.checkoutId);
    expect(await orderRow(room, placed.orders[0].id)).toMatchObject({
      state: 'paid',
      paidFen: 12400,
      cancelReason: null,
    });
    expect(await room.published('orders.order-paid.v1')).toHaveLength(1);
    expect(await free()).toBe(48);
  });

  it('gives money back that arrived between the look at an order and its end', async () => {
    const placed = await buy(room, [['rice', 2]]);
    const { id } = placed.orders[0];
    const seenUnpaid = await orderRow(room, id);
    await pay(room, placed);
    const context = room.context() as unknown as OrdersContext;
    expect(
      await context.transaction(async (tx) =>
        ok(
          await endOrder(context, tx, seenUnpaid, {
            action: 'lapse',
            reason: 'not-confirmed-in-time',
            note: null,
          }),
        ),
      ),
    ).toEqual({ ok: true, value: true });
    expect(await room.published('orders.refund-due.v1')).toMatchObject([
      { refundKey: `cancel:${id}`, amountFen: 12400 },
    ]);
    expect(await room.published('orders.order-cancelled.v1')).toMatchObject([{ wasPaid: true }]);
    expect(await free()).toBe(50);
  });

  it('gives money back that arrives after the stock was freed', async () => {
    const placed = await buy(room, [['rice', 2]]);
    room.clock.advance(31 * MINUTE_MS);
    await room.subgraph.runOnce();
    await close(placed.checkoutId);
    await pay(room, placed);
    await pay(room, placed);
    const { id } = placed.orders[0];
    expect(await room.published('orders.refund-due.v1')).toMatchObject([
      { refundKey: `late:${id}`, amountFen: 12400, reason: 'paid-too-late' },
    ]);
    expect(await orderRow(room, id)).toMatchObject({ state: 'cancelled', paidFen: 12400, refundDueFen: 12400 });
    expect(await free()).toBe(50);
  });

  it('believes no payment of another amount', async () => {
    const placed = await buy(room, [['rice', 2]]);
    await expect(pay(room, { ...placed, orders: [{ id: placed.orders[0].id, totalFen: 1 }] })).rejects.toThrow(
      'were paid',
    );
    expect((await orderRow(room, placed.orders[0].id)).state).toBe('awaiting-payment');
  });

  it('cancels and refunds an order not confirmed within one working day of being placed, after a reminder [7.5.w]', async () => {
    const placed = await buy(room, [['rice', 2]]);
    const { id } = placed.orders[0];
    room.clock.advance(20 * MINUTE_MS);
    await pay(room, placed);
    room.clock.set('2026-11-25T22:00:00Z');
    await room.subgraph.runOnce();
    await room.subgraph.runOnce();
    expect(await room.published('orders.confirmation-due-soon.v1')).toMatchObject([
      { orderId: id, partyId: 'party-rice', confirmDueAtMs: Date.parse('2026-11-26T02:00:00Z') },
    ]);
    room.clock.set('2026-11-26T02:00:00.001Z');
    expect(await act(room, riceSeller, 'confirmOrder', { orderId: id })).toMatchObject({
      code: 'CONFIRM_TOO_LATE',
      clause: '7.5.w',
    });
    await room.subgraph.runOnce();
    await room.subgraph.runOnce();
    expect(await orderRow(room, id)).toMatchObject({
      state: 'cancelled',
      cancelReason: 'not-confirmed-in-time',
      refundDueFen: 12400,
      refundedFen: 0,
    });
    const [refund, ...more] = await room.published('orders.refund-due.v1');
    expect(more).toEqual([]);
    expect(refund).toMatchObject({
      refundKey: `cancel:${id}`,
      amountFen: 12400,
      dueAtMs: Date.parse('2026-12-01T02:00:00.001Z'),
    });
    expect(await free()).toBe(50);
    const done = {
      refundId: 'r',
      refundKey: `cancel:${id}`,
      orderId: id,
      afterSaleId: null,
      amountFen: 12400,
      atMs: room.clock.now(),
      inTime: true,
    };
    await room.tell('payments.refund-completed.v1', done);
    await room.tell('payments.refund-completed.v1', done);
    expect(await orderRow(room, id)).toMatchObject({ refundedFen: 12400 });
    // The provider takes its word back: it is owed as before, once, until it has arrived after all.
    const { refundId, refundKey, orderId, amountFen, atMs } = done;
    const undone = { refundId, refundKey, orderId, amountFen, atMs };
    await room.tell('payments.refund-undone.v1', undone);
    await room.tell('payments.refund-undone.v1', undone);
    expect(await orderRow(room, id)).toMatchObject({ refundedFen: 0, refundDueFen: 12400 });
    await room.tell('payments.refund-completed.v1', done);
    expect(await orderRow(room, id)).toMatchObject({ refundedFen: 12400, refundDueFen: 12400 });
  });

  it('lets the buyer cancel before and after paying, the seller after, and nobody else', async () => {
    const unpaid = await buy(room, [
      ['rice', 1],
      ['honey', 1],
    ]);
    const reason = '不想要了';
    for (const actor of [otherBuyer, honeySeller])
      expect(
        await act(room, actor, 'cancelOrder', { requestId: newRequest(), orderId: unpaid.orders[0].id, reason }),
      ).toMatchObject({ code: 'NOT_FOUND' });
    expect(
      await act(room, riceSeller, 'cancelOrder', { requestId: newRequest(), orderId: unpaid.orders[0].id, reason }),
    ).toMatchObject({ code: 'WRONG_STATE' });
    expect(
      (
        await room.graphWithErrors(
          regulator,
          `mutation { cancelOrder(input: { requestId: "r", orderId: "o", reason: "x" }) { __typename } }`,
        )
      ).errors![0]!.extensions!['code'],
    ).toBe('FORBIDDEN');
    expect(
      await act(room, buyer, 'cancelOrder', { requestId: newRequest(), orderId: unpaid.orders[0].id, reason }),
    ).toMatchObject({ state: 'CLOSING' });
    expect((await orderRow(room, unpaid.orders[1].id)).state).toBe('closing');
    await close(unpaid.checkoutId);
    expect(await room.published('orders.order-cancelled.v1')).toMatchObject([{ reason: 'buyer' }, { reason: 'buyer' }]);

    const paid = await buy(room, [['rice', 1]]);
    await pay(room, paid);
    const requestId = newRequest();
    const input = { requestId, orderId: paid.orders[0].id, reason };
    expect(await act(room, buyer, 'cancelOrder', input)).toMatchObject({
      state: 'CANCELLED',
      stateLabel: '已取消',
      availableActions: [],
    });
    expect(await act(room, buyer, 'cancelOrder', input)).toMatchObject({ state: 'CANCELLED' });
    const sold = await buy(room, [['rice', 1]]);
    await pay(room, sold);
    await act(room, riceSeller, 'confirmOrder', { orderId: sold.orders[0].id });
    expect(
      await act(room, riceSeller, 'cancelOrder', {
        requestId: newRequest(),
        orderId: sold.orders[0].id,
        reason: '缺货',
      }),
    ).toMatchObject({ state: 'CANCELLED' });
    expect(await room.published('orders.refund-due.v1')).toMatchObject([
      { amountFen: 6600, reason: 'buyer' },
      { amountFen: 6600, reason: 'seller' },
    ]);
    expect(await free()).toBe(50);
    for (const text of ['', 'x'.repeat(201), '\u0000'])
      expect(
        await act(room, buyer, 'cancelOrder', { requestId: newRequest(), orderId: sold.orders[0].id, reason: text }),
      ).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('confirms and picks once, in order, by those with the right', async () => {
    const placed = await buy(room, [['rice', 1]]);
    const orderId = placed.orders[0].id;
    for (const name of ['confirmOrder', 'pickOrder']) {
      expect(await act(room, riceSeller, name, { orderId })).toMatchObject({ code: 'WRONG_STATE' });
      expect(await act(room, clerk, name, { orderId })).toMatchObject({ code: 'NOT_FOUND' });
      expect(await act(room, riceSeller, name, { orderId: '<script>' })).toMatchObject({ code: 'INVALID_INPUT' });
    }
    await pay(room, placed);
    const confirmed = await Promise.all([1, 2, 3].map(() => act(room, riceSeller, 'confirmOrder', { orderId })));
    expect(confirmed.map((answer) => answer.code ?? answer.state).sort()).toEqual([
      'CONFIRMED',
      'WRONG_STATE',
      'WRONG_STATE',
    ]);
    const picked = await Promise.all([1, 2, 3].map(() => act(room, riceSeller, 'pickOrder', { orderId })));
    expect(picked.map((answer) => answer.code ?? answer.state).sort()).toEqual(['READY', 'WRONG_STATE', 'WRONG_STATE']);
    expect(await room.published('orders.order-ready.v1')).toHaveLength(1);
    expect(await act(room, buyer, 'cancelOrder', { requestId: newRequest(), orderId, reason: '太慢' })).toMatchObject({
      code: 'TOO_LATE',
    });
  });

  it('takes refused goods back to their lots and gives the whole payment back', async () => {
    const placed = await buy(room, [['rice', 2]]);
    const orderId = placed.orders[0].id;
    await pay(room, placed);
    await act(room, riceSeller, 'confirmOrder', { orderId });
    await act(room, riceSeller, 'pickOrder', { orderId });
    const shipment = { shipmentId: 's', orderId, carrierPartyId: 'party-carrier', atMs: room.clock.now() };
    await room.tell('logistics.shipment-taken-over.v1', {
      ...shipment,
      handoverId: 'h',
      afterSaleId: null,
      trackingNumber: 't',
      productTemperatureCelsius: null,
      lots: [],
    });
    room.world.noteAtDoor = '箱子压坏了，回电13812345678';
    await room.tell('logistics.shipment-refused.v1', { ...shipment, reason: '包装破损' });
    const { state, cancelNote } = await orderRow(room, orderId);
    expect([state, JSON.stringify(cancelNote).includes('13812345678')]).toEqual(['coming-back', false]);
    expect(
      (await room.graph<any>(buyer, 'query($id: ID!) { order(id: $id) { cancelNote } }', { id: orderId })).order
        .cancelNote,
    ).toBe('包装破损：箱子压坏了，回电13812345678');
    const back = { ...shipment, resellable: true, lots: [{ lotId: 'lot-rice', units: 9 }] };
    await room.tell('logistics.shipment-returned.v1', back);
    await room.tell('logistics.shipment-returned.v1', back);
    expect(await orderRow(room, orderId)).toMatchObject({
      state: 'cancelled',
      cancelReason: 'refused-at-door',
      refundDueFen: 12400,
    });
    expect(await free()).toBe(50);
  });

  it('completes nothing twice and bears reports that come late', async () => {
    const order = await deliverOne(room, [['rice', 1]]);
    room.clock.set('2026-12-03T00:00:00Z');
    await room.subgraph.runOnce();
    await room.subgraph.runOnce();
    await takeOverAndDeliver(room, order.id, null);
    await room.tell('logistics.shipment-refused.v1', {
      shipmentId: 's',
      orderId: order.id,
      carrierPartyId: 'c',
      reason: 'x',
      note: '',
      atMs: 0,
    });
    expect((await orderRow(room, order.id)).state).toBe('completed');
    expect(await room.published('orders.order-completed.v1')).toHaveLength(1);
  });

  it('forgets what no law keeps when an account is erased, and the rest after three years', async () => {
    const kept = await deliverOne(room, [['rice', 1]]);
    const unpaid = await buy(room, [['rice', 1]]);
    await act(room, buyer, 'cancelOrder', { requestId: newRequest(), orderId: unpaid.orders[0].id, reason: 'x' });
    await close(unpaid.checkoutId);
    await room.tell('trust.account-erased.v1', { accountId: 'buyer' });
    expect((await orderRow(room, unpaid.orders[0].id)).recipientSealed).toBeNull();
    expect((await orderRow(room, kept.id)).recipientSealed).not.toBeNull();
    room.clock.set('2026-12-04T00:00:00Z');
    await room.subgraph.runOnce();
    room.clock.set('2029-12-10T00:00:00Z');
    await room.subgraph.runOnce();
    expect((await orderRow(room, kept.id)).recipientSealed).toBeNull();
    const { order } = await room.graph<any>(buyer, `{ order(id: "${kept.id}") { recipient { name } totalFen } }`);
    expect(order).toEqual({ recipient: null, totalFen: 6600 });
  });
});
