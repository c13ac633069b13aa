import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { Kind, type DocumentNode, type SelectionSetNode } from 'graphql';
import { must } from '@heitu/kit/rules/checked';
import { fragmentOf, fragmentsOf } from './fragments.ts';
import type { PlanPath } from './places.ts';

/** The places (names of fields, `products/seller`) at which a fetch brings objects. */
export function writtenBy({ operationDocumentNode, requires }: FetchNode, path: PlanPath): ReadonlySet<string> {
  const written = new Set<string>();
  const { definitions } = must(operationDocumentNode, 'what a fetch asks');
  const fragments = fragmentsOf(definitions);
  const base = path.filter((part) => part !== '@').join('/');
  const walk = (set: SelectionSetNode, at: string): void => {
    for (const selection of set.selections) {
      if (selection.kind !== Kind.FIELD) walk(fragmentOf(selection, fragments).selectionSet, at);
      else if (selection.selectionSet) {
        const isEntities = requires && at === base && selection.name.value === '_entities';
        const place = isEntities ? at : `${at}/${selection.alias?.value ?? selection.name.value}`;
        if (!isEntities) written.add(place);
        walk(selection.selectionSet, place);
      }
    }
  };
  for (const definition of definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) walk(definition.selectionSet, base);
  return written;
}

/** Under which keys an operation's root fields come. */
export function rootKeys({ definitions }: DocumentNode): string[] {
  const keys = new Set<string>();
  const fragments = fragmentsOf(definitions);
  const walk = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) keys.add(selection.alias?.value ?? selection.name.value);
      else walk(fragmentOf(selection, fragments).selectionSet);
    }
  };
  for (const one of definitions) if (one.kind === Kind.OPERATION_DEFINITION) walk(one.selectionSet);
  return [...keys];
}

/** Of each place in a plan, how many fetches bring objects there. */
export function countWriters(plan: PlanNode): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const visit = (node: PlanNode | undefined, path: PlanPath): void => {
    switch (node?.kind) {
      case 'Fetch':
        for (const place of writtenBy(node, path)) counts.set(place, (counts.get(place) ?? 0) + 1);
        break;
      case 'Sequence':
      case 'Parallel':
        for (const one of node.nodes) visit(one, path);
        break;
      case 'Flatten':
        visit(node.node, [...path, ...node.path]);
        break;
      case 'Condition':
        visit(node.ifClause, path);
        visit(node.elseClause, path);
        break;
    }
  };
  visit(plan, []);
  return counts;
}
