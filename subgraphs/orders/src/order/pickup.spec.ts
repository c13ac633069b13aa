import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  act,
  buyer,
  newRequest,
  openOrders,
  orderRow,
  pay,
  place,
  riceSeller,
  STATION,
  stockFaults,
  type Room,
} from '../orders.fixture.ts';

const CARRIER = 'party-carrier';

describe('an order that its buyer fetches at a station [8.1.2.as]', () => {
  let room: Room;
  let orderId: string;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 20);
    const { quote } = await room.graph<any>(
      buyer,
      `mutation($input: QuoteInput!) { quote(input: $input) { ... on Quote { id totalFen canPayAtDoor pickup { stationPartyId name address } sellers { storage deliveryService } } } }`,
      {
        input: {
          requestId: newRequest(),
          addressId: `home-${buyer.id}`,
          lines: [{ skuId: 'rice', quantity: 2 }],
          stationPartyId: STATION.partyId,
        },
      },
    );
    expect(quote).toMatchObject({
      canPayAtDoor: false,
      pickup: { stationPartyId: STATION.partyId, name: '辉煌村服务站', address: '村委会旁' },
      sellers: [{ storage: 'AMBIENT', deliveryService: '乡脉快递 常温配送，约48小时送到辉煌村服务站，到站自提' }],
    });
    const placed = await place(room, quote);
    orderId = placed.orders[0].id;
    await pay(room, placed);
    await act(room, riceSeller, 'confirmOrder', { orderId });
    await act(room, riceSeller, 'pickOrder', { orderId });
  });
  afterEach(async () => {
    expect(await stockFaults(room)).toEqual([]);
    await room.close();
  });

  it('keeps what was chosen, and tells logistics where it goes', async () => {
    const { order } = await room.graph<any>(
      buyer,
      'query($id: ID!) { order(id: $id) { pickup { name address } deliveryService } }',
      { id: orderId },
    );
    expect(order).toEqual({
      pickup: { name: '辉煌村服务站', address: '村委会旁' },
      deliveryService: '乡脉快递 常温配送，约48小时送到辉煌村服务站，到站自提',
    });
    expect(await room.published('orders.order-ready.v1')).toMatchObject([
      { stationPartyId: STATION.partyId, toDivisionCode: STATION.divisionCode },
    ]);
  });

  it('that nobody fetched comes back, and its seller refunds all of it, delivery as well', async () => {
    const parcel = { shipmentId: 's', orderId, carrierPartyId: CARRIER, atMs: room.clock.now() };
    await room.tell('logistics.shipment-refused.v1', { ...parcel, reason: 'unfetched' });
    expect(await orderRow(room, orderId)).toMatchObject({
      state: 'coming-back',
      cancelReason: 'not-fetched',
      refundDueFen: 0,
    });
    await room.tell('logistics.shipment-returned.v1', {
      ...parcel,
      resellable: true,
      lots: [{ lotId: 'lot-rice', units: 2 }],
    });
    const order = await orderRow(room, orderId);
    expect(order).toMatchObject({ state: 'cancelled', cancelReason: 'not-fetched', refundDueFen: order.paidFen });
    expect(order.paidFen).toBe(order.totalFen);
    expect(await room.published('orders.claim-settled.v1')).toEqual([]);
    expect(await room.published('orders.order-cancelled.v1')).toMatchObject([{ reason: 'not-fetched' }]);
  });
});
