import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { DOOR_FEN_MAX } from '../quote/quote.policy.ts';
import {
  act,
  buyer,
  freeUnits,
  makeQuote,
  openOrders,
  orderRow,
  pay,
  place,
  riceSeller,
  stockFaults,
  type Room,
} from '../orders.fixture.ts';

describe('an order that is paid at the door', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 500);
    await room.release('honey', 'lot-honey', 50);
    room.world.shops['shop-rice'] = { ...room.world.shops['shop-rice']!, paysAtDoor: true };
    const { offer } = room.world;
    room.world.offer = (request) => ({ ...offer(request), collectsPayment: true });
  });
  afterEach(async () => {
    expect(await stockFaults(room)).toEqual([]);
    await room.close();
  });
  const offered = async (lines: [string, number][]) => {
    const { id } = await makeQuote(room, lines);
    const { quote } = await room
      .context()
      .rows.selectFrom('Quote')
      .select('parcels as quote')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return JSON.parse(quote).map((parcel: any) => parcel.paysAtDoor);
  };
  const atDoor = async (lines: [string, number][] = [['rice', 2]]) =>
    place(room, await makeQuote(room, lines), buyer, { payAtDoor: true });
  const parcel = (orderId: string) => ({
    shipmentId: 'shipment-1',
    orderId,
    afterSaleId: null,
    carrierPartyId: 'party-carrier',
    paysAtDoor: true,
    lots: [],
  });
  const takenOver = async (lines?: [string, number][]) => {
    const placed = await atDoor(lines);
    const orderId = placed.orders[0].id as string;
    await act(room, riceSeller, 'confirmOrder', { orderId });
    await act(room, riceSeller, 'pickOrder', { orderId });
    await room.tell('logistics.shipment-taken-over.v1', {
      ...parcel(orderId),
      handoverId: 'handover',
      trackingNumber: 'T1',
      atMs: room.clock.now(),
      productTemperatureCelsius: null,
    });
    return { ...placed, orderId };
  };
  const refusedAtDoor = (orderId: string) =>
    room.tell('logistics.shipment-refused.v1', { ...parcel(orderId), reason: 'changed-mind', atMs: room.clock.now() });
  const returned = (orderId: string) =>
    room.tell('logistics.shipment-returned.v1', {
      ...parcel(orderId),
      resellable: true,
      atMs: room.clock.now(),
      lots: [{ lotId: 'lot-rice', units: 2 }],
    });
  const refunds = () => room.published<any>('orders.refund-due.v1');

  it('is offered where seller and carrier agreed to it, for one parcel, and up to an amount [8.5.3.ca]', async () => {
    expect(await offered([['rice', 1]])).toEqual([true]);
    expect(await offered([['honey', 1]])).toEqual([false]);
    expect((await atDoor([['honey', 1]])).code).toBe('NOT_AT_DOOR');
    expect(
      (
        await atDoor([
          ['rice', 1],
          ['honey', 1],
        ])
      ).code,
    ).toBe('NOT_AT_DOOR');
    room.world.skus['rice'] = { ...room.world.skus['rice']!, retailFen: DOOR_FEN_MAX };
    expect(await atDoor([['rice', 1]])).toMatchObject({ code: 'NOT_AT_DOOR', clause: '8.5.3.ca' });
    room.world.skus['rice'] = { ...room.world.skus['rice']!, retailFen: DOOR_FEN_MAX - 800 };
    expect((await atDoor([['rice', 1]])).__typename).toBe('OrderPlaced');
    expect(await room.context().rows.selectFrom('Order').select('id').execute()).toHaveLength(1);
  });

  it('goes to its seller at once, holds its goods, and no half hour ends it', async () => {
    const placed = await atDoor();
    const orderId = placed.orders[0].id as string;
    expect(await orderRow(room, orderId)).toMatchObject({ state: 'paid', payment: 'at-door', paidFen: 0 });
    expect(await room.published('orders.order-paid.v1')).toMatchObject([{ orderId, paysAtDoor: true }]);
    expect(await freeUnits(room, 'rice')).toBe(498);
    room.clock.advance(2 * HOUR_MS);
    await room.subgraph.runOnce();
    expect(await orderRow(room, orderId)).toMatchObject({ state: 'paid' });
    await act(room, riceSeller, 'confirmOrder', { orderId });
    await act(room, riceSeller, 'pickOrder', { orderId });
    expect(await room.published('orders.order-ready.v1')).toMatchObject([
      { orderId, payment: 'at-door', doorCheckoutId: placed.checkoutId },
    ]);
  });

  it('is paid once when the parcel is there, and then like any other order', async () => {
    const placed = await takenOver();
    await pay(room, placed);
    await pay(room, placed);
    const { totalFen } = await orderRow(room, placed.orderId);
    expect(await orderRow(room, placed.orderId)).toMatchObject({ state: 'in-transit', paidFen: totalFen });
    expect(await room.published('orders.paid-at-door.v1')).toMatchObject([
      { orderId: placed.orderId, paidFen: totalFen },
    ]);
    await room.tell('logistics.shipment-delivered.v1', {
      ...parcel(placed.orderId),
      courierAccountId: 'courier',
      atMs: room.clock.now(),
      inTime: true,
    });
    room.clock.advance(9 * DAY_MS);
    await room.subgraph.runOnce();
    expect(await orderRow(room, placed.orderId)).toMatchObject({ state: 'completed', refundDueFen: 0 });
    expect(await refunds()).toEqual([]);
  });

  it('that is refused unpaid owes nobody anything: its code is closed, its goods are in stock again', async () => {
    const { orderId, checkoutId } = await takenOver();
    await refusedAtDoor(orderId);
    await refusedAtDoor(orderId);
    expect(await room.published('orders.checkout-expired.v1')).toEqual([{ checkoutId }]);
    await room.tell('payments.payment-closed.v1', { checkoutId });
    await returned(orderId);
    expect(await orderRow(room, orderId)).toMatchObject({ state: 'cancelled', paidFen: 0, refundDueFen: 0 });
    expect(await freeUnits(room, 'rice')).toBe(500);
    expect(await refunds()).toEqual([]);
  });

  const CARRIER = 'party-carrier';
  const decidedOf = (orderId: string, carrierPermille: number) =>
    room.tell('trust.claim-decided.v1', {
      claimId: 'k',
      shipmentId: 'shipment-1',
      orderId,
      shares: [
        { part: 'carrier', partyId: CARRIER, permille: carrierPermille, agreed: true },
        { part: 'seller', partyId: 'party-rice', permille: 1000 - carrierPermille, agreed: true },
      ],
    });
  const spoiledAtDoor = (orderId: string) =>
    room.tell('logistics.shipment-refused.v1', {
      ...parcel(orderId),
      reason: 'damaged',
      atMs: room.clock.now(),
      claim: {
        cause: 'damage',
        sellerPartyId: 'party-rice',
        amountFen: 12_400,
        held: [],
        shares: [{ part: 'carrier', partyId: CARRIER, permille: 1000 }],
        clause: '8.4.3.bm',
      },
    });

  it.each([
    ['all of it', 1000, 12_400, 0],
    ['seven tenths of it: the rest is its own loss', 700, 8680, 3720],
  ])(
    'that was spoiled with the carrier before it was paid owes its seller %s [6.6.d]',
    async (_what, permille, owed, own) => {
      const { orderId, checkoutId } = await takenOver();
      await spoiledAtDoor(orderId);
      await room.tell('payments.payment-closed.v1', { checkoutId });
      await room.tell('logistics.shipment-returned.v1', {
        ...parcel(orderId),
        resellable: false,
        saidBySeller: true,
        atMs: room.clock.now(),
        lots: [{ lotId: 'lot-rice', units: 2 }],
      });
      await decidedOf(orderId, permille);
      await decidedOf(orderId, permille);
      expect(await orderRow(room, orderId)).toMatchObject({ state: 'cancelled', totalFen: 12_400, refundDueFen: 0 });
      expect(await refunds()).toEqual([]);
      const settled = await room.published<any>('orders.claim-settled.v1');
      expect(settled).toMatchObject([{ orderId, partyId: 'party-rice', how: 'paid', toSeller: true }]);
      expect(settled[0].shares.map(({ part, amountFen }: any) => [part, amountFen])).toEqual([
        ['carrier', owed],
        ['seller', own],
      ]);
      expect(settled[0].refund).toBeUndefined();
    },
  );

  it.each([
    ['by its contract', 800, 9920],
    ['whole, where nothing is agreed', undefined, 12_400],
  ])(
    'that the carrier lost before it was paid is owed to its seller %s, whatever was claimed [6.6.d]',
    async (_how, carrierPermille, owed) => {
      const { orderId } = await takenOver();
      await spoiledAtDoor(orderId);
      const ended = {
        ...parcel(orderId),
        atMs: room.clock.now(),
        how: 'lost',
        ...(carrierPermille && { carrierPermille }),
      };
      await room.tell('logistics.shipment-ended.v1', ended);
      await room.tell('logistics.shipment-ended.v1', ended);
      expect(await orderRow(room, orderId)).toMatchObject({
        state: 'cancelled',
        cancelReason: 'lost-unpaid',
        paidFen: 0,
      });
      expect(await room.published('orders.order-lost.v1')).toMatchObject([
        { orderId, partyId: 'party-rice', carrierPartyId: CARRIER, amountFen: owed, toSeller: true },
      ]);
      // The claim that waited for it is over.
      expect(await room.published('orders.claim-settled.v1')).toMatchObject([{ orderId, how: 'lost', shares: [] }]);
      expect(await refunds()).toEqual([]);
    },
  );

  it.each(['while it comes back', 'after it is back'] as const)(
    'gives back money that arrives after a refusal, once and to the fen: %s',
    async (when) => {
      const placed = await takenOver();
      const { orderId } = placed;
      await refusedAtDoor(orderId);
      if (when === 'after it is back') await returned(orderId);
      await pay(room, placed);
      await pay(room, placed);
      if (when === 'while it comes back') await returned(orderId);
      const { totalFen } = await orderRow(room, orderId);
      expect(await orderRow(room, orderId)).toMatchObject({
        state: 'cancelled',
        paidFen: totalFen,
        refundDueFen: totalFen,
      });
      expect(await refunds()).toMatchObject([{ orderId, amountFen: totalFen }]);
      expect(await room.published('orders.paid-at-door.v1')).toEqual([]);
    },
  );

  it('that is paid and then refused gives everything back when it is returned', async () => {
    const placed = await takenOver();
    await pay(room, placed);
    await refusedAtDoor(placed.orderId);
    await returned(placed.orderId);
    const { totalFen } = await orderRow(room, placed.orderId);
    expect(await refunds()).toMatchObject([{ orderId: placed.orderId, amountFen: totalFen }]);
  });

  it('that its buyer gives up before it is sent ends without a refund; the seller hears of it', async () => {
    const placed = await atDoor();
    const orderId = placed.orders[0].id as string;
    await act(room, buyer, 'cancelOrder', { requestId: 'cancel', orderId, reason: '不要了' });
    expect(await orderRow(room, orderId)).toMatchObject({ state: 'cancelled' });
    expect(await room.published('orders.order-cancelled.v1')).toMatchObject([{ wasPaid: false, paysAtDoor: true }]);
    expect(await room.published('orders.checkout-expired.v1')).toEqual([{ checkoutId: placed.checkoutId }]);
    expect(await freeUnits(room, 'rice')).toBe(500);
    expect(await refunds()).toEqual([]);
  });

  it('that the carrier loses unpaid costs its buyer nothing: the carrier owes its seller all of it', async () => {
    const { orderId, checkoutId } = await takenOver();
    await room.tell('logistics.shipment-ended.v1', { ...parcel(orderId), how: 'lost', atMs: room.clock.now() });
    expect(await orderRow(room, orderId)).toMatchObject({ state: 'cancelled', cancelReason: 'lost-unpaid' });
    expect(await room.published('orders.order-lost.v1')).toMatchObject([{ amountFen: 12_400, toSeller: true }]);
    expect(await refunds()).toEqual([]);
    expect(await room.published('orders.checkout-expired.v1')).toEqual([{ checkoutId }]);
  });
});
