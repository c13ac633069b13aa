import { readFileSync } from 'node:fs';
import { hasScope, isSignedIn, rolesOf, type Actor } from '@heitu/kit/rules/actor';

/** One rule of a subgraph, as the tools read it from its manifest. */
export interface RuleRow {
  subgraph: string;
  type: string;
  field: string;
  rule: string;
  /** Whether this role, alone, gets to the field through the gateway. */
  isReachedBy(role: string): boolean;
}

/** Who may touch which field, generated from the manifests; schema/permissions.md says it in words. */
export function readRules(): RuleRow[] {
  const text = readFileSync(new URL('../../dist/rules/permissions.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as (Omit<RuleRow, 'isReachedBy'> & { people: string[] })[]).map(({ people, ...row }) => ({
    ...row,
    isReachedBy: (role) => people.includes(role),
  }));
}

/**
 * What a rule of the table says of an actor. Throws for a rule that it does not know: the table and this reading must
 * not drift apart.
 */
export function mayTouch(rule: string, actor: Actor): boolean {
  return rule.split(' or ').some((part) => {
    const [word, names = ''] = part.split(' ');
    const listed = names.split('/');
    switch (word) {
      case 'anyone':
        return true;
      case 'nobody':
        return false;
      case 'signed-in':
        return isSignedIn(actor);
      case 'in-person':
        return isSignedIn(actor) && !actor.delegation;
      case 'role':
        return rolesOf(actor).some((role) => listed.includes(role));
      case 'scope':
        return hasScope(actor, names);
      case 'peer':
        return actor.kind === 'peer' && listed.includes(actor.id);
      default:
        throw new Error(`a rule that the test cannot read: ${rule}`);
    }
  });
}

export const isPeersOnly = (rule: string): boolean => rule.startsWith('peer ');
