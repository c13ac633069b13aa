import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { afterSaleLifecycle } from './after-sale/after-sale.lifecycle.ts';
import {
  BRING_WORKING_DAYS,
  CHECK_WORKING_DAYS,
  COLLECT_WORKING_DAYS,
  SEND_ANEW_WORKING_DAYS,
} from './after-sale/after-sale.policy.ts';
import { orders } from './index.ts';
import { jobs } from './jobs.ts';
import { checkoutLifecycle, orderLifecycle, orderRefundLifecycle } from './order/order.lifecycle.ts';
import {
  BRING_BACK_WORKING_DAYS,
  CLOSE_PAYMENT_MS,
  DELIVER_WORKING_DAYS,
  FETCH_WORKING_DAYS,
  PICK_WORKING_DAYS,
} from './order/waiting.policy.ts';
import {
  act,
  buy,
  buyer,
  deliverOne,
  makeQuote,
  newRequest,
  openOrders,
  orderRow,
  pay,
  riceSeller,
  takeOverAndDeliver,
  type Room,
} from './orders.fixture.ts';

describe('the lifecycles of orders', () => {
  it('name jobs that there are', () => {
    const named = (orders.lifecycles ?? []).flatMap(({ lifecycle }) =>
      Object.values(lifecycle.states).flatMap((state) =>
        'then' in state && 'job' in state.then ? [state.then.job] : [],
      ),
    );
    expect([...new Set(named)]).toEqual([
      'expire-checkouts',
      'lapse-unconfirmed',
      'complete-orders',
      'answer-after-sales',
      'end-after-sales',
      'drop-stale-quotes',
      'end-recalls',
    ]);
    expect(jobs.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
  });
});

describe('what waits in the orders room', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 50);
  });
  afterEach(() => room.close());
  const run = (job: string) => room.subgraph.runOnce(job);
  const checkoutRow = (id: string) =>
    room.context().rows.selectFrom('Checkout').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const afterSaleRow = (id: string) =>
    room.context().rows.selectFrom('AfterSale').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  /** On whose desks an order lies at the moment it is due, and right after it. */
  const orderDesks = async (id: string, dueAtMs: number) => {
    const row = await orderRow(room, id);
    expect(orderLifecycle.dueAtMs(row)).toBe(dueAtMs);
    return [orderLifecycle.desks(row, dueAtMs), orderLifecycle.desks(row, dueAtMs + 1)];
  };
  const requestDesks = async (id: string, dueAtMs: number) => {
    const row = await afterSaleRow(id);
    expect(afterSaleLifecycle.dueAtMs(row)).toBe(dueAtMs);
    return [afterSaleLifecycle.desks(row, dueAtMs), afterSaleLifecycle.desks(row, dueAtMs + 1)];
  };
  const claim = async (orderId: string, lineId: string, kind: string, cause = 'QUALITY'): Promise<string> => {
    const lines = [{ lineId, quantity: 1 }];
    const input = { requestId: newRequest(), orderId, kind, cause, reason: '坏了', lines };
    return (await act(room, buyer, 'requestAfterSale', input)).id;
  };
  const handOver = (afterSaleId: string, atMs: number) =>
    room.tell('logistics.collection-handed-over.v1', {
      collectionId: 'collection',
      orderId: 'order',
      afterSaleId,
      conditionOk: true,
      note: '',
      atMs,
    });

  it('closes an unpaid order when its time is over, not before, and shows it to finance where that takes a day', async () => {
    const placed = await buy(room, [['rice', 1]]);
    const { id } = placed.orders[0];
    const { dueAtMs } = await checkoutRow(placed.checkoutId);
    expect(orderLifecycle.dueAtMs(await orderRow(room, id))).toBe(dueAtMs);
    room.clock.advance(dueAtMs - room.clock.now() - 1);
    await run('expire-checkouts');
    expect((await orderRow(room, id)).state).toBe('awaiting-payment');
    room.clock.advance(1);
    await run('expire-checkouts');
    const { placedAtMs } = await orderRow(room, id);
    expect(await orderDesks(id, placedAtMs + CLOSE_PAYMENT_MS)).toEqual([['provider'], ['provider', 'finance']]);
    const checkout = await checkoutRow(placed.checkoutId);
    expect(checkout.state).toBe('closing');
    expect(checkoutLifecycle.desks(checkout, dueAtMs + CLOSE_PAYMENT_MS + 1)).toEqual(['provider', 'finance']);
  });

  it('shows an order to the operator where its seller does not send it, or its carrier does not deliver it', async () => {
    const placed = await buy(room, [['rice', 1]]);
    const { id } = placed.orders[0];
    await pay(room, placed);
    const fromMs = room.clock.now();
    await act(room, riceSeller, 'confirmOrder', { orderId: id });
    const late = (desk: string) => [[desk], [desk, 'operator-admin']];
    expect(await orderDesks(id, addWorkingDays(fromMs, PICK_WORKING_DAYS))).toEqual(late('seller'));
    await act(room, riceSeller, 'pickOrder', { orderId: id });
    expect(await orderDesks(id, addWorkingDays(fromMs, FETCH_WORKING_DAYS))).toEqual(late('carrier'));
    const shipment = { shipmentId: 'shipment', orderId: id, carrierPartyId: 'party-carrier', lots: [] };
    const takenOverAtMs = fromMs + 5 * MINUTE_MS;
    await room.tell('logistics.shipment-taken-over.v1', {
      ...shipment,
      afterSaleId: null,
      handoverId: 'handover',
      trackingNumber: 'T1',
      atMs: takenOverAtMs,
      productTemperatureCelsius: null,
    });
    expect(await orderDesks(id, addWorkingDays(takenOverAtMs, DELIVER_WORKING_DAYS))).toEqual(late('carrier'));
    const refusedAtMs = takenOverAtMs + DAY_MS;
    await room.tell('logistics.shipment-refused.v1', { ...shipment, reason: '不要了', atMs: refusedAtMs });
    expect((await orderRow(room, id)).state).toBe('coming-back');
    expect(await orderDesks(id, addWorkingDays(refusedAtMs, BRING_BACK_WORKING_DAYS))).toEqual(late('carrier'));
  });

  it('shows a return to the operator where its courier keeps it, and a late refund to finance', async () => {
    const order = await deliverOne(room, [['rice', 2]]);
    const id = await claim(order.id, order.lines[0].id, 'RETURN');
    const nowMs = room.clock.now();
    await act(room, riceSeller, 'decideAfterSale', { afterSaleId: id, accept: true });
    const late = (desk: string) => [[desk], [desk, 'operator-admin']];
    expect(await requestDesks(id, addWorkingDays(nowMs, COLLECT_WORKING_DAYS))).toEqual([['carrier'], ['carrier']]);
    await room.tell('logistics.collection-taken.v1', {
      collectionId: 'collection',
      orderId: order.id,
      afterSaleId: id,
      atMs: nowMs,
    });
    expect(await requestDesks(id, addWorkingDays(nowMs, BRING_WORKING_DAYS))).toEqual(late('courier'));
    await handOver(id, nowMs + MINUTE_MS);
    expect(await requestDesks(id, addWorkingDays(nowMs + MINUTE_MS, CHECK_WORKING_DAYS))).toEqual([
      ['seller'],
      ['seller'],
    ]);
    await act(room, riceSeller, 'acceptReturn', { afterSaleId: id, accepted: true });
    const refund = await room.context().rows.selectFrom('OrderRefund').selectAll().executeTakeFirstOrThrow();
    expect(await requestDesks(id, refund.dueAtMs)).toEqual([['provider'], ['provider', 'finance']]);
    expect(orderRefundLifecycle.desks(refund, refund.dueAtMs + 1)).toEqual(['provider', 'finance']);
    await room.tell('payments.refund-completed.v1', {
      refundId: 'refund',
      refundKey: refund.refundKey,
      orderId: order.id,
      afterSaleId: id,
      amountFen: refund.amountFen,
      atMs: nowMs + DAY_MS,
      inTime: true,
    });
    expect((await afterSaleRow(id)).state).toBe('refunded');
    const arrived = await room.context().rows.selectFrom('OrderRefund').selectAll().executeTakeFirstOrThrow();
    expect(orderRefundLifecycle.stateOf(arrived)).toBe('arrived');
    expect(orderRefundLifecycle.desks(arrived, refund.dueAtMs + 1)).toEqual([]);
  });

  it('shows an exchange to the operator where it does not arrive; a refund without goods is due from its answer', async () => {
    const order = await deliverOne(room, [['rice', 2]]);
    const nowMs = room.clock.now();
    const id = await claim(order.id, order.lines[0].id, 'EXCHANGE');
    await act(room, riceSeller, 'decideAfterSale', { afterSaleId: id, accept: true });
    await handOver(id, nowMs);
    await act(room, riceSeller, 'acceptReturn', { afterSaleId: id, accepted: true });
    const dueAtMs = addWorkingDays(nowMs, SEND_ANEW_WORKING_DAYS);
    expect(await requestDesks(id, dueAtMs)).toEqual([['carrier'], ['carrier', 'operator-admin']]);
    await takeOverAndDeliver(room, order.id, id);
    expect((await afterSaleRow(id)).state).toBe('exchanged');
    const refundOnly = await claim(order.id, order.lines[0].id, 'REFUND_ONLY');
    await act(room, riceSeller, 'decideAfterSale', { afterSaleId: refundOnly, accept: true });
    const refund = await room.context().rows.selectFrom('OrderRefund').selectAll().executeTakeFirstOrThrow();
    expect(await requestDesks(refundOnly, refund.dueAtMs)).toEqual([['provider'], ['provider', 'finance']]);
  });

  it('forgets an offer that nobody used a day after it ran out, not a moment before', async () => {
    const quote = await makeQuote(room, [['rice', 1]]);
    const forgetAtMs = Date.parse(quote.expiresAt) + DAY_MS;
    const left = () => room.context().rows.selectFrom('Quote').select('id').execute();
    room.clock.advance(forgetAtMs - room.clock.now());
    await run('drop-stale-quotes');
    expect(await left()).toHaveLength(1);
    room.clock.advance(1);
    await run('drop-stale-quotes');
    expect(await left()).toEqual([]);
  });
});
