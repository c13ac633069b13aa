import {
  GraphQLError,
  Kind,
  Lexer,
  OperationTypeNode,
  parse,
  Source,
  TokenKind,
  validate,
  specifiedRules,
  visit,
  type DocumentNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Logger } from '@heitu/kit/serving/logging';
import { CANNOT_BE_ANSWERED, type Executable, type Execution } from '../execution/index.ts';
import { NotPlanned } from '../planning/planning.ts';
import { withoutValues } from '../without-values.ts';
import { audienceOf, readAudiences, type Audience } from './audience.ts';
import { compileCost, readCostHints } from './cost.ts';
import { DOCUMENT_CHARACTERS_MAX, DOCUMENT_LIMITS, DOCUMENTS_MAX, ERRORS_MAX, TOO_COMPLEX_KEEP_MS } from './limits.ts';
import { measureDocument, withinLimits } from './measure-document.ts';
import { planningSeconds } from './metrics.ts';
import type { GraphqlParameters } from './read-request.ts';
import { Refusal, type RefusalCode } from './refusals.ts';
import { readTags, rootTags } from './tags.ts';

/** An operation that was checked, planned and compiled once. */
export interface Prepared<Caller> {
  /** Unlike that of any other operation of this process. */
  readonly id: number;
  readonly isTrusted: boolean;
  readonly isMutation: boolean;
  readonly introspects: boolean;
  /** What the supergraph tags its root fields with. */
  readonly tags: readonly string[];
  /** Who may share its answers. */
  readonly audience: Audience;
  cost(variables: Readonly<Record<string, unknown>>): number;
  readonly executable: Executable<Caller>;
}

export interface Documents<Caller> {
  /** `asker`: who sends an operation of its own, where this caller may; others take their turns at the planner. */
  find(
    parameters: GraphqlParameters,
    asker: string | null,
  ): Prepared<Caller> | Refusal | Promise<Prepared<Caller> | Refusal>;
  /** How many free ones are kept. */
  readonly size: number;
}

/**
 * Trusted documents are prepared at once, so that a client's first request waits for no planner; of others the last
 * used ones are kept.
 */
export function createDocuments<Caller>(parts: {
  execution: Execution<Caller>;
  supergraph: DocumentNode;
  trusted: ReadonlyMap<string, string>;
  log: Logger;
}): Documents<Caller> {
  const { execution, log } = parts;
  const costHints = readCostHints(parts.supergraph);
  const audiences = readAudiences(parts.supergraph);
  const tags = readTags(parts.supergraph);

  function check(text: string, isTrusted: boolean): DocumentNode | Refusal {
    let document: DocumentNode;
    try {
      document = parse(text, isTrusted ? {} : { maxTokens: DOCUMENT_LIMITS.tokens.max });
    } catch (error) {
      return parseRefusal(error as Error, text);
    }
    if (!isTrusted) {
      const refusal = withinLimits(measureDocument(document));
      if (refusal) return refusal;
    }
    const errors = validate(execution.schema, document, specifiedRules, { maxErrors: ERRORS_MAX });
    if (errors.length > 0) return refusalOf('GRAPHQL_VALIDATION_FAILED', errors);
    // The rules of the specification look at nothing below a root that the schema has not: `mutation { signOut }` of a
    // schema without mutations passes them.
    const rootless = document.definitions.find(
      (definition) =>
        definition.kind === Kind.OPERATION_DEFINITION && !execution.schema.getRootType(definition.operation),
    );
    if (rootless)
      return refusalOf('GRAPHQL_VALIDATION_FAILED', [
        new GraphQLError('The schema has no root for this operation.', { nodes: rootless }),
      ]);
    return document;
  }
  let preparedCount = 0;
  function prepared(document: DocumentNode, executable: Executable<Caller>, isTrusted: boolean): Prepared<Caller> {
    const { operation } = executable;
    return {
      id: (preparedCount += 1),
      isTrusted,
      isMutation: operation.operation === OperationTypeNode.MUTATION,
      introspects: introspects(document),
      tags: rootTags(execution.schema, tags, operation, document),
      audience: audienceOf(execution.schema, audiences, operation, document),
      cost: compileCost(execution.schema, costHints, operation, document),
      executable,
    };
  }
  function prepareTrusted(text: string, operationName: string | undefined): Prepared<Caller> | Refusal {
    const document = check(text, true);
    if (document instanceof Refusal) return document;
    try {
      return prepared(document, execution.prepare(document, operationName), true);
    } catch (error) {
      return whyNotPrepared(error, log);
    }
  }
  async function prepareFor(
    asker: string,
    text: string,
    operationName: string | undefined,
  ): Promise<Prepared<Caller> | Refusal> {
    const document = check(text, false);
    if (document instanceof Refusal) return document;
    const tell = planningSeconds.startTimer();
    try {
      const executable = await execution.prepareFor(asker, document, operationName);
      tell({ outcome: 'planned' });
      return prepared(document, executable, false);
    } catch (error) {
      if (error instanceof NotPlanned) tell({ outcome: error.reason });
      return whyNotPrepared(error, log);
    }
  }

  const trusted = new Map<string, { text: string; operations: Map<string, Prepared<Caller>> }>();
  const hashes = new Map<string, string>();
  for (const [hash, text] of parts.trusted) {
    const operations = new Map<string, Prepared<Caller>>();
    for (const name of operationNames(text)) {
      const prepared = prepareTrusted(text, name);
      // An old client's operation may ask for what is there no longer: it alone does not work any more.
      if (prepared instanceof Refusal)
        log.error({ hash, operation: name, errors: prepared.errors('') }, 'a trusted document cannot be run');
      else operations.set(name ?? '', prepared);
    }
    if (operations.size === 1) operations.set('', [...operations.values()][0]!);
    trusted.set(hash, { text, operations });
    hashes.set(text, hash);
  }

  const kept = new LRUCache<string, Prepared<Caller> | Refusal>({
    max: DOCUMENTS_MAX,
    maxSize: DOCUMENT_CHARACTERS_MAX,
    sizeCalculation: (_prepared, key) => key.length + 1,
  });
  /** What many send at once is prepared once. */
  const underWay = new Map<string, Promise<Prepared<Caller> | Refusal>>();
  async function prepareOnce(
    key: string,
    asker: string,
    text: string,
    operationName: string | undefined,
  ): Promise<Prepared<Caller> | Refusal> {
    try {
      const found = await prepareFor(asker, text, operationName);
      if (!(found instanceof Refusal)) kept.set(key, found);
      // Its sender will ask again, and should not have the planner for as long again.
      else if (KEPT.has(found.code)) kept.set(key, found, { ttl: TOO_COMPLEX_KEEP_MS });
      return found;
    } finally {
      underWay.delete(key);
    }
  }
  return {
    find({ query, hash, operationName }, asker) {
      const known = trusted.get(hash ?? hashes.get(query!) ?? '');
      const found = known?.operations.get(operationName ?? '');
      if (found) return found;
      if (known)
        return new Refusal(known.operations.size > 0 ? 'OPERATION_RESOLUTION_FAILURE' : 'GRAPHQL_VALIDATION_FAILED');
      if (query === undefined) return new Refusal('PERSISTED_QUERY_NOT_FOUND');
      if (asker === null) return new Refusal('DOCUMENT_NOT_TRUSTED');
      const key = `${operationName ?? ''}\0${query}`;
      const before = kept.get(key) ?? underWay.get(key);
      if (before) return before;
      const now = prepareOnce(key, asker, query, operationName);
      underWay.set(key, now);
      return now;
    },
    get size() {
      return kept.size;
    },
  };
}

