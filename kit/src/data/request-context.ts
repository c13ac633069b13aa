import type { SqlEntityManager } from '@mikro-orm/sql';
import DataLoader from 'dataloader';
import type { Logger } from 'pino';
import { actRecordOf, type Act, type ActRecord, type CopyReason } from '../privacy/act-record.ts';
import { isSignedIn, type Actor } from '../rules/actor.ts';
import { inTurn } from './in-turn.ts';
import { commitWrites, compilerOf, RolledBack, sendReads, sendWithin, sendWrites } from './batch.ts';
import type { Clock } from '../rules/clock.ts';
import type { Batch, Context, ContextParts, RequestKey, Transaction, Writes } from './context.ts';
import type { PendingEvent } from './event-writes.ts';
import { Gathered, type Audited } from './gathered.ts';
import { assertNoTransaction, openTransaction, type OpenTransaction } from './open-transaction.ts';
import { createFileStore, type FileStore } from '../privacy/files.ts';
import { newId } from '../rules/ids.ts';
import { refusals } from '../serving/metrics.ts';
import { isDuplicateKey, isSqlite, isWorthRetrying, rowsAlone, rowsOf, type Entities, type RowsOf } from './orm.ts';
import { commonRefusals, refuse, type Outcome } from '../rules/outcome.ts';
import { createPeers, type Peers } from '../messages/peers.ts';
import type { ReadsOfOthers } from '../privacy/reads.ts';
import { isClaimOf, openResult } from './request-claims.ts';
import type { Statement } from './statement.ts';
import { createVault, KeyDestroyed, type Vault } from '../privacy/vault.ts';

const TRANSACTION_ATTEMPTS_MAX = 8;

/** Work that looks before it writes also finds, when it is run again, the row whose unique key it has met. */
const looksAgain = (error: unknown): boolean => isWorthRetrying(error) || isDuplicateKey(error);

interface Call {
  actor: Actor;
  requestId: string;
  operation: string;
  /** A mutation: what it commits or refuses goes on the audit trail; `named`: only what names what it was done to. */
  audited?: Audited;
  reads?: ReadsOfOthers;
}

export const createContext = <T extends Entities, Services>(
  parts: ContextParts<Services>,
  call: Call,
): Context<T, Services> => new RequestContext<T, Services>(parts, call);

/**
 * A class, with its accessors on the prototype: an object literal with a getter that closes over something gets a shape
 * of its own in V8's old space, which keeps whatever it closes over until the next full collection; that was a tenth of
 * all that requests allocated.
 */
class RequestContext<T extends Entities, Services> implements Context<T, Services> {
  readonly actor: Actor;
  readonly requestId: string;
  readonly clock: Clock;
  readonly services: Services;
  private readonly parts: ContextParts<Services>;
  private readonly call: Call;
  private readonly act: Act;
  // What follows is made where it is needed: most requests need little of it.
  private forked: SqlEntityManager | undefined;
  private ownLog: Logger | undefined;
  private ownVault: Vault | undefined;
  private ownFiles: FileStore | undefined;
  private ownPeers: Peers | undefined;
  private underWay: { key: RequestKey; byHand: boolean; isRemembered: boolean } | undefined;
  private loaders: Map<unknown, DataLoader<unknown, unknown>> | undefined;

  constructor(parts: ContextParts<Services>, call: Call) {
    this.parts = parts;
    this.call = call;
    this.actor = call.actor;
    this.requestId = call.requestId;
    this.clock = parts.clock;
    this.services = parts.services;
    this.act = { actor: call.actor, requestId: call.requestId, operation: call.operation };
  }

  get operation(): string {
    return this.act.operation;
  }
  get log(): Logger {
    return (this.ownLog ??= this.parts.log.child({ requestId: this.requestId }));
  }
  get vault(): Vault {
    return (this.ownVault ??= createVault({
      keys: this.parts.keys,
      within: () => this.open()?.em ?? null,
      onOpen: (subjectId, what) => this.call.reads?.note(subjectId, what),
    }));
  }
  get files(): FileStore {
    return (this.ownFiles ??= createFileStore(this.parts.blobs, this.vault));
  }
  get peers(): Peers {
    return (this.ownPeers ??= createPeers(this.parts.name, this.parts.transport, this.requestId));
  }
  get em(): SqlEntityManager {
    return this.open()?.em ?? this.base();
  }
  get rows(): RowsOf<T> {
    const open = this.open();
    return open ? rowsOf<T>(open.em) : rowsAlone<T>(this.parts.orm);
  }

  private base(): SqlEntityManager {
    return (this.forked ??= this.parts.orm.em.fork());
  }
  /** This subgraph's transaction, where one is open. */
  private open(): OpenTransaction | undefined {
    const open = openTransaction.getStore();
    return open?.name === this.parts.name ? open : undefined;
  }

