import {
  executeSync,
  Kind,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Wanted } from './collect.ts';
import type { Json } from './contract.ts';

/**
 * `__schema` and `__type` of the root are answered here: no subgraph knows the whole schema. One field under its key,
 * which may be written more than once.
 */
export function compileIntrospection(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  { key, fields }: Wanted,
): (given: Json) => unknown {
  const selections = fields.map(({ node }) => node);
  const document = {
    kind: Kind.DOCUMENT,
    definitions: [{ ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } }, ...fragments.values()],
  } as const;
  const answer = (given: Json): unknown => {
    const { data, errors: [error] = [] } = executeSync({ schema, document, rootValue: {}, variableValues: given });
    if (error) throw error;
    return data?.[key];
  };
  if (operation.variableDefinitions?.length) return answer;
  let kept: unknown;
  return (given) => (kept ??= answer(given));
}
