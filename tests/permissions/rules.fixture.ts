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
function readRules(): RuleRow[] {
  const text = readFileSync(new URL('../../dist/rules/permissions.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as (Omit<RuleRow, 'isReachedBy'> & { people: string[] })[]).map(({ people, ...row }) => ({
    ...row,
    isReachedBy: (role) => people.includes(role),
  }));
}

export const rules: readonly RuleRow[] = readRules();
const BY_FIELD = Map.groupBy(rules, ({ type, field }) => `${type}.${field}`);

const rulesOf = (type: string, field: string, subgraph?: string): readonly RuleRow[] =>
  (BY_FIELD.get(`${type}.${field}`) ?? []).filter((row) => subgraph === undefined || row.subgraph === subgraph);

/** The rule of a field; that of one subgraph where it is named. Throws where nobody wrote one. */
export function ruleOf(type: string, field: string, subgraph?: string): RuleRow {
  const [first] = rulesOf(type, field, subgraph);
  if (!first) throw new Error(`${type}.${field} has no rule`);
  return first;
}

/** Whether somebody may see a field: in one subgraph where that is named, else in any. */
export const seesAs =
  (actor: Actor, subgraph?: string) =>
  (type: string, field: string): boolean =>
    rulesOf(type, field, subgraph).some(({ rule }) => mayTouch(rule, actor));

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
