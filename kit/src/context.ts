import { AsyncLocalStorage } from 'node:async_hooks';
import type { SqlEntityManager } from '@mikro-orm/sql';
import DataLoader from 'dataloader';
import type { Logger } from 'pino';
import { actRecordOf, type Act } from './acts.ts';
import { isSignedIn, type Actor } from './actor.ts';
import { hashOf } from './canonical.ts';
import type { Clock } from './clock.ts';
import type { EventDefinition } from './event.ts';
import { createFileStore, type BlobStore, type FileStore } from './files.ts';
import { newId } from './ids.ts';
import { refusals } from './metrics.ts';
import { isWorthRetrying, rowsOf, type Entities, type Orm, type RowsOf } from './orm.ts';
import { commonRefusals, refuse, type Outcome, type Refused } from './outcome.ts';
import type { Peers } from './peers.ts';
import type { PersonKeys } from './person-keys.ts';
import type { ReadsOfOthers } from './reads.ts';
import { createVault, type Vault } from './vault.ts';

/** Inside a transaction: everything written or published here is committed together, or not at all. */
export interface Transaction<T extends Entities = Entities> {
  readonly em: SqlEntityManager;
  readonly rows: RowsOf<T>;
  /** Writes the event to the outbox when the transaction commits. */
  publish<Payload extends object>(event: EventDefinition<Payload>, aggregate: { type: string; id: string }, payload: Payload): void;
  /**
   * Runs when everything else of the transaction is written, just before it commits, in the order of the keys: what many want at once
   * is locked as briefly as can be, and by all in one order. A refusal undoes the transaction and becomes its answer.
   */
  atLast(key: string, step: (tx: Transaction<T>) => Promise<Refused | null>): void;
  /** What the audit entry of this act says it was done to, and under which clause. */
  audit(subject: { type: string; id: string; clause?: string; reason?: string }): void;
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
  newId(): string;
  /**
   * Runs `work` in one transaction at READ COMMITTED; a refusal rolls everything back and is returned; deadlocks are retried.
   * Within a reaction's transaction it becomes a savepoint. With a `request`, a repeated call answers what the first one answered:
   * the outcome's value must then be plain JSON.
   */
  transaction<V, Code extends string = never>(work: (tx: Transaction<T>) => Promise<Outcome<V, Code>>, request?: RequestKey): Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>>;
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
}

class RolledBack extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(refused.code);
    this.refused = refused;
  }
}

const TRANSACTION_ATTEMPTS_MAX = 4;

interface Pending {
  id: string;
  event: EventDefinition;
  aggregate: { type: string; id: string };
  payload: object;
}

