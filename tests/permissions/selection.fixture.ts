import { getNamedType, isLeafType, isObjectType, isNonNullType, isUnionType, type GraphQLNamedType, type GraphQLObjectType } from 'graphql';

type MaySee = (type: string, field: string) => boolean;
/** Wrappers of a list: they do not count as a step away. */
const isWrapper = (type: GraphQLObjectType): boolean => /(Connection|Edge|PageInfo)$/.test(type.name);

/**
 * Everything of a type that can be asked for without arguments, `depth` objects deep, as a selection;
 * only what the caller may see, since one denied non-null field would hide the rest. Empty where nothing is left.
 */
export function deepSelection(type: GraphQLNamedType, depth: number, maySee: MaySee, passed: readonly string[] = []): string {
  if (isUnionType(type)) return ' { __typename }';
  if (!isObjectType(type)) return '';
  const parts = Object.values(type.getFields()).flatMap((field) => {
    if (!maySee(type.name, field.name) || field.args.some((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined)) return [];
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) return [field.name];
    if (!isObjectType(inner) || passed.includes(inner.name)) return [];
    const left = isWrapper(inner) ? depth : depth - 1;
    return left < 0 ? [] : [`${field.name}${deepSelection(inner, left, maySee, isWrapper(inner) ? passed : [...passed, type.name])}`];
  });
  return ` { ${['__typename', ...parts].join(' ')} }`;
}
