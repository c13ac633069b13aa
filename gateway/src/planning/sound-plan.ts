import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type DirectiveNode,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

import { must } from '@heitu/kit/rules/checked';
import { fieldsIn, fragmentOf, fragmentsOf, type Fragments } from '../execution/fragments.ts';

/** Why a plan would be answered wrongly, in a sentence for logs; null where nothing is wrong with it. */
export type WhyUnsound = (
  asked: { operation: OperationDefinitionNode; fragments: Fragments },
  plan: QueryPlan,
) => string | null;
/** A key of an entity in one subgraph: its leaves, `compositeId/two`. */
interface Key {
  leaves: readonly string[];
  isResolvable: boolean;
}
/** By `subgraph Type`. */
type Keys = ReadonlyMap<string, readonly Key[]>;

/**
 * Looks at what Apollo's planner made. It enters entities by keys that a subgraph says it cannot resolve, and leaves
 * out without a word what it cannot reach: both would be answered with null, or by an error that names the wrong
 * reason.
 */
export function createPlanCheck(supergraphSdl: string, schema: GraphQLSchema): WhyUnsound {
  const keys = readKeys(parse(supergraphSdl, { noLocation: true }));
  return ({ operation, fragments }, { node }) => {
    if (node?.kind === 'Subscription') return null;
    const fetches = [...fetchesOf(node, [])];
    for (const { fetch } of fetches) {
      const wrong = wrongEntry(keys, schema, fetch);
      if (wrong) return wrong;
    }
    const missing = missingPlace(schema, operation, fragments, new Set(fetches.flatMap(placesOf)));
    return missing === null ? null : `no subgraph that can be reached answers ${missing}`;
  };
}

interface Placed {
  fetch: FetchNode;
  /** Names of fields, without lists. */
  path: readonly string[];
}
function* fetchesOf(node: PlanNode | undefined, path: readonly string[]): Iterable<Placed> {
  switch (node?.kind) {
    case 'Fetch':
      yield { fetch: node, path };
      break;
    case 'Sequence':
    case 'Parallel':
      for (const one of node.nodes) yield* fetchesOf(one, path);
      break;
    case 'Flatten':
      yield* fetchesOf(node.node, [...path, ...node.path.map(String).filter((part) => part !== '@')]);
      break;
    case 'Condition':
      yield* fetchesOf(node.ifClause, path);
      yield* fetchesOf(node.elseClause, path);
      break;
  }
}

/** Everything that a fetch brings, by place. */
function placesOf({ fetch, path }: Placed): string[] {
  const { definitions } = must(fetch.operationDocumentNode, 'what a fetch asks');
  const fragments = fragmentsOf(definitions);
  const places: string[] = [];
  const walk = ({ selections }: SelectionSetNode, at: readonly string[], isEntities: boolean): void => {
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) walk(fragmentOf(selection, fragments).selectionSet, at, isEntities);
      else {
        const place = isEntities ? at : [...at, selection.alias?.value ?? selection.name.value];
        places.push(place.join('/'));
        if (selection.selectionSet) walk(selection.selectionSet, place, false);
      }
    }
  };
  for (const one of definitions) {
    if (one.kind === Kind.OPERATION_DEFINITION) walk(one.selectionSet, path, fetch.requires !== undefined);
  }
  // What came under an alias of the planner's gets its name back.
  for (const rewrite of fetch.outputRewrites ?? []) {
    if (rewrite.kind !== 'KeyRenamer') continue;
    const parts = rewrite.path.filter((part) => !part.startsWith('... on ')).slice(0, -1);
    places.push([...path, ...parts, rewrite.renameKeyTo].join('/'));
  }
  return places;
}

/** What holds on the way to a field: a variable that both skips and includes leaves nothing to ask for. */
type Conditions = ReadonlyMap<string, 'skip' | 'include'>;

