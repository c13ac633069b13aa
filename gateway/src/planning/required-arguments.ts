import {
  getNamedType,
  buildASTSchema,
  Kind,
  parse,
  print,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type SelectionSetNode,
} from 'graphql';

import { fieldsIn } from '../execution/fragments.ts';

/**
 * Fields that are required (`@requires`) with different arguments at different places of a supergraph. A representation
 * has one value under a field's name, so that Apollo's planner sends one of the two to both: each is told in a sentence
 * that names the places.
 */
export function conflictingRequirements(supergraphSdl: string): string[] {
  const document = parse(supergraphSdl);
  const schema = buildASTSchema(document, { assumeValidSDL: true });
  /** Field → arguments → the places that require it so. */
  const required = new Map<string, Map<string, string[]>>();
  const walk = (set: SelectionSetNode, type: GraphQLNamedType | undefined, place: string): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT)
        walk(
          selection.selectionSet,
          selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type,
          place,
        );
      if (selection.kind !== Kind.FIELD || !type || !('getFields' in type)) continue;
      const field = `${type.name}.${selection.name.value}`;
      const ways = required.get(field) ?? new Map<string, string[]>();
      const way = argumentsOf(selection);
      ways.set(way, [...(ways.get(way) ?? []), place]);
      required.set(field, ways);
      if (selection.selectionSet)
        walk(selection.selectionSet, getNamedType(type.getFields()[selection.name.value]?.type), place);
    }
  };
  for (const { place, type, fields } of requirements(document)) walk(fieldsIn(fields), schema.getType(type), place);
  return [...required].flatMap(([field, ways]) => {
    const [first, second] = [...ways];
    return first && second
      ? [
          `${field} is required as ${first[0]} by ${first[1].join(', ')}, but as ${second[0]} by ${second[1].join(', ')}: one value cannot answer both; require it under two fields`,
        ]
      : [];
  });
}

function* requirements(document: DocumentNode): Iterable<{ type: string; place: string; fields: string }> {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) {
      for (const directive of field.directives ?? []) {
        const value = (name: string): string | undefined => {
          const node = directive.arguments?.find((one) => one.name.value === name)?.value;
          return node?.kind === Kind.STRING || node?.kind === Kind.ENUM ? node.value : undefined;
        };
        const fields = directive.name.value === 'join__field' ? value('requires') : undefined;
        if (fields)
          yield {
            type: definition.name.value,
            place: `${definition.name.value}.${field.name.value} in ${value('graph')?.toLowerCase()}`,
            fields,
          };
      }
    }
  }
}
/** `dims(unit: "cm")`, whatever the order they were written in. */
function argumentsOf({ name, arguments: given = [] }: FieldNode): string {
  return given.length === 0 ? name.value : `${name.value}(${given.map(print).toSorted().join(', ')})`;
}
