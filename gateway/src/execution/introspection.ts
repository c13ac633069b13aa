import {
  executeSync,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Json } from './contract.ts';

/**
 * `__schema` and `__type` of the root are answered here: no subgraph knows the whole schema. One field under its key,
 * which may be written more than once.
 */
export function compileIntrospection(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  fields: readonly FieldNode[],
): (given: Json) => unknown {
  const document = {
    kind: Kind.DOCUMENT,
    definitions: [
      { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: fields } },
      ...fragments.values(),
    ],
  } as const;
  const key = fields[0]!.alias?.value ?? fields[0]!.name.value;
  const answer = (given: Json): unknown => {
    const { data, errors } = executeSync({ schema, document, rootValue: {}, variableValues: given });
    if (errors) throw errors[0]!;
    return data![key];
  };
  if (operation.variableDefinitions?.length) return answer;
  let kept: unknown;
  return (given) => (kept ??= answer(given));
}
