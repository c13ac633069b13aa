import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import {
  act,
  buyer,
  deliverOne,
  honeySeller,
  newRequest,
  openOrders,
  orderRow,
  otherBuyer,
  riceSeller,
  stockFaults,
  type Room,
} from '../orders.fixture.ts';
import {
  ANSWER_WORKING_DAYS,
  ARRIVE_WORKING_DAYS,
  CHECK_WORKING_DAYS,
  COLLECT_WORKING_DAYS,
  OFFER_WORKING_DAYS,
  SEND_BACK_WORKING_DAYS,
} from './after-sale.policy.ts';

const RICE_FEN = 5800;
const mediator = account('mediator', { role: 'mediator' });

describe('an after-sale request comes to an end', () => {
  let room: Room;
  let order: { id: string; lines: { id: string }[] };
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 20);
    order = await deliverOne(room, [['rice', 2]]);
  });
  afterEach(async () => {
    expect(await stockFaults(room)).toEqual([]);
    await room.close();
  });

  const ask = (kind: string, line: object = {}, more: object = {}) =>
    act(room, buyer, 'requestAfterSale', {
      requestId: newRequest(),
      orderId: order.id,
      kind,
      cause: 'DAMAGED',
      reason: '烂了两个',
      lines: [{ lineId: order.lines[0]!.id, quantity: 1, ...line }],
      ...more,
    });
  const agree = (afterSaleId: string) => act(room, riceSeller, 'decideAfterSale', { afterSaleId, accept: true });
  const row = (id: string) =>
    room.context().rows.selectFrom('AfterSale').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const stateOf = async (id: string) => (await row(id)).state;
  const line = () => room.context().rows.selectFrom('OrderLine').selectAll().executeTakeFirstOrThrow();
  const steps = async () => (await room.published('orders.after-sale-moved.v1')).map(({ step }) => step);
  const owed = async () => (await room.published('orders.refund-due.v1')).map(({ amountFen }) => amountFen);
  /** Nobody does anything until so many working days are over. */
  const silence = async (workingDays: number) => {
    const fromMs = room.clock.now();
    room.clock.advance(addWorkingDays(fromMs, workingDays) - fromMs + 1);
    await room.subgraph.runOnce();
  };
  const arrive = async (afterSaleId: string, amountFen: number) =>
    room.tell('payments.refund-completed.v1', {
      refundId: 'r',
      refundKey: `after-sale:${afterSaleId}`,
      orderId: order.id,
      afterSaleId,
      amountFen,
      atMs: room.clock.now(),
      inTime: true,
    });
  const offer = (afterSaleId: string, amountFen: number, actor = riceSeller) =>
    act(room, actor, 'offerRefund', { afterSaleId, amountFen, note: '烂了两个，按斤退' });
  const answer = (afterSaleId: string, accept: boolean, actor = buyer) =>
    act(room, actor, 'answerOffer', { afterSaleId, accept });

  describe('with a part of the price', () => {
    it('that the buyer names: two rotten apples are two apples, and the rest can still be claimed to the fen', async () => {
      expect(await ask('RETURN', { amountFen: 300 })).toMatchObject({ code: 'PART_IS_MONEY' });
      expect(await ask('REFUND_ONLY', { quantity: 2, amountFen: 2 * RICE_FEN + 1 })).toMatchObject({
        code: 'TOO_MANY',
      });
      const first = await ask('REFUND_ONLY', { amountFen: 300 });
      await agree(first.id);
      await arrive(first.id, 300);
      expect(await stateOf(first.id)).toBe('refunded');
      expect(await line()).toMatchObject({ claimedUnits: 0, claimedFen: 300 });
      // All of it comes back: what was paid back already is not paid twice.
      expect(await ask('REFUND_ONLY', { quantity: 2, amountFen: 2 * RICE_FEN - 299 })).toMatchObject({
        code: 'TOO_MANY',
      });
      const rest = await ask('RETURN', { quantity: 2 });
      expect((await row(rest.id)).refundFen).toBe(2 * RICE_FEN - 300 + (await orderRow(room, order.id)).deliveryFen);
      await act(room, buyer, 'withdrawAfterSale', { afterSaleId: rest.id });
      expect(await line()).toMatchObject({ claimedUnits: 0, claimedFen: 300 });
      expect(await owed()).toEqual([300]);
    });

    it('that the seller offers and the buyer takes: the offer is paid, and nothing else of the line is used up', async () => {
      const { id } = await ask('REFUND_ONLY');
      expect(await offer(id, 900, honeySeller)).toMatchObject({ code: 'NOT_FOUND' });
      expect(await offer(id, RICE_FEN)).toMatchObject({ code: 'OFFER_TOO_HIGH' });
      expect(await offer(id, 900)).toMatchObject({ state: 'OFFERED', stateLabel: '待买家答复' });
      // To the one who has to say yes or no it is theirs.
      const { afterSales } = await room.graph<any>(buyer, '{ afterSales { edges { node { stateLabel } } } }');
      expect(afterSales.edges[0].node).toEqual({ stateLabel: '等您答复' });
      expect(await answer(id, true, otherBuyer)).toMatchObject({ code: 'NOT_FOUND' });
      const twice = await Promise.all([answer(id, true), answer(id, true)]);
      expect(twice.map(({ code, state }) => code ?? state).sort()).toEqual(['REFUNDING', 'WRONG_STATE']);
      expect(await owed()).toEqual([900]);
      expect(await line()).toMatchObject({ claimedUnits: 0, claimedFen: 900 });
      expect(await steps()).toEqual(['asked', 'offered', 'offer-taken']);
    });

    it('that holds some of the delivery fee: the line gives its price and no more', async () => {
      const { id } = await ask('REFUND_ONLY', { quantity: 2 });
      const { deliveryFen } = await orderRow(room, order.id);
      expect(deliveryFen).toBeGreaterThan(1);
      const offeredFen = 2 * RICE_FEN + deliveryFen - 1;
      await offer(id, offeredFen);
      await answer(id, true);
      expect(await owed()).toEqual([offeredFen]);
      expect(await line()).toMatchObject({ claimedUnits: 0, claimedFen: 2 * RICE_FEN });
    });

    it('that the buyer does not take: the seller answers anew, and in silence all is paid that was asked', async () => {
      const { id } = await ask('REFUND_ONLY');
      await offer(id, 100);
      room.clock.advance(DAY_MS);
      expect(await answer(id, false)).toMatchObject({ state: 'REQUESTED' });
      await silence(ANSWER_WORKING_DAYS);
      expect(await stateOf(id)).toBe('refunding');
      expect(await owed()).toEqual([RICE_FEN]);
    });

    it('in silence of the buyer: the offer is paid', async () => {
      const { id } = await ask('REFUND_ONLY');
      await offer(id, 900);
      await silence(OFFER_WORKING_DAYS);
      await arrive(id, 900);
      expect(await stateOf(id)).toBe('refunded');
      expect(await owed()).toEqual([900]);
    });

    it('never where goods come back', async () => {
      const { id } = await ask('RETURN');
      expect(await offer(id, 900)).toMatchObject({ code: 'GOODS_COME_BACK' });
    });
  });

  describe('where nobody fetches the goods', () => {
    const unfetched = async () => {
      const { id } = await ask('RETURN');
      await agree(id);
      await silence(COLLECT_WORKING_DAYS);
      expect(await stateOf(id)).toBe('to-send');
      return id;
    };
    const send = (afterSaleId: string, actor = buyer) =>
      act(room, actor, 'sendBack', { afterSaleId, expressCompany: '邮政', expressNumber: 'YZ12345' });

    it('the buyer sends them, the carrier need not come, and the seller who says nothing has taken them', async () => {
      const id = await unfetched();
      expect(await send(id, otherBuyer)).toMatchObject({ code: 'NOT_FOUND' });
      expect(await send(id)).toMatchObject({ state: 'SENT_BACK' });
      expect(await send(id)).toMatchObject({ code: 'WRONG_STATE' });
      expect(await room.published('orders.collection-off.v1')).toMatchObject([{ afterSaleId: id }]);
      await silence(ARRIVE_WORKING_DAYS);
      expect(await stateOf(id)).toBe('refunding');
      expect(await owed()).toEqual([RICE_FEN]);
      await arrive(id, RICE_FEN);
      await silence(1);
      expect((await orderRow(room, order.id)).state).toBe('completed');
    });

    it('the buyer who does not send them keeps them: nothing is paid, and the order comes to its end', async () => {
      const id = await unfetched();
      await silence(SEND_BACK_WORKING_DAYS);
      expect(await stateOf(id)).toBe('lapsed');
      expect(await line()).toMatchObject({ claimedUnits: 0 });
      await silence(1);
      expect((await orderRow(room, order.id)).state).toBe('completed');
      expect(await owed()).toEqual([]);
      expect(await steps()).toEqual(['asked', 'approved', 'to-send', 'lapsed']);
    });

    it('the carrier who comes late after all fetches them', async () => {
      const id = await unfetched();
      await room.tell('logistics.collection-taken.v1', {
        collectionId: 'c',
        afterSaleId: id,
        orderId: order.id,
        atMs: room.clock.now(),
      });
      expect(await stateOf(id)).toBe('fetched');
      expect(await send(id)).toMatchObject({ code: 'WRONG_STATE' });
      await silence(SEND_BACK_WORKING_DAYS);
      expect(await stateOf(id)).toBe('fetched');
    });
  });

  it('where the seller does not look at what came back: it counts as taken, and is not sold again [7.6.aa]', async () => {
    const { id } = await ask('RETURN');
    await agree(id);
    await room.tell('logistics.collection-handed-over.v1', {
      collectionId: 'c',
      afterSaleId: id,
      orderId: order.id,
      conditionOk: true,
      note: '',
      atMs: room.clock.now() + MINUTE_MS,
    });
    room.clock.advance(MINUTE_MS);
    await silence(CHECK_WORKING_DAYS);
    expect(await stateOf(id)).toBe('refunding');
    expect(await owed()).toEqual([RICE_FEN]);
    const stock = await room.context().rows.selectFrom('Stock').select('free').executeTakeFirstOrThrow();
    expect(stock.free).toBe(18);
  });

  it('what was broken on its way back is refunded: the buyer gave it away whole [7.6.y]', async () => {
    const { id } = await ask('RETURN');
    await agree(id);
    await room.tell('logistics.collection-handed-over.v1', {
      collectionId: 'c',
      afterSaleId: id,
      orderId: order.id,
      conditionOk: false,
      note: '路上压坏了',
      atMs: room.clock.now() + MINUTE_MS,
    });
    room.clock.advance(MINUTE_MS);
    const look = { afterSaleId: id, accepted: false, note: '压坏了，不收' };
    expect(await act(room, riceSeller, 'acceptReturn', look)).toMatchObject({ code: 'BROKEN_ON_THE_WAY' });
    expect([await stateOf(id), await owed()]).toEqual(['handed-over', []]);
    expect(await act(room, riceSeller, 'acceptReturn', { afterSaleId: id, accepted: true })).toMatchObject({
      state: 'REFUNDING',
    });
    expect(await owed()).toEqual([RICE_FEN]);
  });

  describe('by a mediator', () => {
    const order_ = (afterSaleId: string, refund: boolean, actor = mediator) =>
      act(room, actor, 'orderAfterSale', { afterSaleId, refund, reason: '查过了' });

    it('who refunds it, once, with a reason on the audit trail', async () => {
      const { id } = await ask('RETURN');
      await agree(id);
      const twice = await Promise.all([order_(id, true), order_(id, true)]);
      expect(twice.map(({ code, state }) => code ?? state).sort()).toEqual(['REFUNDING', 'WRONG_STATE']);
      expect(await owed()).toEqual([RICE_FEN]);
      expect(await room.published('orders.collection-off.v1')).toHaveLength(1);
      const acts = await room.published('orders.act-recorded.v1');
      expect(acts.find(({ operation, outcome }) => operation === 'orderAfterSale' && outcome === 'done')).toMatchObject(
        {
          subject: [{ type: 'after-sale', id, reason: expect.stringMatching(/^sealed-own:/) }],
        },
      );
    });

    it('who ends it without money; afterwards the goods can be claimed again', async () => {
      const { id } = await ask('RETURN');
      expect(await order_(id, false)).toMatchObject({ state: 'ENDED' });
      expect(await order_(id, true)).toMatchObject({ code: 'WRONG_STATE' });
      expect(await line()).toMatchObject({ claimedUnits: 0 });
      expect(await owed()).toEqual([]);
    });
  });

  it.each([
    ["all of it is the carrier's to pay: the seller refunds nothing", undefined, RICE_FEN, 0],
    ['or what the contract says of it: the seller refunds the rest', 600, RICE_FEN * 0.6, RICE_FEN * 0.4],
  ])('an exchange that its carrier lost: %s [6.6.d]', async (_says, carrierPermille, carriersFen, sellersFen) => {
    const asked = await ask('EXCHANGE');
    await agree(asked.id);
    await room.tell('logistics.collection-handed-over.v1', {
      collectionId: 'c',
      afterSaleId: asked.id,
      orderId: order.id,
      atMs: room.clock.now(),
      conditionOk: true,
    });
    await act(room, riceSeller, 'acceptReturn', { afterSaleId: asked.id, accepted: true });
    expect(await stateOf(asked.id)).toBe('exchanging');
    const lost = {
      shipmentId: 's',
      orderId: order.id,
      afterSaleId: asked.id,
      carrierPartyId: 'party-carrier',
      carrierPermille,
      how: 'lost',
      atMs: room.clock.now(),
    };
    await room.tell('logistics.shipment-ended.v1', lost);
    await room.tell('logistics.shipment-ended.v1', lost);
    expect([await stateOf(asked.id), await owed()]).toEqual(['lost', sellersFen > 0 ? [sellersFen] : []]);
    const [told, ...more] = await room.published('orders.order-lost.v1');
    expect([told, more]).toMatchObject([
      { afterSaleId: asked.id, isNew: true, carrierPartyId: 'party-carrier', amountFen: carriersFen },
      [],
    ]);
    expect(told?.['refund']?.amountFen ?? 0).toBe(sellersFen);
    const { state, openAfterSales, refundDueFen } = await orderRow(room, order.id);
    expect([state, openAfterSales, refundDueFen]).toEqual(['delivered', 0, sellersFen]);
  });
});
