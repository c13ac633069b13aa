import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineEntity } from '@mikro-orm/core';
import { freshDatabase } from '../serving/testing.ts';
import { compilerOf, sendAlone } from './batch.ts';
import { column } from './entities.ts';
import { openDatabase, rowsOf, type Orm, type RowsOf } from './orm.ts';
import { statement } from './statement.ts';

const Jar = defineEntity({ name: 'Jar', properties: { id: column.id().primary(), sweets: column.integer() } });
const entities = [Jar] as const;

/** SQLite takes `in ()`; MariaDB does not, and whoever asked was told of a fault of ours. */
describe.each(['SQLite', 'MariaDB'])('a list without members, on %s', (database) => {
  let orm: Orm;
  let rows: RowsOf<typeof entities>;
  const none: string[] = [];
  beforeAll(async () => {
    const server = () => freshDatabase(process.env['TEST_DATABASE_URL'], 'heitu_empty_lists');
    const url = database === 'SQLite' ? 'sqlite::memory:' : await server();
    orm = await openDatabase({ name: 'jars', entities: [...entities], url });
    await orm.schema.update({ safe: true });
    rows = rowsOf<typeof entities>(orm.em.fork());
    await rows.insertInto('Jar').values({ id: 'a', sweets: 1 }).execute();
  });
  afterAll(() => orm.close());

  it('holds nothing, and what is not in it is everything', async () => {
    const jars = rows.selectFrom('Jar').select('id');
    expect(await jars.where('id', 'in', none).execute()).toEqual([]);
    expect(await jars.where('id', 'not in', none).execute()).toEqual([{ id: 'a' }]);
    expect(await jars.where((eb) => eb.or([eb('id', 'in', none), eb('sweets', '=', 1)])).execute()).toHaveLength(1);
  });

  it('is the same in a statement whose text is kept, and where rows change', async () => {
    const find = statement((of: typeof rows, { ids }: { ids: readonly string[] }) =>
      of.selectFrom('Jar').select('id').where('id', 'in', ids),
    );
    for (const [ids, found] of [
      [none, []],
      [['a'], [{ id: 'a' }]],
      [none, []],
    ] as const) {
      const [answer] = await sendAlone(orm)([compilerOf(orm)(find({ ids }))]);
      expect(answer?.rows).toEqual(found);
    }
    await rows.updateTable('Jar').set({ sweets: 2 }).where('id', 'in', none).execute();
    await rows.deleteFrom('Jar').where('id', 'in', none).execute();
    const em = orm.em.fork();
    expect(await em.nativeUpdate(Jar, { id: { $in: none } }, { sweets: 3 })).toBe(0);
    expect(await em.nativeDelete(Jar, { id: { $in: none } })).toBe(0);
    expect(await em.find(Jar, { id: { $in: none } })).toEqual([]);
    expect(await rows.selectFrom('Jar').select('sweets').execute()).toEqual([{ sweets: 1 }]);
  });
});
