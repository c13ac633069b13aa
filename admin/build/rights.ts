import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const RULES = new URL('../../dist/rules/permissions.json', import.meta.url);
/** Who signs in here, as the rules write it. */
const ROLES = [
  'operator-admin',
  'reviewer',
  'mediator',
  'finance',
  'regulator',
  'industry-body',
  'carrier-manager',
  'seller-owner',
  'seller-staff',
];
const apiName = (role: string): string => role.replaceAll('-', '_').toUpperCase();

/** One rule of a subgraph, as `./run compose` and `./run build` write them. */
interface Rule {
  type: string;
  field: string;
  people: readonly string[];
}

/**
 * Of the subgraphs' rules: root field → the roles of these pages that it lets in, as the API writes them. So no page
 * says a second time who may do what.
 */
export function rightsOf(rules: readonly Rule[]): Record<string, string[]> {
  const roots = rules.filter(({ type, people }) => (type === 'Query' || type === 'Mutation') && people.length > 0);
  return Object.fromEntries(
    // Everybody with an account is a consumer too: what is a consumer's is everybody's own.
    roots.map(({ field, people }) => [
      field,
      (people.includes('consumer') ? ROLES : people.filter((role) => ROLES.includes(role))).map(apiName),
    ]),
  );
}

const ID = 'virtual:rights';
export function rights(): Plugin {
  return {
    name: 'heitu-rights',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) =>
      id === `\0${ID}`
        ? `export const RIGHTS = ${JSON.stringify(rightsOf(JSON.parse(readFileSync(RULES, 'utf8'))))};`
        : undefined,
  };
}
