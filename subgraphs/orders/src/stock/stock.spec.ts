import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { YES } from '@heitu/kit/data/entities';
import { JOB_BATCH_MAX } from '../jobs.ts';
import {
  act,
  buy,
  buyer,
  clerk,
  honeySeller,
  makeQuote,
  newRequest,
  openOrders,
  partner,
  pay,
  regulator,
  riceSeller,
  stockFaults,
  type Room,
} from '../orders.fixture.ts';
import { assignLots, type LotOnHand } from './stock.policy.ts';

const lot = (lotId: string, onHand: number, expiresOn: string | null, more: Partial<LotOnHand> = {}): LotOnHand => ({
  lotId,
  lotCode: lotId,
  skuId: 'rice',
  onHand,
  producedOn: '2026-01-01',
  expiresOn,
  blocked: false,
  ...more,
});

describe('assigning lots', () => {
  const lots = [
    lot('c', 5, null),
    lot('b', 5, '2027-01-02'),
    lot('a', 5, '2027-01-02', { producedOn: '2025-12-31' }),
    lot('d', 5, '2026-12-01'),
    lot('e', 5, '2026-11-24'),
    lot('f', 5, '2026-11-26', { blocked: true }),
  ];
  it('takes what expires first, then what was made first, skips the blocked and the expired', () => {
    const { assignments, short } = assignLots(
      [
        { lineId: '1', skuId: 'rice', units: 7 },
        { lineId: '2', skuId: 'rice', units: 10 },
      ],
      lots,
      '2026-11-25',
    );
    expect(assignments.map((one) => [one.lineId, one.lot.lotId, one.units])).toEqual([
      ['1', 'd', 5],
      ['1', 'a', 2],
      ['2', 'a', 3],
      ['2', 'b', 5],
      ['2', 'c', 2],
    ]);
    expect(short).toEqual([]);
  });
  it('lets a lot go on its last day and says what is missing', () => {
    expect(
      assignLots([{ lineId: '1', skuId: 'rice', units: 6 }], [lot('d', 5, '2026-12-01')], '2026-12-01'),
    ).toMatchObject({ assignments: [{ units: 5 }], short: [{ skuId: 'rice', units: 1 }] });
    expect(
      assignLots([{ lineId: '1', skuId: 'rice', units: 6 }], [lot('d', 5, '2026-12-01')], '2026-12-02').short,
    ).toEqual([{ skuId: 'rice', units: 6 }]);
  });
});

