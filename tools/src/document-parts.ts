import {
  Kind,
  parse,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
} from 'graphql';
import { must } from '@heitu/kit/rules/checked';
import { nameOfType } from '@heitu/kit/rules/input-types';
import { operationOf, rootsOf } from './document-marks.ts';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export const sharedFragments = (documents: readonly DocumentNode[]): Fragments =>
  new Map(
    documents
      .flatMap(({ definitions }) => definitions)
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );

/** With those shared fragments that it spreads, and those that these spread. */
export function withFragments(document: DocumentNode, shared: Fragments): DocumentNode {
  const own = sharedFragments([document]);
  const added = new Map<string, FragmentDefinitionNode>();
  const collect = (node: DocumentNode | FragmentDefinitionNode): void =>
    void visit(node, {
      FragmentSpread({ name: { value } }) {
        if (own.has(value) || added.has(value)) return;
        const fragment = must(shared.get(value), `the fragment ${value}`);
        added.set(value, fragment);
        collect(fragment);
      },
    });
  collect(document);
  return added.size === 0 ? document : { ...document, definitions: [...document.definitions, ...added.values()] };
}

const refusalOf = (field: string, hasClause: boolean): InlineFragmentNode => {
  const fields = `code message ${hasClause ? 'clause' : ''} details { path about text }`;
  const text = `{ ... on ${nameOfType(field)}Refused { ${fields} } }`;
  const [refusal] = operationOf(parse(text, { noLocation: true })).selectionSet.selections;
  if (refusal?.kind !== Kind.INLINE_FRAGMENT) throw new Error(`no refusal in ${text}`);
  return refusal;
};
const TYPENAME = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;

const saysOwnRefusal = ({ selectionSet }: FieldNode): boolean =>
  !!selectionSet?.selections.some(
    (one) => one.kind === Kind.INLINE_FRAGMENT && one.typeCondition?.name.value.endsWith('Refused'),
  );

/**
 * A mutation says what it shows when it is done; which of its answers it is, and what a refusal brings, is the same of
 * all and added here, unless the document says so itself (what is shown may have a `code` of its own, which is
 * another). `hasClause`: whether the client's people read clauses.
 */
export function withRefusal(document: DocumentNode, hasClause: boolean): DocumentNode {
  const roots = rootsOf(document);
  return visit(document, {
    Field: (field) =>
      roots.includes(field) && !saysOwnRefusal(field)
        ? {
            ...field,
            selectionSet: {
              kind: Kind.SELECTION_SET,
              selections: [TYPENAME, ...(field.selectionSet?.selections ?? []), refusalOf(field.name.value, hasClause)],
            },
          }
        : undefined,
  });
}
