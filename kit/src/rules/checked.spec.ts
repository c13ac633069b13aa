import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { codeOf, errorOf, isKeyOf, isRecord, jsonOf, keysOf, must } from './checked.ts';

it('what has to be there is handed on, also where it is empty; what is missing is named', () => {
  expect([must(0, 'a'), must('', 'b'), must(false, 'c')]).toEqual([0, '', false]);
  expect(() => must(new Map<string, number>().get('x'), 'the price of x')).toThrow('missing: the price of x');
  expect(() => must(null, 'a name')).toThrow('missing: a name');
});

it('a JSON text is what its schema says, or throws', () => {
  expect(jsonOf(z.array(z.number()), '[1,2]')).toEqual([1, 2]);
  expect(() => jsonOf(z.array(z.number()), '["1"]')).toThrow();
  expect(() => jsonOf(z.array(z.number()), '[')).toThrow();
});

it('words of a table are its own, not those that every object has', () => {
  const table = { open: 1, closed: 2 };
  expect(keysOf(table)).toEqual(['open', 'closed']);
  expect([isKeyOf(table, 'open'), isKeyOf(table, 'toString')]).toEqual([true, false]);
  expect([isRecord(table), isRecord(null), isRecord('x')]).toEqual([true, false, false]);
});

it('whatever was thrown has a message, and a code where it has one', () => {
  const error = Object.assign(new Error('no'), { code: 'ENOENT' });
  expect([errorOf(error), errorOf('gone').message]).toEqual([error, 'gone']);
  expect([codeOf(error), codeOf(new Error('x')), codeOf(undefined), codeOf({ code: 7 })]).toEqual([
    'ENOENT',
    '',
    '',
    '7',
  ]);
});
