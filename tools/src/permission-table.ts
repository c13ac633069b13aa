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

interface Somebody {
  name: string;
  actor: Actor;
}
type Built = BuiltSubgraph & { name: string };

const PEOPLE: readonly Somebody[] = [
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
function reachedFrom(
  schema: GraphQLSchema,
  entries: readonly string[],
  allows: (type: string, field: string) => boolean,
): Set<string> {
  const reached = new Set<string>();
  const open = entries.flatMap((name) => schema.getType(name) ?? []);
  const seen = new Set<string>();
  const enter = (type: GraphQLNamedType): void => {
    if (isUnionType(type) || isInterfaceType(type)) schema.getPossibleTypes(type).forEach(enter);
    else if (isObjectType(type) && !seen.has(type.name)) open.push(type);
  };
  for (let type = open.pop(); type; type = open.pop()) {
    if (!isObjectType(type) || seen.has(type.name)) continue;
    seen.add(type.name);
    for (const field of Object.values(type.getFields())) {
      if (!allows(type.name, field.name)) continue;
      reached.add(`${type.name}.${field.name}`);
      enter(getNamedType(field.type));
    }
  }
  return reached;
}

const typeOf = (coordinate: string): string => coordinate.split('.')[0]!;

/** `everyone`, `all signed in`, or the names; a dash for nobody. */
function listed(names: readonly string[], all: readonly Somebody[], everyone: string): string {
  if (names.length === 0) return '-';
  if (names.length === all.length) return everyone;
  return all === PEOPLE && names.length === PEOPLE.length - 1 && !names.includes(ANONYMOUS.kind)
    ? 'all signed in'
    : names.join(', ');
}

const rowsOf = (built: readonly Built[]) =>
  built.flatMap(({ name, permissionRows }) =>
    permissionRows.map((row) => ({ ...row, subgraph: name, coordinate: `${row.type}.${row.field}` })),
  );
type Rule = ReturnType<typeof rowsOf>[number];

/** What each peer reaches in each other subgraph by asking it itself: `orders>catalog`. */
function reachedDirectly(built: readonly Built[], rows: readonly Rule[], peers: readonly Somebody[]) {
  return new Map(
    built.flatMap(({ name: subgraph, schema }) => {
      const own = Map.groupBy(
        rows.filter((row) => row.subgraph === subgraph),
        ({ coordinate }) => coordinate,
      );
      return peers
        .filter(({ name }) => name !== subgraph)
        .map(
          ({ name, actor }) =>
            [
              `${name}>${subgraph}`,
              reachedFrom(
                schema,
                ['Query', 'Mutation'],
                (type, field) => own.get(`${type}.${field}`)?.[0]!.allows(actor) ?? false,
              ),
            ] as const,
        );
    }),
  );
}

const isShown = (api: GraphQLSchema, coordinate: string): boolean =>
  !!(api.getType(typeOf(coordinate)) as { getFields?: () => object } | undefined)?.getFields?.()[
    coordinate.split('.')[1] as never
  ];

/** A role's row: what it gets to, and where it is refused. */
function summaryOf(
  { name, reached }: { name: string; reached: ReadonlySet<string> },
  shown: readonly string[],
): string {
  const types = new Set([...reached].map(typeOf));
  const narrower = shown.filter((coordinate) => types.has(typeOf(coordinate)) && !reached.has(coordinate));
  const inTypes = narrower.filter((coordinate) => !['Query', 'Mutation'].includes(typeOf(coordinate)));
  return `| ${name} | ${reached.size} | ${narrower.length - inTypes.length} | ${inTypes.length} | ${shown.length - reached.size - narrower.length} |`;
}

/**
 * The role x field table as Markdown. `api` is the schema that the gateway shows. A person reaches a field where every
 * field on some way from a root lets them pass; a peer asks a subgraph itself, by its roots: it may not ask by
 * reference.
 */
export function permissionTable(built: readonly Built[], api: GraphQLSchema): string {
  const peers: Somebody[] = built.map(({ name }) => ({ name, actor: peerActor(name) }));
  const rows = rowsOf(built);
  const byCoordinate = Map.groupBy(rows, ({ coordinate }) => coordinate);
  const people = PEOPLE.map(({ name, actor }) => ({
    name,
    actor,
    reached: reachedFrom(
      api,
      ['Query', 'Mutation'],
      (type, field) => byCoordinate.get(`${type}.${field}`)?.some(({ allows }) => allows(actor)) ?? false,
    ),
  }));
  const direct = reachedDirectly(built, rows, peers);
  const lines = rows.map(({ subgraph, coordinate, rule, allows }) => {
    const reach = listed(
      people.filter(({ actor, reached }) => allows(actor) && reached.has(coordinate)).map(({ name }) => name),
      PEOPLE,
      'everyone',
    );
    const asked = listed(
      peers.filter(({ name }) => direct.get(`${name}>${subgraph}`)?.has(coordinate)).map(({ name }) => name),
      peers.slice(1),
      'all',
    );
    return `| ${subgraph} | ${coordinate} | ${rule} | ${reach} | ${asked} |`;
  });

  const public_ = [...byCoordinate.keys()].filter((coordinate) => isShown(api, coordinate));
  const summary = people.map((person) => summaryOf(person, public_));
  const toNobody = public_.filter((coordinate) => people.every(({ reached }) => !reached.has(coordinate)));
  const internal = [...byCoordinate.keys()].filter((coordinate) => !public_.includes(coordinate));
  return [
    '# Who may touch which field',
    '',
    'Generated from the manifests by `./run compose`. Whose row it is, is decided by a `where` in every loader: tests/permissions/rows.md.',
    '',
    `${rows.length} rules over ${byCoordinate.size} fields: ${public_.length} that the gateway shows and ${internal.length} that only subgraphs ask each other for.`,
    'Each role stands alone here; an account that holds several may what any of them may. Everybody with an account is a consumer too, but for a delegate: a station agent who acts for a seller, within the rights of its staff.',
    '',
    '## By role',
    '',
    '| role | fields it gets to | roots that refuse it | fields that refuse it, of types that it gets to | fields behind those |',
    '|---|---|---|---|---|',
    ...summary,
    '',
    `Fields that the gateway shows and that nobody gets to: ${toNobody.length === 0 ? 'none' : toNobody.join(', ')}.`,
    '',
    '## Every field',
    '',
    '`rule` is what the subgraph asks of whoever calls it. `people` get to the field through the gateway: the rules on some way from a root let them pass. `peers` get to it by asking the subgraph itself, by its roots alone.',
    '',
    '| subgraph | field | rule | people | peers |',
    '|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}
