import { afterEach, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestSubgraph } from '@heitu/kit/serving/testing';
import { act, documentedLot, draft, lotInput, openRoom, operator, requestId, seller } from '../testing.fixture.ts';
import { LOTS_PER_EVENT_MAX } from '@heitu/events/catalog.lots-stopped.v1';
import { LOTS_AT_ONCE_MAX, LOTS_PER_PIECE_MAX } from './search-recall.ts';

const PER_INSERT = 500;
/** Two pieces more than are stopped at once, the second a small one. */
const LOTS = LOTS_AT_ONCE_MAX + LOTS_PER_PIECE_MAX + 200;
const idOf = (i: number): string => `made${String(i).padStart(22, '0')}`;

/** So many lots made from one: of which of them each is made, by its number; -1: of the one itself. */
type Form = (i: number) => readonly number[];
/** Each made from the one before, a hundred side by side. */
const chains: Form = (i) => [i < 100 ? -1 : i - 100];
const chain: Form = (i) => [i - 1];
const wide: Form = () => [-1];

describe.each(['SQLite', 'MariaDB'])('a recall of thousands of lots, on %s [7.3.6.a-c]', (engine) => {
  let room: TestSubgraph;
  let lotId: string;
  afterEach(() => room.close());

  const execute = (sql: string, values: unknown[] = []) =>
    room.subgraph.orm.em.fork().execute(sql, values as never[]) as Promise<any[]>;
  const count = async (what: string): Promise<number> => Number((await execute(`select count(*) as n ${what}`))[0].n);

  /** A released lot and so many made from it, which somebody else may have made; the last is not released. */
  async function plant(many: number, form: Form): Promise<void> {
    const url =
      engine === 'SQLite' ? undefined : await freshDatabase(process.env['TEST_DATABASE_URL'], 'recall_at_size');
    room = await openRoom(undefined, undefined, undefined, url);
    const { skuId } = await draft(room);
    ({ lotId } = await documentedLot(room, skuId));
    await act(room, seller, 'releaseLot', { lotId });
    const [lot] = await execute('select * from `Lot` where id = ?', [lotId]);
    for (let from = 0; from < many; from += PER_INSERT) {
      const some = Array.from({ length: Math.min(PER_INSERT, many - from) }, (_, k) => from + k);
      await insert(
        'Lot',
        some.map((i) => ({
          ...lot,
          id: idOf(i),
          code: `MADE-${i}`,
          state: i === many - 1 ? 'registered' : 'released',
        })),
      );
      await insert(
        'TraceChain',
        some.map((i) => ({ lotId: idOf(i), length: 0, headHash: '0'.repeat(64), sealedLength: 0, updatedAtMs: 0 })),
      );
      await insert(
        'LotSource',
        some.flatMap((i) => form(i).map((k) => ({ lotId: idOf(i), sourceLotId: k < 0 ? lotId : idOf(k) }))),
      );
    }
  }
  const insert = (table: string, rows: readonly Record<string, unknown>[]) => {
    const columns = Object.keys(rows[0]!);
    const marks = `(${columns.map(() => '?').join(', ')})`;
    return execute(
      `insert into \`${table}\` (${columns.map((one) => `\`${one}\``).join(', ')}) values ${rows.map(() => marks).join(', ')}`,
      rows.flatMap((row) => columns.map((one) => row[one])),
    );
  };
  const recall = () =>
    act(room, operator, 'recallLot', { requestId: requestId(), lotId, reason: '农残不合格' }, 'state');
  const searchOn = () => room.subgraph.runOnce('search-recalls');
  /** What a recall that is whole has left: each lot stopped once, its chain says so once, and it is told of once. */
  async function expectAllStopped(many: number, blocked = 1): Promise<void> {
    expect(await execute('select state, count(*) as n from `Lot` group by state order by state')).toEqual([
      { state: 'blocked', n: blocked },
      { state: 'recalled', n: many },
    ]);
    expect(await count('from Recall')).toBe(many);
    expect(await count('from (select distinct lotId from Recall) as r')).toBe(many);
    expect(await count(`from TraceEvent where bizStep = 'holding'`)).toBe(many);
    expect(await count(`from TraceChain where lotId like 'made%' and length = 1`)).toBe(many - 1);
    const events = await payloads('catalog.lots-stopped.v1');
    const named = events.flatMap(({ lots }) => lots as { lotId: string; recallId: string | null }[]);
    expect([named.length, new Set(named.map(({ lotId: id }) => id)).size]).toEqual([many + blocked, many + blocked]);
    expect(named.filter(({ recallId }) => recallId === null)).toHaveLength(blocked);
    expect(await payloads('catalog.lot-blocked.v1')).toEqual([]);
    // By some hundreds, and by what is left in each of the pieces.
    const pieces = await payloads('catalog.recall-called.v1');
    expect(events.length).toBeLessThanOrEqual(Math.ceil((many + blocked) / LOTS_PER_EVENT_MAX) + pieces.length);
    const of = (one: any): number => one.sellers.reduce((sum: number, { lots }: { lots: number }) => sum + lots, 0);
    expect(pieces.reduce((sum, one) => sum + of(one), 0)).toBe(many + blocked);
    expect(pieces.map(({ isFirst }) => isFirst)).toEqual(pieces.map((_, i) => i === 0));
    expect(pieces.map(({ isWhole }) => isWhole)).toEqual(pieces.map((_, i) => i === pieces.length - 1));
    expect(pieces.at(-1)).toMatchObject({ lotsFound: many + blocked });
    expect([await count('from RecallSearch'), await count('from RecallReached')]).toEqual([0, 0]);
  }
  const payloads = async (type: string): Promise<any[]> =>
    (await execute('select payload from Outbox where type = ? order by id', [type])).map(({ payload }) =>
      JSON.parse(payload),
    );
  const searched = () => payloads('catalog.recall-searched.v1');

  it('answers one of a long chain by one statement a generation, and leaves nothing to a job', async () => {
    await plant(1000, chain);
    room.statements.reset();
    expect(await recall()).toMatchObject({ state: 'RECALLED' });
    expect(room.statements.count()).toBeLessThan(1000 + 120);
    await expectAllStopped(1000);
    expect(await searched()).toEqual([]);
    expect(await payloads('catalog.recall-called.v1')).toHaveLength(1);
  }, 300_000);

  it('lets the recall of a lot pass nothing that was told of the lot and has not arrived', async () => {
    await plant(3, wide);
    // Orders has taken all but that the second of them is for sale.
    await execute('update EventDelivery set state = 1');
    await execute(
      'insert into Outbox (id, aggregatetype, aggregateid, type, payload, atMs) values (?, ?, ?, ?, ?, 1)',
      ['EVENT0RELEASED000000000000', 'lot', idOf(1), 'catalog.lot-released.v1', '{}'],
    );
    await execute(
      'insert into EventDelivery (eventId, consumer, aggregate, state, attempts, nextAtMs) values (?, ?, ?, 2, 12, 1)',
      ['EVENT0RELEASED000000000000', 'orders', `lot:${idOf(1)}`],
    );
    await recall();
    const told = await execute(
      `select aggregatetype, aggregateid, payload from Outbox where type = 'catalog.lots-stopped.v1' order by id`,
    );
    const [{ id: caseId }] = await execute('select id from Recall where lotId = ?', [lotId]);
    expect(
      told.map(({ aggregatetype, aggregateid, payload }) => [
        `${aggregatetype}:${aggregateid}`,
        JSON.parse(payload).lots.map((lot: { lotId: string }) => lot.lotId),
      ]),
    ).toEqual([
      [`recall:${caseId}`, [lotId, idOf(0), idOf(2)]],
      [`lot:${idOf(1)}`, [idOf(1)]],
    ]);
  }, 60_000);

  it.each([
    ['a fan', wide],
    ['chains', chains],
  ])(
    'stops four thousand of %s at once by few statements, and what is beyond by pieces that a kill does not hurt',
    async (_what, form) => {
      await plant(LOTS, form);
      room.statements.reset();
      expect(await recall()).toMatchObject({ state: 'RECALLED' });
      // By five hundred lots, not by lot.
      expect(room.statements.count()).toBeLessThan(260);
      expect(await count(`from \`Lot\` where state = 'recalled'`)).toBe(LOTS_AT_ONCE_MAX);
      expect(await searched()).toEqual([expect.objectContaining({ lotsFound: LOTS_AT_ONCE_MAX, isDone: false })]);

      // Nothing is made of what is stopped; what is made of the rest is not let go, and is found.
      const { skuId } = (await execute('select skuId from `Lot` where id = ?', [lotId]))[0];
      const made = (i: number) =>
        act(room, seller, 'registerLot', lotInput(skuId, { sources: [{ code: `MADE-${i}`, units: 400 }] }), 'id');
      expect(await made(0)).toMatchObject({ code: 'SOURCE_UNKNOWN' });
      const { id } = await made(LOTS - 2);
      expect(await act(room, seller, 'releaseLot', { lotId: id })).toMatchObject({ code: 'SOURCE_RECALLED' });

      await killedAfter(LOTS_PER_PIECE_MAX + 20);
      // The first piece stands, and nothing of the second.
      expect(await count(`from \`Lot\` where state = 'recalled'`)).toBe(LOTS_AT_ONCE_MAX + LOTS_PER_PIECE_MAX);
      expect(await count('from Recall')).toBe(LOTS_AT_ONCE_MAX + LOTS_PER_PIECE_MAX);
      expect(await count('from RecallSearch')).toBe(1);
      for (let runs = 0; runs < 3 && (await count('from RecallSearch')) > 0; runs++) await searchOn();
      expect(await execute('select state from `Lot` where id = ?', [id])).toEqual([{ state: 'blocked' }]);
      await expectAllStopped(LOTS, 2);
      expect((await searched()).at(-1)).toMatchObject({ lotsFound: LOTS + 2, isDone: true });
    },
    300_000,
  );

  /** The job's process ends within a piece, at the salt of this number. */
  async function killedAfter(salts: number): Promise<void> {
    const { services } = room.subgraph.contextFor(operator, 'test') as unknown as {
      services: { newSalt: () => string };
    };
    const { newSalt } = services;
    let given = 0;
    services.newSalt = () => {
      if (++given > salts) throw new Error('killed');
      return newSalt();
    };
    await searchOn();
    services.newSalt = newSalt;
  }
});
