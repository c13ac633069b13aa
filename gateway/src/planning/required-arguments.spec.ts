import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { conflictingRequirements } from './required-arguments.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])';
function supergraph(a: string, b: string): string {
  const subgraph = (name: string, sdl: string) => ({ name, url: '', typeDefs: parse(`${LINK}\n${sdl}`) });
  const external = (requires: string) =>
    requires.startsWith('parts')
      ? ['parts: [Part!] @external', 'type Part { dims(unit: String): String @external }']
      : ['dims(unit: String, deep: Boolean): String @external', ''];
  const other = (field: string, requires: string) =>
    `type Product @key(fields: "id") { id: ID! ${external(requires)[0]} ${field}: Int @requires(fields: "${requires}") } ${external(requires)[1]}`;
  const { supergraphSdl, errors } = composeServices([
    subgraph(
      'goods',
      'type Query { product: Product } type Product @key(fields: "id") { id: ID! dims(unit: String, deep: Boolean): String parts: [Part!] } type Part { dims(unit: String): String }',
    ),
    subgraph('freight', other('freight', a)),
    subgraph('shelves', other('shelf', b)),
  ]);
  if (errors) throw errors[0]!;
  return supergraphSdl;
}

it('names both places that require one field with different arguments', () => {
  expect(conflictingRequirements(supergraph('dims(unit: \\"cm\\")', 'dims(unit: \\"m\\")'))).toEqual([
    'Product.dims is required as dims(unit: "cm") by Product.freight in freight, but as dims(unit: "m") by Product.shelf in shelves: one value cannot answer both; require it under two fields',
  ]);
  expect(conflictingRequirements(supergraph('parts { dims(unit: \\"cm\\") }', 'parts { dims }'))).toEqual([
    expect.stringContaining(
      'Part.dims is required as dims(unit: "cm") by Product.freight in freight, but as dims by Product.shelf in shelves',
    ),
  ]);
});
it('has nothing against the same arguments, in any order, or against other fields of the same name', () => {
  expect(
    conflictingRequirements(supergraph('dims(unit: \\"cm\\", deep: true)', 'dims(deep: true, unit: \\"cm\\")')),
  ).toEqual([]);
  expect(conflictingRequirements(supergraph('dims(unit: \\"cm\\")', 'parts { dims(unit: \\"m\\") }'))).toEqual([]);
});
it('finds none in ours', () => {
  expect(conflictingRequirements(readFileSync('dist/schema/supergraph.graphql', 'utf8'))).toEqual([]);
});
