import { GraphQLError, OperationTypeNode, visit, type DocumentNode } from 'graphql';
import type { Logger } from '@heitu/kit/serving/logging';
import { CANNOT_BE_ANSWERED, type Executable, type Execution } from '../execution/index.ts';
import { NotPlanned } from '../planning/planning.ts';
import { audienceOf, readAudiences, readStaleMs, staleMsOf, type Audience } from './audience.ts';
import { checkDocument, refusalOf } from './check-document.ts';
import { compileCost, readCostHints } from './cost.ts';
import { planningSeconds } from './metrics.ts';
import { Refusal } from './refusals.ts';
import { readTags, rootTags } from './tags.ts';
import type { Worth } from './load.ts';
import { worthOf } from './worth.ts';

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
  /** No older answer is shown while whoever answers is away. */
  readonly staleMsMax: number;
  /** How late it is refused where there is too much to do. */
  readonly worth: Worth;
  cost(variables: Readonly<Record<string, unknown>>): number;
  readonly executable: Executable<Caller>;
}

export interface DocumentsParts<Caller> {
  execution: Execution<Caller>;
  supergraph: DocumentNode;
  log: Logger;
}

/** Checks operations, plans and compiles them, by what the supergraph says of its fields. */
export class Preparer<Caller> {
  readonly #execution: Execution<Caller>;
  readonly #log: Logger;
  readonly #costHints: ReturnType<typeof readCostHints>;
  readonly #audiences: ReturnType<typeof readAudiences>;
  readonly #staleMs: ReturnType<typeof readStaleMs>;
  readonly #tags: ReturnType<typeof readTags>;
  #preparedCount = 0;
  constructor({ execution, supergraph, log }: DocumentsParts<Caller>) {
    this.#execution = execution;
    this.#log = log;
    this.#costHints = readCostHints(supergraph);
    this.#audiences = readAudiences(supergraph);
    this.#staleMs = readStaleMs(supergraph);
    this.#tags = readTags(supergraph);
  }

  trusted(text: string, operationName: string | undefined): Prepared<Caller> | Refusal {
    const document = checkDocument(this.#execution.schema, text, true);
    if (document instanceof Refusal) return document;
    try {
      return this.#prepared(document, this.#execution.prepare(document, operationName), true);
    } catch (error) {
      return whyNotPrepared(error, this.#log);
    }
  }

  async free(asker: string, text: string, operationName: string | undefined): Promise<Prepared<Caller> | Refusal> {
    const document = checkDocument(this.#execution.schema, text, false);
    if (document instanceof Refusal) return document;
    const tell = planningSeconds.startTimer();
    try {
      const executable = await this.#execution.prepareFor(asker, document, operationName);
      tell({ outcome: 'planned' });
      return this.#prepared(document, executable, false);
    } catch (error) {
      if (error instanceof NotPlanned) tell({ outcome: error.reason });
      return whyNotPrepared(error, this.#log);
    }
  }

  #prepared(document: DocumentNode, executable: Executable<Caller>, isTrusted: boolean): Prepared<Caller> {
    const { schema } = this.#execution;
    const { operation } = executable;
    const tags = rootTags(schema, this.#tags, operation, document);
    const audience = audienceOf(schema, this.#audiences, operation, document);
    return {
      id: (this.#preparedCount += 1),
      isTrusted,
      isMutation: operation.operation === OperationTypeNode.MUTATION,
      introspects: introspects(document),
      tags,
      audience,
      staleMsMax: audience === 'nobody' ? 0 : staleMsOf(schema, this.#staleMs, operation, document),
      worth: worthOf(schema, operation, { audience, tags }),
      cost: compileCost(schema, this.#costHints, operation, document),
      executable,
    };
  }
}

const PLANNER_RETRY_SECONDS = 2;
function whyNotPrepared(error: unknown, log: Logger): Refusal {
  if (error instanceof NotPlanned) {
    const { reason, max } = error;
    if (reason === 'too complex') return new Refusal('TOO_COMPLEX', { max });
    if (reason === 'too many waiting')
      return new Refusal('OVERLOADED', { max, asked: (max ?? 0) + 1, retryAfter: PLANNER_RETRY_SECONDS });
    return reason === 'closed' ? new Refusal('UNAVAILABLE') : new Refusal('DEADLINE_EXCEEDED', { max });
  }
  if (!(error instanceof GraphQLError)) throw error;
  const { code } = error.extensions;
  if (code === 'OPERATION_RESOLUTION_FAILURE') return refusalOf(code, [error]);
  if (code !== CANNOT_BE_ANSWERED) throw error;
  log.error({ why: error.message }, 'an operation would be answered wrongly, and is refused');
  return new Refusal(CANNOT_BE_ANSWERED);
}

function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, { Field: ({ name }) => void (found ||= name.value === '__schema' || name.value === '__type') });
  return found;
}
