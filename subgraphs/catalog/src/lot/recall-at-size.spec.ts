import { afterEach, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestSubgraph } from '@heitu/kit/serving/testing';
import { act, documentedLot, draft, lotInput, openRoom, operator, requestId, seller } from '../testing.fixture.ts';
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
    expect(await count(`from Outbox where type = 'catalog.lot-blocked.v1'`)).toBe(many + blocked);
    expect(
      await count(`from (select distinct aggregateid from Outbox where type = 'catalog.lot-blocked.v1') as o`),
    ).toBe(many + blocked);
    expect([await count('from RecallSearch'), await count('from RecallReached')]).toEqual([0, 0]);
  }
  const searched = async () =>
    (await execute(`select payload from Outbox where type = 'catalog.recall-searched.v1' order by id`)).map(
      ({ payload }) => JSON.parse(payload),
    );

  it('answers one of a long chain by one statement a generation, and leaves nothing to a job', async () => {
    await plant(1000, chain);
    room.statements.reset();
    expect(await recall()).toMatchObject({ state: 'RECALLED' });
    expect(room.statements.count()).toBeLessThan(1000 + 120);
    await expectAllStopped(1000);
    expect(await searched()).toEqual([]);
  }, 300_000);

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
        act(room, seller, 'registerLot', lotInput(skuId, { sources: [{ code: `MADE-${i}` }] }), 'id');
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
