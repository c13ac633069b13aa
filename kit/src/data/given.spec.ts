import { expect, it } from '@jest/globals';
import { fromJson, toJson } from '../rules/typed-json.ts';
import { given, ifGiven } from './given.ts';

it('a list is narrowed by what was asked for, and by nothing else', () => {
  expect(given({ state: 'open', kind: null, partyId: undefined, word: '', count: 0, late: false })).toEqual({
    state: 'open',
    count: 0,
    late: false,
  });
  const narrow = (query: string[], id: string): string[] => [...query, id];
  expect([ifGiven('a', narrow)([]), ifGiven(undefined, narrow)([]), ifGiven(null, narrow)([])]).toEqual([
    ['a'],
    [],
    [],
  ]);
});

it('what a column says its JSON holds is what is read of it', () => {
  const text = toJson([{ quantity: 2 }]);
  expect(fromJson(text).map(({ quantity }) => quantity)).toEqual([2]);
});
