import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defineEntity } from '@mikro-orm/core';
import { sql } from 'kysely';
import { createConnection } from 'mysql2/promise';
import { account } from '../serving/testing.ts';
import type { Context, Writes } from './context.ts';
import { column } from './entities.ts';
import { defineEvent } from '../messages/event.ts';
import { isDuplicateKey, openDatabase, poolOf, type Orm, type RowsOf } from './orm.ts';
import { onWrites } from '../messages/reaction.ts';
import { receive } from '../messages/receive.ts';
import { commonRefusals, ok, refuse } from '../rules/outcome.ts';
import { z } from '../rules/validate.ts';
import { createContext } from './request-context.ts';
import { tallied, type SqlTally } from '../serving/seeing.ts';
import { statement } from './statement.ts';
import { pino } from 'pino';

const Jar = defineEntity({ name: 'Jar', properties: { id: column.id().primary(), sweets: column.integer() } });
const Taken = defineEntity({ name: 'Taken', properties: { id: column.id().primary(), jarId: column.id() } });
const entities = [Jar, Taken] as const;
type JarContext = Context<typeof entities>;
const taken = defineEvent('jars.sweet-taken.v1', { consumers: ['others'], payload: z.object({ jarId: z.string() }) });
const refusals = { ...commonRefusals, EMPTY: { message: '没有了' } } as const;

const jarBy = statement((rows: RowsOf<typeof entities>, { id }: { id: string }) =>
  rows.selectFrom('Jar').selectAll().where('id', '=', id),
);
const noSuch = statement((rows: RowsOf<typeof entities>, { id }: { id: string }) =>
  rows
    .selectFrom('Jar')
    .select('id')
    .where('nothing' as 'id', '=', id),
);

const server = process.env['TEST_DATABASE_URL'];
const open: Orm[] = [];
afterAll(async () => void (await Promise.all(open.map((orm) => orm.close()))));

