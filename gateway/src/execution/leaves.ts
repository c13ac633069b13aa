import { isEnumType, type GraphQLLeafType } from 'graphql';

/**
 * Stock looks at a number's text, which without an exponent goes on beyond what is exact; nearly all are told without
 * making one.
 */
const isWhole = (value: unknown): boolean =>
  Number.isSafeInteger(value) || (typeof value === 'number' && /^-?\d+$/.test(String(value)));
const SCALARS: Readonly<Record<string, (value: unknown) => boolean>> = {
  Int: isWhole,
  Float: Number.isFinite,
  Boolean: (value) => typeof value === 'boolean',
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string' || isWhole(value),
};

/**
 * Whether a value that a subgraph answered is one of a type; undefined where any is. An enum's value that clients may
 * not see is none.
 */
export function leafTest(type: GraphQLLeafType): ((value: unknown) => boolean) | undefined {
  if (!isEnumType(type)) return SCALARS[type.name];
  const names = new Set<unknown>(type.getValues().map(({ name }) => name));
  return (value) => names.has(value);
}
