import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CLAUSES } from '@heitu/standard';
import { AfterSale } from './after-sale/after-sale.entity.ts';
import { evidence } from './evidence.ts';
import {
  act,
  buy,
  buyer,
  deliverOne,
  newRequest,
  openOrders,
  pay,
  peer,
  riceSeller,
  type Room,
} from './orders.fixture.ts';

describe('evidence and conduct', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
  });
  afterEach(() => room.close());
  const figuresOf = async () => {
    const { ordersEvidence } = await room.graph<any>(
      peer('trust'),
      `{ ordersEvidence(fromMs: "0", toMs: "${room.clock.now() + 1}") { clause figures { label value verdict } } }`,
    );
    return Object.fromEntries(
      ordersEvidence.map((row: any) => [row.clause, row.figures.map((figure: any) => [figure.value, figure.verdict])]),
    );
  };

  it('covers every clause that orders owns and has none before anything happened', async () => {
    expect(Object.keys(evidence).sort()).toEqual(
      // Payments answers for refunds: of those that it never heard of only orders knows.
      [...CLAUSES.filter((clause) => clause.owner === 'orders').map((clause) => clause.id), '7.6.aa'].sort(),
    );
    const judged = Object.values<[number, string | null][]>(await figuresOf()).flat();
    expect(judged.filter(([value, verdict]) => value !== 0 || verdict === 'MET')).toEqual([]);
  });

  it('counts what was confirmed, what lapsed and what was handed back [7.3.5.e] [7.5.u] [7.5.v] [7.5.w] [7.6.x-z]', async () => {
    await room.release('rice', 'lot-rice', 50);
    const delivered = await deliverOne(room, [['rice', 1]]);
    const late = await buy(room, [['rice', 1]]);
    await pay(room, late);
    await buy(room, [['rice', 1]]);
    const asked = await act(room, buyer, 'requestAfterSale', {
      requestId: newRequest(),
      orderId: delivered.id,
      kind: 'RETURN',
      reason: '不喜欢',
      lines: [{ lineId: delivered.lines[0].id, quantity: 1 }],
    });
    await act(room, riceSeller, 'decideAfterSale', { afterSaleId: asked.id, accept: true });
    await room.tell('logistics.collection-handed-over.v1', {
      collectionId: 'c',
      afterSaleId: asked.id,
      orderId: delivered.id,
      atMs: room.clock.now(),
      conditionOk: true,
      note: '',
    });
    expect(await figuresOf()).toEqual({
      '7.3.5.e': [[3, 'MET']],
      '7.5.u': [[1, 'MET']],
      '7.5.v': [
        [1, 'MET'],
        [1, null],
        [0, 'MET'],
      ],
      '7.5.w': [
        [1, 'MET'],
        [0, null],
        [0, null],
      ],
      '7.6.x-z': [
        [1, null],
        [0, 'FEW'],
      ],
      '7.6.aa': [[0, 'FEW']],
      '11.8.eb': [[2, null]],
    });
    room.world.shops['shop-rice'] = { ...room.world.shops['shop-rice']!, confirmWithin: '' };
    await act(room, riceSeller, 'acceptReturn', { afterSaleId: asked.id, accepted: true });
    room.clock.set('2026-11-28T03:00:00Z');
    await room.subgraph.runOnce();
    expect(await figuresOf()).toMatchObject({
      '7.5.u': [[0, 'BREACHED']],
      '7.5.v': [
        [1, 'MET'],
        [1, null],
        [1, 'BREACHED'],
      ],
      '7.5.w': [
        [1, 'BREACHED'],
        [1, null],
        [1, null],
      ],
      '7.6.x-z': [
        [1, null],
        [1, 'MET'],
      ],
    });
    // Nobody tells that the money of the return and of the lapsed order has arrived.
    const back = room.clock.now();
    room.clock.set('2027-01-28T03:00:00Z');
    expect((await figuresOf())['7.6.aa']).toEqual([[2, 'BREACHED']]);
    room.clock.set(new Date(back).toISOString());
    // Hours that nobody can read, or too few of them, are no service.
    for (const serviceHours of ['每月24日上午1小时', '周一 8:00-12:00']) {
      room.world.shops['shop-rice'] = { ...room.world.shops['shop-rice']!, serviceHours };
      expect((await figuresOf())['7.5.v'][0]).toEqual([0, 'BREACHED']);
    }
    // Planted: silence took the goods back, and nobody confirmed the record.
    const confirmedBy = async (checkedBy: string | null) => {
      await room.context().transaction(async (tx) => {
        await tx.em.nativeUpdate(AfterSale, { id: asked.id }, { checkedBy });
        return { ok: true as const, value: null };
      });
      return (await figuresOf())['7.6.x-z'][1];
    };
    expect(await confirmedBy(null)).toEqual([0, 'BREACHED']);
    expect(await confirmedBy(riceSeller.id)).toEqual([1, 'MET']);

    const { ordersConduct } = await room.graph<any>(
      peer('trust'),
      `{ ordersConduct(fromMs: "0", toMs: "${room.clock.now() + 1}") { partyId metric good total } }`,
    );
    expect(ordersConduct).toEqual([
      { partyId: 'party-rice', metric: 'orders-confirmed-in-time', good: 1, total: 2 },
      { partyId: 'party-rice', metric: 'after-sales-answered-in-time', good: 1, total: 1 },
      { partyId: 'party-rice', metric: 'handovers-complete', good: 1, total: 1 },
    ]);
  });

  it('records every mutation for the audit trail, a refused one as refused', async () => {
    await room.release('rice', 'lot-rice', 5);
    await buy(room, [['rice', 1]]);
    await buy(room, [['rice', 4]]);
    const acts = await room.published('orders.act-recorded.v1');
    expect(acts.map((one) => [one['operation'], one['actorId'], one['subject'][0]?.clause])).toEqual([
      ['quote', 'buyer', '7.3.5.e'],
      ['placeOrder', 'buyer', '7.3.5.e'],
      ['quote', 'buyer', '7.3.5.e'],
      ['placeOrder', 'buyer', '7.3.5.e'],
    ]);
    expect(await act(room, riceSeller, 'confirmOrder', { orderId: 'unknown' })).toMatchObject({ code: 'NOT_FOUND' });
    expect((await room.published('orders.act-recorded.v1')).slice(4)).toEqual([
      expect.objectContaining({ operation: 'confirmOrder', outcome: 'refused', code: 'NOT_FOUND' }),
    ]);
  });

  it('answers peers about orders, and only those peers', async () => {
    await room.release('rice', 'lot-rice', 5);
    const order = await deliverOne(room, [['rice', 2]]);
    const ASK = `query($ids: [ID!]!) { ordersForPeer(ids: $ids) { orderId buyerAccountId state deliveredAtMs completedAtMs lines { skuId quantity lots { lotId units } } } }`;
    expect((await room.graph<any>(peer('trust'), ASK, { ids: [order.id, 'unknown'] })).ordersForPeer).toEqual([
      {
        orderId: order.id,
        buyerAccountId: 'buyer',
        state: 'delivered',
        deliveredAtMs: String(room.clock.now()),
        completedAtMs: null,
        lines: [{ skuId: 'rice', quantity: 2, lots: [{ lotId: 'lot-rice', units: 2 }] }],
      },
    ]);
    for (const [actor, query] of [
      [peer('catalog'), `{ ordersForPeer(ids: []) { orderId } }`],
      [peer('trust'), `{ recipientForShipment(orderId: "x") { phone } }`],
      [riceSeller, `{ recipientForShipment(orderId: "x") { phone } }`],
      [peer('payments'), `{ ordersConduct(fromMs: "0", toMs: "1") { good } }`],
    ] as const)
      expect((await room.graphWithErrors(actor, query)).errors![0]!.extensions!['code']).toBe('FORBIDDEN');
  });
});
