import { expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { createExecution } from '../execution/index.ts';
import { LIBRARY_SDL } from '../front/testing.fixture.ts';
import { planText } from './plan-text.ts';

const textOf = (query: string) => planText(createExecution(LIBRARY_SDL, async () => ({})).prepare(parse(query)).plan);

it.each([
  ['{ price slow(ms: 1380000123) }', 'library {price slow(ms:_)}'],
  [
    'query Shelf($first: Int = 7) { shelf(first: $first) { edges { node { title } } } }',
    'library query Shelf__library__0($first:Int=_){shelf(first:$first){edges{node{title}}}}',
  ],
  [
    'mutation { a: raise(by: 1) b: raise(by: 2, slowly: true) }',
    'library mutation{a:raise(by:_)b:raise(by:_ slowly:true)}',
  ],
  ['query($yes: Boolean!) { price @include(if: $yes) }', 'if yes (library {price}) else (nothing)'],
])('%s is told without values', (query, text) => expect(textOf(query)).toBe(text));
