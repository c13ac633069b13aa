import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const TABLE = new URL('../../schema/permissions.md', import.meta.url);
/** Who signs in here. */
const ROLES = ['operator-admin', 'reviewer', 'mediator', 'finance', 'regulator', 'industry-body'];
const ROW = /^\| \w+ \| (Query|Mutation)\.(\w+) \| [^|]+ \| ([^|]+) \|/;

/**
 * Of the permission table that `./run compose` writes: root field → the roles of these pages that it lets in. So no
 * page says a second time who may do what.
 */
export function rightsOf(table: string): Record<string, string[]> {
  const rights: Record<string, string[]> = {};
  for (const line of table.split('\n')) {
    const [, , field, people] = ROW.exec(line) ?? [];
    if (!field || !people || people.trim() === '-') continue;
    const named = people.trim().split(', ');
    // Everybody with an account is a consumer too: what is a consumer's is everybody's own.
    rights[field] = named.some((name) => ['everyone', 'all signed in', 'consumer'].includes(name))
      ? ROLES
      : named.filter((role) => ROLES.includes(role));
  }
  return rights;
}

const ID = 'virtual:rights';
export function rights(): Plugin {
  return {
    name: 'heitu-rights',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) =>
      id === `\0${ID}` ? `export const RIGHTS = ${JSON.stringify(rightsOf(readFileSync(TABLE, 'utf8')))};` : undefined,
  };
}
