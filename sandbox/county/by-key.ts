import { must } from '@heitu/kit/rules/checked';
import { carriers } from './carriers.ts';
import { consumers } from './consumers.ts';
import { sellers } from './sellers.ts';
import { suppliers } from './suppliers.ts';

const byKey = <Fact extends { key: string }>(facts: readonly Fact[]): ((key: string) => Fact) => {
  const known = new Map(facts.map((fact) => [fact.key, fact]));
  return (key) => must(known.get(key), key);
};
export const carrierOf = byKey(carriers);
export const consumerOf = byKey(consumers);
export const sellerOf = byKey(sellers);
export const supplierOf = byKey(suppliers);
