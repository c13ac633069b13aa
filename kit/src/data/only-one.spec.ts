import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineEntity } from '@mikro-orm/core';
import { pino } from 'pino';
import { hashOf } from '../rules/canonical.ts';
import type { Context } from './context.ts';
import { column } from './entities.ts';
import { lockRows, unlessTaken } from './only-one.ts';
import { openDatabase, type Orm } from './orm.ts';
import { commonRefusals, ok, refuse } from '../rules/outcome.ts';
import { createContext } from './request-context.ts';
import { account, freshDatabase, toldAtOnce } from '../serving/testing.ts';

const Jar = defineEntity({ name: 'Jar', properties: { id: column.id().primary(), sweets: column.integer() } });
const Seal = defineEntity({
  name: 'Seal',
  properties: { id: column.id().primary(), jarId: column.id(), openFor: column.id().nullable().unique() },
});
const entities = [Jar, Seal] as const;
const refusals = { ...commonRefusals, SEALED: { message: '已经封好' }, FULL: { message: '满了' } } as const;
const SEALS_MAX = 3;

describe.each(['SQLite', 'MariaDB'])('only one, on %s', (database) => {
  let orm: Orm;
  let made = 0;
  const ask = (): Context<typeof entities> =>
    createContext(
      {
        name: 'jars',
        orm,
        clock: { now: () => Date.now() },
        log: pino({ level: 'silent' }),
        services: {},
        keys: {
          committed: () => {},
          authenticate: (...given: string[]) => hashOf(given).slice(0, 43),
          sealOwn: (text: string) => text,
          openOwn: (text: string) => text,
        } as never,
        blobs: {} as never,
        transport: {} as never,
        record: async () => {},
      },
      { actor: account('me'), requestId: 'r', operation: 'seal' },
    );
  beforeAll(async () => {
    const url =
      database === 'SQLite'
        ? 'sqlite::memory:'
        : await freshDatabase(process.env['TEST_DATABASE_URL'], 'heitu_only_one');
    orm = await openDatabase({ name: 'jars', entities: [...entities], url });
    await orm.schema.update({ safe: true });
    await ask()
      .rows.insertInto('Jar')
      .values(['a', 'b', 'c', 'd'].map((id) => ({ id, sweets: 1 })))
      .execute();
  });
  afterAll(() => orm.close());
  const told = (call: () => Promise<{ ok: boolean; code?: string }>) =>
    toldAtOnce(Array.from({ length: 6 }, () => call));
  const sealsOf = (jarId: string) => ask().rows.selectFrom('Seal').selectAll().where('jarId', '=', jarId).execute();
  const idOf = () => `seal-${(made += 1)}`;

  it('runs a transaction again that met a unique key: its own look then finds the row, and says so', async () => {
    let looked = 0;
    // On MariaDB two have looked before either writes, so one of them surely meets the key. SQLite has one writer.
    const twoLooked = Promise.withResolvers<void>();
    const seal = () =>
      ask().transaction(async (tx) => {
        const sealed = await tx.em.count(Seal, { openFor: 'a' });
        if ((looked += 1) === 2 || database === 'SQLite') twoLooked.resolve();
        if (sealed) return refuse(refusals, 'SEALED');
        await twoLooked.promise;
        await tx.em.insert(Seal, { id: idOf(), jarId: 'a', openFor: 'a' });
        return ok(null);
      });
    expect(await told(seal)).toEqual({ ok: 1, SEALED: 5 });
    expect(await sealsOf('a')).toHaveLength(1);
    if (database === 'MariaDB') expect(looked).toBeGreaterThan(6);
  });

  it('answers a request that is sent six times at once as the first one was answered', async () => {
    const request = { id: 'seal-b', input: { jarId: 'b' } };
    const seal = () =>
      ask().transaction(async (tx) => {
        if (await tx.em.count(Seal, { openFor: 'b' })) return refuse(refusals, 'SEALED');
        const id = idOf();
        await tx.em.insert(Seal, { id, jarId: 'b', openFor: 'b' });
        return ok({ id });
      }, request);
    const answers = await Promise.all(Array.from({ length: 6 }, seal));
    const [only] = await sealsOf('b');
    expect(answers).toEqual(Array(6).fill({ ok: true, value: { id: only!.id } }));
  });

  it('refuses at once where the key alone is the rule, and the rest of the transaction is undone', async () => {
    const seal = () =>
      ask().transaction(async (tx) => {
        await tx.em.nativeUpdate(Jar, { id: 'c' }, { sweets: 7 });
        const taken = await unlessTaken(
          tx.em.insert(Seal, { id: idOf(), jarId: 'c', openFor: 'a' }),
          refuse(refusals, 'SEALED'),
        );
        return taken ?? ok(null);
      });
    expect(await told(seal)).toEqual({ SEALED: 6 });
    expect(await ask().rows.selectFrom('Jar').select('sweets').where('id', '=', 'c').executeTakeFirst()).toEqual({
      sweets: 1,
    });
  });

  it('counts what is there where all take the same row first', async () => {
    const seal = () =>
      ask().transaction(async (tx) => {
        expect([await lockRows(tx, Jar, { id: 'd' }), await lockRows(tx, Jar, { id: 'none' })]).toEqual([true, false]);
        if ((await tx.em.count(Seal, { jarId: 'd' })) >= SEALS_MAX) return refuse(refusals, 'FULL');
        await tx.em.insert(Seal, { id: idOf(), jarId: 'd', openFor: null });
        return ok(null);
      });
    expect(await told(seal)).toEqual({ ok: SEALS_MAX, FULL: 3 });
    expect(await ask().rows.selectFrom('Jar').selectAll().where('id', '=', 'd').executeTakeFirst()).toEqual({
      id: 'd',
      sweets: 1,
    });
  });
});
