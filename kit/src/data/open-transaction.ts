import { AsyncLocalStorage } from 'node:async_hooks';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Compilable } from 'kysely';
import type { EventDefinition } from '../messages/event.ts';
import type { Refused } from '../rules/outcome.ts';
import type { Statement } from './statement.ts';

/** What is written at the end of the outermost transaction, wherever within it was said. */
export interface WrittenLast {
  /**
   * Adds a statement after everything else and in the order of the keys: what many want at once is locked as briefly as
   * can be, and by all in one order.
   */
  atLast(key: string, query: Compilable | Statement, ifNone?: Refused): void;
  /** Writes the event to the outbox when the transaction commits. */
  publish<Payload extends object>(
    event: EventDefinition<Payload>,
    aggregate: { type: string; id: string },
    payload: Payload,
  ): void;
  /** What the audit entry of this act says it was done to, and under which clause. */
  audit(subject: { type: string; id: string; clause?: string; reason?: string }): void;
}
export interface OpenTransaction {
  name: string;
  em: SqlEntityManager;
  tx: WrittenLast;
}
export const openTransaction = new AsyncLocalStorage<OpenTransaction | undefined>();

/** Throws where a transaction is open: what is slow or foreign (peers, HTTP) must not be awaited while rows are locked. */
export function assertNoTransaction(what: string): void {
  const open = openTransaction.getStore();
  if (open) throw new Error(`${what} inside an open transaction of ${open.name}`);
}
/** Runs something that must not inherit the caller's transaction (timers, background work). */
export const outsideTransaction = <V>(work: () => V): V => openTransaction.run(undefined, work);
