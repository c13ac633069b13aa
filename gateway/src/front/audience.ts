import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { must } from '@heitu/kit/rules/checked';
import { SECOND_MS } from '@heitu/kit/rules/clock';
import { conditionOf, fragmentOf, fragmentsOf } from '../execution/fragments.ts';
import { argumentsOf } from './cost.ts';

/** Who may share an answer: everybody; all who have not signed in; nobody. */
export type Audience = 'everybody' | 'strangers' | 'nobody';

/** What the supergraph's `@cacheControl` says of fields, by `Type.field`. */
function* cacheHints(supergraph: DocumentNode): Generator<readonly [string, Record<string, unknown>]> {
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) {
      const hint = field.directives?.find((directive) => directive.name.value === 'cacheControl');
      if (hint) yield [`${definition.name.value}.${field.name.value}`, argumentsOf(hint)];
    }
  }
}

/** Who may share what a field answers, for a second (`maxAge: 1`); fields that are not here are for nobody. */
export function readAudiences(supergraph: DocumentNode): Map<string, Audience> {
  const audiences = new Map<string, Audience>();
  for (const [field, { maxAge, scope = 'PUBLIC' }] of cacheHints(supergraph))
    if (Number(maxAge) > 0) audiences.set(field, scope === 'PUBLIC' ? 'everybody' : 'strangers');
  return audiences;
}

/** How old what a field answered may be shown while it cannot be asked, where the supergraph says so. */
export function readStaleMs(supergraph: DocumentNode): Map<string, number> {
  const bounds = new Map<string, number>();
  for (const [field, { staleSeconds }] of cacheHints(supergraph))
    if (typeof staleSeconds === 'number') bounds.set(field, staleSeconds * SECOND_MS);
  return bounds;
}

/** Each field that a valid query asks for, as `Type.field`. */
function fieldsOf(schema: GraphQLSchema, operation: OperationDefinitionNode, document: DocumentNode): Set<string> {
  const fragments = fragmentsOf(document.definitions);
  const spread = new Set<string>();
  const found = new Set<string>();
  const look = ({ selections }: SelectionSetNode, type: GraphQLCompositeType): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        if (name === '__typename') continue;
        found.add(`${type.name}.${name}`);
        const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
        const below = field && getNamedType(field.type);
        if (selection.selectionSet && isCompositeType(below)) look(selection.selectionSet, below);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (spread.has(selection.name.value)) continue;
        spread.add(selection.name.value);
      }
      const fragment = fragmentOf(selection, fragments);
      look(fragment.selectionSet, conditionOf(fragment, schema) ?? type);
    }
  };
  look(operation.selectionSet, must(schema.getQueryType(), 'the root of queries'));
  return found;
}

/** Of a valid operation: the smallest of its fields'. */
export function audienceOf(
  schema: GraphQLSchema,
  audiences: ReadonlyMap<string, Audience>,
  operation: OperationDefinitionNode,
  document: DocumentNode,
): Audience {
  if (operation.operation !== OperationTypeNode.QUERY) return 'nobody';
  const found = new Set([...fieldsOf(schema, operation, document)].map((field) => audiences.get(field) ?? 'nobody'));
  return found.has('nobody') ? 'nobody' : found.has('strangers') ? 'strangers' : 'everybody';
}

/** Of a valid query: the shortest of its fields'; endless where none says anything. */
export const staleMsOf = (
  schema: GraphQLSchema,
  bounds: ReadonlyMap<string, number>,
  operation: OperationDefinitionNode,
  document: DocumentNode,
): number =>
  Math.min(...[...fieldsOf(schema, operation, document)].map((field) => bounds.get(field) ?? Number.POSITIVE_INFINITY));
