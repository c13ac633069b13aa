import { Kind, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Logger } from '@heitu/kit/serving/logging';
import { CANNOT_BE_ANSWERED } from '../execution/index.ts';
import { DOCUMENT_CHARACTERS_MAX, DOCUMENTS_MAX, TOO_COMPLEX_KEEP_MS } from './limits.ts';
import { Preparer, type DocumentsParts, type Prepared } from './prepare.ts';
import type { GraphqlParameters } from './read-request.ts';
import { Refusal } from './refusals.ts';

export interface Documents<Caller> {
  /** `asker`: who sends an operation of its own, where this caller may; others take their turns at the planner. */
  find(
    parameters: GraphqlParameters,
    asker: string | null,
  ): Prepared<Caller> | Refusal | Promise<Prepared<Caller> | Refusal>;
  /** A trusted document, of which more is known than its text before anybody has looked who asks. */
  trusted(parameters: GraphqlParameters): Prepared<Caller> | null;
  /** How many free ones are kept. */
  readonly size: number;
}

/**
 * Trusted documents are prepared at once, so that a client's first request waits for no planner; of others the last
 * used ones are kept.
 */
export function createDocuments<Caller>({
  trusted,
  ...parts
}: DocumentsParts<Caller> & { trusted: ReadonlyMap<string, string> }): Documents<Caller> {
  const preparer = new Preparer(parts);
  const known = new TrustedOnes(preparer, trusted, parts.log);
  const free = new FreeOnes(preparer);
  return {
    find(parameters, asker) {
      const { query, operationName } = parameters;
      const found = known.find(parameters);
      if (found) return found;
      if (query === undefined) return new Refusal('PERSISTED_QUERY_NOT_FOUND');
      if (asker === null) return new Refusal('DOCUMENT_NOT_TRUSTED');
      return free.find(asker, query, operationName);
    },
    trusted(parameters) {
      const found = known.find(parameters);
      return found && !(found instanceof Refusal) ? found : null;
    },
    get size() {
      return free.size;
    },
  };
}

/** What our clients were built with. */
class TrustedOnes<Caller> {
  readonly #byHash = new Map<string, ReadonlyMap<string, Prepared<Caller>>>();
  readonly #hashes = new Map<string, string>();
  constructor(preparer: Preparer<Caller>, trusted: ReadonlyMap<string, string>, log: Logger) {
    for (const [hash, text] of trusted) {
      const operations = new Map<string, Prepared<Caller>>();
      for (const name of operationNames(text)) {
        const prepared = preparer.trusted(text, name);
        // An old client's operation may ask for what is there no longer: it alone does not work any more.
        if (prepared instanceof Refusal)
          log.error({ hash, operation: name, errors: prepared.errors('') }, 'a trusted document cannot be run');
        else operations.set(name ?? '', prepared);
      }
      const [only, ...others] = operations.values();
      if (only && others.length === 0) operations.set('', only);
      this.#byHash.set(hash, operations);
      this.#hashes.set(text, hash);
    }
  }

  /** Undefined where the document is none of them. */
  find({ query, hash, operationName }: GraphqlParameters): Prepared<Caller> | Refusal | undefined {
    const operations = this.#byHash.get(hash ?? this.#hashes.get(query ?? '') ?? '');
    const found = operations?.get(operationName ?? '');
    if (found || !operations) return found;
    return new Refusal(operations.size > 0 ? 'OPERATION_RESOLUTION_FAILURE' : 'GRAPHQL_VALIDATION_FAILED');
  }
}

/** What others wrote; the last used ones are kept. */
class FreeOnes<Caller> {
  readonly #preparer: Preparer<Caller>;
  readonly #kept = new LRUCache<string, Prepared<Caller> | Refusal>({
    max: DOCUMENTS_MAX,
    maxSize: DOCUMENT_CHARACTERS_MAX,
    sizeCalculation: (_prepared, key) => key.length + 1,
  });
  /** What many send at once is prepared once. */
  readonly #underWay = new Map<string, Promise<Prepared<Caller> | Refusal>>();
  constructor(preparer: Preparer<Caller>) {
    this.#preparer = preparer;
  }
  get size(): number {
    return this.#kept.size;
  }

  find(
    asker: string,
    query: string,
    operationName: string | undefined,
  ): Prepared<Caller> | Refusal | Promise<Prepared<Caller> | Refusal> {
    const key = `${operationName ?? ''}\0${query}`;
    const before = this.#kept.get(key) ?? this.#underWay.get(key);
    if (before) return before;
    const now = this.#prepareOnce(key, asker, query, operationName);
    this.#underWay.set(key, now);
    return now;
  }

  async #prepareOnce(
    key: string,
    asker: string,
    text: string,
    operationName: string | undefined,
  ): Promise<Prepared<Caller> | Refusal> {
    try {
      const found = await this.#preparer.free(asker, text, operationName);
      if (!(found instanceof Refusal)) this.#kept.set(key, found);
      // Its sender will ask again, and should not have the planner for as long again.
      else if (KEPT.has(found.code)) this.#kept.set(key, found, { ttl: TOO_COMPLEX_KEEP_MS });
      return found;
    } finally {
      this.#underWay.delete(key);
    }
  }
}

/** Refusals that cost the planner some time. */
const KEPT: ReadonlySet<string> = new Set(['TOO_COMPLEX', CANNOT_BE_ANSWERED]);

const operationNames = (text: string): (string | undefined)[] =>
  parse(text).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : [],
  );
