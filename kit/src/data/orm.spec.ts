import { afterEach, describe, expect, it } from '@jest/globals';
import { defineEntity, p } from '@mikro-orm/core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { column } from './entities.ts';
import { openDatabase, prepareSchema } from './orm.ts';

const Entry = defineEntity({
  name: 'Entry',
  properties: { id: p.bigint('number').primary().autoincrement(), text: column.line() },
});
const LongerEntry = defineEntity({
  name: 'Entry',
  properties: { id: p.bigint('number').primary().autoincrement(), text: column.line(), note: column.line().nullable() },
});

describe('the schema of a SQLite file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heitu-orm-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function start(entity: typeof Entry | typeof LongerEntry): Promise<{ changes: string[]; columns: string[] }> {
    const changes: string[] = [];
    const orm = await openDatabase({
      name: 'notes',
      entities: [entity],
      url: `sqlite:${join(folder, 'notes.db')}`,
      onStatement: (sql) => void (/^(create|drop|alter|insert)/i.test(sql) && changes.push(sql)),
    });
    await prepareSchema(orm);
    const columns = (
      await orm.em.getConnection().execute<{ name: string }[]>("select name from pragma_table_info('Entry')")
    ).map(({ name }) => name);
    await orm.close();
    return { changes, columns };
  }

  it('is made once, left alone by later starts, and follows the entities when they change', async () => {
    expect((await start(Entry)).changes).not.toEqual([]);
    expect(await start(Entry)).toEqual({ changes: [], columns: ['id', 'text'] });
    expect((await start(LongerEntry)).columns).toEqual(['id', 'text', 'note']);
    expect((await start(LongerEntry)).changes).toEqual([]);
  });
});
