import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

interface Given {
  type: GraphQLInputType;
  defaultValue?: unknown;
}

/**
 * What is left out of a call has the word that is stored, as what is given has: a schema that is made of its text takes
 * a default before it knows what stands behind an enum's name.
 */
export function storeEnumDefaults(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type)) Object.values(type.getFields()).forEach(storeDefault);
    if (isObjectType(type)) Object.values(type.getFields()).forEach(({ args }) => args.forEach(storeDefault));
  }
}

function storeDefault(given: Given): void {
  const type = getNamedType(given.type);
  if (!isEnumType(type)) return;
  const stored = (name: unknown): unknown =>
    (typeof name === 'string' ? type.getValue(name)?.value : undefined) ?? name;
  given.defaultValue = Array.isArray(given.defaultValue) ? given.defaultValue.map(stored) : stored(given.defaultValue);
}
