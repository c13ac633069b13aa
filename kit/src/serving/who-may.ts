import { ROLES, SUBGRAPHS } from '@heitu/standard';
import { ANONYMOUS, type Actor } from '../rules/actor.ts';
import { builtSubgraph, type Manifest } from './subgraph.ts';

const SOMEBODY: Actor = { kind: 'account', id: 'SOMEBODY', grants: [] };

/**
 * Who may ask each root of a subgraph, or each field of other types, by trying: `anyone`, `signed-in`, or the roles,
 * the peers and the scope of those who get in. For a room's spec, which holds it against a table written by hand.
 */
export function whoMay(manifest: Manifest, types = ['Query', 'Mutation']): Record<string, string> {
  const roots = builtSubgraph(manifest).permissionRows.filter(
    ({ type, field }) => types.includes(type) && !field.startsWith('_'),
  );
  return Object.fromEntries(
    roots.map(({ field, rule, allows }) => {
      const peers = SUBGRAPHS.filter((id) => allows({ kind: 'peer', id, grants: [] }));
      if (allows(ANONYMOUS)) return [field, 'anyone'];
      const people = allows(SOMEBODY)
        ? ['signed-in']
        : ROLES.map(({ role }) => role).filter((role) => allows({ ...SOMEBODY, grants: [{ role }] }));
      const scope = /\bscope \S+/.exec(rule);
      return [field, [...people, ...peers.map((peer) => `peer:${peer}`), ...(scope ?? [])].join(' ')];
    }),
  );
}
