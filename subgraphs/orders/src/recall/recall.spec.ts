import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import {
  act,
  buy,
  buyer,
  deliverOne,
  honeySeller,
  openOrders,
  orderRow,
  otherBuyer,
  pay,
  riceSeller,
  stockFaults,
  takeOverAndDeliver,
  type Room,
} from '../orders.fixture.ts';
import { noteOpened, toReport, uploaded } from './reported.fixture.ts';

const admin = account('admin', { role: 'operator-admin' });
const second = account('second', { role: 'reviewer' });
const CASE = 'recall-1';

describe('a recall is a case [7.3.6.a-c]', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-1', 20, '2026-12-10');
  });
  afterEach(async () => {
    expect(await stockFaults(room)).toEqual([]);
    await room.close();
  });

  const recall = (lotId = 'lot-1', more: object = {}) =>
    room.tell('catalog.lot-blocked.v1', {
      lotId,
      lotCode: `L-${lotId}`,
      skuId: 'rice',
      partyId: 'party-rice',
      cause: 'recalled',
      reason: '召回',
      recallId: CASE,
      recall: {
        caseId: CASE,
        rootLotId: 'lot-1',
        rootLotCode: 'L-lot-1',
        goods: '五常大米',
        level: 'two',
        hazard: 'residue',
        caller: 'operator',
        orderNumber: null,
        atMs: room.clock.now(),
      },
      ...more,
    });
  const picked = async (quantity: number, as: Actor = buyer): Promise<string> => {
    const placed = await buy(room, [['rice', quantity]], as);
    const orderId = placed.orders[0].id as string;
    await pay(room, placed);
    await act(room, riceSeller, 'confirmOrder', { orderId });
    await act(room, riceSeller, 'pickOrder', { orderId });
    return orderId;
  };
  const stopped = (orderId: string, holder: 'seller' | 'carrier', more: object = {}) =>
    room.tell('logistics.shipment-stopped.v1', {
      shipmentId: `shipment-${orderId}`,
      orderId,
      orderNumber: 'N',
      trackingNumber: 'T',
      sellerPartyId: 'party-rice',
      carrierPartyId: 'party-carrier',
      courierAccountId: null,
      holder,
      lotCode: 'L-lot-1',
      cause: 'recalled',
      atMs: room.clock.now(),
      ...more,
    });
  const rows = () => room.context().rows.selectFrom('RecallRow').selectAll().orderBy('foundBy').execute();
  const rowOf = async (orderId: string) => (await rows()).find((row) => row.orderId === orderId)!;
  const turn = () => room.subgraph.runOnce();
  const refunds = async () =>
    (await room.published('orders.refund-due.v1')).map(({ refundKey, orderId, amountFen }) => ({
      refundKey,
      orderId,
      amountFen,
    }));
  const SHOWN = `... on RecallRow { id state stateLabel goneUnits recoveredUnits availableActions { action } }
    ... on RecallCase { id state figures { lots units inStoreUnits onWayUnits recoveredUnits destroyedUnits goneUnits buyers told texted reached refundDueFen refundedFen } availableActions { action } }`;
  const does = async (as: Actor, name: string, input: object): Promise<any> => {
    const type = name[0]!.toUpperCase() + name.slice(1);
    const thing = name === 'answerRecall' || name === 'recordRecallCall' ? 'RecallRow' : 'RecallCase';
    const fragment = SHOWN.split('\n').find((line) => line.includes(`on ${thing} `))!;
    const answer = await room.graph<any>(
      as,
      `mutation($input: ${type}Input!) { ${name}(input: $input) { __typename ${fragment} ... on ${type}Refused { code message } } }`,
      { input },
    );
    return answer[name];
  };
  const seen = async (as: Actor, query: string, variables: Record<string, unknown> = {}): Promise<any> =>
    room.graph<any>(as, query, variables);

  it('finds every unit once: in the store, on its way, with its buyer, of the lot and of those made from it', async () => {
    const delivered = (await deliverOne(room, [['rice', 2]])).id;
    const waiting = await picked(3);
    await room.release('rice', 'lot-2', 4, '2027-12-10');
    await recall();
    await recall();
    await recall('lot-2');
    expect((await rows()).map(({ lotId, orderId, units, state }) => ({ lotId, orderId, units, state }))).toEqual(
      expect.arrayContaining([
        { lotId: 'lot-1', orderId: null, units: 15, state: 'sealed' },
        { lotId: 'lot-1', orderId: delivered, units: 2, state: 'at-buyer' },
        { lotId: 'lot-1', orderId: waiting, units: 3, state: 'on-way' },
        { lotId: 'lot-2', orderId: null, units: 4, state: 'sealed' },
      ]),
    );
    expect(await rows()).toHaveLength(4);
    const { recallCase } = await seen(
      admin,
      `{ recallCase(id: "${CASE}") { lotCode level hazard state reportDueAt figures { lots units inStoreUnits onWayUnits recoveredUnits buyers reached } } }`,
    );
    expect(recallCase).toEqual({
      lotCode: 'L-lot-1',
      level: 'TWO',
      hazard: 'RESIDUE',
      state: 'OPENED',
      reportDueAt: new Date(room.clock.now() + 48 * HOUR_MS).toISOString(),
      figures: { lots: 2, units: 24, inStoreUnits: 19, onWayUnits: 3, recoveredUnits: 19, buyers: 1, reached: 0 },
    });
  });

  it('opens a case for a recall of before, too, under the shortest times', async () => {
    await recall('lot-1', { recall: undefined, recallId: 'old' });
    const { recallCase } = await seen(admin, '{ recallCase(id: "old") { lotCode level } }');
    expect(recallCase).toEqual({ lotCode: 'L-lot-1', level: 'ONE' });
  });

  it('pays back in full, freight as well, what buyers have, without their asking; a second case of it pays nothing', async () => {
    const { id } = await deliverOne(room, [['rice', 2]]);
    const { totalFen } = await orderRow(room, id);
    await recall();
    await turn();
    await turn();
    const [request] = await room.context().rows.selectFrom('AfterSale').selectAll().execute();
    expect(request).toMatchObject({ kind: 'refund-only', state: 'refunding', refundFen: totalFen, recallId: CASE });
    expect(await refunds()).toEqual([{ refundKey: `after-sale:${request!.id}`, orderId: id, amountFen: totalFen }]);
    await room.tell('payments.refund-completed.v1', {
      refundId: 'r',
      refundKey: `after-sale:${request!.id}`,
      orderId: id,
      afterSaleId: request!.id,
      amountFen: totalFen,
      atMs: room.clock.now(),
      inTime: true,
    });
    expect(await rowOf(id)).toMatchObject({ refundFen: 11600, refundedAtMs: room.clock.now(), refundAtMs: null });
    expect(await orderRow(room, id)).toMatchObject({ refundedFen: totalFen, openAfterSales: 0 });
  });

  it('pays only the price of what is called back where something else is kept', async () => {
    const { id } = await deliverOne(room, [['rice', 1]]);
    await room.release('beans', 'lot-beans', 5);
    const both = (
      await deliverOne(room, [
        ['rice', 1],
        ['beans', 1],
      ])
    ).id;
    await recall();
    await turn();
    expect((await refunds()).find(({ orderId }) => orderId === both)).toMatchObject({ amountFen: 5800 });
    expect((await refunds()).find(({ orderId }) => orderId === id)).toMatchObject({ amountFen: 6600 });
  });

  it('pays back what another request asked for where that ends without money', async () => {
    const { id, lines } = await deliverOne(room, [['rice', 1]]);
    const asked = await act(room, buyer, 'requestAfterSale', {
      requestId: 'ask',
      orderId: id,
      kind: 'RETURN',
      reason: '不想要',
      lines: [{ lineId: lines[0].id, quantity: 1 }],
    });
    await recall();
    await turn();
    expect(await refunds()).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ refundAtMs: room.clock.now() + DAY_MS });
    await act(room, buyer, 'withdrawAfterSale', { afterSaleId: asked.id });
    room.clock.advance(DAY_MS + 1);
    await turn();
    expect(await refunds()).toMatchObject([{ orderId: id, amountFen: 6600 }]);
  });

  it('ends the order of a parcel that its seller still has, pays it back and seals what was packed', async () => {
    const id = await picked(3);
    await recall();
    await stopped(id, 'seller');
    await stopped(id, 'seller');
    expect(await orderRow(room, id)).toMatchObject({ state: 'cancelled', cancelReason: 'recalled' });
    expect(await refunds()).toEqual([{ refundKey: `cancel:${id}`, orderId: id, amountFen: 18200 }]);
    expect(await rowOf(id)).toMatchObject({ state: 'sealed', recoveredUnits: 3, refundFen: 17400 });
    const stock = await room.context().rows.selectFrom('LotStock').select('onHand').executeTakeFirstOrThrow();
    expect(stock.onHand).toBe(17);
  });

  it('pays at once for a parcel that turns round, and seals it when it is back', async () => {
    const id = await picked(3);
    await recall();
    const parcel = { shipmentId: `shipment-${id}`, orderId: id, carrierPartyId: 'party-carrier' };
    await room.tell('logistics.shipment-refused.v1', { ...parcel, reason: 'recalled', atMs: room.clock.now() });
    await stopped(id, 'carrier');
    expect(await orderRow(room, id)).toMatchObject({ state: 'coming-back', cancelReason: 'recalled' });
    expect(await refunds()).toEqual([{ refundKey: `recall:${id}`, orderId: id, amountFen: 18200 }]);
    await room.tell('logistics.shipment-returned.v1', {
      ...parcel,
      resellable: true,
      saidBySeller: true,
      atMs: room.clock.now(),
      lots: [{ lotId: 'lot-1', lotCode: 'L-lot-1', units: 3 }],
    });
    expect(await orderRow(room, id)).toMatchObject({ state: 'cancelled', cancelReason: 'recalled' });
    expect(await refunds()).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ state: 'sealed', recoveredUnits: 3 });
  });

  it('asks and pays a buyer whose parcel was signed for before it could be stopped', async () => {
    const id = await picked(3);
    await recall();
    await takeOverAndDeliver(room, id, null);
    expect(await rowOf(id)).toMatchObject({ state: 'at-buyer', refundAtMs: room.clock.now() });
    await turn();
    expect(await refunds()).toMatchObject([{ orderId: id, amountFen: 18200 }]);
  });

  it('takes the word of its buyer alone, has what is left fetched, and seals it when it is back', async () => {
    const { id } = await deliverOne(room, [['rice', 3]]);
    await recall();
    await turn();
    const row = await rowOf(id);
    for (const stranger of [otherBuyer, honeySeller])
      expect((await seen(stranger, `{ recallRow(id: "${row.id}") { id } }`)).recallRow).toBeNull();
    expect(await does(otherBuyer, 'answerRecall', { rowId: row.id, answer: 'HAS' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await does(buyer, 'answerRecall', { rowId: row.id, answer: 'HAS', unitsLeft: 4 })).toMatchObject({
      code: 'TOO_MANY',
    });
    expect(await rowOf(id)).toMatchObject({ state: 'at-buyer', reachedAtMs: null, returnId: null });
    expect(await does(buyer, 'answerRecall', { rowId: row.id, answer: 'HAS', unitsLeft: 2 })).toMatchObject({
      state: 'COMING_BACK',
      goneUnits: 1,
    });
    expect(await does(buyer, 'answerRecall', { rowId: row.id, answer: 'EATEN' })).toMatchObject({
      code: 'WRONG_STATE',
    });
    const { returnId } = await rowOf(id);
    expect(await room.published('orders.collection-due.v1')).toMatchObject([
      { afterSaleId: returnId, kind: 'return', refundFen: 0, lines: [{ units: 2 }] },
    ]);
    await room.tell('logistics.collection-handed-over.v1', {
      collectionId: 'c',
      afterSaleId: returnId,
      orderId: id,
      kind: 'return',
      conditionOk: true,
      note: '',
      atMs: room.clock.now(),
    });
    expect(
      await act(room, riceSeller, 'acceptReturn', { afterSaleId: returnId, accepted: false, note: '拆过了' }),
    ).toMatchObject({ code: 'RECALLED_STANDS' });
    await act(room, riceSeller, 'acceptReturn', { afterSaleId: returnId, accepted: true, resellable: true });
    expect(await rowOf(id)).toMatchObject({ state: 'sealed', recoveredUnits: 2, goneUnits: 1, returnId });
    expect(await refunds()).toHaveLength(1);
    const stock = await room.context().rows.selectFrom('LotStock').select('onHand').executeTakeFirstOrThrow();
    expect(stock.onHand).toBe(17);
  });

  it('lists who has not answered for a call, and is reached by it', async () => {
    const { id } = await deliverOne(room, [['rice', 1]]);
    await recall();
    const { id: rowId } = await rowOf(id);
    const listed = async () =>
      (await seen(admin, '{ ordersDue { kind id } }')).ordersDue.filter(({ kind }: any) => kind === 'RECALL_BUYER');
    expect(await listed()).toEqual([]);
    room.clock.advance(48 * HOUR_MS + 1);
    expect(await listed()).toEqual([{ kind: 'RECALL_BUYER', id: CASE }]);
    await does(admin, 'recordRecallCall', { rowId, note: '没人接' });
    expect(await rowOf(id)).toMatchObject({ state: 'at-buyer', calls: 1, reachedAtMs: null });
    expect(await does(admin, 'recordRecallCall', { rowId, note: '说吃完了', answer: 'EATEN' })).toMatchObject({
      state: 'GONE',
      goneUnits: 1,
    });
    expect(await rowOf(id)).toMatchObject({ calls: 2, goneReason: 'eaten', reachedAtMs: room.clock.now() });
    expect(await does(riceSeller, 'recordRecallCall', { rowId, note: '' }).catch((error) => String(error))).toContain(
      'FORBIDDEN',
    );
    expect(await listed()).toEqual([]);
  });

  it('is closed by two people, when all goods are destroyed or known to be gone', async () => {
    const { id } = await deliverOne(room, [['rice', 1]]);
    await recall();
    const { id: rowId } = await rowOf(id);
    const tell = (by: string) =>
      room.tell('trust.recall-told.v1', { orderId: id, lotId: 'lot-1', by, atMs: room.clock.now() });
    await tell('message');
    await tell('sms');
    room.clock.advance(2 * 60_000);
    await turn();
    expect((await seen(admin, `{ recallCase(id: "${CASE}") { state } }`)).recallCase.state).toBe('NOTIFIED');
    await does(admin, 'issueRecallReport', { caseId: CASE });
    const report = await toReport(room, admin, CASE);
    expect(await does(admin, 'reportRecall', report)).toMatchObject({ state: 'REPORTED' });
    expect(await does(admin, 'proposeRecallClosure', { caseId: CASE })).toMatchObject({ code: 'GOODS_OPEN' });
    await does(buyer, 'answerRecall', { rowId, answer: 'DISCARDED' });
    const sealed = (await rows()).filter(({ state }) => state === 'sealed').map((row) => row.id);
    const destroy = (as: Actor, photoId: string) =>
      does(as, 'destroyRecalled', { caseId: CASE, rowIds: sealed, photoId });
    expect(await destroy(honeySeller, 'none')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await destroy(riceSeller, 'none')).toMatchObject({ code: 'PHOTO_UNKNOWN' });
    await uploaded(room, riceSeller, 'recall-proof-photo', 'photo');
    const figures = { units: 20, destroyedUnits: 0, goneUnits: 1, buyers: 1, told: 1, texted: 1, reached: 1 };
    expect(await destroy(riceSeller, 'photo')).toMatchObject({ figures });
    expect(await does(admin, 'proposeRecallClosure', { caseId: CASE })).toMatchObject({ code: 'GOODS_OPEN' });
    await noteOpened(room, admin, 'photo');
    const looked = await does(admin, 'decideDestruction', { caseId: CASE, rowIds: sealed, accepted: true });
    expect(looked.figures).toMatchObject({ destroyedUnits: 19, goneUnits: 1 });
    expect(await does(admin, 'proposeRecallClosure', { caseId: CASE })).toMatchObject({ state: 'CLOSING' });
    expect(await does(admin, 'confirmRecallClosure', { caseId: CASE })).toMatchObject({ code: 'SAME_PERSON' });
    room.clock.advance(20 * DAY_MS);
    await turn();
    expect(await does(second, 'confirmRecallClosure', { caseId: CASE })).toMatchObject({ code: 'WRONG_STATE' });
    await does(admin, 'proposeRecallClosure', { caseId: CASE });
    const witness = account(riceSeller.id, { role: 'reviewer' });
    expect(await does(witness, 'confirmRecallClosure', { caseId: CASE })).toMatchObject({ code: 'OWN_DESTRUCTION' });
    expect(await does(second, 'confirmRecallClosure', { caseId: CASE })).toMatchObject({ state: 'CLOSED' });
  });

  it('counts what was not done as it must be: each fault that is planted is seen', async () => {
    const { id } = await deliverOne(room, [['rice', 1]]);
    await recall();
    await turn();
    let missed: any[] = [];
    const asked =
      '{ recallsDone(fromMs: "0", toMs: "9999999999999") { recalls told buyers unpaid { ref text } signedAfter { ref text } closedByOne { ref text } lateReports { ref text } lateClosures { ref text } } }';
    const done = async () => {
      const { recallsDone } = await seen({ kind: 'peer', id: 'catalog', grants: [] }, asked);
      missed = Object.values<any>(recallsDone).flatMap((one) => (Array.isArray(one) ? one : []));
      return Object.fromEntries(Object.entries<any>(recallsDone).map(([name, one]) => [name, one.length ?? one]));
    };
    const good = { recalls: 1, lateReports: 0, lateClosures: 0, closedByOne: 0, signedAfter: 0, unpaid: 0 };
    expect(await done()).toEqual({ ...good, told: 0, buyers: 1 });
    const plant = (statement: string) => room.context().em.execute(statement);
    await plant(`update \`Order\` set deliveredAtMs = ${room.clock.now() + HOUR_MS} where id = '${id}'`);
    expect(await done()).toMatchObject({ ...good, signedAfter: 1 });
    await plant(`update \`RecallRow\` set refundKey = null where orderId = '${id}'`);
    expect(await done()).toMatchObject({ signedAfter: 1, unpaid: 1 });
    expect(missed.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^订单 \S+：召回的货没有退款$/));
    room.clock.advance(48 * HOUR_MS + 1);
    expect(await done()).toMatchObject({ lateReports: 1, lateClosures: 0 });
    room.clock.advance(60 * DAY_MS);
    expect(await done()).toMatchObject({ lateReports: 1, lateClosures: 1 });
    await plant(`update \`RecallCase\` set state = 'closed', proposedBy = 'one', closedBy = 'one', closedAtMs = 1`);
    expect(await done()).toMatchObject({ closedByOne: 1, lateClosures: 0 });
    expect(missed).toContainEqual({ ref: `RecallCase:${CASE}`, text: expect.stringContaining('同一个人') });
  });

  it('tells the public what and what to do, and nobody of the people in it', async () => {
    await deliverOne(room, [['rice', 1]]);
    await recall();
    const anyone = { kind: 'anonymous', id: '', grants: [] } as Actor;
    const { recallNotices } = await seen(
      anyone,
      '{ recallNotices { edges { node { lotCode lotCodes goods level hazard caller state advice units recoveredUnits } } } }',
    );
    expect(recallNotices.edges).toEqual([
      {
        node: {
          lotCode: 'L-lot-1',
          lotCodes: ['L-lot-1'],
          goods: '五常大米',
          level: 'TWO',
          hazard: 'RESIDUE',
          caller: 'OPERATOR',
          state: 'OPENED',
          advice: expect.stringContaining('请不要食用'),
          units: 20,
          recoveredUnits: 19,
        },
      },
    ]);
  });
});
