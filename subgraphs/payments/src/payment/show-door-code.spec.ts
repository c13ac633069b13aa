import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import { checkoutOf, openPayments, type PaymentsRoom } from '../payments.fixture.ts';

const courier = account('courier', { role: 'courier', partyId: 'carrier-1' });
const SHOW = `mutation { showDoorCode(input: { shipmentId: "p1" }) { __typename
  ... on DoorCode { codeUrl totalFen validUntilAt } ... on ShowDoorCodeRefused { code message clause } } }`;

const SHOW_BOUGHT = `mutation { showBuyingCode(input: { checkoutId: "c1" }) { __typename
  ... on DoorCode { codeUrl totalFen validUntilAt } ... on ShowBuyingCodeRefused { code } } }`;

describe('a code to scan', () => {
  let room: PaymentsRoom;
  const agent = account('keeper', { role: 'station-agent', partyId: 'station-1' });
  const bought = (more: object = {}) =>
    checkoutOf([{ orderId: 'o1', partyId: 'party-1', totalFen: 6000 }], { agentAccountId: agent.id, ...more });
  beforeEach(async () => {
    room = await openPayments();
    room.checkouts.set('c1', bought());
  });
  afterEach(async () => {
    expect((await room.balance()).sumFen).toBe(0);
    await room.close();
  });
  const show = async (who = agent) => (await room.graph<any>(who, SHOW_BOUGHT)).showBuyingCode;

  it('is shown for what an agent of a station has bought for somebody: paid to the seller, once [9.2.cn]', async () => {
    const shown = await Promise.all([show(), show(), show()]);
    expect(new Set(shown.map(({ codeUrl }) => codeUrl)).size).toBe(3);
    expect(shown[0]).toMatchObject({ totalFen: 6000, validUntilAt: '2026-11-25T02:30:00.000Z' });
    expect(await room.rows('Payment')).toMatchObject([{ buyerAccountId: 'buyer' }]);
    room.channel.payerPays('c1');
    expect(await room.notify()).toBe(204);
    expect(await room.booked()).toEqual({ buyers: -6000, 'provider-frozen:party-1': 6000 });
    room.checkouts.set('c1', bought({ state: 'paid' }));
    expect(await show()).toMatchObject({ code: 'ALREADY_PAID' });
  });

  it('is shown to no other agent, not for what its buyer placed, and not when its time is over', async () => {
    expect(await show(account('other', { role: 'station-agent', partyId: 'station-1' }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    room.checkouts.set('c1', bought({ agentAccountId: null }));
    expect(await show()).toMatchObject({ code: 'NOT_FOUND' });
    for (const more of [{ state: 'closing' }, { dueAtMs: String(room.clock.now()) }]) {
      room.checkouts.set('c1', bought(more));
      expect(await show()).toMatchObject({ code: 'CHECKOUT_CLOSED' });
    }
    expect(await room.rows('Payment')).toEqual([]);
  });
});

describe('payment at the door', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    room.checkouts.set('c1', checkoutOf([{ orderId: 'o1', partyId: 'party-1', totalFen: 6000 }], { state: 'at-door' }));
    room.doors.set('p1', { checkoutId: 'c1', isAtDoor: true, isPaid: false });
  });
  afterEach(async () => {
    expect((await room.balance()).sumFen).toBe(0);
    await room.close();
  });
  const show = async (who = courier) => (await room.graph<any>(who, SHOW)).showDoorCode;

  it('is a payment to the seller like any other: the buyer pays to the code, the courier holds no money [9.2.cn]', async () => {
    expect(await show()).toMatchObject({
      totalFen: 6000,
      validUntilAt: new Date(room.clock.now() + 2 * HOUR_MS).toISOString(),
    });
    room.channel.payerPays('c1');
    expect(await room.notify()).toBe(204);
    expect(await room.notify()).toBe(204);
    await room.turn();
    expect(room.eventsOf('payments.payment-settled.v1')).toMatchObject([
      { checkoutId: 'c1', orders: [{ orderId: 'o1', paidFen: 6000 }] },
    ]);
    expect(await room.booked()).toEqual({ buyers: -6000, 'provider-frozen:party-1': 6000 });
    expect(await show()).toMatchObject({ code: 'ALREADY_PAID' });
  });

  it('is one payment however often a code is shown, and the provider is asked where its notice is lost', async () => {
    const codes = [(await show()).codeUrl, (await show()).codeUrl];
    expect(new Set(codes).size).toBe(2);
    expect(await room.rows('Payment')).toHaveLength(1);
    room.channel.payerPays('c1');
    await room.turn();
    expect(await room.rows('Payment')).toMatchObject([{ state: 'paid', buyerAccountId: 'buyer' }]);
  });

  it('can be made although the checkout’s half hour is long over', async () => {
    room.clock.advance(72 * HOUR_MS);
    await show();
    room.channel.payerPays('c1');
    expect(await room.notify()).toBe(204);
    expect(await room.rows('Payment')).toMatchObject([{ state: 'paid' }]);
  });

  it('is asked for by the courier who stands there, once both have looked at the goods', async () => {
    expect(await show(account('other-courier', { role: 'courier', partyId: 'carrier-1' }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    room.doors.set('p1', { checkoutId: 'c1', isAtDoor: false, isPaid: false });
    expect(await show()).toMatchObject({ code: 'NOT_AT_DOOR', clause: '8.5.4.2.ce' });
    room.doors.set('p1', { checkoutId: 'c1', isAtDoor: true, isPaid: true });
    expect(await show()).toMatchObject({ code: 'ALREADY_PAID' });
    for (const state of ['closing', 'closed', 'open']) {
      room.checkouts.set('c1', checkoutOf([{ orderId: 'o1', partyId: 'party-1', totalFen: 6000 }], { state }));
      room.doors.set('p1', { checkoutId: 'c1', isAtDoor: true, isPaid: false });
      expect(await show()).toMatchObject({ code: 'NO_MORE' });
    }
    expect(await room.rows('Payment')).toEqual([]);
  });

  it('ends with its order: a code that was shown is closed at the provider, and money that was quicker is told', async () => {
    await show();
    room.channel.payerPays('c1');
    await room.receive('orders', 'orders.checkout-expired.v1', { checkoutId: 'c1' });
    await room.turn();
    expect(room.eventsOf('payments.payment-closed.v1')).toEqual([]);
    expect(room.eventsOf('payments.payment-settled.v1')).toMatchObject([{ checkoutId: 'c1' }]);
  });

  it('is closed where nobody paid, and no code is shown after that', async () => {
    await show();
    await room.receive('orders', 'orders.checkout-expired.v1', { checkoutId: 'c1' });
    await room.turn();
    expect(room.eventsOf('payments.payment-closed.v1')).toEqual([{ checkoutId: 'c1' }]);
    expect(await show()).toMatchObject({ code: 'NO_MORE' });
  });
});