  private gathering(rows: RowsOf<T>, request?: RequestKey): Gathered<T> {
    const { act, parts } = this;
    const claim = request && { ...request, key: this.claimKeyOf(request) };
    return new Gathered<T>(rows, {
      act,
      parts,
      audited: this.call.audited ?? false,
      claim,
      newId: () => this.newId(),
    });
  }
  private committed(pending: readonly PendingEvent[]): void {
    this.act.recorded = true;
    if (pending.length > 0) this.parts.onCommit?.(new Set(pending.flatMap(({ event }) => event.consumers)));
  }

  /**
   * Tries again what deadlocked; what the same request was answered before is the answer of one that was refused or
   * failed because of it.
   */
  private async untilDone<V>(
    attemptOnce: () => Promise<Outcome<V>>,
    request?: RequestKey,
    isWorthIt = isWorthRetrying,
  ): Promise<Outcome<V>> {
    for (let attempt = 1; ; attempt++) {
      try {
        const outcome = await attemptOnce();
        return (!outcome.ok && request && (await this.answered<V>(request))) || outcome;
      } catch (error) {
        const earlier = request && (await this.answered<V>(request));
        if (earlier) return earlier;
        if (!isWorthIt(error) || attempt === TRANSACTION_ATTEMPTS_MAX) throw error;
      }
    }
  }

  private async begin<V>(work: (tx: Transaction<T>) => Promise<Outcome<V>>, request?: RequestKey): Promise<Outcome<V>> {
    const { name, orm, keys } = this.parts;
    let em!: SqlEntityManager;
    let gathered!: Gathered<T>;
    let answer: Outcome<V>;
    try {
      answer = await this.base()
        .fork()
        .transactional(async (forked) => {
          em = forked;
          gathered = this.gathering(rowsOf<T>(em), request);
          const tx: Transaction<T> = { ...gathered.writes, em };
          return openTransaction.run({ name, em, tx }, async () => {
            const outcome = await work(tx);
            const refused = outcome.ok ? await sendWrites(em, gathered.all(outcome.value), !isSqlite(orm)) : outcome;
            if (refused) throw new RolledBack(refused);
            return outcome;
          });
        });
    } catch (error) {
      if (this.call.audited && error instanceof KeyDestroyed) return refuse(commonRefusals, 'ERASED');
      return RolledBack.answer(error);
    }
    keys.committed(em);
    this.committed(gathered.pending);
    return answer;
  }

  /** A savepoint of the transaction that is open. */
  private async within<V>(
    { em: outerEm, tx: outer, name }: OpenTransaction,
    work: (tx: Transaction<T>) => Promise<Outcome<V>>,
  ): Promise<Outcome<V>> {
    const kept: (() => void)[] = [];
    let inner!: SqlEntityManager;
    let outcome: Outcome<V>;
    try {
      outcome = await outerEm.transactional(async (nested) => {
        const em = (inner = nested);
        const gathered = this.gathering(rowsOf<T>(em));
        const tx: Transaction<T> = {
          ...gathered.writes,
          em,
          publish: (...event) => void kept.push(() => outer.publish(...event)),
          audit: (subject) => void kept.push(() => outer.audit(subject)),
          atLast: (...write) => void kept.push(() => outer.atLast(...write)),
        };
        const result = await openTransaction.run({ name, em, tx }, () => work(tx));
        const refused = result.ok ? await sendWrites(em, gathered.added, !isSqlite(this.parts.orm)) : result;
        if (refused) throw new RolledBack(refused);
        return result;
      });
    } catch (error) {
      return RolledBack.answer(error);
    }
    this.parts.keys.committed(inner, outerEm);
    for (const pass of kept) pass();
    return outcome;
  }

  private claimKeyOf(request: RequestKey): string {
    return `${this.actor.kind}:${this.actor.id}:${request.id}`;
  }
  /** What the same request was answered before; null where it is new. */
  private async answered<V>(request: RequestKey): Promise<Outcome<V, 'REQUEST_ID_REUSED'> | null> {
    const row = await rowsOf<[]>(this.base())
      .selectFrom('RequestClaim')
      .select(['inputHash', 'result'])
      .where('key', '=', this.claimKeyOf(request))
      .executeTakeFirst();
    if (!row) return null;
    const { keys } = this.parts;
    if (!isClaimOf(keys, row.inputHash, this.act.operation, request.input))
      return refuse(commonRefusals, 'REQUEST_ID_REUSED');
    // The claim holds the answer of the same operation to the same input.
    return { ok: true, value: openResult(keys, row.result) as V };
  }

