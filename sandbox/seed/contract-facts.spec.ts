import { expect, it } from '@jest/globals';
import { contracts } from '../county/index.ts';
import { countyContracts } from './contract-facts.ts';

it('states no term in a contract of the county that no room knows', () => {
  const known = countyContracts(Date.parse('2026-11-29T00:00:00+08:00')).map(({ terms }) => terms);
  expect(known).toEqual(contracts.map(({ kind, terms }) => ({ kind, ...terms })));
  expect(known.flatMap((terms) => Object.keys(terms)).length).toBeGreaterThan(100);
});
