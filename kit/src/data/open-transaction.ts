import { AsyncLocalStorage } from 'node:async_hooks';
import type { SqlEntityManager } from '@mikro-orm/sql';

export interface OpenTransaction {
  name: string;
  em: SqlEntityManager;
  /** A `Transaction` of the subgraph `name`. */
  tx: unknown;
}
export const openTransaction = new AsyncLocalStorage<OpenTransaction | undefined>();

/** Throws where a transaction is open: what is slow or foreign (peers, HTTP) must not be awaited while rows are locked. */
export function assertNoTransaction(what: string): void {
  const open = openTransaction.getStore();
  if (open) throw new Error(`${what} inside an open transaction of ${open.name}`);
}
/** Runs something that must not inherit the caller's transaction (timers, background work). */
export const outsideTransaction = <V>(work: () => V): V => openTransaction.run(undefined, work);
