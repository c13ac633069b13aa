import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { buy, buyer, freeUnits, openOrders, orderRow, pay, stockFaults, type Room } from '../orders.fixture.ts';
import { confirmDueAtMs } from './order.policy.ts';

describe('an order whose payment is looked at for safety [9.2.cm]', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 50);
  });
  afterEach(async () => {
    expect(await stockFaults(room)).toEqual([]);
    await room.close();
  });
  const free = () => freeUnits(room, 'rice');
  const heldFor = async (hours: number) => {
    const placed = await buy(room, [['rice', 2]], buyer);
    const keepUntilMs = room.clock.now() + hours * HOUR_MS;
    await room.tell('payments.payment-held.v1', { checkoutId: placed.checkoutId, keepUntilMs });
    return { ...placed, orderId: placed.orders[0].id, keepUntilMs };
  };
  const decided = (checkoutId: string, released: boolean, payUntilMs: number) =>
    room.tell('payments.hold-decided.v1', { checkoutId, buyerAccountId: buyer.id, released, payUntilMs });

  it('outlives the half hour with its goods, and its seller has a whole working day once it can be paid', async () => {
    const { orderId, keepUntilMs } = await heldFor(25);
    room.clock.advance(25 * HOUR_MS - 1);
    await room.subgraph.runOnce();
    expect(await orderRow(room, orderId)).toMatchObject({
      state: 'awaiting-payment',
      payDueAtMs: keepUntilMs,
      confirmDueAtMs: confirmDueAtMs(keepUntilMs),
    });
    expect(await free()).toBe(48);
    room.clock.advance(1);
    await room.subgraph.runOnce();
    expect(await orderRow(room, orderId)).toMatchObject({ state: 'closing' });
  });

  it('that is let through can be paid until the time that its buyer was told', async () => {
    const placed = await heldFor(25);
    room.clock.advance(20 * HOUR_MS);
    await decided(placed.checkoutId, true, room.clock.now() + 24 * HOUR_MS);
    room.clock.advance(24 * HOUR_MS - MINUTE_MS);
    await room.subgraph.runOnce();
    await pay(room, placed);
    expect(await orderRow(room, placed.orderId)).toMatchObject({ state: 'paid' });
    await room.subgraph.runOnce();
    expect(await orderRow(room, placed.orderId)).toMatchObject({ state: 'paid' });
  });

  it('that is not let through ends: nothing was paid, and its goods are free when the provider has closed it', async () => {
    const placed = await heldFor(25);
    await decided(placed.checkoutId, false, room.clock.now());
    expect(await orderRow(room, placed.orderId)).toMatchObject({ state: 'closing', cancelReason: 'not-let-through' });
    await room.tell('payments.payment-closed.v1', { checkoutId: placed.checkoutId });
    expect(await orderRow(room, placed.orderId)).toMatchObject({ state: 'cancelled', paidFen: 0, refundDueFen: 0 });
    expect(await free()).toBe(50);
  });

  it('that its buyer gave up is not brought back by what comes later', async () => {
    const placed = await buy(room, [['rice', 2]], buyer);
    room.clock.advance(31 * MINUTE_MS);
    await room.subgraph.runOnce();
    await room.tell('payments.payment-held.v1', {
      checkoutId: placed.checkoutId,
      keepUntilMs: room.clock.now() + HOUR_MS,
    });
    await decided(placed.checkoutId, true, room.clock.now() + HOUR_MS);
    expect(await orderRow(room, placed.orders[0].id)).toMatchObject({ state: 'closing', cancelReason: 'unpaid' });
  });
});
