import {
  getNamedType,
  isInputObjectType,
  isNonNullType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Audience } from './audience.ts';
import type { Worth } from './load.ts';

/** On a root field whose answer must not be missed, as one that tells whether something is paid. */
const AWAITED = 'awaited';

/**
 * Mutations that must come with a `requestId` are those that must not happen twice (money, orders): they bind, as what
 * is awaited does. What everybody may share is public.
 */
export function worthOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  { audience, tags }: { audience: Audience; tags: readonly string[] },
): Worth {
  if (tags.includes(AWAITED)) return 'binding';
  if (audience !== 'nobody') return 'public';
  const fields = schema.getRootType(operation.operation)?.getFields() ?? {};
  const binds = operation.selectionSet.selections.some(
    (selection) =>
      selection.kind === 'Field' && fields[selection.name.value]?.args.some(({ type }) => mustNotTwice(type)),
  );
  return binds ? 'binding' : 'own';
}

function mustNotTwice(type: Parameters<typeof getNamedType>[0]): boolean {
  const input = getNamedType(type);
  return isInputObjectType(input) && isNonNullType(input.getFields()['requestId']?.type);
}