export function createContext<T extends Entities, Services>(
  parts: ContextParts<Services>,
  call: { actor: Actor; requestId: string; operation: string; audited?: boolean; reads?: ReadsOfOthers },
): Context<T, Services> {
  const { name, orm, clock } = parts;
  const act: Act = { actor: call.actor, requestId: call.requestId, operation: call.operation };
  const base = orm.em.fork() as SqlEntityManager;
  const loaders = new Map<unknown, DataLoader<unknown, unknown>>();
  const own = () => {
    const open = openTransaction.getStore();
    return open?.name === name ? open : undefined;
  };
  const vault = createVault({ keys: parts.keys, em: () => own()?.em ?? base, onOpen: (subjectId, what) => call.reads?.note(subjectId, what) });

  async function flush(em: SqlEntityManager, pending: readonly Pending[]): Promise<void> {
    if (pending.length === 0) return;
    const atMs = clock.now();
    const rows = rowsOf<[]>(em);
    const events = pending.map(({ id, event, aggregate, payload }) => ({ id, aggregatetype: aggregate.type, aggregateid: aggregate.id, type: event.type, payload: JSON.stringify(payload), atMs }));
    await rows.insertInto('Outbox').values(events).execute();
    const deliveries = pending.flatMap(({ id, event, aggregate }) =>
      event.consumers.map((consumer) => ({ eventId: id, consumer, aggregate: `${aggregate.type}:${aggregate.id}`, nextAtMs: atMs, state: 0, attempts: 0 })),
    );
    if (deliveries.length > 0) await rows.insertInto('EventDelivery').values(deliveries).execute();
  }

  async function begin<V>(work: (tx: Transaction<T>) => Promise<Outcome<V>>, pending: Pending[], request?: RequestKey): Promise<Outcome<V>> {
    let em!: SqlEntityManager;
    const answer = await base.fork().transactional(
      async (forked) => {
        em = forked as SqlEntityManager;
        const last: { key: string; step: (tx: Transaction<T>) => Promise<Refused | null> }[] = [];
        const subjects: ActRecord['subject'] = [];
        const tx: Transaction<T> = {
          em,
          rows: rowsOf<T>(em),
          publish: (event, aggregate, payload) => void pending.push({ id: newId(clock.now()), event, aggregate, payload }),
          audit: (subject) => void subjects.push(subject),
          atLast: (key, step) => void last.push({ key, step }),
        };
        return openTransaction.run({ name, em, tx: tx as Transaction<never> }, async () => {
          const outcome = await work(tx);
          if (!outcome.ok) throw new RolledBack(outcome);
          if (call.audited && parts.actRecorded) {
            tx.publish(parts.actRecorded, { type: 'act', id: act.requestId }, { ...actRecordOf(act), kind: 'act', outcome: 'done', subject: subjects });
          }
          // The claim comes with its answer: of two calls at once, the second waits here for the first, and is undone by it.
          if (request) await rowsOf<[]>(em).insertInto('RequestClaim').values({ key: claimKeyOf(request), inputHash: inputHashOf(request), result: JSON.stringify(outcome.value ?? null), atMs: clock.now() }).execute();
          await flush(em, pending);
          for (const { step } of last.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))) {
            const refused = await step(tx);
            if (refused) throw new RolledBack(refused);
          }
          return outcome;
        });
      },
    );
    parts.keys.committed(em);
    return answer as Outcome<V>;
  }

  const claimKeyOf = (request: RequestKey): string => `${call.actor.kind}:${call.actor.id}:${request.id}`;
  const inputHashOf = (request: RequestKey): string => hashOf([act.operation, request.input]);
  /** What the same request was answered before; null where it is new. */
  async function answered<V>(request: RequestKey): Promise<Outcome<V> | null> {
    const row = await rowsOf<[]>(base).selectFrom('RequestClaim').select(['inputHash', 'result']).where('key', '=', claimKeyOf(request)).executeTakeFirst();
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
    },
    async recordRefusal({ code, clause }, subject) {
      refusals.inc({ subgraph: name, operation: act.operation, code });
      const event = parts.actRecorded;
      if (!event || !isSignedIn(call.actor)) return parts.log.info({ operation: act.operation, actorKind: call.actor.kind, code }, 'refused');
      assertNoTransaction(`a refusal of ${name}`);
      const payload: ActRecord = { ...actRecordOf(act), kind: 'act', outcome: 'refused', code, ...(clause !== undefined && { clause }), subject };
      await base.fork().transactional((em) => flush(em as SqlEntityManager, [{ id: newId(clock.now()), event, aggregate: { type: 'act', id: act.requestId }, payload }]));
      parts.onCommit?.(new Set(event.consumers));
    },
    clock,
    log: parts.log,
    services: parts.services,
    vault,
    files: createFileStore(parts.blobs, vault),
    peers: parts.peers,
    get em() {
      return own()?.em ?? base;
    },
    get rows() {
      return rowsOf<T>(own()?.em ?? base);
    },
    newId: () => newId(clock.now()),
    async transaction<V, Code extends string = never>(work: (tx: Transaction<T>) => Promise<Outcome<V, Code>>, request?: RequestKey): Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>> {
      const open = own();
      try {
        if (open) {
          const outer = open.tx as unknown as Transaction<T>;
          const kept: (() => void)[] = [];
          let inner!: SqlEntityManager;
          const outcome = (await open.em.transactional(async (nested) => {
            const em = (inner = nested as SqlEntityManager);
            const tx: Transaction<T> = { ...outer, em, rows: rowsOf<T>(em), publish: (...event) => void kept.push(() => outer.publish(...event)), atLast: (...step) => void kept.push(() => outer.atLast(...step)) };
            const result = await openTransaction.run({ name, em, tx: tx as unknown as Transaction<never> }, () => work(tx));
            if (!result.ok) throw new RolledBack(result);
            return result;
          })) as Outcome<V>;
          parts.keys.committed(inner, open.em);
          for (const pass of kept) pass();
          return outcome as Outcome<V, Code>;
        }
        assertNoTransaction(`a transaction of ${name}`);
        for (let attempt = 1; ; attempt++) {
          const pending: Pending[] = [];
          try {
            const outcome = await begin(work, pending, request);
            if (pending.length > 0) parts.onCommit?.(new Set(pending.flatMap(({ event }) => event.consumers)));
            return outcome as Outcome<V, Code>;
          } catch (error) {
            // Refused or failed because the same call has been there before: what it was answered then is the answer.
            const earlier = request && (await answered<V>(request));
            if (earlier) return earlier as Outcome<V, 'REQUEST_ID_REUSED'>;
            if (!isWorthRetrying(error) || attempt === TRANSACTION_ATTEMPTS_MAX) throw error;
          }
        }
      } catch (error) {
        if (error instanceof RolledBack) return error.refused as Refused<Code>;
        throw error;
      }
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
