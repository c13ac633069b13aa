import type { SqlEntityManager } from '@mikro-orm/sql';
import type DataLoader from 'dataloader';
import type { Compilable, Insertable } from 'kysely';
import type { Logger } from 'pino';
import type { Actor } from '../rules/actor.ts';
import type { Clock } from '../rules/clock.ts';
import type { EventDefinition } from '../messages/event.ts';
import type { BlobStore, FileStore } from '../privacy/files.ts';
import type { WrittenLast } from './open-transaction.ts';
import type { DatabaseOf, Entities, Orm, RowsOf } from './orm.ts';
import type { Outcome, Refused } from '../rules/outcome.ts';
import type { Peers, Transport } from '../messages/peers.ts';
import type { PersonKeys } from '../privacy/person-keys.ts';
import type { ActRecord, CopyReason } from '../privacy/act-record.ts';
import type { Statement } from './statement.ts';
import type { Vault } from '../privacy/vault.ts';

type TableOf<T extends Entities> = keyof DatabaseOf<T> & string;
type RowToInsert<T extends Entities, Table extends TableOf<T>> = Insertable<DatabaseOf<T>[Table]>;

/** What is gathered while something is decided, and sent together at its end. */
export interface Writes<T extends Entities = Entities> extends WrittenLast {
  /** Queries are built with it. */
  readonly rows: RowsOf<T>;
  /**
   * Sends the statement with all others when everything is decided. `ifNone`: the answer where it changes no row; all
   * is undone then.
   */
  add(query: Compilable | Statement, ifNone?: Refused): void;
  /** `add` of an insert: a row, or several with the columns of the first; none add nothing. */
  insert<Table extends TableOf<T>>(
    table: Table,
    values: RowToInsert<T, Table> | readonly RowToInsert<T, Table>[],
  ): void;
}

/** Inside a transaction: everything written or published here is committed together, or not at all. */
export interface Transaction<T extends Entities = Entities> extends Writes<T> {
  readonly em: SqlEntityManager;
}

/** The client mints `id` before it sends; the same id with the same input gives the same answer. */
export interface RequestKey {
  id: string;
  input: unknown;
}

/** Reads what a loader was asked for, in its order. As a method's type, so that a room's own takes the room's context. */
export type Batch<K, V> = { read(context: Context, keys: readonly K[]): Promise<V[]> }['read'];

/** What one request may use: who asks, the time, rows, transactions, peers, services. */
export interface Context<T extends Entities = Entities, Services = unknown> {
  readonly actor: Actor;
  readonly requestId: string;
  /** The mutation field, job or reaction being run. */
  readonly operation: string;
  /**
   * A mutation of the document begins: what is committed or refused from here on is its act. `allowedRoles`: those its
   * rule names.
   */
  beginAct(operation: string, allowedRoles: readonly string[] | undefined): void;
  /**
   * Records that what was asked for was refused: on the audit trail, durably, where somebody is signed in; otherwise
   * only in log and metrics, so that strangers cannot fill the disk.
   */
  recordRefusal(refusal: { code: string; clause?: string }, subject: ActRecord['subject']): Promise<void>;
  /**
   * What is opened from here on is copied to a peer: on the audit trail of its owner before the answer, with whose
   * request it is and what for.
   */
  copyFor(reason: CopyReason): void;
  readonly clock: Clock;
  readonly log: Logger;
  readonly services: Services;
  readonly vault: Vault;
  readonly files: FileStore;
  readonly peers: Peers;
  /** Entities, for writing; inside a transaction, that transaction's. */
  readonly em: SqlEntityManager;
  /** Plain rows, for reading pages; inside a transaction, that transaction's. */
  readonly rows: RowsOf<T>;
  /** The rows of each statement, read in one message; inside a transaction, in that. */
  read<const S extends readonly Statement[]>(
    ...statements: S
  ): Promise<{ [I in keyof S]: S[I] extends Statement<infer Row> ? Row[] : never }>;
  newId(): string;
  /**
   * For work under way that the answer does not wait for, and that may be lost with the process: the database stays
   * open until it has ended, and a failure is logged.
   */
  afterwards(work: Promise<unknown>): void;
  /**
   * Runs `work` in one transaction at READ COMMITTED; a refusal rolls everything back and is returned. Run again: what
   * deadlocked, and what met a unique key (only-one.ts), so that it finds the row that another was quicker to write.
   * Within a reaction's transaction it becomes a savepoint. With a `request`, a repeated call answers what the first
   * one answered: the outcome's value must then be plain JSON.
   */
  transaction<V, Code extends string = never>(
    work: (tx: Transaction<T>) => Promise<Outcome<V, Code>>,
    request?: RequestKey,
  ): Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>>;
  /**
   * A transaction that reads nothing: `decide` gathers statements, and a server gets them in one message, begin and
   * commit included. What it reads, it reads before. A refusal, also a returned one, writes nothing; deadlocks are
   * retried with the same statements.
   */
  write<V, Code extends string = never>(
    decide: (writes: Writes<T>) => Outcome<V, Code> | Promise<Outcome<V, Code>>,
    request?: RequestKey,
  ): Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>>;
  /**
   * Runs a mutation under the request id that its client gave: the transaction that commits it remembers the id, and a
   * repeated call answers what the first one answered. `byHand`: the use case gives `request` to that transaction, and
   * a repeat by who is signed in is answered before anything is done.
   */
  once<V, Code extends string = never>(
    request: RequestKey,
    work: () => Promise<Outcome<V, Code>>,
    byHand: boolean,
  ): Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>>;
  /** Of the mutation that runs, where its client gave a request id. */
  readonly request: RequestKey | undefined;
  /** Of a mutation that is refused after the transaction that remembers it: a repeated call is a new one. */
  forgetRequest(): Promise<void>;
  /** One DataLoader per batch function and request: `context.loader(productsById).load(id)`. */
  loader<K, V>(batch: Batch<K, V>): DataLoader<K, V>;
}

export interface ContextParts<Services> {
  name: string;
  orm: Orm;
  clock: Clock;
  log: Logger;
  services: Services;
  keys: PersonKeys;
  blobs: BlobStore;
  transport: Transport;
  /** The event by which acts reach the audit trail; none in a room that has no such event. */
  actRecorded?: EventDefinition<ActRecord>;
  /** Told which subgraphs the committed events are for. */
  onCommit?: (consumers: ReadonlySet<string>) => void;
  /** Writes an act that belongs to no transaction (something refused, something read) durably into the outbox. */
  record: (act: ActRecord) => Promise<void>;
  /** Keeps the database open until this has ended. */
  track?: (work: Promise<unknown>) => void;
}
