import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { marksOf, operationOf, withoutMarks } from './document-marks.ts';
import { textOf } from './documents.ts';
import { pageFaults } from './page-faults.ts';

const subgraphs = [
  { name: 'goods', schema: buildSchema('type Query { goods: [ID!] price: Int }') },
  { name: 'people', schema: buildSchema('type Query { people: [ID!] me: ID }') },
];
const pageOf = (text: string) => {
  const marked = parse(text, { noLocation: true });
  return {
    file: 'page.graphql',
    document: withoutMarks(marked),
    kind: operationOf(marked).operation,
    ...marksOf(marked),
  };
};

describe('what a page cannot do without', () => {
  it('is asked of one subgraph: the rest is marked', () => {
    const mixed = 'query Page { goods people }';
    expect(pageFaults(subgraphs, [pageOf(mixed)])).toEqual([
      'page.graphql cannot do without goods and people: mark what is @optional',
    ]);
    expect(pageFaults(subgraphs, [pageOf('query Page { goods price people @optional }')])).toEqual([]);
  });
  it('may lie in two where the page says of each root that it must be there', () => {
    expect(pageFaults(subgraphs, [pageOf('query Page { goods @must people @must }')])).toEqual([]);
    expect(pageFaults(subgraphs, [pageOf('query Page { goods @must people }')])).toHaveLength(1);
  });
  it('says nothing of what changes something', () => {
    expect(pageFaults(subgraphs, [pageOf('mutation Buy { buy sell }')])).toEqual([]);
  });
  it('is not told to the gateway: the marks are left out of what is sent and hashed', () => {
    const { document, must, optional } = pageOf('query Page { mine: goods @must people @include(if: true) @optional }');
    expect(textOf(document)).toBe(textOf(parse('query Page { mine: goods people @include(if: true) }')));
    expect({ must, optional }).toEqual({ must: ['mine'], optional: ['people'] });
  });
});
