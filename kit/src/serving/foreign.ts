import { getNamedType, getNullableType, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';

const has = (directive: string, { astNode }: GraphQLField<unknown, unknown>): boolean =>
  !!astNode?.directives?.some(({ name }) => name.value === directive);

/**
 * A page may die with its owner, and with nobody else: a field that cannot be null takes what it stands in with it. So
 * whatever another subgraph has to answer can be null: every root that clients see, since others stand beside it; what
 * leads to an entity that another owns; what is added to such an entity.
 */
export function loosenForeign(schema: GraphQLSchema, foreign: readonly string[]): void {
  const loosen = (field: GraphQLField<unknown, unknown>) => (field.type = getNullableType(field.type));
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === schema.getMutationType()) continue;
    const isForeign = foreign.includes(type.name);
    for (const field of Object.values(type.getFields())) {
      const isKey = isForeign && (has('external', field) || field.name === 'id');
      const leadsAway = foreign.includes(getNamedType(field.type).name);
      const isSeenRoot = type === schema.getQueryType() && !has('inaccessible', field);
      if (isSeenRoot || leadsAway || (isForeign && !isKey)) loosen(field);
    }
  }
}
