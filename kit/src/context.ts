import { AsyncLocalStorage } from 'node:async_hooks';
import type { SqlEntityManager } from '@mikro-orm/sql';
import DataLoader from 'dataloader';
import type { Compilable, Insertable, Kysely } from 'kysely';
import type { Logger } from 'pino';
import { actRecordOf, type Act } from './acts.ts';
import { isSignedIn, type Actor } from './actor.ts';
import { commitWrites, compilerOf, RolledBack, sendAlone, sendWithin, sendWrites, type Write } from './batch.ts';
import { hashOf } from './canonical.ts';
import type { Clock } from './clock.ts';
import type { EventDefinition } from './event.ts';
import { createFileStore, type BlobStore, type FileStore } from './files.ts';
import { newId } from './ids.ts';
import { refusals } from './metrics.ts';
import { isSqlite, isWorthRetrying, rowsOf, type Entities, type Orm, type RowsOf } from './orm.ts';
import { commonRefusals, refuse, type Outcome, type Refused } from './outcome.ts';
import type { Peers } from './peers.ts';
import type { PersonKeys } from './person-keys.ts';
import type { ReadsOfOthers } from './reads.ts';
import { statement, type Compiled, type Statement } from './statement.ts';
import { createVault, KeyDestroyed, type Vault } from './vault.ts';

type DatabaseOf<T extends Entities> = RowsOf<T> extends Kysely<infer Database> ? Database : never;
type TableOf<T extends Entities> = keyof DatabaseOf<T> & string;
type RowToInsert<T extends Entities, Table extends TableOf<T>> = Insertable<DatabaseOf<T>[Table]>;

