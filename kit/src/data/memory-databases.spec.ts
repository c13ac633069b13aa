import { describe, expect, it } from '@jest/globals';
import { defineEntity } from '@mikro-orm/core';
import { column } from './entities.ts';
import { openInMemory } from './memory-databases.ts';

const Told = defineEntity({
  name: 'Told',
  properties: { id: column.code().primary(), text: column.line(4).nullable(), long: column.text().nullable() },
});

describe('SQLite in memory', () => {
  it('refuses a text that a server would refuse, written first or later', async () => {
    const orm = await openInMemory({ name: 'told', entities: [Told] });
    const em = orm.em.fork();
    await em.insert(Told, { id: 'a', text: '四个字的', long: 'x'.repeat(1000) });
    const tooLong = /Told\.text takes 4 letters/;
    await expect(em.insert(Told, { id: 'b', text: '五个字的话' })).rejects.toThrow(tooLong);
    await expect(em.nativeUpdate(Told, { id: 'a' }, { text: '五个字的话' })).rejects.toThrow(tooLong);
    await em.nativeUpdate(Told, { id: 'a' }, { text: null });
    await orm.close();
  });
});