describe('stock', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-1', 10, '2026-12-10');
    await room.release('rice', 'lot-2', 10, '2027-12-10');
  });
  afterEach(async () => {
    expect(await stockFaults(room)).toEqual([]);
    await room.close();
  });
  const rice = () =>
    room
      .context()
      .rows.selectFrom('Stock')
      .select(['free', 'held'])
      .where('skuId', '=', 'rice')
      .executeTakeFirstOrThrow();

  it('adds a lot once, takes a blocked one out of sale and lets it back when it is released again', async () => {
    await room.release('rice', 'lot-1', 10, '2026-12-10');
    expect(await rice()).toEqual({ free: 20, held: 0 });
    const blocked = { lotId: 'lot-1', skuId: 'rice', reason: '抽检不合格', recallId: null };
    await room.tell('catalog.lot-blocked.v1', blocked);
    await room.tell('catalog.lot-blocked.v1', blocked);
    expect(await rice()).toEqual({ free: 10, held: 0 });
    expect(await makeQuote(room, [['rice', 11]])).toMatchObject({ code: 'OUT_OF_STOCK' });
    await room.release('rice', 'lot-1', 10, '2026-12-10');
    expect(await rice()).toEqual({ free: 20, held: 0 });
  });

  it('never sends out a recalled lot, even one that was promised: the seller is told and can give the order up', async () => {
    const orderIds: string[] = [];
    for (let i = 0; i < 3; i++) {
      const placed = await buy(room, [['rice', 5]]);
      orderIds.push(placed.orders[0].id);
      await pay(room, placed);
      await act(room, riceSeller, 'confirmOrder', { orderId: orderIds[i] });
    }
    await room.tell('catalog.lot-blocked.v1', { lotId: 'lot-2', skuId: 'rice', reason: '召回', recallId: 'recall-1' });
    expect(await rice()).toEqual({ free: -5, held: 15 });
    const [first, second, orderId] = orderIds;
    for (const id of [first, second])
      expect(await act(room, riceSeller, 'pickOrder', { orderId: id })).toMatchObject({ state: 'READY' });
    expect(await act(room, riceSeller, 'pickOrder', { orderId })).toMatchObject({
      code: 'LOTS_SHORT',
      details: [{ about: 'rice', text: '还差5件' }],
    });
    expect((await room.published('orders.order-ready.v1')).map((ready) => ready['orderId'])).toEqual([first, second]);
    expect(await room.context().rows.selectFrom('LineLot').select('lotId').execute()).toEqual([
      { lotId: 'lot-1' },
      { lotId: 'lot-1' },
    ]);
    expect(
      await act(room, riceSeller, 'cancelOrder', { requestId: newRequest(), orderId, reason: '批次召回' }),
    ).toMatchObject({ state: 'CANCELLED' });
    expect(await rice()).toEqual({ free: 0, held: 0 });
  });

  it('takes expired lots out of sale by itself', async () => {
    room.clock.set('2026-12-10T15:59:00Z');
    await room.subgraph.runOnce();
    expect(await rice()).toEqual({ free: 20, held: 0 });
    room.clock.set('2026-12-10T16:00:00Z');
    await room.subgraph.runOnce();
    await room.subgraph.runOnce();
    expect(await rice()).toEqual({ free: 10, held: 0 });
    const { stockLevels } = await room.graph<any>(
      riceSeller,
      '{ stockLevels { edges { node { sku { id } free held blocked lots { lotId onHand blocked blockedReason } } } } }',
    );
    expect(stockLevels.edges).toEqual([
      {
        node: {
          sku: { id: 'rice' },
          free: 10,
          held: 0,
          blocked: false,
          lots: [
            { lotId: 'lot-1', onHand: 10, blocked: true, blockedReason: '已过保质期' },
            { lotId: 'lot-2', onHand: 10, blocked: false, blockedReason: null },
          ],
        },
      },
    ]);
  });

  it('takes an expired lot out of sale however many lie there that were taken out before', async () => {
    const rows = room.context().rows;
    const { lotId: _lotId, ...old } = await rows
      .selectFrom('LotStock')
      .selectAll()
      .where('lotId', '=', 'lot-1')
      .executeTakeFirstOrThrow();
    await rows
      .insertInto('LotStock')
      .values(
        Array.from({ length: JOB_BATCH_MAX }, (_, i) => ({
          ...old,
          lotId: `old-${i}`,
          skuId: 'old',
          expiresOn: '2026-01-01',
          blocked: YES,
        })) as never,
      )
      .execute();
    room.clock.set('2026-12-10T16:00:00Z');
    await room.subgraph.runOnce();
    expect(await rice()).toEqual({ free: 10, held: 0 });
    await rows.deleteFrom('LotStock').where('skuId', '=', 'old').execute();
  });

  it('picks lots for many orders at once without taking a unit twice', async () => {
    const orderIds: string[] = [];
    for (let i = 0; i < 4; i++) {
      const placed = await buy(room, [['rice', 5]]);
      await pay(room, placed);
      orderIds.push(placed.orders[0].id);
      await act(room, riceSeller, 'confirmOrder', { orderId: orderIds[i] });
    }
    const answers = await Promise.all(orderIds.map((orderId) => act(room, riceSeller, 'pickOrder', { orderId })));
    expect(answers.every((answer) => answer.state === 'READY')).toBe(true);
    expect(await rice()).toEqual({ free: 0, held: 0 });
    const taken = await room
      .context()
      .rows.selectFrom('LineLot')
      .select(({ fn }) => ['lotId', fn.sum<number>('units').as('units')])
      .groupBy('lotId')
      .orderBy('lotId')
      .execute();
    expect(taken.map((row) => [row.lotId, Number(row.units)])).toEqual([
      ['lot-1', 10],
      ['lot-2', 10],
    ]);
  });

  it('is corrected by adding a movement, never below zero, only by its seller', async () => {
    const adjust = async (actor: typeof riceSeller, units: number, more: object = {}) =>
      (
        await room.graph<any>(
          actor,
          `mutation($input: AdjustStockInput!) { adjustStock(input: $input) { ... on StockMovement { kind unitsIn unitsOut note } ... on AdjustStockRefused { code } } }`,
          { input: { requestId: newRequest(), lotId: 'lot-1', units, note: '盘点', ...more } },
        )
      ).adjustStock;
    expect(await adjust(riceSeller, -3)).toEqual({ kind: 'LOSS', unitsIn: 0, unitsOut: 3, note: '盘点' });
    expect(await adjust(riceSeller, 1)).toEqual({ kind: 'FOUND', unitsIn: 1, unitsOut: 0, note: '盘点' });
    expect(await rice()).toEqual({ free: 18, held: 0 });
    expect(await adjust(riceSeller, -9)).toEqual({ code: 'BELOW_ZERO' });
    for (const units of [0, 0.5, 2 ** 53]) expect(await adjust(riceSeller, units)).toEqual({ code: 'INVALID_INPUT' });
    expect(await adjust(riceSeller, 1, { note: '字'.repeat(10_000) })).toEqual({ code: 'INVALID_INPUT' });
    for (const actor of [honeySeller, clerk]) expect(await adjust(actor, 1)).toEqual({ code: 'NOT_FOUND' });
    expect(await rice()).toEqual({ free: 18, held: 0 });
  });

  it('shows movements to their seller, its system and the regulator, and counts what they can ask for [11.8.eb]', async () => {
    const read = async (actor: typeof riceSeller) =>
      (await room.graph<any>(actor, '{ stockMovements { edges { node { lotId unitsIn } } } }')).stockMovements.edges
        .length;
    expect(await read(riceSeller)).toBe(2);
    expect(await read(honeySeller)).toBe(0);
    expect(await read(regulator)).toBe(2);
    expect(
      (await room.graphWithErrors(buyer, '{ stockMovements { edges { cursor } } }')).errors![0]!.extensions!['code'],
    ).toBe('FORBIDDEN');
    const evidence = async () =>
      (
        await room.graph<any>(
          { kind: 'peer', id: 'trust', grants: [] },
          `{ ordersEvidence(fromMs: "0", toMs: "${room.clock.now() + 1}") { clause figures { label value } } }`,
        )
      ).ordersEvidence.find((row: any) => row.clause === '11.8.eb').figures;
    expect(await read(partner)).toBe(2);
    expect(await evidence()).toEqual([{ label: '可供查询的出入库记录', value: 2 }]);
  });
});
