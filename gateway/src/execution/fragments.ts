import {
  isCompositeType,
  Kind,
  parse,
  type DefinitionNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionSetNode,
} from 'graphql';
import { must } from '@heitu/kit/rules/checked';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;
type Fragment = InlineFragmentNode | FragmentDefinitionNode;

/** A document's fragments, by name. */
export const fragmentsOf = (definitions: readonly DefinitionNode[]): Fragments =>
  new Map(definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])));

/** The fragment that a selection is, or spreads. */
export const fragmentOf = (selection: InlineFragmentNode | FragmentSpreadNode, fragments: Fragments): Fragment =>
  selection.kind === Kind.FRAGMENT_SPREAD
    ? must(fragments.get(selection.name.value), 'a fragment that is spread')
    : selection;

/** The type that a fragment is for; undefined where it says none. */
export function conditionOf({ typeCondition }: Fragment, schema: GraphQLSchema): GraphQLCompositeType | undefined {
  const type = typeCondition && schema.getType(typeCondition.name.value);
  return isCompositeType(type) ? type : undefined;
}

/** What a text of fields selects, as a key or a requirement has it: `id seller { id }`. */
export function fieldsIn(text: string): SelectionSetNode {
  const [one] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  return must(one?.kind === Kind.OPERATION_DEFINITION ? one.selectionSet : undefined, `fields in ${text}`);
}
