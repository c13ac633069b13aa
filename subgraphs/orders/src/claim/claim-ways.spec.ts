import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { account } from '@heitu/kit/serving/testing';
import { CHECK_WORKING_DAYS } from '../after-sale/after-sale.policy.ts';
import {
  act,
  buyer,
  deliverOne,
  freeUnits,
  newRequest,
  openOrders,
  orderRow,
  riceSeller,
  stockFaults,
  takeOverAndDeliver,
  type Room,
} from '../orders.fixture.ts';

const mediator = account('mediator', { role: 'mediator' });
const SELLER = 'party-rice';
const CARRIER = 'party-carrier';
/** Of one of two bags. */
const RICE_FEN = 5800;

describe('goods of a request that somebody on the way spoils', () => {
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

  const proposed = (cause = 'damage') => ({
    cause,
    sellerPartyId: SELLER,
    // Logistics does not know what it is worth.
    amountFen: 0,
    held: [],
    shares: [
      { part: 'carrier', partyId: CARRIER, permille: 1000 },
      { part: 'seller', partyId: SELLER, permille: 0 },
    ],
    clause: '8.4.3.bm',
  });
  const ask = async (kind: string, more: object = {}) => {
    const lines = [{ lineId: order.lines[0]!.id, quantity: 1 }];
    const of = { requestId: newRequest(), orderId: order.id, kind, cause: 'DAMAGED', reason: '压坏了', lines };
    const { id } = await act(room, buyer, 'requestAfterSale', { ...of, ...more });
    return id as string;
  };
  const handedOver = (afterSaleId: string, conditionOk: boolean) =>
    room.tell('logistics.collection-handed-over.v1', {
      collectionId: `c-${afterSaleId}`,
      afterSaleId,
      orderId: order.id,
      atMs: room.clock.now(),
      conditionOk,
      ...(!conditionOk && { claim: proposed() }),
    });
  const fetched = async (kind: string, conditionOk: boolean) => {
    const id = await ask(kind);
    await act(room, riceSeller, 'decideAfterSale', { afterSaleId: id, accept: true });
    await handedOver(id, conditionOk);
    await handedOver(id, conditionOk);
    return id;
  };
  const accept = (afterSaleId: string, resellable = false) =>
    act(room, riceSeller, 'acceptReturn', { afterSaleId, accepted: true, resellable });
  const decide = (about: string, aboutId: string, carrier: number) =>
    room.tell('trust.claim-decided.v1', {
      claimId: 'k',
      shipmentId: 's',
      about,
      aboutId,
      orderId: order.id,
      shares: [
        { part: 'carrier', partyId: CARRIER, permille: carrier, agreed: true },
        { part: 'seller', partyId: SELLER, permille: 1000 - carrier, agreed: true },
      ],
    });
  const stateOf = async (id: string) =>
    (await room.context().rows.selectFrom('AfterSale').select('state').where('id', '=', id).executeTakeFirstOrThrow())
      .state;
  const refunded = async () => (await room.published('orders.refund-due.v1')).map(({ amountFen }) => amountFen);
  /** How each claim came out, to whom its money goes, and what each bears. */
  const settled = async () =>
    (await room.published<any>('orders.claim-settled.v1')).map(({ how, about, aboutId, toSeller, shares }) => [
      how,
      about,
      aboutId,
      toSeller === true ? 'to the seller' : 'to the buyer',
      ...shares.map((share: any) => share.amountFen),
    ]);
  const opened = () => room.published<any>('orders.claim-opened.v1');

  describe('on its way anew to the buyer, who refuses it', () => {
    const refused = (afterSaleId: string) =>
      room.tell('logistics.shipment-refused.v1', {
        shipmentId: 's2',
        orderId: order.id,
        carrierPartyId: CARRIER,
        reason: 'damaged',
        atMs: room.clock.now(),
        afterSaleId,
        claim: proposed(),
      });
    const back = (resellable: boolean, saidBySeller?: true) =>
      room.tell('logistics.shipment-returned.v1', {
        shipmentId: 's2',
        orderId: order.id,
        carrierPartyId: CARRIER,
        atMs: room.clock.now(),
        resellable,
        saidBySeller,
        lots: [{ lotId: 'lot-rice', units: 1 }],
      });
    const exchanged = async () => {
      const id = await fetched('EXCHANGE', true);
      await accept(id);
      expect(await stateOf(id)).toBe('exchanging');
      await refused(id);
      await refused(id);
      return id;
    };

    it('is claimed as a first parcel is, for what the buyer gets back instead [8.5.4.3.cf] [6.6.d]', async () => {
      const id = await exchanged();
      expect(await opened()).toMatchObject([
        { about: 'exchange', aboutId: id, shipmentId: 's2', claim: { amountFen: RICE_FEN, clause: '8.4.3.bm' } },
      ]);
      await back(false, true);
      // The buyer's money waits until it is known who bears it.
      expect([await stateOf(id), await refunded()]).toEqual(['refunding', []]);
      await decide('exchange', id, 1000);
      await decide('exchange', id, 1000);
      expect(await settled()).toEqual([['paid', 'exchange', id, 'to the buyer', RICE_FEN, 0]]);
      expect([await stateOf(id), await refunded()]).toEqual(['compensated', []]);
      expect(await orderRow(room, order.id)).toMatchObject({ state: 'delivered', openAfterSales: 0, refundDueFen: 0 });
    });

    it('is divided to the fen, where the contract leaves a part to the seller', async () => {
      const id = await exchanged();
      await decide('exchange', id, 700);
      await back(false, true);
      expect(await settled()).toEqual([['paid', 'exchange', id, 'to the buyer', 4060, 1740]]);
      expect(await refunded()).toEqual([1740]);
    });

    it('is no loss where the seller can sell it again; the carrier’s word alone says nothing', async () => {
      const id = await exchanged();
      const free = await freeUnits(room, 'rice');
      await back(true, true);
      expect(await settled()).toEqual([['no-loss', 'exchange', id, 'to the buyer']]);
      expect([await refunded(), (await freeUnits(room, 'rice')) - free]).toEqual([[RICE_FEN], 1]);
    });

    it('that the carrier says can be sold again stays claimed, and is not on sale', async () => {
      const id = await exchanged();
      const free = await freeUnits(room, 'rice');
      await back(true);
      expect([await settled(), await stateOf(id), (await freeUnits(room, 'rice')) - free]).toEqual([
        [],
        'refunding',
        0,
      ]);
      await decide('exchange', id, 1000);
      expect(await settled()).toEqual([['paid', 'exchange', id, 'to the buyer', RICE_FEN, 0]]);
    });

    it('that was signed for although it had been warm is claimed when money is asked back for it [8.4.3.bo]', async () => {
      const id = await fetched('EXCHANGE', true);
      await accept(id);
      await takeOverAndDeliver(room, order.id, id);
      expect(await stateOf(id)).toBe('exchanged');
      const breach = (shipmentId: string, afterSaleId?: string) =>
        room.tell('logistics.breach-found.v1', {
          shipmentId,
          orderId: order.id,
          afterSaleId,
          atMs: room.clock.now(),
          claim: proposed('temperature'),
        });
      await breach('of-the-first');
      await breach('of-the-second', id);
      await ask('REFUND_ONLY', { cause: 'QUALITY' });
      expect(await opened()).toMatchObject([{ about: 'after-sale', shipmentId: 'of-the-second' }]);
    });
  });

  describe('on its way back to the seller', () => {
    it('costs its buyer nothing and no day; the carrier owes the seller what it was worth [8.4.3.bm] [6.6.d]', async () => {
      const id = await fetched('RETURN', false);
      expect(await opened()).toMatchObject([
        { about: 'return', aboutId: `c-${id}`, shipmentId: '', claim: { amountFen: RICE_FEN, shares: [{}, {}] } },
      ]);
      expect(await accept(id)).toMatchObject({ state: 'REFUNDING' });
      expect(await refunded()).toEqual([RICE_FEN]);
      await decide('return', `c-${id}`, 1000);
      await decide('return', `c-${id}`, 1000);
      expect(await settled()).toEqual([['paid', 'return', `c-${id}`, 'to the seller', RICE_FEN, 0]]);
      expect(await refunded()).toEqual([RICE_FEN]);
    });

    it('decided before the seller has looked, it waits for that; in silence nothing is sold again', async () => {
      const id = await fetched('RETURN', false);
      await decide('return', `c-${id}`, 600);
      expect(await settled()).toEqual([]);
      room.clock.advance(addWorkingDays(room.clock.now(), CHECK_WORKING_DAYS) - room.clock.now() + 1);
      await room.subgraph.runOnce();
      expect(await settled()).toEqual([['paid', 'return', `c-${id}`, 'to the seller', 3480, 2320]]);
      expect(await refunded()).toEqual([RICE_FEN]);
    });

    it('and was warm on its way to the buyer, as late readings say: nobody pays for the same goods twice', async () => {
      const id = await ask('RETURN', { cause: 'QUALITY' });
      await act(room, riceSeller, 'decideAfterSale', { afterSaleId: id, accept: true });
      await handedOver(id, false);
      const of = { shipmentId: 's', orderId: order.id, atMs: room.clock.now() };
      await room.tell('logistics.breach-found.v1', { ...of, claim: proposed('temperature') });
      expect((await opened()).map(({ about }) => about)).toEqual(['return']);
      await decide('return', `c-${id}`, 1000);
      await accept(id);
      expect(await settled()).toEqual([['paid', 'return', `c-${id}`, 'to the seller', RICE_FEN, 0]]);
      expect(await refunded()).toEqual([RICE_FEN]);
    });

    it('of an exchange as well: the buyer gets new goods, the seller is owed the old', async () => {
      const id = await fetched('EXCHANGE', false);
      await accept(id);
      await decide('return', `c-${id}`, 1000);
      expect([await stateOf(id), await refunded()]).toEqual(['exchanging', []]);
      expect(await settled()).toEqual([['paid', 'return', `c-${id}`, 'to the seller', RICE_FEN, 0]]);
    });

    it.each([
      ['refunds it, and the carrier owes the seller', true, [['paid', 'to the seller', RICE_FEN, 0]], [RICE_FEN]],
      ['ends it without, and nobody owes the seller, who keeps the price', false, [['no-loss', 'to the buyer']], []],
    ] as const)('where a mediator %s', async (_what, refund, ends, paid) => {
      const id = await fetched('RETURN', false);
      await decide('return', `c-${id}`, 1000);
      await act(room, mediator, 'orderAfterSale', { afterSaleId: id, refund, reason: '双方各执一词' });
      expect((await settled()).map(([how, , , ...rest]) => [how, ...rest])).toEqual(ends);
      expect(await refunded()).toEqual(paid);
    });

    it('what the seller can sell all the same is no loss, and what is whole is not claimed', async () => {
      const id = await fetched('RETURN', false);
      await decide('return', `c-${id}`, 1000);
      await accept(id, true);
      expect(await settled()).toEqual([['no-loss', 'return', `c-${id}`, 'to the buyer']]);
      const before = (await opened()).length;
      await room.tell('payments.refund-completed.v1', {
        refundId: 'r',
        refundKey: `after-sale:${id}`,
        orderId: order.id,
        afterSaleId: id,
        amountFen: RICE_FEN,
        atMs: room.clock.now(),
        inTime: true,
      });
      await fetched('RETURN', true);
      expect(await opened()).toHaveLength(before);
    });
  });
});