/** Refusals that cost the planner some time. */
const KEPT: ReadonlySet<string> = new Set(['TOO_COMPLEX', CANNOT_BE_ANSWERED]);
const PLANNER_RETRY_SECONDS = 2;
function whyNotPrepared(error: unknown, log: Logger): Refusal {
  if (error instanceof NotPlanned) {
    const { reason, max } = error;
    if (reason === 'too complex') return new Refusal('TOO_COMPLEX', { max });
    if (reason === 'too many waiting')
      return new Refusal('OVERLOADED', { max, asked: max! + 1, retryAfter: PLANNER_RETRY_SECONDS });
    return reason === 'closed' ? new Refusal('UNAVAILABLE') : new Refusal('DEADLINE_EXCEEDED', { max });
  }
  const code = error instanceof GraphQLError ? error.extensions['code'] : undefined;
  if (code === 'OPERATION_RESOLUTION_FAILURE') return refusalOf(code, [error as GraphQLError]);
  if (code === CANNOT_BE_ANSWERED) {
    log.error({ why: (error as GraphQLError).message }, 'an operation would be answered wrongly, and is refused');
    return new Refusal(CANNOT_BE_ANSWERED);
  }
  throw error;
}

const operationNames = (text: string): (string | undefined)[] =>
  parse(text).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : [],
  );

function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, { Field: ({ name }) => void (found ||= name.value === '__schema' || name.value === '__type') });
  return found;
}

const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[nt] \d+ tokens/;
function parseRefusal(error: Error, text: string): Refusal {
  const { tokens, depth } = DOCUMENT_LIMITS;
  // The parser goes down with the document, until its stack ends: before or after so many tokens, as much as its frames
  // take just then.
  const isTooLong =
    error instanceof GraphQLError ? TOO_MANY_TOKENS.test(error.message) : hasMoreTokens(text, tokens.max);
  // Counting stops there.
  if (isTooLong) return new Refusal('TOO_MANY_TOKENS', { max: tokens.max, asked: tokens.max + 1 });
  return error instanceof GraphQLError
    ? refusalOf('GRAPHQL_PARSE_FAILED', [error])
    : new Refusal('TOO_DEEP', { max: depth.max, asked: depth.max + 1 });
}
function hasMoreTokens(text: string, max: number): boolean {
  const lexer = new Lexer(new Source(text));
  try {
    for (let count = 0; count <= max; count++) if (lexer.advance().kind === TokenKind.EOF) return false;
    return true;
  } catch {
    // A word that is none, further in than the parser came.
    return false;
  }
}

/** What is wrong in a document: by the library's words, without what was typed. */
export const refusalOf = (code: RefusalCode, errors: readonly GraphQLError[]): Refusal =>
  new Refusal(
    code,
    ...errors.slice(0, ERRORS_MAX).map(({ message, locations }) => ({ message: withoutValues(message), locations })),
  );
