import { execute, getNamedType, GraphQLObjectType, GraphQLSchema, isCompositeType, isObjectType, parse } from 'graphql';
import type { Actor } from '@heitu/kit/rules/actor';
import type { RunningSubgraph } from '@heitu/kit/serving/running';
import { called } from './selection.fixture.ts';

const ROOTS = ['Query', 'Mutation'];

/** Denial codes by `Type.field`; a field that is not named was let through to its resolver. */
export type Denials = ReadonlyMap<string, string>;

/**
 * Asks a subgraph for every field of every object type, each below a planted parent: its rule decides alone, whatever
 * ways lead there.
 */
export function createProbe(subgraph: RunningSubgraph): {
  coordinates: readonly string[];
  ask(actor: Actor): Promise<Denials>;
} {
  const { schema } = subgraph.built;
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && !type.name.startsWith('_') && !ROOTS.includes(type.name),
  ) as GraphQLObjectType[];
  const planted = new GraphQLSchema({
    ...schema.toConfig(),
    query: new GraphQLObjectType({
      name: 'PlantedParents',
      fields: Object.fromEntries(types.map((type) => [type.name, { type, resolve: () => ({}) }])),
    }),
    mutation: undefined,
  });
  const coordinates = types.flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
  // Each under a parent of its own: a denied field that is not nullable takes only that parent with it.
  const asked = types.flatMap((type) =>
    Object.values(type.getFields()).map(
      (field) =>
        `${type.name}__${field.name}: ${type.name} { ${called(field)}${isCompositeType(getNamedType(field.type)) ? ' { __typename }' : ''} }`,
    ),
  );
  // Each denial would be told where in thousands of lines it stands.
  const document = parse(`{ ${asked.join('\n')} }`, { noLocation: true });
  return {
    coordinates,
    async ask(actor) {
      const { errors = [] } = await execute({
        schema: planted,
        document,
        contextValue: subgraph.contextFor(actor, 'probe'),
      });
      return new Map(
        errors.flatMap(({ path, extensions }) =>
          ['FORBIDDEN', 'UNAUTHENTICATED'].includes(String(extensions['code']))
            ? [[String(path?.[0]).replace('__', '.'), String(extensions['code'])] as const]
            : [],
        ),
      );
    },
  };
}
