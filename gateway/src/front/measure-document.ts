import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import { keysOf } from '@heitu/kit/rules/checked';
import { DOCUMENT_LIMITS } from './limits.ts';
import { Refusal } from './refusals.ts';

export type Measures = Record<Exclude<keyof typeof DOCUMENT_LIMITS, 'tokens'>, number>;

/**
 * How large the largest operation of a document is when its fragments are spread, in time linear in its text: each
 * fragment is measured once. What goes in a circle is counted once; validation refuses it.
 */
export function measureDocument(document: DocumentNode): Measures {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measured = new Map<string, Measures>();

  const ofFragment = (name: string): Measures => {
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, nothing());
    const fragment = fragments.get(name);
    const measures = fragment ? ofSelections(fragment.selectionSet) : nothing();
    measures.directives += fragment?.directives?.length ?? 0;
    measured.set(name, measures);
    return measures;
  };
  const ofSelections = ({ selections }: SelectionSetNode): Measures => {
    const sum = nothing();
    for (const selection of selections) {
      const isField = selection.kind === Kind.FIELD;
      const below = isField
        ? selection.selectionSet
          ? ofSelections(selection.selectionSet)
          : nothing()
        : selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : ofSelections(selection.selectionSet);
      sum.depth = Math.max(sum.depth, below.depth + (isField ? 1 : 0));
      sum.fields += below.fields + (isField ? 1 : 0);
      sum.aliases += below.aliases + (isField && selection.alias ? 1 : 0);
      sum.directives += below.directives + (selection.directives?.length ?? 0);
      // A fragment at the root brings root fields of its own.
      sum.rootFields += isField ? 1 : below.rootFields;
    }
    return sum;
  };

  const largest = nothing();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const measures = ofSelections(definition.selectionSet);
    measures.directives += definition.directives?.length ?? 0;
    for (const key of keysOf(largest)) largest[key] = Math.max(largest[key], measures[key]);
  }
  return largest;
}

const nothing = (): Measures => ({ depth: 0, fields: 0, aliases: 0, rootFields: 0, directives: 0 });

export function withinLimits(measures: Measures): Refusal | null {
  for (const name of keysOf(measures)) {
    const asked = measures[name];
    const { max, code } = DOCUMENT_LIMITS[name];
    if (asked > max) return new Refusal(code, { max, asked });
  }
  return null;
}
