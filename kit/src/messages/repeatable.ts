import { parse, valueFromASTUntyped, type FieldNode } from 'graphql';
import { isRecord } from '../rules/checked.ts';
import { mayChange, type GraphRequest } from './peers.ts';

const carriesRequestId = (field: FieldNode, variables: GraphRequest['variables']): boolean =>
  (field.arguments ?? []).some((argument) => {
    const value: unknown = valueFromASTUntyped(argument.value, variables);
    const id = argument.name.value === 'requestId' ? value : isRecord(value) ? value['requestId'] : undefined;
    return typeof id === 'string' && id !== '';
  });

/**
 * Whether sending it twice does what sending it once does: a question, or a mutation that carries a request id at each
 * of its root fields.
 */
export function isRepeatable(request: GraphRequest): boolean {
  if (!mayChange(request)) return true;
  const { query, variables, operationName } = request;
  const operation = parse(query).definitions.find(
    (one) => one.kind === 'OperationDefinition' && (!operationName || one.name?.value === operationName),
  );
  if (operation?.kind !== 'OperationDefinition') return false;
  if (operation.operation === 'query') return true;
  return operation.selectionSet.selections.every(
    (field) => field.kind === 'Field' && carriesRequestId(field, variables),
  );
}
