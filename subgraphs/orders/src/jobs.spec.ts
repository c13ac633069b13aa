import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { JOB_BATCH_MAX } from './jobs.ts';
import { openOrders, type Room } from './orders.fixture.ts';
import { RECORDS_KEPT_DAYS } from './order/order.policy.ts';
import { rowOf } from './rows.fixture.ts';

type Table = Parameters<typeof rowOf>[0];
const JOBS: readonly (readonly [job: string, table: Table, from: string, to: string, over: string, due: string])[] = [
  ['expire-checkouts', 'Checkout', 'open', 'closing', 'paid', 'dueAtMs'],
  ['lapse-unconfirmed', 'Order', 'paid', 'cancelled', 'confirmed', 'confirmDueAtMs'],
  ['complete-orders', 'Order', 'delivered', 'completed', 'cancelled', 'completeDueAtMs'],
  ['answer-after-sales', 'AfterSale', 'requested', 'refunding', 'withdrawn', 'answerDueAtMs'],
];

/** Rows are made as they stand, so that there are more of them than one turn of a job takes. */
describe('what a job does in its turn', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
  });
  afterEach(() => room.close());

  const insert = (table: Table, rows: object[]): Promise<unknown> => {
    const { em }: any = room.context();
    return em.insertMany(table, rows);
  };
  /** What is each row's own. */
  const own = (id: string, table: Table = 'Order') => ({
    id,
    ...(table === 'Order' && { number: id }),
    ...(table === 'Checkout' && { quoteId: id }),
  });
  const stateOf = async (table: 'Checkout' | 'Order' | 'AfterSale', id: string) =>
    (await room.context().rows.selectFrom(table).select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;

  it.each(JOBS)(
    '%s: what is over does not stand in the way of what is due',
    async (job, table, from, to, over, due) => {
      const nowMs = room.clock.now();
      const before = [...Array(JOB_BATCH_MAX).keys()].map((i) =>
        rowOf(table, { ...own(`over-${i}`, table), state: over, [due]: nowMs - DAY_MS }),
      );
      await insert(table, before);
      await insert(table, [
        rowOf(table, { ...own('due', table), state: from, [due]: nowMs - 1 }),
        rowOf(table, { ...own('not-due', table), state: from, [due]: nowMs + 1 }),
      ]);
      if (table === 'AfterSale') await insert('Order', [rowOf('Order', { paidFen: 6600, state: 'delivered' })]);
      await room.subgraph.runOnce(job);
      const kept = table as 'Checkout' | 'Order' | 'AfterSale';
      expect([await stateOf(kept, 'due'), await stateOf(kept, 'not-due'), await stateOf(kept, 'over-0')]).toEqual([
        to,
        from,
        over,
      ]);
    },
  );

  it('reminds a seller of an order that waits, once, and of no other [7.5.w]', async () => {
    const nowMs = room.clock.now();
    const before = [...Array(JOB_BATCH_MAX).keys()].map((i) =>
      rowOf('Order', { ...own(`a-${i}`), state: 'confirmed', remindAtMs: nowMs - DAY_MS }),
    );
    await insert('Order', before);
    await insert('Order', [
      rowOf('Order', { ...own('due'), state: 'paid', remindAtMs: nowMs }),
      rowOf('Order', { ...own('not-due'), state: 'paid', remindAtMs: nowMs + 1 }),
    ]);
    await room.subgraph.runOnce('remind-sellers');
    await room.subgraph.runOnce('remind-sellers');
    expect(await room.published('orders.confirmation-due-soon.v1')).toMatchObject([{ orderId: 'due' }]);
  });

  it('forgets where an order was sent three years and a day after its end, not before (E-Commerce Law 31)', async () => {
    expect(RECORDS_KEPT_DAYS).toBe(1096);
    const keptSinceMs = room.clock.now() - 1096 * DAY_MS;
    const old = { placedAtMs: keptSinceMs - DAY_MS, recipientSealed: 'sealed', state: 'completed' };
    await insert('Order', [
      rowOf('Order', { ...own('over'), ...old, completedAtMs: keptSinceMs - 1 }),
      rowOf('Order', { ...own('kept'), ...old, completedAtMs: keptSinceMs }),
      rowOf('Order', { ...own('given-up'), ...old, state: 'cancelled', cancelledAtMs: keptSinceMs - 1 }),
    ]);
    await room.subgraph.runOnce('forget-recipients');
    const left = await room.context().rows.selectFrom('Order').select(['id', 'recipientSealed']).execute();
    expect(left.filter((row) => row.recipientSealed !== null).map(({ id }) => id)).toEqual(['kept']);
  });
});
