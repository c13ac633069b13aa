import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isUnionType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Row } from './platform.fixture.ts';

/** The public schema, as the gateway shows it; the specs check that it is that. */
export const readPublicSchema = (): GraphQLSchema =>
  buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));

export type RootField = GraphQLField<unknown, unknown>;

/** `mutation($input: …!) { confirmOrder(input: $input) { … } }` with the refusal's parts under names of their own. */
export function documentOf(kind: 'query' | 'mutation', field: RootField): string {
  const declared = field.args.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
  const passed = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  return `${kind}${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`}${selectionOf(field)} }`;
}

function selectionOf(field: RootField): string {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return '';
  const refused = isUnionType(type) ? type.getTypes().find((member) => member.name.endsWith('Refused')) : undefined;
  return ` { __typename${refused ? ` ... on ${refused.name} { refusalCode: code } ... on Refusal { refusalReason: reason message clause details { path about text } }` : ''} }`;
}

/** The fields of what a mutation takes. */
export function inputOf(field: RootField): Readonly<Record<string, GraphQLInputField>> {
  const type = field.args[0] && getNamedType(field.args[0].type);
  return isInputObjectType(type) ? type.getFields() : {};
}

/** A field of an input with the way to it: `['input', 'lines', 0, 'quantity']`. */
export interface InputPlace {
  path: (string | number)[];
  field: GraphQLInputField;
  /** The field's type without its non-null mark. */
  type: GraphQLInputType;
  required: boolean;
  typeName: string;
}

/** Every field of an operation's input, in lists at their first item. */
export function placesOf(field: RootField): InputPlace[] {
  const found: InputPlace[] = [];
  const walk = (inner: GraphQLInputField, path: (string | number)[]) => {
    const type = getNullableType(inner.type) as GraphQLInputType;
    found.push({
      path,
      field: inner,
      type,
      required: isNonNullType(inner.type) && inner.defaultValue === undefined,
      typeName: getNamedType(type).name,
    });
    const item = isListType(type) ? (getNullableType(type.ofType) as GraphQLInputType) : type;
    if (isInputObjectType(item))
      for (const next of Object.values(item.getFields()))
        walk(next, [...path, ...(isListType(type) ? [0] : []), next.name]);
  };
  for (const argument of field.args) {
    const type = getNamedType(argument.type);
    if (isInputObjectType(type))
      for (const inner of Object.values(type.getFields())) walk(inner, [argument.name, inner.name]);
  }
  return found;
}

/** Whether names and numbers lead to a place in the input: `['lines', '0', 'quantity']`. */
export function leadsIntoInput(field: RootField, path: readonly string[]): boolean {
  let type: GraphQLInputType | undefined = field.args.find(({ name }) => name === 'input')?.type;
  for (const step of path) {
    const here = type && getNullableType(type);
    if (isListType(here)) type = /^\d+$/.test(step) ? (here.ofType as GraphQLInputType) : undefined;
    else type = isInputObjectType(here) ? here.getFields()[step]?.type : undefined;
  }
  return path.length > 0 && type !== undefined;
}

/** A copy with one value replaced, or left out where `value` is undefined; null where the way ends before the place. */
export function withValue(variables: Row, path: readonly (string | number)[], value: unknown): Row | null {
  const copy = structuredClone(variables);
  let at: unknown = copy;
  for (const step of path.slice(0, -1)) {
    if (typeof at !== 'object' || at === null) return null;
    at = (at as Record<string | number, unknown>)[step];
  }
  if (typeof at !== 'object' || at === null) return null;
  const last = path.at(-1)!;
  if (value === undefined) delete (at as Record<string | number, unknown>)[last];
  else (at as Record<string | number, unknown>)[last] = value;
  return copy;
}
