import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineEntity } from '@mikro-orm/core';
import { compilerOf, sendAlone } from './batch.ts';
import { column } from './entities.ts';
import { openDatabase, type Orm, type RowsOf } from './orm.ts';
import { statement } from './statement.ts';

const Jar = defineEntity({
  name: 'Jar',
  properties: { id: column.id().primary(), sweets: column.integer(), label: column.line().nullable() },
});
const entities = [Jar] as const;
type Rows = RowsOf<typeof entities>;

describe('a statement whose text is built once', () => {
  let orm: Orm;
  let built = 0;
  const put = statement(
    (rows: Rows, { jars }: { jars: readonly { id: string; sweets: number; label?: string | null }[] }) => (
      built++,
      rows.insertInto('Jar').values(jars)
    ),
  );
  const find = statement(
    (rows: Rows, { ids, least }: { ids: readonly string[]; least: number }) => (
      built++,
      rows.selectFrom('Jar').select(['id', 'label']).where('id', 'in', ids).where('sweets', '>=', least).orderBy('id')
    ),
  );
  const send = async (...statements: Parameters<ReturnType<typeof compilerOf>>[0][]) =>
    (await sendAlone(orm)(statements.map(compilerOf(orm)))).map(({ rows }) => rows);
  beforeAll(async () => {
    orm = await openDatabase({ name: 'jars', entities: [...entities], url: 'sqlite::memory:' });
    await orm.schema.update({ safe: true });
  });
  afterAll(() => orm.close());

  it('takes other values each time, and a new text only for lists of another length or rows of other columns', async () => {
    await send(
      put({
        jars: [
          { id: 'a', sweets: 1, label: null },
          { id: 'b', sweets: 2, label: "it's" },
        ],
      }),
    );
    await send(
      put({
        jars: [
          { id: 'c', sweets: 3, label: '?' },
          { id: 'd', sweets: 4, label: undefined },
        ],
      }),
    );
    expect(built).toBe(1);
    await send(
      put({
        jars: [
          { id: 'e', sweets: 5 },
          { id: 'f', sweets: 6 },
        ],
      }),
    );
    expect(built).toBe(2);
    expect(
      await send(
        find({ ids: ['a', 'b'], least: 2 }),
        find({ ids: ['c', 'd'], least: 0 }),
        find({ ids: ['e'], least: 0 }),
      ),
    ).toEqual([
      [{ id: 'b', label: "it's" }],
      [
        { id: 'c', label: '?' },
        { id: 'd', label: null },
      ],
      [{ id: 'e', label: null }],
    ]);
    expect(built).toBe(4);
  });

  it('refuses rows of different columns, which would lose some', async () => {
    await expect(
      send(
        put({
          jars: [
            { id: 'x', sweets: 1 },
            { id: 'y', sweets: 1, label: 'lost' },
          ],
        }),
      ),
    ).rejects.toThrow('different columns');
    await expect(send(put({ jars: [{ id: 'x', sweets: 1 }, { id: 'y', label: 'lost' } as never] }))).rejects.toThrow(
      'different columns',
    );
    // In another order they are the same.
    await send(
      put({
        jars: [
          { id: 'v', sweets: 1 },
          { sweets: 9, id: 'w' },
        ],
      }),
    );
    expect(await send(find({ ids: ['w'], least: 9 }))).toEqual([[{ id: 'w', label: null }]]);
  });

  it('refuses to be built by looking at a value', async () => {
    const peeking = statement((rows: Rows, { least }: { least: number }) =>
      rows
        .selectFrom('Jar')
        .select('id')
        .where('sweets', '>', least + 1),
    );
    await expect(send(peeking({ least: 1 }))).rejects.toThrow('without its values');
  });
});