/** The first field that was asked for, and that no fetch brings; of what may be of several types only what all have. */
function missingPlace(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
  places: ReadonlySet<string>,
): string | null {
  const find = (set: SelectionSetNode, type: GraphQLCompositeType, at: string, given: Conditions): string | null => {
    for (const selection of set.selections) {
      const conditions = under(given, selection);
      if (!conditions) continue;
      const missing =
        selection.kind === Kind.FIELD
          ? findField(selection, type, at, conditions)
          : findFragment(selection, type, at, conditions);
      if (missing !== null) return missing;
    }
    return null;
  };
  const findField = (
    field: Extract<SelectionNode, { kind: Kind.FIELD }>,
    type: GraphQLCompositeType,
    at: string,
    given: Conditions,
  ): string | null => {
    const name = field.name.value;
    if (name.startsWith('__') || !('getFields' in type)) return null;
    const place = `${at}${at && '/'}${field.alias?.value ?? name}`;
    if (!places.has(place)) return place;
    const below = getNamedType(type.getFields()[name]?.type);
    return field.selectionSet && isCompositeType(below) ? find(field.selectionSet, below, place, given) : null;
  };
  const findFragment = (
    selection: Exclude<SelectionNode, { kind: Kind.FIELD }>,
    type: GraphQLCompositeType,
    at: string,
    given: Conditions,
  ): string | null => {
    const fragment = fragmentOf(selection, fragments);
    // Whether an object of another type can come here the planner knows better.
    const isSame = !fragment.typeCondition || fragment.typeCondition.name.value === type.name;
    return isSame ? find(fragment.selectionSet, type, at, given) : null;
  };
  const root = must(schema.getRootType(operation.operation), 'the root of a valid operation');
  return find(operation.selectionSet, root, '', new Map());
}

/** Null where nothing of a selection is ever asked for. */
function under(given: Conditions, { directives = [] }: SelectionNode): Conditions | null {
  let conditions = given;
  for (const { name, arguments: stated } of directives) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const { value } = must(stated?.[0], 'what a condition asks');
    if (value.kind === Kind.BOOLEAN) {
      if (value.value === (name.value === 'skip')) return null;
      continue;
    }
    if (value.kind !== Kind.VARIABLE) continue;
    const before = conditions.get(value.name.value);
    if (before && before !== name.value) return null;
    conditions = new Map([...conditions, [value.name.value, name.value]]);
  }
  return conditions;
}

/** A representation by which a subgraph is entered, though it says of each key in it that it cannot resolve it. */
function wrongEntry(keys: Keys, schema: GraphQLSchema, { serviceName, requires = [] }: FetchNode): string | null {
  for (const selection of requires) {
    if (selection.kind !== 'InlineFragment' || !selection.typeCondition) continue;
    const leaves = new Set(leavesOf(selection.selections));
    for (const type of knownAs(schema, selection.typeCondition)) {
      const stated = (keys.get(`${serviceName} ${type}`) ?? []).filter((key) =>
        key.leaves.every((leaf) => leaves.has(leaf)),
      );
      const [first] = stated;
      if (!first) continue;
      if (stated.some(({ isResolvable }) => isResolvable)) break;
      const key = first.leaves.join(', ');
      return `${type} would be entered in ${serviceName} by a key that is not resolvable there (${key})`;
    }
  }
  return null;
}
/** A type, then the interfaces as which a subgraph may know it. */
function knownAs(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  return [name, ...(isObjectType(type) || isInterfaceType(type) ? type.getInterfaces().map((one) => one.name) : [])];
}
const leavesOf = (selections: readonly QueryPlanSelectionNode[], at = ''): string[] =>
  selections.flatMap((one) => {
    if (one.kind === 'InlineFragment') return leavesOf(one.selections, at);
    return one.selections ? leavesOf(one.selections, `${at}${one.name}/`) : [`${at}${one.name}`];
  });

/** Of the supergraph's `@join__type(graph:, key:, resolvable:)`. */
function readKeys(document: DocumentNode): Keys {
  const names = new Map<string, string>();
  const keys = new Map<string, Key[]>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const { name, directives = [] } of definition.values ?? [])
      names.set(name.value, textOf(directives[0], 'name') ?? name.value);
  }
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const directive of definition.directives ?? []) {
      const key = directive.name.value === 'join__type' ? textOf(directive, 'key') : undefined;
      if (key === undefined) continue;
      const at = `${names.get(textOf(directive, 'graph') ?? '')} ${definition.name.value}`;
      keys.set(at, [
        ...(keys.get(at) ?? []),
        { leaves: keyLeaves(fieldsIn(key)), isResolvable: !isFalse(directive, 'resolvable') },
      ]);
    }
  }
  return keys;
}
const keyLeaves = ({ selections }: SelectionSetNode, at = ''): string[] =>
  selections.flatMap((one) => {
    if (one.kind !== Kind.FIELD) return one.kind === Kind.INLINE_FRAGMENT ? keyLeaves(one.selectionSet, at) : [];
    return one.selectionSet ? keyLeaves(one.selectionSet, `${at}${one.name.value}/`) : [`${at}${one.name.value}`];
  });
const valueOf = (directive: DirectiveNode | undefined, name: string) =>
  directive?.arguments?.find((one) => one.name.value === name)?.value;
function textOf(directive: DirectiveNode | undefined, name: string): string | undefined {
  const value = valueOf(directive, name);
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}
function isFalse(directive: DirectiveNode, name: string): boolean {
  const value = valueOf(directive, name);
  return value?.kind === Kind.BOOLEAN && !value.value;
}
