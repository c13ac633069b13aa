import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { account, PICTURE } from '@heitu/kit/serving/testing';
import {
  act,
  buyer,
  clerk,
  deliverOne,
  honeySeller,
  newRequest,
  openOrders,
  otherBuyer,
  regulator,
  riceSeller,
  stockFaults,
  takeOverAndDeliver,
  type Room,
} from '../orders.fixture.ts';

const DAY_MS = 86_400_000;
const afterSalesClerk = account('clerk-2', { role: 'seller-staff', partyId: 'party-rice', rights: ['after-sales'] });

describe('after-sale', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 20);
    await room.release('beans', 'lot-beans', 20);
    await room.release('goose', 'lot-goose', 20);
  });
  afterEach(async () => {
    expect(await stockFaults(room)).toEqual([]);
    await room.close();
  });
  const order = (id: string) =>
    room.context().rows.selectFrom('Order').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const rice = () =>
    room
      .context()
      .rows.selectFrom('Stock')
      .select(['free', 'held'])
      .where('skuId', '=', 'rice')
      .executeTakeFirstOrThrow();
  const lineOf = async (id: string, skuId: string) =>
    (
      await room
        .context()
        .rows.selectFrom('OrderLine')
        .select('id')
        .where('orderId', '=', id)
        .where('skuId', '=', skuId)
        .executeTakeFirstOrThrow()
    ).id;
  const request = async (orderId: string, skuId: string, quantity: number, more: object = {}, actor = buyer) =>
    act(room, actor, 'requestAfterSale', {
      requestId: newRequest(),
      orderId,
      kind: 'RETURN',
      reason: '不喜欢',
      lines: [{ lineId: await lineOf(orderId, skuId), quantity }],
      ...more,
    });
  const collected = (afterSaleId: string, orderId: string) =>
    room.tell('logistics.collection-handed-over.v1', {
      collectionId: 'collection',
      afterSaleId,
      orderId,
      atMs: room.clock.now(),
      conditionOk: true,
      note: '外箱完好',
    });
  const refunded = (afterSaleId: string, orderId: string, amountFen: number) =>
    room.tell('payments.refund-completed.v1', {
      refundId: 'r',
      refundKey: `after-sale:${afterSaleId}`,
      orderId,
      afterSaleId,
      amountFen,
      atMs: room.clock.now(),
      inTime: true,
    });

  it('returns two of three: asked, agreed, collected, checked on the handover record, refunded [7.6.x-z] [7.6.aa]', async () => {
    const { id } = await deliverOne(room, [['rice', 3]]);
    const asked = await request(id, 'rice', 2);
    expect(asked).toMatchObject({
      state: 'REQUESTED',
      stateLabel: '待商家处理',
      availableActions: [{ action: 'WITHDRAW' }],
    });
    const heard = async (actor: Actor) =>
      (await room.graph<any>(actor, 'query($id: ID!) { afterSale(id: $id) { stateLabel } }', { id: asked.id }))
        .afterSale;
    expect(await heard(afterSalesClerk)).toEqual({ stateLabel: '等您答复' });
    expect(await heard(regulator)).toEqual({ stateLabel: '待商家处理' });
    expect(await act(room, honeySeller, 'decideAfterSale', { afterSaleId: asked.id, accept: true })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await act(room, clerk, 'decideAfterSale', { afterSaleId: asked.id, accept: true })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(
      await act(room, riceSeller, 'decideAfterSale', { afterSaleId: asked.id, accept: false, reason: '不想退' }),
    ).toMatchObject({ code: 'NO_REASON_RETURN_STANDS' });
    expect(await act(room, afterSalesClerk, 'decideAfterSale', { afterSaleId: asked.id, accept: true })).toMatchObject({
      state: 'APPROVED',
    });
    expect(await room.published('orders.collection-due.v1')).toMatchObject([
      {
        afterSaleId: asked.id,
        orderId: id,
        kind: 'return',
        refundFen: 11600,
        carrierPartyId: 'party-carrier',
        lines: [{ skuId: 'rice', units: 2 }],
      },
    ]);
    expect(await act(room, riceSeller, 'acceptReturn', { afterSaleId: asked.id, accepted: true })).toMatchObject({
      code: 'NOT_HANDED_OVER',
      clause: '7.6.x',
    });
    await collected(asked.id, id);
    expect(await act(room, riceSeller, 'acceptReturn', { afterSaleId: asked.id, accepted: false })).toMatchObject({
      code: 'NOTE_NEEDED',
      clause: '7.6.y',
    });
    const accepted = await Promise.all(
      [1, 2].map(() =>
        act(room, riceSeller, 'acceptReturn', {
          afterSaleId: asked.id,
          accepted: true,
          note: '核对无误',
          resellable: true,
        }),
      ),
    );
    expect(accepted.map((answer) => answer.code ?? answer.state).sort()).toEqual(['REFUNDING', 'WRONG_STATE']);
    expect(await room.published('orders.refund-due.v1')).toMatchObject([
      { refundKey: `after-sale:${asked.id}`, amountFen: 11600, reason: 'no-reason', afterSaleId: asked.id },
    ]);
    expect(await rice()).toEqual({ free: 19, held: 0 });

    room.clock.advance(9 * DAY_MS);
    await room.subgraph.runOnce();
    expect((await order(id)).state).toBe('delivered');
    await refunded(asked.id, id, 11600);
    await refunded(asked.id, id, 11600);
    expect(await order(id)).toMatchObject({ refundDueFen: 11600, refundedFen: 11600, openAfterSales: 0 });
    await room.subgraph.runOnce();
    expect(await room.published('orders.order-completed.v1')).toMatchObject([{ orderId: id, refundedFen: 11600 }]);
    const { afterSales } = await room.graph<any>(
      buyer,
      '{ afterSales { edges { node { stateLabel kindLabel causeLabel handedOverAt checkedAt handoverNote conditionOk order { id } lines { units sku { id } } } } } }',
    );
    expect(afterSales.edges[0].node).toMatchObject({
      stateLabel: '已退款',
      kindLabel: '退货退款',
      causeLabel: '七天无理由',
      handoverNote: '外箱完好',
      conditionOk: true,
      order: { id },
      lines: [{ units: 2, sku: { id: 'rice' } }],
    });
  });

  it("keeps the buyer's photos for the buyer and the seller; a photo of another's is none", async () => {
    const { id } = await deliverOne(room, [['rice', 1]]);
    const edge = (method: 'GET' | 'POST', path: string, actor: typeof buyer, body = Buffer.alloc(0)) =>
      room.subgraph.edge({ method, path, query: { purpose: 'after-sale-photo' }, headers: {}, body }, actor, 'r');
    const upload = async (actor: typeof buyer): Promise<string> =>
      JSON.parse(String((await edge('POST', '/files', actor, PICTURE)).body)).id;
    const photo = await upload(buyer);
    expect(await request(id, 'rice', 1, { photoIds: [photo, await upload(otherBuyer)] })).toMatchObject({
      code: 'PHOTO_UNKNOWN',
    });
    expect(await request(id, 'rice', 1, { photoIds: Array.from({ length: 7 }, () => photo) })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect((await order(id)).openAfterSales).toBe(0);
    expect(await request(id, 'rice', 1, { photoIds: [photo] })).toMatchObject({ state: 'REQUESTED' });
    const { afterSales } = await room.graph<any>(buyer, '{ afterSales { edges { node { photoIds } } } }');
    expect(afterSales.edges).toEqual([{ node: { photoIds: [photo] } }]);
    const readers = [buyer, afterSalesClerk, otherBuyer, honeySeller, clerk];
    expect(
      await Promise.all(readers.map(async (actor) => (await edge('GET', `/files/${photo}`, actor)).status)),
    ).toEqual([200, 200, 404, 404, 404]);
  });

  it('writes off what cannot be sold again, and gives the delivery fee back for a fault in everything', async () => {
    const { id } = await deliverOne(room, [['rice', 2]]);
    const asked = await request(id, 'rice', 2, { cause: 'DAMAGED', reason: '袋子破了' });
    await act(room, riceSeller, 'decideAfterSale', { afterSaleId: asked.id, accept: true });
    await collected(asked.id, id);
    await act(room, riceSeller, 'acceptReturn', { afterSaleId: asked.id, accepted: true });
    expect(await room.published('orders.refund-due.v1')).toMatchObject([{ amountFen: 2 * 5800 + 800 }]);
    expect(await rice()).toEqual({ free: 18, held: 0 });
    const { stockMovements } = await room.graph<any>(
      riceSeller,
      '{ stockMovements(skuId: "rice") { edges { node { kind kindLabel unitsIn unitsOut } } } }',
    );
    expect(stockMovements.edges.map(({ node }: any) => node)).toEqual([
      { kind: 'WRITTEN_OFF', kindLabel: '报损', unitsIn: 0, unitsOut: 2 },
      { kind: 'RETURNED', kindLabel: '退回入库', unitsIn: 2, unitsOut: 0 },
      { kind: 'PICKED', kindLabel: '拣货出库', unitsIn: 0, unitsOut: 2 },
      { kind: 'INBOUND', kindLabel: '入库', unitsIn: 20, unitsOut: 0 },
    ]);
  });

  it('sends an exchange from free stock as a second parcel, once', async () => {
    const { id } = await deliverOne(room, [['rice', 2]]);
    const asked = await request(id, 'rice', 1, { kind: 'EXCHANGE', reason: '有虫' });
    await act(room, riceSeller, 'decideAfterSale', { afterSaleId: asked.id, accept: true });
    expect((await room.published('orders.collection-due.v1'))[0]).toMatchObject({ kind: 'exchange', refundFen: 0 });
    await collected(asked.id, id);
    expect(await act(room, riceSeller, 'acceptReturn', { afterSaleId: asked.id, accepted: true })).toMatchObject({
      state: 'EXCHANGING',
    });
    expect((await room.published('orders.order-ready.v1'))[1]).toMatchObject({
      orderId: id,
      afterSaleId: asked.id,
      deliveryFen: 0,
      goodsFen: 5800,
      lines: [{ units: 1, lots: [{ lotId: 'lot-rice', units: 1 }] }],
    });
    await takeOverAndDeliver(room, id, asked.id);
    expect(await room.context().rows.selectFrom('AfterSale').select('state').executeTakeFirst()).toEqual({
      state: 'exchanged',
    });
    expect(await order(id)).toMatchObject({ state: 'delivered', openAfterSales: 0, refundDueFen: 0 });
    expect(await rice()).toEqual({ free: 17, held: 0 });
    expect(await request(id, 'rice', 2, { cause: 'QUALITY' })).toMatchObject({ state: 'REQUESTED' });
  });

  it('offers money where there is nothing to exchange for, and where the exchange comes back', async () => {
    const { id } = await deliverOne(room, [['rice', 2]]);
    const asked = await request(id, 'rice', 1, { kind: 'EXCHANGE' });
    await act(room, riceSeller, 'decideAfterSale', { afterSaleId: asked.id, accept: true });
    await collected(asked.id, id);
    await room.tell('catalog.lot-blocked.v1', { lotId: 'lot-rice', skuId: 'rice', reason: '召回', recallId: 'recall' });
    expect(await act(room, riceSeller, 'acceptReturn', { afterSaleId: asked.id, accepted: true })).toMatchObject({
      code: 'OUT_OF_STOCK',
    });
    expect(await room.published('orders.refund-due.v1')).toEqual([]);
    expect(
      await act(room, riceSeller, 'acceptReturn', { afterSaleId: asked.id, accepted: true, refundInstead: true }),
    ).toMatchObject({ state: 'REFUNDING' });
    expect(await room.published('orders.refund-due.v1')).toMatchObject([{ amountFen: 5800 }]);

    const beans = await deliverOne(room, [['beans', 1]]);
    const second = await request(beans.id, 'beans', 1, { kind: 'EXCHANGE' });
    await act(room, riceSeller, 'decideAfterSale', { afterSaleId: second.id, accept: true });
    await collected(second.id, beans.id);
    await act(room, riceSeller, 'acceptReturn', { afterSaleId: second.id, accepted: true });
    await room.tell('logistics.shipment-returned.v1', {
      shipmentId: 's',
      orderId: beans.id,
      resellable: true,
      atMs: room.clock.now(),
      lots: [{ lotId: 'lot-beans', units: 1 }],
    });
    expect((await room.published('orders.refund-due.v1'))[1]).toMatchObject({
      orderId: beans.id,
      amountFen: 2300 + 800,
      afterSaleId: second.id,
    });
  });

  it('refunds without a return where the seller agrees, and closes what it turns down', async () => {
    const { id } = await deliverOne(room, [
      ['rice', 2],
      ['beans', 1],
    ]);
    expect(await request(id, 'beans', 1, { kind: 'REFUND_ONLY', cause: 'NO_REASON' })).toMatchObject({
      code: 'REASON_NEEDED',
    });
    const first = await request(id, 'beans', 1, { kind: 'REFUND_ONLY', cause: 'MISSING', reason: '少了一袋' });
    expect(await act(room, riceSeller, 'decideAfterSale', { afterSaleId: first.id, accept: false })).toMatchObject({
      code: 'REASON_NEEDED',
    });
    expect(
      await act(room, riceSeller, 'decideAfterSale', {
        afterSaleId: first.id,
        accept: false,
        reason: '监控显示已装箱',
      }),
    ).toMatchObject({ state: 'REJECTED' });
    const second = await request(id, 'beans', 1, { kind: 'REFUND_ONLY', cause: 'MISSING', reason: '确实没有' });
    expect(await act(room, riceSeller, 'decideAfterSale', { afterSaleId: second.id, accept: true })).toMatchObject({
      state: 'REFUNDING',
    });
    expect(await room.published('orders.refund-due.v1')).toMatchObject([{ amountFen: 2300 }]);
    expect(await room.published('orders.collection-due.v1')).toEqual([]);
  });

  it('agrees for a seller who does not answer within two working days', async () => {
    const { id } = await deliverOne(room, [['rice', 1]]);
    const asked = await request(id, 'rice', 1);
    room.clock.set('2026-11-27T02:00:01Z');
    await room.subgraph.runOnce();
    await room.subgraph.runOnce();
    expect(await room.published('orders.collection-due.v1')).toHaveLength(1);
    expect(await act(room, riceSeller, 'decideAfterSale', { afterSaleId: asked.id, accept: true })).toMatchObject({
      code: 'WRONG_STATE',
    });
  });

  it('takes fresh goods back only for a fault, and refuses what is late, too much or not theirs', async () => {
    const { id } = await deliverOne(room, [['goose', 2]], honeySeller);
    const refusals = async (more: object, quantity = 1, actor = buyer) =>
      (await request(id, 'goose', quantity, more, actor)).code;
    expect(await refusals({})).toBe('NOT_RETURNABLE');
    expect(await refusals({ kind: 'EXCHANGE', cause: 'NO_REASON' })).toBe('NOT_RETURNABLE');
    expect(await refusals({ cause: 'QUALITY' }, 3)).toBe('TOO_MANY');
    expect(await refusals({ cause: 'QUALITY' }, 1, otherBuyer)).toBe('NOT_FOUND');
    for (const quantity of [0, -1, 1.5, 2 ** 53])
      expect(await refusals({ cause: 'QUALITY' }, quantity)).toBe('INVALID_INPUT');
    for (const unknown of [{ kind: 'steal' }, { kind: 'return' }, { cause: 'whim' }])
      await expect(refusals(unknown)).rejects.toThrow('GRAPHQL_VALIDATION_FAILED');
    expect(await refusals({ reason: '长'.repeat(10_000) })).toBe('INVALID_INPUT');
    expect(await refusals({ lines: [] })).toBe('INVALID_INPUT');
    expect(await refusals({ cause: 'QUALITY', lines: [{ lineId: 'other', quantity: 1 }] })).toBe('NOT_FOUND');
    expect(await order(id)).toMatchObject({ openAfterSales: 0 });
    expect(await room.context().rows.selectFrom('AfterSale').select('id').execute()).toEqual([]);
    expect(
      (
        await room
          .context()
          .rows.selectFrom('OrderLine')
          .select('claimedUnits')
          .where('orderId', '=', id)
          .executeTakeFirstOrThrow()
      ).claimedUnits,
    ).toBe(0);

    const text = '<b>坏了</b> \'; drop table "Order"; -- 🍚';
    const both = await Promise.all([1, 2].map(() => request(id, 'goose', 1, { cause: 'QUALITY', reason: text })));
    expect(both.map((answer) => answer.code ?? answer.state).sort()).toEqual(['ALREADY_OPEN', 'REQUESTED']);
    const open = both.find((answer) => answer.id);
    expect(
      (await room.graph<any>(honeySeller, '{ sellerAfterSales(state: REQUESTED) { edges { node { reason } } } }'))
        .sellerAfterSales.edges[0].node.reason,
    ).toBe(text);
    expect((await act(room, otherBuyer, 'withdrawAfterSale', { afterSaleId: open.id })).code).toBe('NOT_FOUND');
    expect(await act(room, buyer, 'withdrawAfterSale', { afterSaleId: open.id })).toMatchObject({ state: 'WITHDRAWN' });
    expect((await act(room, buyer, 'withdrawAfterSale', { afterSaleId: open.id })).code).toBe('WRONG_STATE');
    room.clock.advance(8 * DAY_MS);
    expect(await refusals({ cause: 'QUALITY' })).toBe('WINDOW_OVER');
  });

  it('counts a compensation that comes while a refund is promised: the promise shrinks to what is left, and ends with what arrives', async () => {
    const { id } = await deliverOne(room, [['rice', 2]]);
    const { paidFen } = await order(id);
    const asked = await request(id, 'rice', 2, { kind: 'REFUND_ONLY', cause: 'QUALITY' });
    await act(room, riceSeller, 'decideAfterSale', { afterSaleId: asked.id, accept: true });
    expect(await order(id)).toMatchObject({ refundDueFen: paidFen, refundedFen: 0 });
    await room.tell('payments.refund-completed.v1', {
      refundId: 'c',
      refundKey: 'complaint:1',
      orderId: id,
      afterSaleId: null,
      amountFen: 2000,
      atMs: room.clock.now(),
      inTime: true,
    });
    expect(await order(id)).toMatchObject({ refundDueFen: paidFen, refundedFen: 2000 });
    await refunded(asked.id, id, paidFen - 2000);
    expect(await order(id)).toMatchObject({ refundDueFen: paidFen, refundedFen: paidFen, openAfterSales: 0 });
  });

  it('never promises more back than was paid, compensations counted', async () => {
    const { id } = await deliverOne(room, [['rice', 1]]);
    const compensation = {
      refundId: 'c',
      refundKey: 'compensation:1',
      orderId: id,
      afterSaleId: null,
      amountFen: 2000,
      atMs: room.clock.now(),
      inTime: true,
    };
    await room.tell('payments.refund-completed.v1', compensation);
    const asked = await request(id, 'rice', 1, { kind: 'REFUND_ONLY', cause: 'QUALITY' });
    await act(room, riceSeller, 'decideAfterSale', { afterSaleId: asked.id, accept: true });
    expect(await room.published('orders.refund-due.v1')).toMatchObject([{ amountFen: 4600 }]);
    await room.tell('payments.refund-completed.v1', { ...compensation, refundKey: 'compensation:2', amountFen: 4601 });
    expect(await order(id)).toMatchObject({ paidFen: 6600, refundDueFen: 6600, refundedFen: 2000 });
  });
});
