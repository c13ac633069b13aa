import { Kind, visit, type DocumentNode, type FieldNode, type OperationDefinitionNode } from 'graphql';
import { must } from '@heitu/kit/rules/checked';

/**
 * What a page does where a part of the platform is away: it goes without the roots marked `@optional`, and has nothing
 * to show without those marked `@must`. A list is a must unless it is optional; one thing may always not be there.
 */
export interface Marks {
  optional: readonly string[];
  must: readonly string[];
}
const NAMES: readonly string[] = ['optional', 'must'] satisfies (keyof Marks)[];

/** As it is sent: the gateway does not know the marks. */
export const withoutMarks = (document: DocumentNode): DocumentNode =>
  visit(document, { Directive: ({ name }) => (NAMES.includes(name.value) ? null : undefined) });

export const operationOf = (document: DocumentNode): OperationDefinitionNode =>
  must(
    document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION),
    'an operation in a document',
  );
export const rootsOf = (document: DocumentNode): FieldNode[] =>
  operationOf(document).selectionSet.selections.filter((selection) => selection.kind === Kind.FIELD);
export const keyOf = ({ alias, name }: FieldNode): string => (alias ?? name).value;

export function marksOf(document: DocumentNode): Marks {
  const marked = (mark: keyof Marks): string[] =>
    rootsOf(document)
      .filter(({ directives }) => directives?.some(({ name }) => name.value === mark))
      .map(keyOf);
  return { optional: marked('optional'), must: marked('must') };
}
