import {
  execute,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';

export interface Execution {
  /** Valid in the schema. */
  document: DocumentNode;
  operationName?: string;
  variables: Readonly<Record<string, unknown>>;
  context: unknown;
}

/** Compiling costs as much as some ten executions: a document that is asked once or twice is not compiled. */
const ASKED_BEFORE = 2;

/**
 * Executes operations of one schema: queries that are asked again and again are compiled (decision 16), what else there
 * is is left to graphql-js.
 */
export function createExecutor(
  schema: GraphQLSchema,
): (execution: Execution) => Promise<ExecutionResult> | ExecutionResult {
  /** Of each operation how often it was asked, then what it was compiled to; null where it must not be. */
  const known = new WeakMap<DocumentNode, Map<string | undefined, number | CompiledQuery | null>>();
  const compiledOf = (document: DocumentNode, operationName: string | undefined): CompiledQuery | null => {
    let byName = known.get(document);
    if (!byName) known.set(document, (byName = new Map()));
    const found = byName.get(operationName) ?? (byName.has(operationName) ? null : 0);
    if (typeof found !== 'number') return found;
    const next = found < ASKED_BEFORE ? found + 1 : compile(schema, document, operationName);
    byName.set(operationName, next);
    return typeof next === 'number' ? null : next;
  };
  return ({ document, operationName, variables, context }) => {
    const answer = compiledOf(document, operationName)?.query(undefined, context, variables);
    // Wrong variables, which graphql-js says in the words that everybody knows.
    if (answer && !('errors' in answer && !('data' in answer))) return answer;
    return execute({ schema, document, contextValue: context, variableValues: variables, operationName });
  };
}

/**
 * Null for what must not be compiled: mutations, because the library asks for input fields that have a default value;
 * and documents with a text in them, because the library writes texts into the code and takes some for code themselves
 * (`__MAGIC_DATE__…`). Names and numbers cannot be.
 */
function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): CompiledQuery | null {
  let isFit = true;
  visit(document, {
    OperationDefinition: ({ operation }) => void (isFit &&= operation === OperationTypeNode.QUERY),
    [Kind.STRING]: () => void (isFit = false),
  });
  if (!isFit) return null;
  const compiled = compileQuery(schema, document, operationName);
  return isCompiledQuery(compiled) ? compiled : null;
}
