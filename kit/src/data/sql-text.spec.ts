import { expect, it } from '@jest/globals';
import { describeSql } from './sql-text.ts';

it.each([
  [
    'select * from `Order` where `id` in (?, ?, ?) limit 20',
    'SELECT Order',
    'select * from `Order` where `id` in (?) limit ?',
  ],
  [
    'insert into `Line` (`name`, `n`) values (?, ?), (?, ?), (?, ?)',
    'INSERT Line',
    'insert into `Line` (`name`, `n`) values (?)',
  ],
  [
    "update `Stock` set `free` = `free` - 12 where `note` = '电话13800001234，it''s \\' here'",
    'UPDATE Stock',
    'update `Stock` set `free` = `free` - ? where `note` = ?',
  ],
  ['delete from `Lease` where untilMs < 1764066000000.5', 'DELETE Lease', 'delete from `Lease` where untilMs < ?'],
  ['  SELECT 1', 'SELECT', '  SELECT ?'],
  ['commit', 'COMMIT', 'commit'],
  ['select `a1`, `s2`.`x` from `T3`', 'SELECT T3', 'select `a1`, `s2`.`x` from `T3`'],
  ['', 'SQL', ''],
])('%s: one name and one text, without values', (sql, name, text) => {
  expect(describeSql(sql)).toEqual({ name, text });
});

it('ends a very long text', () => {
  expect(describeSql(`select ${'`column`, '.repeat(1000)}1 from T`).text.length).toBe(2000);
});