  get request(): RequestKey | undefined {
    return this.underWay?.key;
  }
  async once<V, Code extends string = never>(
    key: RequestKey,
    work: () => Promise<Outcome<V, Code>>,
    byHand: boolean,
  ): Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>> {
    // Sent again while it is under way, it waits: what the first call did half would refuse the second.
    return byHand
      ? inTurn(`${this.parts.name}:${this.claimKeyOf(key)}`, () => this.onceByHand(key, work))
      : this.remembering(key, work, false);
  }
  /** It has acts outside of its transaction, or several of those: a repeat does none of them again. */
  private async onceByHand<V, Code extends string>(
    key: RequestKey,
    work: () => Promise<Outcome<V, Code>>,
  ): Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>> {
    // Strangers share their request ids: who could be another is judged, and counted, first.
    const earlier = isSignedIn(this.actor) ? await this.answered<V>(key) : null;
    return earlier ?? this.remembering(key, work, true);
  }
  private async remembering<V, Code extends string>(
    key: RequestKey,
    work: () => Promise<Outcome<V, Code>>,
    byHand: boolean,
  ): Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>> {
    this.underWay = { key, byHand, isRemembered: false };
    try {
      const outcome = await work();
      // Refused because of what the first call did, or where it looked before its transaction began.
      return (!outcome.ok && (await this.answered<V>(key))) || outcome;
    } finally {
      this.underWay = undefined;
    }
  }
  async forgetRequest(): Promise<void> {
    if (!this.underWay) return;
    const key = this.claimKeyOf(this.underWay.key);
    await rowsOf<[]>(this.base()).deleteFrom('RequestClaim').where('key', '=', key).execute();
  }
  /**
   * Of the mutation that runs, the request that this transaction remembers; a second transaction would not know whether
   * it does.
   */
  private remembered(given: RequestKey | undefined): RequestKey | undefined {
    if (given || !this.underWay || this.underWay.byHand) return given;
    if (this.underWay.isRemembered)
      throw new Error(`${this.operation} has several transactions: it says which remembers`);
    this.underWay.isRemembered = true;
    return this.underWay.key;
  }

  beginAct(operation: string, allowedRoles: readonly string[] | undefined): void {
    this.act.operation = operation;
    this.act.allowedRoles = allowedRoles;
    this.act.recorded = false;
  }
  async recordRefusal(
    { code, clause }: { code: string; clause?: string },
    subject: ActRecord['subject'],
  ): Promise<void> {
    const { name, actRecorded, record } = this.parts;
    refusals.inc({ subgraph: name, operation: this.operation, code });
    if (!actRecorded || !isSignedIn(this.actor))
      return this.log.info({ operation: this.operation, actorKind: this.actor.kind, code }, 'refused');
    assertNoTransaction(`a refusal of ${name}`);
    await record({
      ...actRecordOf(this.act),
      kind: 'act',
      outcome: 'refused',
      code,
      ...(clause !== undefined && { clause }),
      subject,
    });
  }
  copyFor(reason: CopyReason): void {
    // Work of its own (a job, a test) answers nobody.
    this.call.reads?.copyFor(reason);
  }
  newId(): string {
    return newId(this.clock.now());
  }
  afterwards(work: Promise<unknown>): void {
    const ended = work.catch((err: unknown) =>
      this.log.warn({ err, operation: this.operation }, 'what an answer did not wait for failed'),
    );
    this.parts.track?.(ended);
  }

  async read<const S extends readonly Statement[]>(
    ...statements: S
  ): Promise<{ [I in keyof S]: S[I] extends Statement<infer Row> ? Row[] : never }> {
    const { orm } = this.parts;
    const open = this.open();
    const answers = await (open ? sendWithin(open.em, !isSqlite(orm)) : sendReads(orm))(
      statements.map(compilerOf(orm)),
    );
    // Each answer has the rows of the statement in its place.
    return answers.map((answer) => answer.rows) as never;
  }
  async transaction<V, Code extends string = never>(
    work: (tx: Transaction<T>) => Promise<Outcome<V, Code>>,
    given?: RequestKey,
  ): Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>> {
    // Its codes are those of `work`, and what a write that changed nothing is refused with is one of them.
    return this.transacted(work, given) as Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>>;
  }
  private async transacted<V>(
    work: (tx: Transaction<T>) => Promise<Outcome<V>>,
    given?: RequestKey,
  ): Promise<Outcome<V>> {
    const open = this.open();
    if (open) return this.within(open, work);
    assertNoTransaction(`a transaction of ${this.parts.name}`);
    const request = this.remembered(given);
    return this.untilDone(() => this.begin(work, request), request, looksAgain);
  }
  async write<V, Code extends string = never>(
    decide: (writes: Writes<T>) => Outcome<V, Code> | Promise<Outcome<V, Code>>,
    given?: RequestKey,
  ): Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>> {
    if (this.open()) return this.transaction(async (tx) => decide(tx), given);
    assertNoTransaction(`a transaction of ${this.parts.name}`);
    const request = this.remembered(given);
    const gathered = this.gathering(rowsAlone<T>(this.parts.orm), request);
    const outcome = await decide(gathered.writes);
    const all = outcome.ok ? gathered.all(outcome.value) : [];
    // The same of `decide`.
    return this.untilDone<V>(async () => {
      const refused = outcome.ok ? await commitWrites(this.parts.orm, all) : outcome;
      if (refused) return refused;
      this.committed(gathered.pending);
      return outcome;
    }, request) as Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>>;
  }
  loader<K, V>(batch: Batch<K, V>): DataLoader<K, V> {
    this.loaders ??= new Map();
    // Under a batch stands the loader that was made of it.
    let loader = this.loaders.get(batch) as DataLoader<K, V> | undefined;
    if (!loader) {
      loader = new DataLoader((keys: readonly K[]) => batch(this, keys));
      this.loaders.set(batch, loader);
    }
    return loader;
  }
}
