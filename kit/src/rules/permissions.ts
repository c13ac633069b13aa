import { createRequire } from 'node:module';
import { defaultFieldResolver, isObjectType, type GraphQLSchema } from 'graphql';
import type { IRules } from 'graphql-shield';
import type * as graphqlShield from 'graphql-shield';
import { hasRole, hasScope, isSignedIn, type Actor } from './actor.ts';
import { must } from './checked.ts';
import { forbidden, unauthenticated } from './graphql.ts';

// Both by `require`: loaded as modules, graphql-middleware misses graphql-shield's generator.
const require = createRequire(import.meta.url);
const middleware: typeof import('graphql-middleware') = require('graphql-middleware');
const { allow, deny, rule, shield }: typeof graphqlShield = require('graphql-shield');

export type Rule = ReturnType<ReturnType<typeof graphqlShield.rule>> | typeof graphqlShield.allow;

let made = 0;
interface RuleFacts {
  title: string;
  allows: (actor: Actor) => boolean;
  roles?: readonly string[];
}
/** What each rule decides and which roles it asks for, if any: shield keeps only the function that it wraps. */
const facts = new WeakMap<Rule, RuleFacts>([
  [allow, { title: 'anyone', allows: () => true }],
  [deny, { title: 'nobody', allows: () => false }],
]);

/**
 * A rule on the Actor alone. Whose row it is, is a `where` clause's business. `title` is what the permission table
 * prints.
 */
function onActor(title: string, allowed: (actor: Actor) => boolean, roles?: readonly string[]): Rule {
  made += 1;
  const onThisActor = rule(`${title}#${made}`, { cache: 'no_cache' })((_parent, _args, context: { actor: Actor }) => {
    if (allowed(context.actor)) return true;
    return context.actor.kind === 'anonymous' ? unauthenticated() : forbidden();
  });
  facts.set(onThisActor, { title, allows: allowed, roles });
  return onThisActor;
}
const [anyone, nobody]: [Rule, Rule] = [allow, deny];

/** The vocabulary of permission trees. Peers pass no rule but their own: `permit.peer('orders')`. */
export const permit = {
  anyone,
  nobody,
  signedIn: onActor('signed-in', isSignedIn),
  /** Not by one who acts for another: what a person does in their own name. */
  inPerson: onActor('in-person', (actor) => isSignedIn(actor) && !actor.delegation),
  role: (...roles: string[]): Rule => onActor(`role ${roles.join('/')}`, (actor) => hasRole(actor, ...roles), roles),
  /** For programs that hold the role with this scope, which a clause asks for, and for people with one of `roles`. */
  scope: ({ role, scope }: { role: string; scope: string; clause: string }, ...roles: string[]): Rule =>
    onActor(
      `${roles.length > 0 ? `role ${roles.join('/')} or ` : ''}scope ${scope}`,
      (actor) => hasRole(actor, ...roles) || hasScope(actor, scope),
      [role, ...roles],
    ),
  peer: (...names: string[]): Rule =>
    onActor(`peer ${names.join('/')}`, (actor) => actor.kind === 'peer' && names.includes(actor.id)),
  /** A field used by people with one of the roles and by named peers. */
  roleOrPeer: (roles: readonly string[], peers: readonly string[]): Rule =>
    onActor(
      `role ${roles.join('/')} or peer ${peers.join('/')}`,
      (actor) => hasRole(actor, ...roles) || (actor.kind === 'peer' && peers.includes(actor.id)),
      roles,
    ),
  signedInOrPeer: (...peers: string[]): Rule =>
    onActor(
      `signed-in or peer ${peers.join('/')}`,
      (actor) => isSignedIn(actor) || (actor.kind === 'peer' && peers.includes(actor.id)),
    ),
};

/**
 * type → rule for all its fields, or field → rule. Everything not named is denied. Object types reached only through
 * guarded roots say `permit.anyone` themselves: deny is the default, never an omission.
 */
export type PermissionTree = Readonly<Record<string, Rule | Readonly<Record<string, Rule>>>>;

/**
 * Shield refuses what its rule refuses. Who is allowed is let through at once, by the same function of the actor:
 * around a field, shield waits three times, and lists have many fields.
 */
export function guardSchema(schema: GraphQLSchema, permissions: PermissionTree): GraphQLSchema {
  const own = new Map(
    Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field.resolve] as const)
        : [],
    ),
  );
  const rules: IRules = permissions;
  const guarded = middleware.applyMiddleware(
    schema,
    shield(rules, {
      fallbackRule: deny,
      fallbackError: forbidden(),
      allowExternalErrors: true,
    }),
  );
  for (const type of Object.values(guarded.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const guard = guardOf(permissions, type.name, field.name);
      const [allows, shielded, resolve] = [
        guard && facts.get(guard)?.allows,
        field.resolve,
        own.get(`${type.name}.${field.name}`),
      ];
      if (guard === permit.anyone) field.resolve = resolve;
      else if (allows && shielded) {
        const allowed = resolve ?? defaultFieldResolver;
        field.resolve = (parent, args, context: { actor: Actor }, info) =>
          allows(context.actor) ? allowed(parent, args, context, info) : shielded(parent, args, context, info);
      }
    }
  }
  return guarded;
}

export const isRule = (branch: PermissionTree[string]): branch is Rule => 'resolve' in branch;
function guardOf(permissions: PermissionTree, type: string, field: string): Rule | undefined {
  const branch = permissions[type];
  return branch === undefined || isRule(branch) ? branch : (branch[field] ?? branch['*']);
}

/** The roles that the rule of a field names; undefined where it asks for none. */
export function rolesAllowedBy(
  permissions: PermissionTree,
  type: string,
  field: string,
): readonly string[] | undefined {
  const guard = guardOf(permissions, type, field);
  return guard && facts.get(guard)?.roles;
}

/** One field of a subgraph with the rule that guards it. */
export interface PermissionRow {
  type: string;
  field: string;
  rule: string;
  allows: (actor: Actor) => boolean;
}

/** Rows of the role x field table: which rule each field of the schema has. */
export function permissionRows(schema: GraphQLSchema, permissions: PermissionTree): PermissionRow[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith('__')) return [];
    return Object.keys(type.getFields()).map((field) => {
      const guard = guardOf(permissions, type.name, field) ?? nobody;
      const { title, allows } = must(facts.get(guard), `the facts of the rule of ${type.name}.${field}`);
      return { type: type.name, field, rule: title, allows };
    });
  });
}
