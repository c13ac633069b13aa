import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { account, testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import { orders, type OrdersContext } from '@heitu/orders';
import { seedHistory } from './history.ts';
import { accountId, partyId } from './keys.ts';
import { seedOrders } from './orders.ts';

describe('the county in orders', () => {
  let room: TestSubgraph;
  let context: OrdersContext;
  beforeAll(async () => {
    room = await testSubgraph(orders, { at: '2026-11-25T02:00:00Z' });
    context = room.subgraph.contextFor(account('seed'), 'seed') as unknown as OrdersContext;
    for (let twice = 0; twice < 2; twice++)
      await seedOrders(
        room.subgraph.contextFor(account('seed'), 'seed'),
        seedHistory(Date.parse('2026-11-24T16:00:00Z'), {}),
      );
  });
  afterAll(() => room.close());

  it('balances: in is out and on hand for every lot, free is what is on hand', async () => {
    const lots = await context.rows
      .selectFrom('LotStock as l')
      .innerJoin('StockMovement as m', 'm.lotId', 'l.lotId')
      .select(({ fn }) => [
        'l.lotId',
        'l.onHand',
        fn.sum<number>('m.unitsIn').as('unitsIn'),
        fn.sum<number>('m.unitsOut').as('unitsOut'),
      ])
      .groupBy('l.lotId')
      .execute();
    expect(lots.length).toBeGreaterThan(40);
    expect(lots.filter((lot) => Number(lot.unitsIn) !== Number(lot.unitsOut) + lot.onHand)).toEqual([]);
    const free = await context.rows
      .selectFrom('Stock')
      .select(({ fn }) => fn.sum<number>('free').as('n'))
      .executeTakeFirstOrThrow();
    expect(Number(free.n)).toBe(lots.reduce((sum, lot) => sum + lot.onHand, 0));
  });

  it('has orders that add up, with lots, refunds and after-sales', async () => {
    const rows = await context.rows.selectFrom('Order').selectAll().execute();
    expect(rows.length).toBeGreaterThan(1000);
    expect(
      rows.filter(
        (row) =>
          row.goodsFen + row.deliveryFen !== row.totalFen ||
          row.refundedFen > row.paidFen ||
          row.refundedFen !== row.refundDueFen,
      ),
    ).toEqual([]);
    expect(rows.filter((row) => row.state === 'completed' && row.completedAtMs === null)).toEqual([]);
    const counted = async (table: 'AfterSale' | 'LineLot' | 'OrderRefund') =>
      Number(
        (
          await context.rows
            .selectFrom(table)
            .select(({ fn }) => fn.countAll<number>().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      );
    for (const table of ['AfterSale', 'LineLot', 'OrderRefund'] as const)
      expect(await counted(table)).toBeGreaterThan(5);
  });

  it('shows a consumer their history, newest first, and a seller theirs, and leaves no work for the jobs', async () => {
    const consumer = account(accountId('consumer:01'), { role: 'consumer' });
    const { orders: own } = await room.graph<any>(
      consumer,
      '{ orders { edges { node { placedAt stateLabel recipient { name } lines { title } } } } }',
    );
    const times = own.edges.map(({ node }: any) => node.placedAt);
    expect(times.length).toBeGreaterThan(5);
    expect(times).toEqual([...times].sort().reverse());
    const seller = account('owner', { role: 'seller-owner', partyId: partyId('seller:xiangtun-coop') });
    expect(
      (await room.graph<any>(seller, '{ sellerOrders(state: COMPLETED) { edges { node { number } } } }')).sellerOrders
        .edges,
    ).toHaveLength(20);
    await room.subgraph.runOnce();
    expect(room.sent).toEqual([]);
  });
});
