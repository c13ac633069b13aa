import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import { plus } from '@heitu/kit/data/arithmetic';
import { chunksOf } from '@heitu/kit/rules/chunks';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { account, freshDatabase } from '@heitu/kit/serving/testing';
import { deliverOne, openOrders, recalledOrders, stockFaults, type Room } from '../orders.fixture.ts';
import { toReport } from './reported.fixture.ts';
import { LotStock, Stock, StockMovement } from '../stock/stock.entity.ts';

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
    expect((await recalledOrders(room)).map(({ lots }) => lots.length)).toEqual([2]);
    // Told again, it finds nothing twice.
    await receive(
      Array.from({ length: LOTS }, (_, i) => blocked(i)),
      1,
    );
    expect(await rows('RecallRow')).toHaveLength(found.length);
    expect(await recalledOrders(room)).toHaveLength(1);
    expect(await room.published('orders.order-stopped.v1')).toEqual([]);
  }, 60_000);

  /** So many lots in store, as catalog tells of them: in events of some hundreds each. */
  const MANY = 1200;
  const manyStopped = () => {
    const { recall } = blocked(0);
    const lots = Array.from({ length: MANY }, (_, i) => {
      const { lotId, lotCode, skuId, partyId, recallId } = blocked(i);
      return { lotId, lotCode, skuId, partyId, recallId };
    });
    return [...chunksOf(lots, 500)].map((some) => ({ recall, reason: '召回', lots: some }));
  };
  const tellStopped = (round: number, payloads: readonly object[]) =>
    room.subgraph.receive(
      payloads.map((payload, i) => ({
        id: `stopped-${round}-${i}`,
        type: 'catalog.lots-stopped.v1',
        aggregateType: 'recall',
        aggregateId: CASE,
        atMs: room.clock.now(),
        payload,
      })),
      { kind: 'peer', id: 'catalog', grants: [] },
    );
  /** Two orders of a buyer and one of another, each with some of the first lots; the other lots only lie in store. */
  async function plantMany(): Promise<string[]> {
    await open();
    for (let i = 0; i < 6; i++) await room.release('rice', `lot-${i}`, 2, '2026-12-10');
    const [stock] = await rows('LotStock');
    const copies = Array.from({ length: MANY - 6 }, (_, i) => ({
      ...stock,
      lotId: `lot-${i + 6}`,
      lotCode: `L-lot-${i + 6}`,
      expiresOn: '2027-12-10',
      onHand: 1,
      blocked: false,
    }));
    for (const some of chunksOf(copies, 200)) await room.context().em.insertMany(LotStock, some as never[]);
    const inbound = copies.map(({ lotId }) => ({
      id: room.context().newId(),
      partyId: 'party-rice',
      skuId: 'rice',
      lotId,
      kind: 'inbound' as const,
      unitsIn: 1,
      unitsOut: 0,
      atMs: room.clock.now(),
    }));
    for (const some of chunksOf(inbound, 200)) await room.context().em.insertMany(StockMovement, some);
    await room.context().em.nativeUpdate(Stock, { skuId: 'rice' }, { free: plus('free', copies.length) });
    const first = await deliverOne(room, [['rice', 3]]);
    const second = await deliverOne(room, [['rice', 3]]);
    return [first.id, second.id];
  }

  it('stops thousands in one transaction, tells each order and each buyer once, and knows whom it told of what', async () => {
    const own = await plantMany();
    room.statements.reset();
    expect((await tellStopped(0, manyStopped())).filter(({ ok }) => !ok)).toEqual([]);
    // By five hundred lots, not by lot.
    expect(room.statements.count()).toBeLessThan(60);
    const stocks = (await rows('LotStock')) as { blocked: unknown }[];
    expect(stocks.filter((stock) => !stock.blocked)).toEqual([]);
    const told = await recalledOrders(room);
    expect(told.map(({ orderId }) => orderId).sort()).toEqual([...own].sort());
    expect(told.map(({ lots }) => lots.length)).toEqual([2, 2]);
    const [affected, ...more] = await room.published('orders.buyer-affected.v1');
    expect(more).toEqual([]);
    expect(affected).toMatchObject({
      buyerAccountId: 'buyer',
      orders: 2,
      lots: 3,
      delivered: 2,
      partyId: 'party-rice',
    });
    const tellingId = affected!['tellingId'];
    const ofBuyer = async () =>
      ((await rows('RecallRow')) as any[]).filter(({ buyerAccountId }) => buyerAccountId === 'buyer');
    expect((await ofBuyer()).map((row) => row.tellingId)).toEqual([tellingId, tellingId, tellingId, tellingId]);
    const figures = async () =>
      (await room.graph<any>(admin, `{ recallCase(id: "${CASE}") { figures { lots units told texted } } }`)).recallCase
        .figures;
    expect(await figures()).toEqual({ lots: MANY, units: MANY - 6 + 12, told: 0, texted: 0 });
    const hear = (by: string) => room.tell('trust.buyer-told.v1', { tellingId, by, atMs: room.clock.now() });
    await hear('message');
    await hear('message');
    expect(await figures()).toMatchObject({ told: 1, texted: 0 });
    await hear('no-sms');
    expect((await ofBuyer()).map((row) => [row.smsFailedAtMs, row.dueAtMs])).toEqual(
      Array.from({ length: 4 }, () => [room.clock.now(), room.clock.now()]),
    );
    await hear('sms');
    expect(await figures()).toMatchObject({ told: 1, texted: 1 });

    // Told again under other names, as after a restore, it finds and tells nothing twice.
    const before = (await rows('RecallRow')).length;
    await tellStopped(1, manyStopped());
    expect([(await rows('RecallRow')).length, (await room.published('orders.buyer-affected.v1')).length]).toEqual([
      before,
      1,
    ]);
    expect(await recalledOrders(room)).toHaveLength(2);
  }, 120_000);

  it('does all or nothing where it is killed, and then all', async () => {
    await plantMany();
    const bad = manyStopped().map((one, i) => (i === 2 ? { ...one, lots: [{ lotId: 'lot-0' }] } : one));
    expect((await tellStopped(0, bad)).map(({ ok }) => ok)).toEqual([true, true, false]);
    expect((await tellStopped(1, manyStopped())).map(({ ok }) => ok)).toEqual([true, true, true]);
    const stocks = (await rows('LotStock')) as { blocked: unknown }[];
    expect(stocks.filter((stock) => !stock.blocked)).toEqual([]);
    const found = (await rows('RecallRow')) as { units: number }[];
    expect(found.reduce((sum, { units }) => sum + units, 0)).toBe(MANY - 6 + 12);
    expect(await room.published('orders.buyer-affected.v1')).toHaveLength(1);
  }, 120_000);

  it('takes a lot that is blocked and recalled in the same batch, in that order', async () => {
    await open();
    await room.release('rice', 'lot-0', 2, '2026-12-10');
    await deliverOne(room, [['rice', 1]]);
    await receive([blocked(0, { cause: 'short-measure', recallId: null, recall: undefined }), blocked(0)]);
    const told = await room
      .context()
      .rows.selectFrom('Outbox')
      .select(['type', 'aggregateid'])
      .where('type', 'in', ['orders.order-stopped.v1', 'orders.orders-recalled.v1'])
      .orderBy('id')
      .execute();
    expect(told.map(({ type }) => type)).toEqual(['orders.order-stopped.v1', 'orders.orders-recalled.v1']);
    expect(new Set(told.map(({ aggregateid }) => aggregateid)).size).toBe(1);
    expect(await room.published('orders.order-stopped.v1')).toMatchObject([{ cause: 'short-measure' }]);
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
    await does('issueRecallReport', { caseId: CASE });
    await does('reportRecall', await toReport(room, admin, CASE));
    expect(await does('proposeRecallClosure', { caseId: CASE })).toMatchObject({ code: 'STILL_SEARCHING' });
    await tell(5200, true);
    expect(await shown()).toEqual({ state: 'REPORTED', searchStartedAt: null, lotsFound: 5200 });
    expect(await does('proposeRecallClosure', { caseId: CASE })).toMatchObject({ code: 'GOODS_OPEN' });
    await expect(
      room.tell('catalog.recall-searched.v1', { caseId: 'none', lotsFound: 1, isDone: true, atMs: 1 }),
    ).rejects.toThrow('no recall none yet');
  }, 60_000);
});
