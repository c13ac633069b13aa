import { actRecordOf, type Act, type ActRecord } from '../privacy/act-record.ts';
import { payloadOf } from '../messages/event.ts';
import { compilerOf, type Write } from './batch.ts';
import type { ContextParts, RequestKey, Writes } from './context.ts';
import { eventWrites, insertInto, type PendingEvent } from './event-writes.ts';
import type { Entities, RowsOf } from './orm.ts';
import { claimHash, claimResult } from './request-claims.ts';

/** Whether acts go on the audit trail; `named`: only those that name what they were done to. */
export type Audited = boolean | 'named';

interface GatheredFor {
  act: Act;
  parts: Pick<ContextParts<unknown>, 'orm' | 'clock' | 'keys' | 'actRecorded'>;
  audited: Audited;
  /** The request that this transaction remembers, under its key. */
  claim: (RequestKey & { key: string }) | undefined;
  newId(): string;
}

/** What is gathered while something is decided: statements, events and what the audit trail says of it. */
export class Gathered<T extends Entities> {
  readonly writes: Writes<T>;
  readonly pending: PendingEvent[] = [];
  readonly added: Write[] = [];
  readonly #last: (Write & { key: string })[] = [];
  readonly #subjects: ActRecord['subject'] = [];
  readonly #for: GatheredFor;
  readonly #compiled: ReturnType<typeof compilerOf>;

  constructor(rows: RowsOf<T>, gatheredFor: GatheredFor) {
    const compiled = compilerOf(gatheredFor.parts.orm);
    this.#for = gatheredFor;
    this.#compiled = compiled;
    this.writes = {
      rows,
      add: (query, ifNone) => void this.added.push({ query: compiled(query), ifNone }),
      insert: (table, values) => {
        const isEmpty = Array.isArray(values) && values.length === 0;
        if (!isEmpty) this.added.push({ query: compiled(insertInto(table, values)) });
      },
      atLast: (key, query, ifNone) => void this.#last.push({ key, query: compiled(query), ifNone }),
      publish: (event, aggregate, payload) =>
        void this.pending.push({ id: gatheredFor.newId(), event, aggregate, payload: payloadOf(event, payload) }),
      audit: (subject) => void this.#subjects.push(subject),
    };
  }

  /** All statements in their order; `result` goes into the claim. */
  all(result: unknown): Write[] {
    const { parts } = this.#for;
    this.#recordAct();
    const nowMs = parts.clock.now();
    // The claim comes with its answer: of two calls at once, the second waits here for the first, and is undone by it.
    return [
      ...this.added,
      ...this.#claim(result, nowMs),
      ...eventWrites(this.#compiled, this.pending, nowMs, parts.keys.sealOwn),
      ...this.#last.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)),
    ];
  }
  /** An act of several transactions is recorded by the first, and again by those that name what they were done to. */
  #recordAct(): void {
    const { act, audited, parts } = this.#for;
    if (!audited || !parts.actRecorded) return;
    if ((act.recorded || audited === 'named') && this.#subjects.length === 0) return;
    const record = { ...actRecordOf(act), kind: 'act', outcome: 'done', subject: this.#subjects } as const;
    this.writes.publish(parts.actRecorded, { type: 'act', id: act.requestId }, record);
  }
  #claim(result: unknown, atMs: number): Write[] {
    const { act, claim, parts } = this.#for;
    if (!claim) return [];
    const inputHash = claimHash(parts.keys, act.operation, claim.input);
    const row = { key: claim.key, inputHash, result: claimResult(parts.keys, result), atMs };
    return [{ query: this.#compiled(insertInto('RequestClaim', row)) }];
  }
}
