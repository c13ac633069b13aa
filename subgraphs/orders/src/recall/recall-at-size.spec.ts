import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { account, freshDatabase } from '@heitu/kit/serving/testing';
import { deliverOne, openOrders, stockFaults, type Room } from '../orders.fixture.ts';

const admin = account('admin', { role: 'operator-admin' });
const CASE = 'recall-1';
/** As many events as a relay carries at once. */
const LOTS = 50;

describe.each(['SQLite', 'MariaDB'])('a recall of many lots, on %s [7.3.6.a-c]', (engine) => {
  let room: Room;
  afterEach(async () => {
    expect(await stockFaults(room)).toEqual([]);
    await room.close();
  });
  const open = async () => {
    const url =
      engine === 'SQLite' ? undefined : await freshDatabase(process.env['TEST_DATABASE_URL'], 'orders_recall_at_size');
    room = await openOrders(undefined, url);
  };
  const blocked = (i: number, more: object = {}) => ({
    lotId: `lot-${i}`,
    lotCode: `L-lot-${i}`,
    skuId: 'rice',
    partyId: 'party-rice',
    cause: 'recalled',
    reason: '召回',
    recallId: i === 0 ? CASE : `recall-of-${i}`,
    recall: {
      caseId: CASE,
      rootLotId: 'lot-0',
      rootLotCode: 'L-lot-0',
      goods: '五常大米',
      level: 'two',
      hazard: 'residue',
      caller: 'operator',
      orderNumber: null,
      atMs: room.clock.now(),
    },
    ...more,
  });
  const receive = async (payloads: readonly { lotId: string }[], round = 0) => {
    const results = await room.subgraph.receive(
      payloads.map((payload, i) => ({
        id: `event-${round}-${i}`,
        type: 'catalog.lot-blocked.v1',
        aggregateType: 'lot',
        aggregateId: payload.lotId,
        atMs: room.clock.now(),
        payload,
      })),
      { kind: 'peer', id: 'catalog', grants: [] },
    );
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
  };
  const rows = (table: 'LotStock' | 'RecallRow') => room.context().rows.selectFrom(table).selectAll().execute();

  it('stops and finds what comes together by as many statements as one lot', async () => {
    await open();
    for (let i = 0; i < LOTS; i++) await room.release('rice', `lot-${i}`, 2, '2026-12-10');
    await deliverOne(room, [['rice', 3]]);
    room.statements.reset();
    await receive(Array.from({ length: LOTS }, (_, i) => blocked(i)));
    expect(room.statements.count()).toBeLessThan(30);
    const stocks = (await rows('LotStock')) as { lotId: string; blocked: unknown; recallId: string | null }[];
    expect(stocks.filter((stock) => !stock.blocked)).toEqual([]);
    // Each lot keeps the recall of its own.
    expect(stocks.map(({ lotId, recallId }) => [lotId, recallId]).sort()).toEqual(
      Array.from({ length: LOTS }, (_, i) => [`lot-${i}`, i === 0 ? CASE : `recall-of-${i}`]).sort(),
    );
    const found = (await rows('RecallRow')) as { orderId: string | null; units: number; caseId: string }[];
    expect(found.reduce((sum, { units }) => sum + units, 0)).toBe(2 * LOTS);
    expect(found.filter(({ orderId }) => orderId !== null).map(({ units }) => units)).toEqual([2, 1]);
    expect(await room.published('orders.order-stopped.v1')).toHaveLength(2);
    // Told again, it finds nothing twice.
    await receive(
      Array.from({ length: LOTS }, (_, i) => blocked(i)),
      1,
    );
    expect(await rows('RecallRow')).toHaveLength(found.length);
    expect(await room.published('orders.order-stopped.v1')).toHaveLength(2);
  }, 60_000);

  it('takes a lot that is blocked and recalled in the same batch, in that order', async () => {
    await open();
    await room.release('rice', 'lot-0', 2, '2026-12-10');
    await deliverOne(room, [['rice', 1]]);
    await receive([blocked(0, { cause: 'short-measure', recallId: null, recall: undefined }), blocked(0)]);
    const told = await room.published('orders.order-stopped.v1');
    expect(told.map(({ cause }) => cause)).toEqual(['short-measure', 'recalled']);
    expect(await rows('LotStock')).toMatchObject([{ recallId: CASE, blockCause: 'recalled' }]);
  }, 60_000);

  it('neither says that all buyers were told nor closes while lots are still looked for, and shows how far it is', async () => {
    await open();
    await room.release('rice', 'lot-0', 2, '2026-12-10');
    await receive([blocked(0)]);
    const tell = (lotsFound: number, isDone: boolean) =>
      room.tell('catalog.recall-searched.v1', { caseId: CASE, lotsFound, isDone, atMs: room.clock.now() });
    const shown = async () =>
      (await room.graph<any>(admin, `{ recallCase(id: "${CASE}") { state searchStartedAt lotsFound } }`)).recallCase;
    expect(await shown()).toEqual({ state: 'OPENED', searchStartedAt: null, lotsFound: null });
    const does = async (name: string, input: object) => {
      const type = name[0]!.toUpperCase() + name.slice(1);
      const answer = await room.graph<any>(
        admin,
        `mutation($input: ${type}Input!) { ${name}(input: $input) { ... on RecallCase { state } ... on ${type}Refused { code } } }`,
        { input },
      );
      return answer[name];
    };
    const since = new Date(room.clock.now()).toISOString();
    await tell(4000, false);
    room.clock.advance(2 * MINUTE_MS);
    await tell(5000, false);
    await room.subgraph.runOnce();
    expect(await shown()).toEqual({ state: 'OPENED', searchStartedAt: since, lotsFound: 5000 });
    await does('reportRecall', { caseId: CASE, authority: '县市场监督管理局', receipt: '1' });
    expect(await does('proposeRecallClosure', { caseId: CASE })).toMatchObject({ code: 'STILL_SEARCHING' });
    await tell(5200, true);
    expect(await shown()).toEqual({ state: 'REPORTED', searchStartedAt: null, lotsFound: 5200 });
    expect(await does('proposeRecallClosure', { caseId: CASE })).toMatchObject({ code: 'GOODS_OPEN' });
    await expect(
      room.tell('catalog.recall-searched.v1', { caseId: 'none', lotsFound: 1, isDone: true, atMs: 1 }),
    ).rejects.toThrow('no recall none yet');
  }, 60_000);
});
