import { isAbstractType, type GraphQLSchema } from 'graphql';

/** Answers whether an object whose `__typename` is `name` falls under a type condition. */
export type TypeTest = (name: unknown) => boolean;

/** The names are looked up once: a type itself, and for an abstract one whatever implements it. */
export function typeTest(schema: GraphQLSchema, condition: string): TypeTest {
  const type = schema.getType(condition);
  const names = new Set<unknown>([condition]);
  if (type && isAbstractType(type)) {
    for (const { name } of schema.getPossibleTypes(type)) names.add(name);
    if ('getInterfaces' in type) for (const { name } of schema.getImplementations(type).interfaces) names.add(name);
  }
  return names.size === 1 ? (name) => name === condition : (name) => names.has(name);
}
