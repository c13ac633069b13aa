import { SpanKind } from '@opentelemetry/api';
import { GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { isOutage, type GraphAnswer, type GraphRequest } from '../messages/peers.ts';
import { ReadsOfOthers } from '../privacy/reads.ts';
import type { Actor } from '../rules/actor.ts';
import { errorOf } from '../rules/checked.ts';
import { INTERNAL, unavailable } from '../rules/graphql.ts';
import type { Doorway } from './doorway.ts';
import { createExecutor } from './execute.ts';
import type { Logger } from './logging.ts';
import { operations } from './metrics.ts';
import { within } from './seeing.ts';

const DOCUMENTS_MAX = 1000;
const TOKENS_MAX = 20_000;

/** Documents are parsed and validated once; callers ask the same ones again and again. */
function createDocuments(schema: GraphQLSchema): (request: GraphRequest) => DocumentNode {
  const kept = new Map<string, DocumentNode>();
  const valid = new WeakSet<DocumentNode>();
  const validated = (document: DocumentNode): DocumentNode => {
    const [first] = validate(schema, document);
    if (first) throw first;
    return document;
  };
  return ({ query, document: parsed }) => {
    if (parsed) {
      if (!valid.has(parsed)) valid.add(validated(parsed));
      return parsed;
    }
    const known = kept.get(query);
    if (known) return known;
    const document = validated(parse(query, { maxTokens: TOKENS_MAX }));
    const [oldest] = kept.keys();
    if (kept.size >= DOCUMENTS_MAX && oldest !== undefined) kept.delete(oldest);
    kept.set(query, document);
    return document;
  };
}

/** What the operation is called until its first mutation begins: its first root field. */
function operationOf(document: DocumentNode, operationName?: string): { field: string; isMutation: boolean } {
  const definition = document.definitions.find(
    (one) => one.kind === 'OperationDefinition' && (!operationName || one.name?.value === operationName),
  );
  if (definition?.kind !== 'OperationDefinition') return { field: 'unknown', isMutation: false };
  const first = definition.selectionSet.selections[0];
  return {
    field: first?.kind === 'Field' ? first.name.value : 'unknown',
    isMutation: definition.operation === 'mutation',
  };
}

/** What a caller is told of an error: what was meant for them, or that there was one. */
function maskError(error: GraphQLError, requestId: string, log: Logger): NonNullable<GraphAnswer['errors']>[number] {
  const { message, path, originalError } = error;
  // The compiled executor's errors have none, whatever the type says.
  const extensions = error.extensions ?? {};
  const isMeant = !originalError || originalError instanceof GraphQLError;
  if (isMeant && extensions['code']) return { message, path, extensions };
  if (isMeant && !path) return { message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
  if (isOutage(originalError)) {
    log.warn({ err: originalError, requestId, path }, 'no answer from the database or a peer');
    const told = unavailable();
    return { message: told.message, path, extensions: told.extensions };
  }
  log.error({ err: originalError ?? error, requestId, path }, 'unexpected error');
  return { message: INTERNAL.message, path, extensions: { code: INTERNAL.code, requestId } };
}

export type Execute = (request: GraphRequest, actor: Actor, requestId: string) => Promise<GraphAnswer>;
/** Operations, from the gateway and from peers. */
export function createGraphDoor(schema: GraphQLSchema, { name, log, contextOf, record, underWay }: Doorway): Execute {
  const executor = createExecutor(schema);
  const documentOf = createDocuments(schema);

  async function run(request: GraphRequest, actor: Actor, requestId: string): Promise<GraphAnswer> {
    const document = documentOf(request);
    const { operationName } = request;
    const variables = request.variables ?? {};
    const { field, isMutation } = operationOf(document, operationName);
    const reads = new ReadsOfOthers(actor);
    const context = contextOf(actor, field, requestId, { audited: isMutation, reads });
    const attributes = { 'heitu.subgraph': name, 'heitu.request_id': requestId };
    const work = async () => executor({ document, operationName, variables, context });
    const result = await underWay.answer(within(`${name} ${field}`, SpanKind.INTERNAL, () => ({ attributes }), work));
    // Nothing is answered before the audit trail holds what the answer shows of others.
    await underWay.answer(reads.record(field, requestId, record));
    const errors = result.errors?.map((error) => maskError(error, requestId, log));
    return { data: result.data, ...(errors && { errors }) };
  }

  return async (request, actor, requestId) => {
    const stop = operations.startTimer({ subgraph: name });
    try {
      const answer = await run(request, actor, requestId);
      stop({ outcome: answer.errors ? 'errors' : 'ok' });
      return answer;
    } catch (error) {
      stop({ outcome: 'refused' });
      const told = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: errorOf(error) });
      return { errors: [maskError(told, requestId, log)] };
    }
  };
}
