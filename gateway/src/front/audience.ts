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
import { conditionOf, fragmentOf, fragmentsOf } from '../execution/fragments.ts';
import { argumentsOf } from './cost.ts';

/** Who may share an answer: everybody; all who have not signed in; nobody. */
export type Audience = 'everybody' | 'strangers' | 'nobody';

/**
 * Who may share what a field answers, for a second: of the supergraph's `@cacheControl(maxAge: 1)`, by `Type.field`;
 * the others are for nobody.
 */
export function readAudiences(supergraph: DocumentNode): Map<string, Audience> {
  const audiences = new Map<string, Audience>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) {
      const hint = field.directives?.find((directive) => directive.name.value === 'cacheControl');
      const { maxAge, scope = 'PUBLIC' } = hint ? argumentsOf(hint) : {};
      if (Number(maxAge) > 0)
        audiences.set(`${definition.name.value}.${field.name.value}`, scope === 'PUBLIC' ? 'everybody' : 'strangers');
    }
  }
  return audiences;
}

/** Of a valid operation: the smallest of its fields'. */
export function audienceOf(
  schema: GraphQLSchema,
  audiences: ReadonlyMap<string, Audience>,
  operation: OperationDefinitionNode,
  document: DocumentNode,
): Audience {
  if (operation.operation !== OperationTypeNode.QUERY) return 'nobody';
  const fragments = fragmentsOf(document.definitions);
  const spread = new Set<string>();
  const found = new Set<Audience>();
  const look = ({ selections }: SelectionSetNode, type: GraphQLCompositeType): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        if (name === '__typename') continue;
        found.add(audiences.get(`${type.name}.${name}`) ?? 'nobody');
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
  return found.has('nobody') ? 'nobody' : found.has('strangers') ? 'strangers' : 'everybody';
}