/** What is gathered while something is decided, and sent together at its end. */
export interface Writes<T extends Entities = Entities> {
  /** Queries are built with it. */
  readonly rows: RowsOf<T>;
  /** Sends the statement with all others when everything is decided. `ifNone`: the answer where it changes no row; all is undone then. */
  add(query: Compilable | Statement, ifNone?: Refused): void;
  /** `add` of an insert: a row, or several with the columns of the first; none add nothing. */
  insert<Table extends TableOf<T>>(table: Table, values: RowToInsert<T, Table> | readonly RowToInsert<T, Table>[]): void;
  /** The same, after everything else and in the order of the keys: what many want at once is locked as briefly as can be, and by all in one order. */
  atLast(key: string, query: Compilable | Statement, ifNone?: Refused): void;
  /** Writes the event to the outbox when the transaction commits. */
  publish<Payload extends object>(event: EventDefinition<Payload>, aggregate: { type: string; id: string }, payload: Payload): void;
  /** What the audit entry of this act says it was done to, and under which clause. */
  audit(subject: { type: string; id: string; clause?: string; reason?: string }): void;
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

/** What one request may use: who asks, the time, rows, transactions, peers, services. */
export interface Context<T extends Entities = Entities, Services = unknown> {
  readonly actor: Actor;
  readonly requestId: string;
  /** The mutation field, job or reaction being run. */
  readonly operation: string;
  /** A mutation of the document begins: what is committed or refused from here on is its act. `allowedRoles`: those its rule names. */
  beginAct(operation: string, allowedRoles: readonly string[] | undefined): void;
  /**
   * Records that what was asked for was refused: on the audit trail, durably, where somebody is signed in; otherwise
   * only in log and metrics, so that strangers cannot fill the disk.
   */
  recordRefusal(refusal: { code: string; clause?: string }, subject: ActRecord['subject']): Promise<void>;
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
  read<const S extends readonly Statement[]>(...statements: S): Promise<{ [I in keyof S]: S[I] extends Statement<infer Row> ? Row[] : never }>;
  newId(): string;
  /**
   * Runs `work` in one transaction at READ COMMITTED; a refusal rolls everything back and is returned; deadlocks are retried.
   * Within a reaction's transaction it becomes a savepoint. With a `request`, a repeated call answers what the first one answered:
   * the outcome's value must then be plain JSON.
   */
  transaction<V, Code extends string = never>(work: (tx: Transaction<T>) => Promise<Outcome<V, Code>>, request?: RequestKey): Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>>;
  /**
   * A transaction that reads nothing: `decide` gathers statements, and a server gets them in one message, or in two where one has an
   * `ifNone`. A refusal, also a returned one, writes nothing; deadlocks are retried with the same statements.
   */
  write<V, Code extends string = never>(decide: (writes: Writes<T>) => Outcome<V, Code>, request?: RequestKey): Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>>;
  /** One DataLoader per batch function and request: `context.loader(productsById).load(id)`. */
  loader<K, V>(batch: (context: never, keys: readonly K[]) => Promise<(V | null)[]>): DataLoader<K, V | null>;
}

interface OpenTransaction {
  name: string;
  em: SqlEntityManager;
  tx: Transaction<never>;
}
const openTransaction = new AsyncLocalStorage<OpenTransaction | undefined>();

/** Throws where a transaction is open: what is slow or foreign (peers, HTTP) must not be awaited while rows are locked. */
export function assertNoTransaction(what: string): void {
  const open = openTransaction.getStore();
  if (open) throw new Error(`${what} inside an open transaction of ${open.name}`);
}
/** Runs something that must not inherit the caller's transaction (timers, background work). */
export const outsideTransaction = <V>(work: () => V): V => openTransaction.run(undefined, work);

/** What one request did, for the audit trail: an act (a mutation, committed or refused), or a read of others' personal data. */
export interface ActRecord {
  /** Absent in records of the first version: an act that was done. */
  kind?: 'act' | 'read';
  operation: string;
  requestId: string;
  actorKind: string;
  actorId: string;
  /** Of the actor's roles those by which the rule let it in; all where it asks for none. */
  roles: string[];
  /** The parties that these roles are held for. */
  parties?: string[];
  sessionId?: string;
  from?: string;
  delegation?: { id: string; delegatorId: string };
  outcome?: 'done' | 'refused';
  /** The refusal's code, and its clause. */
  code?: string;
  clause?: string;
  subject: { type: string; id: string; clause?: string; reason?: string }[];
  /** Of a read: whose data, and which fields; ids and field names, never values. */
  reads?: { subjectId: string; fields: string[] }[];
}

export interface ContextParts<Services> {
  name: string;
  orm: Orm;
  clock: Clock;
  log: Logger;
  services: Services;
  keys: PersonKeys;
  blobs: BlobStore;
  peers: Peers;
  /** The event by which acts reach the audit trail; none in a room that has no such event. */
  actRecorded?: EventDefinition<ActRecord>;
  /** Told which subgraphs the committed events are for. */
  onCommit?: (consumers: ReadonlySet<string>) => void;
  /** Writes an act that belongs to no transaction (something refused, something read) durably into the outbox. */
  record: (act: ActRecord) => Promise<void>;
}

const TRANSACTION_ATTEMPTS_MAX = 4;

export interface PendingEvent {
  id: string;
  event: EventDefinition;
  aggregate: { type: string; id: string };
  payload: object;
}

const textOf = ({ event, payload }: PendingEvent, seal: PersonKeys['sealOwn']): string =>
  JSON.stringify(payload, event.sealed && ((field, value: unknown) => (typeof value === 'string' && event.sealed!.includes(field) ? seal(value) : value)));

const inserts = new Map<string, (given: { rows: object }) => Statement>();
/** One text for a table and its columns, whoever inserts. */
function insertInto(table: string, rows: object): Statement {
  let insert = inserts.get(table);
  if (!insert) inserts.set(table, (insert = statement((db: Kysely<Record<string, object>>, given: { rows: object }) => db.insertInto(table).values(given.rows))));
  return insert({ rows });
}

/** Events, and who waits for them. */
export function eventWrites(compiled: (query: Statement) => Compiled, pending: readonly PendingEvent[], atMs: number, seal: PersonKeys['sealOwn']): Write[] {
  if (pending.length === 0) return [];
  const events = pending.map((one) => ({ id: one.id, aggregatetype: one.aggregate.type, aggregateid: one.aggregate.id, type: one.event.type, payload: textOf(one, seal), atMs }));
  const deliveries = pending.flatMap(({ id, event, aggregate }) =>
    event.consumers.map((consumer) => ({ eventId: id, consumer, aggregate: `${aggregate.type}:${aggregate.id}`, nextAtMs: atMs, state: 0, attempts: 0 })),
  );
  return [{ query: compiled(insertInto('Outbox', events)) }, ...(deliveries.length > 0 ? [{ query: compiled(insertInto('EventDelivery', deliveries)) }] : [])];
}

interface Gathered<T extends Entities> {
  writes: Writes<T>;
  pending: PendingEvent[];
  added(): Write[];
  /** All statements in their order; `result` goes into the claim. */
  all(result: unknown): Write[];
}

export function createContext<T extends Entities, Services>(
  parts: ContextParts<Services>,
  call: { actor: Actor; requestId: string; operation: string; audited?: boolean; reads?: ReadsOfOthers },
): Context<T, Services> {
  const { name, orm, clock } = parts;
  const server = !isSqlite(orm);
  const act: Act = { actor: call.actor, requestId: call.requestId, operation: call.operation };
  let forked: SqlEntityManager | undefined;
  // Made where it is needed: most of what is asked needs none.
  const base = (): SqlEntityManager => (forked ??= orm.em.fork() as SqlEntityManager);
  const alone = (): RowsOf<T> => orm.em.getConnection().getClient() as unknown as RowsOf<T>;
  const loaders = new Map<unknown, DataLoader<unknown, unknown>>();
  const own = () => {
    const open = openTransaction.getStore();
    return open?.name === name ? open : undefined;
  };
  const vault = createVault({ keys: parts.keys, em: () => own()?.em ?? base(), onOpen: (subjectId, what) => call.reads?.note(subjectId, what) });

  const compiled = compilerOf(orm);
  function gathering(rows: RowsOf<T>, request?: RequestKey): Gathered<T> {
    const added: Write[] = [];
    const last: (Write & { key: string })[] = [];
    const subjects: ActRecord['subject'] = [];
    const pending: PendingEvent[] = [];
    const writes: Writes<T> = {
      rows,
      add: (query, ifNone) => void added.push({ query: compiled(query), ifNone }),
      insert: (table, values) => void (Array.isArray(values) && values.length === 0 ? undefined : added.push({ query: compiled(insertInto(table, values)) })),
      atLast: (key, query, ifNone) => void last.push({ key, query: compiled(query), ifNone }),
      publish: (event, aggregate, payload) => void pending.push({ id: newId(clock.now()), event, aggregate, payload }),
      audit: (subject) => void subjects.push(subject),
    };
    return {
      writes, pending,
      added: () => added,
      all(result) {
        // An act of several transactions is recorded by the first, and again by those that name what they were done to.
        if (call.audited && parts.actRecorded && (!act.recorded || subjects.length > 0)) {
          writes.publish(parts.actRecorded, { type: 'act', id: act.requestId }, { ...actRecordOf(act), kind: 'act', outcome: 'done', subject: subjects });
        }
        // The claim comes with its answer: of two calls at once, the second waits here for the first, and is undone by it.
        const claim = request && { query: compiled(insertInto('RequestClaim', { key: claimKeyOf(request), inputHash: inputHashOf(request), result: JSON.stringify(result ?? null), atMs: clock.now() })) };
        return [...added, ...(claim ? [claim] : []), ...eventWrites(compiled, pending, clock.now(), parts.keys.sealOwn), ...last.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))];
      },
    };
  }
  const committed = (pending: readonly PendingEvent[]): void => {
    act.recorded = true;
    if (pending.length > 0) parts.onCommit?.(new Set(pending.flatMap(({ event }) => event.consumers)));
  };

  /** Tries again what deadlocked; what the same request was answered before is the answer of one that was refused or failed because of it. */
  async function untilDone<V>(attemptOnce: () => Promise<Outcome<V>>, request?: RequestKey): Promise<Outcome<V>> {
    for (let attempt = 1; ; attempt++) {
      try {
        const outcome = await attemptOnce();
        return (!outcome.ok && request && (await answered<V>(request))) || outcome;
      } catch (error) {
        const earlier = request && (await answered<V>(request));
        if (earlier) return earlier;
        if (!isWorthRetrying(error) || attempt === TRANSACTION_ATTEMPTS_MAX) throw error;
      }
    }
  }

  async function begin<V>(work: (tx: Transaction<T>) => Promise<Outcome<V>>, request?: RequestKey): Promise<Outcome<V>> {
    let em!: SqlEntityManager;
    let gathered!: Gathered<T>;
    let answer: Outcome<V>;
    try {
      answer = await base().fork().transactional(async (forked) => {
        em = forked as SqlEntityManager;
        gathered = gathering(rowsOf<T>(em), request);
        const tx: Transaction<T> = { ...gathered.writes, em };
        return openTransaction.run({ name, em, tx: tx as Transaction<never> }, async () => {
          const outcome = await work(tx);
          const refused = outcome.ok ? await sendWrites(em, gathered.all(outcome.value), server) : outcome;
          if (refused) throw new RolledBack(refused);
          return outcome;
        });
      });
    } catch (error) {
      if (call.audited && error instanceof KeyDestroyed) return refuse(commonRefusals, 'ERASED');
      return RolledBack.answer(error);
    }
    parts.keys.committed(em);
    committed(gathered.pending);
    return answer;
  }

  const claimKeyOf = (request: RequestKey): string => `${call.actor.kind}:${call.actor.id}:${request.id}`;
  const inputHashOf = (request: RequestKey): string => hashOf([act.operation, request.input]);
  /** What the same request was answered before; null where it is new. */
  async function answered<V>(request: RequestKey): Promise<Outcome<V> | null> {
    const row = await rowsOf<[]>(base()).selectFrom('RequestClaim').select(['inputHash', 'result']).where('key', '=', claimKeyOf(request)).executeTakeFirst();
    if (!row) return null;
    if (row.inputHash !== inputHashOf(request)) return refuse(commonRefusals, 'REQUEST_ID_REUSED');
    return { ok: true, value: JSON.parse(row.result ?? 'null') as V };
  }

  return {
    actor: call.actor,
    requestId: call.requestId,
    get operation() {
      return act.operation;
    },
    beginAct(operation, allowedRoles) {
      act.operation = operation;
      act.allowedRoles = allowedRoles;
      act.recorded = false;
    },
    async recordRefusal({ code, clause }, subject) {
      refusals.inc({ subgraph: name, operation: act.operation, code });
      if (!parts.actRecorded || !isSignedIn(call.actor)) return parts.log.info({ operation: act.operation, actorKind: call.actor.kind, code }, 'refused');
      assertNoTransaction(`a refusal of ${name}`);
      await parts.record({ ...actRecordOf(act), kind: 'act', outcome: 'refused', code, ...(clause !== undefined && { clause }), subject });
    },
    clock,
    get log() {
      return parts.log;
    },
    services: parts.services,
    vault,
    files: createFileStore(parts.blobs, vault),
    peers: parts.peers,
    get em() {
      return own()?.em ?? base();
    },
    get rows() {
      const open = own();
      return open ? rowsOf<T>(open.em) : alone();
    },
    async read(...statements) {
      const open = own();
      const answers = await (open ? sendWithin(open.em, server) : sendAlone(orm))(statements.map(compiled));
      return answers.map((answer) => answer.rows) as never;
    },
    newId: () => newId(clock.now()),
    async transaction<V, Code extends string = never>(work: (tx: Transaction<T>) => Promise<Outcome<V, Code>>, request?: RequestKey): Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>> {
      const open = own();
      if (!open) {
        assertNoTransaction(`a transaction of ${name}`);
        return untilDone(() => begin(work, request), request) as Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>>;
      }
      const outer = open.tx as unknown as Transaction<T>;
      const kept: (() => void)[] = [];
      let inner!: SqlEntityManager;
      let outcome: Outcome<V, Code>;
      try {
        outcome = (await open.em.transactional(async (nested) => {
          const em = (inner = nested as SqlEntityManager);
          const gathered = gathering(rowsOf<T>(em));
          const tx: Transaction<T> = { ...gathered.writes, em, publish: (...event) => void kept.push(() => outer.publish(...event)), audit: (subject) => void kept.push(() => outer.audit(subject)), atLast: (...write) => void kept.push(() => outer.atLast(...write)) };
          const result = await openTransaction.run({ name, em, tx: tx as unknown as Transaction<never> }, () => work(tx));
          const refused = result.ok ? await sendWrites(em, gathered.added(), server) : result;
          if (refused) throw new RolledBack(refused);
          return result;
        })) as Outcome<V, Code>;
      } catch (error) {
        return RolledBack.answer(error) as Refused<Code>;
      }
      parts.keys.committed(inner, open.em);
      for (const pass of kept) pass();
      return outcome;
    },
    async write<V, Code extends string = never>(decide: (writes: Writes<T>) => Outcome<V, Code>, request?: RequestKey): Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>> {
      if (own()) return this.transaction(async (tx) => decide(tx), request);
      assertNoTransaction(`a transaction of ${name}`);
      const gathered = gathering(alone(), request);
      const outcome = decide(gathered.writes);
      const all = outcome.ok ? gathered.all(outcome.value) : [];
      return untilDone<V>(async () => {
        const refused = outcome.ok ? await commitWrites(orm, all) : outcome;
        if (refused) return refused;
        committed(gathered.pending);
        return outcome;
      }, request) as Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>>;
    },
    loader<K, V>(batch: (context: never, keys: readonly K[]) => Promise<(V | null)[]>) {
      let loader = loaders.get(batch) as DataLoader<K, V | null> | undefined;
      if (!loader) {
        loader = new DataLoader((keys: readonly K[]) => batch(this as never, keys));
        loaders.set(batch, loader as DataLoader<unknown, unknown>);
      }
      return loader;
    },
  };
}
