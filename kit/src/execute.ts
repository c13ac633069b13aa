import { execute, Kind, OperationTypeNode, visit, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';

export interface Execution {
  /** Valid in the schema. */
  document: DocumentNode;
  operationName?: string;
  variables: Readonly<Record<string, unknown>>;
  context: unknown;
}

/** Executes operations of one schema: queries are compiled once for each document (decision 16), mutations are left to graphql-js. */
export function createExecutor(schema: GraphQLSchema): (execution: Execution) => Promise<ExecutionResult> | ExecutionResult {
  const known = new WeakMap<DocumentNode, Map<string | undefined, CompiledQuery | null>>();
  const compiledOf = (document: DocumentNode, operationName: string | undefined): CompiledQuery | null => {
    let byName = known.get(document);
    if (!byName) known.set(document, (byName = new Map()));
    let compiled = byName.get(operationName);
    if (compiled === undefined) byName.set(operationName, (compiled = compile(schema, document, operationName)));
    return compiled;
  };
  return ({ document, operationName, variables, context }) => {
    const answer = compiledOf(document, operationName)?.query(undefined, context, variables) as Promise<ExecutionResult> | ExecutionResult | undefined;
    // Wrong variables, which graphql-js says in the words that everybody knows.
    if (answer && !('errors' in answer && !('data' in answer))) return answer;
    return execute({ schema, document, contextValue: context, variableValues: variables, operationName });
  };
}

/**
 * Null for what must not be compiled: mutations, because the library asks for input fields that have a default value; and documents with a text
 * in them, because the library writes texts into the code and takes some for code themselves (`__MAGIC_DATE__…`). Names and numbers cannot be.
 */
function compile(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): CompiledQuery | null {
  let isFit = true;
  visit(document, {
    OperationDefinition: ({ operation }) => void (isFit &&= operation === OperationTypeNode.QUERY),
    [Kind.STRING]: () => void (isFit = false),
  });
  if (!isFit) return null;
  const compiled = compileQuery(schema, document, operationName);
  return isCompiledQuery(compiled) ? compiled : null;
}
