import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildSubgraph } from '@heitu/kit/serving/subgraph';
import { orders } from './index.ts';
import {
  act,
  buyer,
  honeySeller,
  makeQuote,
  openOrders,
  otherBuyer,
  pay,
  peer,
  place,
  riceSeller,
  stockFaults,
  takeOverAndDeliver,
  type Room,
} from './orders.fixture.ts';

describe('an order from cart to completion', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice-2', 50, '2027-10-01');
    await room.release('rice', 'lot-rice-1', 3, '2027-03-01');
    await room.release('honey', 'lot-honey', 20, null);
  });
  afterEach(async () => {
    expect(await stockFaults(room)).toEqual([]);
    await room.close();
  });

  it('builds with a rule for every field', () => {
    const { permissionRows, sdl } = buildSubgraph(orders);
    expect(permissionRows.filter((row) => row.rule === 'nobody').map((row) => `${row.type}.${row.field}`)).toEqual([]);
    expect(sdl).toContain('union PlaceOrderResult = OrderPlaced | PlaceOrderRefused');
  });

  it('goes from a cart of two sellers to two paid, picked, delivered and completed orders [7.3.5.e] [7.5.w]', async () => {
    const SET = `mutation($input: SetCartLineInput!) { setCartLine(input: $input) { __typename ... on Cart { lines { sku { id } quantity } } } }`;
    await room.graph(buyer, SET, { input: { skuId: 'rice', quantity: 1 } });
    await room.graph(buyer, SET, { input: { skuId: 'rice', quantity: 5 } });
    const { setCartLine } = await room.graph<any>(buyer, SET, { input: { skuId: 'honey', quantity: 2 } });
    expect(setCartLine.lines).toEqual([
      { sku: { id: 'rice' }, quantity: 5 },
      { sku: { id: 'honey' }, quantity: 2 },
    ]);

    const quote = await makeQuote(room, null);
    expect(quote).toMatchObject({
      goodsFen: 5 * 5800 + 2 * 4900,
      deliveryFen: 1600,
      totalFen: 5 * 5800 + 2 * 4900 + 1600,
    });
    expect(quote.sellers[0]).toMatchObject({
      shop: { id: 'shop-rice' },
      deliveryService: '乡脉快递 常温配送，约48小时送达',
      confirmWithin: '一个工作日内',
      lines: [{ labelVersion: 3, unitFen: 5800 }],
    });

    const placed = await place(room, quote);
    expect(placed).toMatchObject({
      totalFen: quote.totalFen,
      payDueAt: '2026-11-25T02:15:00.000Z',
      orders: [{ state: 'AWAITING_PAYMENT', stateLabel: '待付款' }, { state: 'AWAITING_PAYMENT' }],
    });
    expect((await room.graph<any>(buyer, '{ cart { lines { quantity } } }')).cart.lines).toEqual([]);
    const [rice, honey] = placed.orders;

    const checkout = `query($id: ID!) { checkoutForPayment(checkoutId: $id) { buyerAccountId state totalFen dueAtMs orders { orderId totalFen title } } }`;
    expect(
      (await room.graph<any>(peer('payments'), checkout, { id: placed.checkoutId })).checkoutForPayment,
    ).toMatchObject({
      buyerAccountId: 'buyer',
      state: 'open',
      totalFen: quote.totalFen,
      dueAtMs: String(Date.parse('2026-11-25T02:15:00Z')),
      orders: [{ orderId: rice.id, title: '商品rice 5千克' }, { orderId: honey.id }],
    });
    await pay(room, placed);
    expect(await room.published('orders.order-paid.v1')).toMatchObject([
      { orderId: rice.id, partyId: 'party-rice', confirmDueAtMs: Date.parse('2026-11-26T02:00:00Z') },
      { orderId: honey.id, partyId: 'party-honey' },
    ]);

    expect((await act(room, honeySeller, 'confirmOrder', { orderId: rice.id })).code).toBe('NOT_FOUND');
    expect(await act(room, riceSeller, 'confirmOrder', { orderId: rice.id })).toMatchObject({
      state: 'CONFIRMED',
      availableActions: [{ action: 'CANCEL' }, { action: 'PICK', label: '拣货出库' }],
    });
    expect(await act(room, honeySeller, 'confirmOrder', { orderId: honey.id })).toMatchObject({ state: 'CONFIRMED' });
    expect(await act(room, riceSeller, 'pickOrder', { orderId: rice.id })).toMatchObject({
      state: 'READY',
      availableActions: [],
    });
    const [ready] = await room.published('orders.order-ready.v1');
    expect(ready).toMatchObject({
      orderId: rice.id,
      afterSaleId: null,
      carrierPartyId: 'party-carrier',
      deliverByMs: room.clock.now() + 48 * 3_600_000,
      toDivisionCode: '230102',
      deliveryFen: 800,
      goodsFen: 29000,
      lines: [
        {
          skuId: 'rice',
          units: 5,
          weightGrams: 26000,
          valueFen: 29000,
          lots: [
            { lotId: 'lot-rice-1', units: 3, expiresOn: '2027-03-01' },
            { lotId: 'lot-rice-2', units: 2 },
          ],
        },
      ],
    });
    expect(JSON.stringify(ready)).not.toContain('13812345678');

    const recipient = `query($id: ID!) { recipientForShipment(orderId: $id) { name phone divisionCode } }`;
    expect((await room.graph<any>(peer('logistics'), recipient, { id: rice.id })).recipientForShipment).toEqual({
      name: '王小明',
      phone: '13812345678',
      divisionCode: '230102',
    });
    await takeOverAndDeliver(room, rice.id, null);

    const seen = await room.graph<any>(
      buyer,
      `{ orders { edges { node { id state availableActions { action } recipient { name phone } lines { quantity claimableUnits lots { lotCode units } } } } } }`,
    );
    expect(seen.orders.edges[1].node).toEqual({
      id: rice.id,
      state: 'DELIVERED',
      availableActions: [{ action: 'REQUEST_AFTER_SALE' }, { action: 'WEIGH' }],
      recipient: { name: '王小明', phone: '13812345678' },
      lines: [
        {
          quantity: 5,
          claimableUnits: 5,
          lots: [
            { lotCode: 'L-lot-rice-1', units: 3 },
            { lotCode: 'L-lot-rice-2', units: 2 },
          ],
        },
      ],
    });
    const masked = await room.graph<any>(
      riceSeller,
      `{ sellerOrders(state: DELIVERED) { edges { node { id recipient { name phone address } } } } }`,
    );
    expect(masked.sellerOrders.edges).toEqual([
      { node: { id: rice.id, recipient: { name: '王**', phone: '138****5678', address: '黑龙江省哈尔****' } } },
    ]);
    expect(await room.graph<any>(otherBuyer, `{ order(id: "${rice.id}") { id } orders { edges { cursor } } }`)).toEqual(
      { order: null, orders: { edges: [] } },
    );

    room.clock.set('2026-12-02T15:59:00Z');
    await room.subgraph.runOnce();
    expect(await room.published('orders.order-completed.v1')).toEqual([]);
    room.clock.set('2026-12-02T16:00:00Z');
    await room.subgraph.runOnce();
    expect(await room.published('orders.order-completed.v1')).toMatchObject([
      { orderId: rice.id, totalFen: 29800, refundedFen: 0, checkoutId: placed.checkoutId },
    ]);
  });
});
