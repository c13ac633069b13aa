import {
  isAbstractType,
  isCompositeType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { must } from '@heitu/kit/rules/checked';
import type { Json } from './contract.ts';
import { conditionOf, fragmentOf } from './fragments.ts';

/** A selection set and the type that it was written for. */
export interface Selected {
  set: SelectionSetNode;
  type: GraphQLCompositeType;
}
interface Asked {
  node: FieldNode;
  type: GraphQLCompositeType;
}
/** One key of an object's answer. */
export interface Wanted {
  key: string;
  /** The fields of that name; each with the type that it was written for. */
  fields: [Asked, ...Asked[]];
  /** The type that stands around its first field: the object's, or an enclosing fragment's condition. */
  within: GraphQLCompositeType;
}
export type Collect = (
  selected: readonly Selected[],
  declared: GraphQLCompositeType,
  typename: string | undefined,
) => readonly Wanted[];

/** Collects what is asked of an object, for given values of the conditions, in the order of the GraphQL specification. */
export function createCollector(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  values: Readonly<Json>,
): Collect {
  const covers = (condition: GraphQLCompositeType, type: unknown): boolean =>
    condition === type ||
    (isAbstractType(condition) &&
      isCompositeType(type) &&
      'getInterfaces' in type &&
      schema.isSubType(condition, type));
  const isLeftOut = ({ directives = [] }: SelectionNode): boolean =>
    directives.some(({ name, arguments: given }) => {
      if (name.value !== 'skip' && name.value !== 'include') return false;
      const { value } = must(given?.[0], 'what a condition asks');
      const holds =
        value.kind === Kind.VARIABLE ? values[value.name.value] === true : value.kind === Kind.BOOLEAN && value.value;
      return holds === (name.value === 'skip');
    });
  return (selected, declared, typename) => {
    const runtime = typename === undefined ? undefined : schema.getType(typename);
    const wanted = new Map<string, Wanted>();
    const spread = new Set<string>();
    const add = (set: SelectionSetNode, type: GraphQLCompositeType, within: GraphQLCompositeType): void => {
      for (const selection of set.selections) {
        if (isLeftOut(selection)) continue;
        if (selection.kind === Kind.FIELD) {
          const key = selection.alias?.value ?? selection.name.value;
          const known = wanted.get(key);
          if (known) known.fields.push({ node: selection, type });
          else wanted.set(key, { key, fields: [{ node: selection, type }], within });
          continue;
        }
        const fragment = fragmentOf(selection, fragments);
        const condition = conditionOf(fragment, schema);
        if (condition && !covers(condition, typename === undefined ? within : runtime)) continue;
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          if (spread.has(selection.name.value)) continue;
          spread.add(selection.name.value);
        }
        add(fragment.selectionSet, condition ?? type, condition ?? within);
      }
    };
    for (const { set, type } of selected) add(set, type, isCompositeType(runtime) ? runtime : declared);
    return [...wanted.values()];
  };
}
