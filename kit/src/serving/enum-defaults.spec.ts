import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphqlSync, parse } from 'graphql';
import { storeEnumDefaults } from './enum-defaults.ts';

const SDL = `
  enum Stage { FIELD IN_TRANSIT }
  input Kept { stage: Stage! = IN_TRANSIT, passed: [Stage!]! = [FIELD], note: String! = "none" }
  type Query { kept(input: Kept!, next: Stage! = FIELD): String }
`;

it('what is left out has the stored word, as what is given has', () => {
  const asked: unknown[] = [];
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(SDL),
      resolvers: {
        Stage: { FIELD: 'field', IN_TRANSIT: 'in-transit' },
        Query: { kept: (_root: unknown, given: object) => void asked.push(structuredClone(given)) },
      },
    },
  ]);
  storeEnumDefaults(schema);
  graphqlSync({ schema, source: '{ kept(input: {}) }' });
  graphqlSync({ schema, source: '{ kept(input: { stage: FIELD, passed: [], note: "x" }, next: IN_TRANSIT) }' });
  expect(asked).toEqual([
    { input: { stage: 'in-transit', passed: ['field'], note: 'none' }, next: 'field' },
    { input: { stage: 'field', passed: [], note: 'x' }, next: 'in-transit' },
  ]);
});
