import {
  Kind,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Names that the supergraph's `@tag` gives to fields, by `Type.field`. */
export function readTags(supergraph: DocumentNode): Map<string, readonly string[]> {
  const tags = new Map<string, readonly string[]>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) {
      const names = (field.directives ?? []).flatMap(({ name, arguments: given }) =>
        name.value === 'tag' && given?.[0]?.value.kind === Kind.STRING ? [given[0].value.value] : [],
      );
      if (names.length > 0) tags.set(`${definition.name.value}.${field.name.value}`, names);
    }
  }
  return tags;
}

/** What an operation's root fields are tagged with, each once, in fragments too. */
export function rootTags(
  schema: GraphQLSchema,
  tags: ReadonlyMap<string, readonly string[]>,
  operation: OperationDefinitionNode,
  document: DocumentNode,
): string[] {
  const root = schema.getRootType(operation.operation)?.name ?? '';
  const found = new Set<string>();
  const spread = new Set<string>();
  const look = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD)
        for (const tag of tags.get(`${root}.${selection.name.value}`) ?? []) found.add(tag);
      else if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet);
      else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        for (const definition of document.definitions)
          if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value)
            look(definition.selectionSet);
      }
    }
  };
  look(operation.selectionSet);
  return [...found];
}
