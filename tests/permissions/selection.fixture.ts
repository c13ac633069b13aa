import {
  astFromValue,
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
  print,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql';
import { noIds } from '../contract/attacks.fixture.ts';
import { plausible } from '../contract/plausible.fixture.ts';

type MaySee = (type: string, field: string) => boolean;
/** Wrappers of a list: they do not count as a step away. */
const isWrapper = (type: GraphQLObjectType): boolean => /(Connection|Edge|PageInfo)$/.test(type.name);

/** `deliveryPrice(divisionCode: "230184")`: a field with what it cannot be asked without. */
export function called(field: GraphQLField<unknown, unknown>): string {
  const needed = field.args.filter((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined);
  return needed.length === 0
    ? field.name
    : `${field.name}(${needed.map((argument) => `${argument.name}: ${print(astFromValue(plausible(field.name, argument, noIds), argument.type)!)}`).join(', ')})`;
}

/**
 * Everything of a type that can be asked for, `depth` objects deep, as a selection; only what the caller may see, since
 * one denied non-null field would hide the rest. Empty where nothing is left. Members of a union name their fields
 * `Type__field`.
 */
export function deepSelection(
  type: GraphQLNamedType,
  depth: number,
  maySee: MaySee,
  passed: readonly string[] = [],
): string {
  if (isUnionType(type))
    return ` { __typename ${type
      .getTypes()
      .map(
        (member) =>
          `... on ${member.name} { ${fieldsOf(member, depth, maySee, passed)
            .map((text) => `${member.name}__${text.split(/[ ({]/)[0]!}: ${text}`)
            .join(' ')} }`,
      )
      .join(' ')} }`;
  if (!isObjectType(type)) return '';
  return ` { ${['__typename', ...fieldsOf(type, depth, maySee, passed)].join(' ')} }`;
}

function fieldsOf(type: GraphQLObjectType, depth: number, maySee: MaySee, passed: readonly string[]): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    if (!maySee(type.name, field.name)) return [];
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) return [called(field)];
    if (!isObjectType(inner) || passed.includes(inner.name)) return [];
    const left = isWrapper(inner) ? depth : depth - 1;
    return left < 0
      ? []
      : [`${called(field)}${deepSelection(inner, left, maySee, isWrapper(inner) ? passed : [...passed, type.name])}`];
  });
}