describe.each(['SQLite', 'MariaDB'])('writes gathered and sent together, on %s', (database) => {
  let orm: Orm;
  let context: JarContext;
  beforeEach(async () => {
    let url = 'sqlite::memory:';
    if (database === 'MariaDB') {
      if (!server) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
      const root = await createConnection(server);
      const name = `heitu_jars_${open.length}`;
      await root.query(`drop database if exists ${name}`);
      await root.query(`create database ${name}`);
      await root.end();
      url = `${server}/${name}`;
    }
    orm = await openDatabase({ name: 'jars', entities: [...entities], url });
    open.push(orm);
    await orm.schema.update({ safe: true });
    const parts = {
      name: 'jars',
      orm,
      clock: { now: () => 1 },
      log: pino({ level: 'silent' }),
      services: {},
      keys: {
        committed: () => {},
        authenticate: (_purpose: string, value: string) => value.slice(0, 43),
        sealOwn: (text: string) => text,
        openOwn: (text: string) => text,
      } as never,
      blobs: {} as never,
      transport: {} as never,
      record: async () => {},
    };
    context = createContext(parts, { actor: account('me'), requestId: 'r', operation: 'take' });
    await context.rows
      .insertInto('Jar')
      .values([
        { id: 'a', sweets: 3 },
        { id: 'b', sweets: 0 },
      ])
      .execute();
  });
  const take = (writes: Writes<typeof entities>, jarId: string, id: string) => {
    writes.add(writes.rows.insertInto('Taken').values({ id, jarId }));
    writes.publish(taken, { type: 'jar', id: jarId }, { jarId });
    writes.atLast(
      jarId,
      writes.rows
        .updateTable('Jar')
        .set((eb) => ({ sweets: eb('sweets', '-', 1) }))
        .where('id', '=', jarId)
        .where('sweets', '>', 0),
      refuse(refusals, 'EMPTY'),
    );
  };
  const all = async () => ({
    sweets: (await context.rows.selectFrom('Jar').selectAll().orderBy('id').execute()).map((jar) => jar.sweets),
    taken: (await context.rows.selectFrom('Taken').selectAll().orderBy('id').execute()).map((row) => row.id),
    events: (await context.rows.selectFrom('Outbox').select('aggregateid').execute()).map((row) => row.aggregateid),
    claims: (await context.rows.selectFrom('RequestClaim').select('key').execute()).length,
  });

  it('commits everything, with its events and its claim', async () => {
    expect(await context.write((writes) => (take(writes, 'a', '1'), ok({ id: '1' })), { id: 'q1', input: 1 })).toEqual(
      ok({ id: '1' }),
    );
    expect(
      await context.write(
        (writes) => (writes.add(writes.rows.insertInto('Taken').values({ id: '2', jarId: 'a' })), ok(null)),
      ),
    ).toEqual(ok(null));
    expect(await all()).toEqual({ sweets: [2, 0], taken: ['1', '2'], events: ['a'], claims: 1 });
  });

  it('undoes everything where one that must change a row changes none, or where the answer is a refusal', async () => {
    expect(
      await context.write((writes) => (take(writes, 'a', '1'), take(writes, 'b', '2'), ok(null)), {
        id: 'q1',
        input: 1,
      }),
    ).toMatchObject({ ok: false, code: 'EMPTY' });
    expect(
      await context.write((writes) => (take(writes, 'a', '3'), refuse(commonRefusals, 'NOT_FOUND'))),
    ).toMatchObject({ code: 'NOT_FOUND' });
    expect(await context.transaction(async (tx) => (take(tx, 'a', '4'), take(tx, 'b', '5'), ok(null)))).toMatchObject({
      code: 'EMPTY',
    });
    expect(await all()).toEqual({ sweets: [3, 0], taken: [], events: [], claims: 0 });
  });

  it('undoes everything where a statement in the middle fails, and the connection is good for the next', async () => {
    await context.write((writes) => (take(writes, 'a', '1'), ok(null)));
    for (const again of [
      () => context.write((writes) => (take(writes, 'a', '2'), take(writes, 'a', '1'), ok(null))),
      () =>
        context.write(
          (writes) => (
            writes.add(writes.rows.insertInto('Taken').values({ id: '3', jarId: 'a' })),
            writes.add(writes.rows.insertInto('Taken').values({ id: '1', jarId: 'a' })),
            ok(null)
          ),
        ),
      () => context.transaction(async (tx) => (take(tx, 'a', '4'), take(tx, 'a', '1'), ok(null))),
    ]) {
      const error: unknown = await again().catch((thrown: unknown) => thrown);
      expect(isDuplicateKey(error)).toBe(true);
      expect(await all()).toEqual({ sweets: [2, 0], taken: ['1'], events: ['a'], claims: 0 });
    }
    await context.write((writes) => (take(writes, 'a', '5'), ok(null)));
    expect((await all()).taken).toEqual(['1', '5']);
  });

  it('refuses for what changes nothing, though what follows it would fail', async () => {
    await context.write((writes) => (take(writes, 'a', '1'), ok(null)));
    const none = (writes: Writes<typeof entities>) => {
      writes.add(
        writes.rows.updateTable('Jar').set({ sweets: 9 }).where('id', '=', 'nowhere'),
        refuse(commonRefusals, 'WRONG_STATE'),
      );
      writes.add(writes.rows.insertInto('Taken').values({ id: '1', jarId: 'a' }));
    };
    expect(await context.write((writes) => (none(writes), ok(null)))).toMatchObject({ ok: false, code: 'WRONG_STATE' });
    expect((await all()).taken).toEqual(['1']);
  });

  it('counts a row as changed that was found and is as it was, and tells of each statement apart from the one before', async () => {
    const none = refuse(commonRefusals, 'WRONG_STATE');
    const set = (writes: Writes<typeof entities>, id: string, sweets: number) =>
      writes.add(writes.rows.updateTable('Jar').set({ sweets }).where('id', '=', id), none);
    expect(await context.write((writes) => (set(writes, 'a', 3), set(writes, 'b', 0), ok(null)))).toEqual(ok(null));
    expect(
      await context.write((writes) => (set(writes, 'a', 1), set(writes, 'nowhere', 1), set(writes, 'b', 1), ok(null))),
    ).toMatchObject({ code: 'WRONG_STATE' });
    expect(
      await context.write(
        (writes) => (
          writes.add(writes.rows.deleteFrom('Jar').where('id', '=', 'nowhere')),
          set(writes, 'a', 2),
          ok(null)
        ),
      ),
    ).toEqual(ok(null));
    expect((await all()).sweets).toEqual([2, 0]);
  });

  it('lets many take at once no more than there is, each request once', async () => {
    const tries = Array.from({ length: 12 }, (_, i) =>
      context.write((writes) => (take(writes, 'a', `t${i}`), ok({ id: i })), { id: `q${i % 6}`, input: i % 6 }),
    );
    const answers = await Promise.all(tries);
    const { taken, sweets, claims } = await all();
    expect([sweets, taken.length, claims]).toEqual([[0, 0], 3, 3]);
    // Both who asked with a request that was granted were told of the same sweet.
    expect(new Set(answers.flatMap((answer) => (answer.ok ? [answer.value.id] : []))).size).toBe(3);
    expect(
      answers.filter((answer) => !answer.ok).every((answer) => !answer.ok && (answer.code as string) === 'EMPTY'),
    ).toBe(true);
  });

  it('sends whatever is in a value as that value, wherever places and question marks stand', async () => {
    const put = statement((rows: RowsOf<typeof entities>, { taken }: { taken: object }) =>
      rows.insertInto('Taken').values(taken as never),
    );
    // A question mark within a literal: the places of this one are looked for by the driver.
    const found = statement((rows: RowsOf<typeof entities>, { jarId }: { jarId: string }) =>
      rows
        .selectFrom('Taken')
        .select('jarId')
        .where('jarId', '=', jarId)
        .where(sql<string>`'?'`, '=', '?'),
    );
    const nasty = [
      "it's",
      "\\'; drop table `Taken`; --",
      '?',
      "'?'",
      '/* ? */',
      'ein "Wort"\n\0\x1a',
      '大米 ?? 🍚',
      '\\',
    ];
    expect(
      await context.write(
        (writes) => (nasty.forEach((jarId, i) => writes.add(put({ taken: { id: `n${i}`, jarId } }))), ok(null)),
      ),
    ).toMatchObject({ ok: true });
    const kept = await context.rows.selectFrom('Taken').selectAll().orderBy('id').execute();
    expect(kept.map((row) => row.jarId)).toEqual(nasty);
    for (const jarId of nasty) expect(await context.read(found({ jarId }))).toEqual([[{ jarId }]]);
  });

  it('makes of an object where a value should be no piece of a statement', async () => {
    const put = statement((rows: RowsOf<typeof entities>, { taken }: { taken: object }) =>
      rows.insertInto('Taken').values(taken as never),
    );
    const written = context.write((writes) => (writes.add(put({ taken: { id: 'x', jarId: { id: 'x' } } })), ok(null)));
    if (database === 'SQLite') return expect(written).rejects.toThrow();
    await written;
    expect(await context.rows.selectFrom('Taken').select('jarId').execute()).toEqual([{ jarId: '[object Object]' }]);
  });

  it('reads what many ask in one turn, each its own, and tells a failure only to whoever asked for it', async () => {
    const sent: SqlTally[] = Array.from({ length: 12 }, () => ({ messages: 0, milliseconds: 0 }));
    const pool = poolOf(orm);
    const query = pool?.query;
    let messages = 0;
    if (pool)
      pool.query = ((...parameters: Parameters<typeof pool.query>) => (
        messages++,
        query!.apply(pool, parameters)
      )) as never;
    const asked = sent.map((tally, i) =>
      tallied(tally, () => context.read((i === 3 ? noSuch : jarBy)({ id: i % 2 ? 'a' : 'b' }))),
    );
    const answers = await Promise.allSettled(asked);
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : 'failed'))).toEqual(
      sent.map((_, i) => (i === 3 ? 'failed' : [[{ id: i % 2 ? 'a' : 'b', sweets: i % 2 ? 3 : 0 }]])),
    );
    if (!pool) return;
    // Eight, again one by one since one of them fails, and four.
    expect(messages).toBe(1 + 8 + 1);
    expect(sent.map((tally) => tally.messages)).toEqual(sent.map((_, i) => (i === 3 ? 0 : 1)));
  });

  describe('of reactions that only write', () => {
    const eaten = defineEvent('eaters.sweet-eaten.v1', {
      consumers: ['jars'],
      payload: z.object({ jarId: z.string() }),
    });
    const reactions = [
      onWrites(eaten, 'take', async (_context: JarContext, writes, events) => {
        for (const { id, payload } of events) take(writes, payload.jarId, id);
      }),
    ];
    const event = (id: string, jarId = 'a') => ({
      id,
      type: eaten.type,
      aggregateType: 'eater',
      aggregateId: id,
      atMs: 1,
      payload: { jarId },
    });
    const failed: string[] = [];
    const receiveAll = async (...events: ReturnType<typeof event>[]) =>
      (
        await receive(
          { reactions, contextFor: () => context as never, admit: () => {}, failed: ({ id }) => void failed.push(id) },
          events,
        )
      ).map(({ id, ok: done }) => (done ? id : `not ${id}`));

    it('go in one message, each once however often they come', async () => {
      const tally: SqlTally = { messages: 0, milliseconds: 0 };
      expect(await tallied(tally, () => receiveAll(event('1'), event('2')))).toEqual(['1', '2']);
      if (poolOf(orm)) expect(tally.messages).toBe(1);
      expect(await receiveAll(event('2'), event('1'), event('3'))).toEqual(['2', '1', '3']);
      expect(await all()).toMatchObject({ sweets: [0, 0], taken: ['1', '2', '3'], events: ['a', 'a', 'a'] });
    });
    it('come one by one where one of them finds nothing to change, and hold up nobody else', async () => {
      expect(await receiveAll(event('1'), event('2', 'b'), event('3'))).toEqual(['1', 'not 2', '3']);
      expect(failed).toEqual(['2']);
      expect(await all()).toMatchObject({ sweets: [1, 0], taken: ['1', '3'] });
    });
  });

  it('becomes part of the transaction that is open', async () => {
    expect(
      await context.transaction(async () => {
        expect(await context.write((writes) => (take(writes, 'b', '1'), ok(null)))).toEqual(ok(null));
        return ok(null);
      }),
    ).toMatchObject({ code: 'EMPTY' });
    expect(await all()).toEqual({ sweets: [3, 0], taken: [], events: [], claims: 0 });
  });
});
