import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { ANONYMOUS, peerActor, type Actor } from '@heitu/kit/rules/actor';
import type { BuiltSubgraph } from '@heitu/kit/serving/subgraph';
import { ROLES } from '@heitu/standard';

/** One field of one subgraph: the rule that guards it, and who gets to it. */
export interface PermissionRule {
  subgraph: string;
  type: string;
  field: string;
  /** What the subgraph asks of whoever calls it. */
  rule: string;
  /** Who gets to it through the gateway: the rules on some way from a root let them pass. */
  people: string[];
  /** Which subgraphs get to it by asking this one, by its roots alone. */
  peers: string[];
}
type Built = Pick<BuiltSubgraph, 'schema' | 'permissionRows'> & { name: string };

/** Each role stands alone here; an account that holds several may what any of them may. */
const PEOPLE: readonly { name: string; actor: Actor }[] = [
  { name: 'anonymous', actor: ANONYMOUS },
  ...ROLES.map(({ role, kind }) => ({
    name: role,
    actor: {
      kind: kind === 'service' ? ('client' as const) : ('account' as const),
      id: 'somebody',
      grants: [{ role }],
    },
  })),
  {
    name: 'delegate',
    actor: {
      kind: 'account',
      id: 'somebody',
      grants: [{ role: 'seller-staff' }],
      delegation: { id: 'leave', delegatorId: 'owner' },
    },
  },
];

/** Coordinates (`Order.totalFen`) that somebody gets to from the roots, by fields whose rules let them pass. */
function reachedFrom(schema: GraphQLSchema, allows: (coordinate: string) => boolean): Set<string> {
  const reached = new Set<string>();
  const open: GraphQLNamedType[] = ['Query', 'Mutation'].flatMap((name) => schema.getType(name) ?? []);
  const seen = new Set<string>();
  const enter = (type: GraphQLNamedType): void => {
    if (isUnionType(type) || isInterfaceType(type)) schema.getPossibleTypes(type).forEach(enter);
    else if (isObjectType(type) && !seen.has(type.name)) open.push(type);
  };
  for (let type = open.pop(); type; type = open.pop()) {
    if (!isObjectType(type) || seen.has(type.name)) continue;
    seen.add(type.name);
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      if (!allows(coordinate)) continue;
      reached.add(coordinate);
      enter(getNamedType(field.type));
    }
  }
  return reached;
}

/**
 * The role x field table. `api` is the schema that the gateway shows: a person gets to a field where every field on
 * some way from a root lets them pass. A peer asks a subgraph itself, by its roots: it may not ask by reference.
 */
export function permissionRules(built: readonly Built[], api: GraphQLSchema): PermissionRule[] {
  const rows = built.flatMap(({ name, permissionRows }) =>
    permissionRows.map((row) => ({ ...row, subgraph: name, coordinate: `${row.type}.${row.field}` })),
  );
  const byCoordinate = Map.groupBy(rows, ({ coordinate }) => coordinate);
  const people = PEOPLE.map(({ name, actor }) => ({
    name,
    actor,
    reached: reachedFrom(api, (coordinate) => !!byCoordinate.get(coordinate)?.some(({ allows }) => allows(actor))),
  }));
  const asked = new Map(
    built.map(({ name: subgraph, schema }) => {
      const own = new Map(rows.filter((row) => row.subgraph === subgraph).map((row) => [row.coordinate, row]));
      const peers = built
        .filter(({ name }) => name !== subgraph)
        .map(({ name }) => ({
          name,
          reached: reachedFrom(schema, (coordinate) => !!own.get(coordinate)?.allows(peerActor(name))),
        }));
      return [subgraph, peers];
    }),
  );
  return rows.map(({ subgraph, type, field, rule, coordinate, allows }) => ({
    subgraph,
    type,
    field,
    rule,
    people: people.filter(({ actor, reached }) => allows(actor) && reached.has(coordinate)).map(({ name }) => name),
    peers: (asked.get(subgraph) ?? []).filter(({ reached }) => reached.has(coordinate)).map(({ name }) => name),
  }));
}
