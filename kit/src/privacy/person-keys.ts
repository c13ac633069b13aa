import { createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../rules/clock.ts';
import { ConfigError } from '../serving/config.ts';
import { PersonKey } from '../data/entities.ts';
import { decrypt, encrypt, KEY_BYTES, type KeyRing } from './key-ring.ts';
import { answerTo, sendReads, sendWithin } from '../data/batch.ts';
import { poolOf, rowsOf, type Orm, type RowsOf } from '../data/orm.ts';
import { statement } from '../data/statement.ts';

/** An unwrapped key, or null for one that was destroyed. */
export type OpenKey = KeyObject | null;
/** The transaction that is open; null where keys are read on their own. */
export type Within = SqlEntityManager | null;

/**
 * Unwrapped keys that one process holds at most, and for how long: a key destroyed by another replica stops opening
 * within this time.
 */
const KEYS_HELD_MAX = 10_000;
export const KEY_HELD_MS = 3_000;
export const REWRAP_BATCH_MAX = 500;
/**
 * No person's: the key of this subgraph's blind indexes and codes lies in the same table, so that it rotates with the
 * others.
 */
const INDEX_SUBJECT = '_index';

/** Tells what a subgraph sealed under its own key. */
export const OWN_MARK = 'sealed-own:';

/** Keys of persons as this subgraph keeps them: made at first use, wrapped by the ring, destroyed for good. */
export interface PersonKeys {
  /** The key of a person where it is at hand; undefined where the database must be asked. */
  known(within: Within, subjectId: string): OpenKey | undefined;
  /**
   * Keys of persons in the order asked for, in one statement: undefined where there never was one (`make`: it is made
   * then), null where it was destroyed.
   */
  load(within: Within, subjectIds: readonly string[], make: boolean): Promise<(OpenKey | undefined)[]>;
  destroy(within: Within, subjectId: string): Promise<void>;
  /**
   * What a transaction read and made of keys may now be used by others; within a savepoint, by the transaction around
   * it.
   */
  committed(em: SqlEntityManager, outer?: SqlEntityManager): void;
  /** Keyed hashes (vault.ts), under a random key that was made once for this subgraph. */
  blindIndex(purpose: string, value: string): string;
  authenticate(purpose: string, value: string): string;
  /**
   * Seals a text that is nobody's alone, or that the law has us keep from the person: under a key of this subgraph, at
   * once and without a statement.
   */
  sealOwn(plain: string): string;
  /** What `sealOwn` sealed here; any other text as it is. */
  openOwn(text: string): string;
  /** Wraps a batch of what an older master key wraps under the newest; returns how many. */
  rewrap(em: SqlEntityManager): Promise<number>;
  /** How many an older master key still wraps: at 0 it may leave the ring. */
  olderCount(em: SqlEntityManager): Promise<number>;
}

const keysOf = statement((rows: RowsOf<[]>, { subjectIds }: { subjectIds: readonly string[] }) =>
  rows.selectFrom('PersonKey').select(['subjectId', 'masterKeyId', 'wrappedKey']).where('subjectId', 'in', subjectIds),
);

interface KeysParts {
  /** The subgraph's. */
  name: string;
  orm: Orm;
  clock: Clock;
  ring: KeyRing;
}

/** What this process knows of keys. What a transaction knows stays its own until it commits. */
class KnownKeys {
  readonly #held = new LRUCache<string, { key: OpenKey }>({
    max: KEYS_HELD_MAX,
    ttl: KEY_HELD_MS,
    ttlResolution: 0,
    perf: Date,
  });
  // A key that rolls back must be known to nobody.
  readonly #ofTransaction = new WeakMap<SqlEntityManager, Map<string, OpenKey>>();

  remember(within: Within, subjectId: string, key: OpenKey): void {
    if (!within) return void this.#held.set(subjectId, { key });
    const known = this.#ofTransaction.get(within);
    if (known) known.set(subjectId, key);
    else this.#ofTransaction.set(within, new Map([[subjectId, key]]));
  }
  known(within: Within, subjectId: string): OpenKey | undefined {
    const own = within ? this.#ofTransaction.get(within)?.get(subjectId) : undefined;
    return own === undefined ? this.#held.get(subjectId)?.key : own;
  }
  committed(from: SqlEntityManager, outer?: SqlEntityManager): void {
    for (const [subjectId, key] of this.#ofTransaction.get(from) ?? []) this.remember(outer ?? null, subjectId, key);
  }
}

/** The rows of keys, each wrapped by a master key. */
class StoredKeys {
  readonly #parts: KeysParts;
  readonly #known: KnownKeys;
  constructor(parts: KeysParts, known: KnownKeys) {
    this.#parts = parts;
    this.#known = known;
  }
  #emOf(within: Within): SqlEntityManager {
    return within ?? this.#parts.orm.em.fork();
  }
  async #read(within: Within, subjectIds: readonly string[], found: Map<string, OpenKey>): Promise<void> {
    const { orm, ring } = this.#parts;
    const send = within ? sendWithin(within, !!poolOf(orm)) : sendReads(orm);
    const { rows } = await answerTo(send, orm, keysOf({ subjectIds }));
    for (const { subjectId, masterKeyId, wrappedKey } of rows) {
      const open = wrappedKey === null ? null : createSecretKey(ring.unwrap(subjectId, { masterKeyId, wrappedKey }));
      found.set(subjectId, open);
    }
  }
  /** Makes keys that are not there; another transaction may be quicker. */
  async #make(within: Within, subjectIds: readonly string[]): Promise<void> {
    const { ring, clock } = this.#parts;
    const rows = subjectIds.map((subjectId) => ({
      subjectId,
      masterKeyId: ring.current,
      wrappedKey: ring.wrap(subjectId, randomBytes(KEY_BYTES)),
      createdAtMs: clock.now(),
    }));
    await this.#emOf(within).upsertMany(PersonKey, rows, {
      onConflictFields: ['subjectId'],
      onConflictAction: 'ignore',
      disableIdentityMap: true,
    });
  }
  async load(within: Within, subjectIds: readonly string[], make: boolean): Promise<(OpenKey | undefined)[]> {
    const found = new Map<string, OpenKey>();
    await this.#read(within, [...new Set(subjectIds)], found);
    // Sorted, so that two transactions that make several take the rows in the same order.
    const missing = [...new Set(subjectIds)].filter((subjectId) => !found.has(subjectId)).sort();
    if (make && missing.length > 0) {
      await this.#make(within, missing);
      // Read again: another transaction may have made one first, and its key is the one that counts.
      await this.#read(within, missing, found);
    }
    for (const [subjectId, key] of found) this.#known.remember(within, subjectId, key);
    return subjectIds.map((subjectId) => found.get(subjectId));
  }
  async destroy(within: Within, subjectId: string): Promise<void> {
    const destroyed = { wrappedKey: null, destroyedAtMs: this.#parts.clock.now() };
    await this.#emOf(within).nativeUpdate(PersonKey, { subjectId, destroyedAtMs: null }, destroyed);
    this.#known.remember(within, subjectId, null);
  }

  #older(em: SqlEntityManager) {
    const current = this.#parts.ring.current;
    const rows = rowsOf<[]>(em).selectFrom('PersonKey');
    return rows.where('masterKeyId', '!=', current).where('wrappedKey', 'is not', null);
  }
  async rewrap(em: SqlEntityManager): Promise<number> {
    const { ring } = this.#parts;
    const older = this.#older(em).select(['subjectId', 'masterKeyId', 'wrappedKey']);
    const rows = await older.limit(REWRAP_BATCH_MAX).execute();
    for (const { subjectId, masterKeyId, wrappedKey } of rows) {
      if (wrappedKey === null) continue;
      const again = ring.wrap(subjectId, ring.unwrap(subjectId, { masterKeyId, wrappedKey }));
      // Only over what was read: a key destroyed meanwhile must not come back.
      await em.nativeUpdate(PersonKey, { subjectId, wrappedKey }, { masterKeyId: ring.current, wrappedKey: again });
    }
    return rows.length;
  }
  async olderCount(em: SqlEntityManager): Promise<number> {
    const counted = this.#older(em).select(({ fn }) => fn.countAll<number>().as('n'));
    return Number((await counted.executeTakeFirstOrThrow()).n);
  }
  /** Throws a ConfigError where the ring lacks a master key that some of the keys are wrapped by. */
  async assertOpenable(): Promise<void> {
    const { name, ring } = this.#parts;
    const wrapping = await rowsOf<[]>(this.#emOf(null))
      .selectFrom('PersonKey')
      .select(({ fn }) => ['masterKeyId', fn.countAll<number>().as('n')])
      .where('wrappedKey', 'is not', null)
      .groupBy('masterKeyId')
      .execute();
    const lacking = wrapping.filter(({ masterKeyId }) => !ring.ids.includes(masterKeyId));
    if (lacking.length === 0) return;
    const each = lacking.map(({ masterKeyId, n }) => `key ${masterKeyId}, which wraps ${n} keys of ${name}`);
    throw new ConfigError(`MASTER_KEYS lacks ${each.join('; ')}`);
  }
}

/** What is derived from the subgraph's own key: blind indexes, authentication, texts that are nobody's alone. */
function ownTexts(name: string, indexKey: KeyObject) {
  const derived = (info: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', indexKey, 'heitu', info, KEY_BYTES)));
  const hashWith = (info: string) => {
    const key = derived(info);
    return (purpose: string, value: string) =>
      createHmac('sha256', key).update(`${purpose}\0${value}`).digest('base64url');
  };
  const ownKey = derived('own-texts');
  return {
    sealOwn: (plain: string) => `${OWN_MARK}${encrypt(ownKey, name, Buffer.from(plain)).toString('base64')}`,
    openOwn(text: string) {
      if (!text.startsWith(OWN_MARK)) return text;
      try {
        return decrypt(ownKey, name, Buffer.from(text.slice(OWN_MARK.length), 'base64')).toString();
      } catch {
        return text;
      }
    },
    blindIndex: hashWith('blind-index'),
    authenticate: hashWith('authenticate'),
  };
}

/** Refuses to start (ConfigError) with a ring that cannot open what is there. */
export async function loadPersonKeys(parts: KeysParts): Promise<PersonKeys> {
  const known = new KnownKeys();
  const stored = new StoredKeys(parts, known);
  await stored.assertOpenable();
  const [indexKey] = await stored.load(null, [INDEX_SUBJECT], true);
  if (!indexKey) throw new Error(`the index key of ${parts.name} was destroyed`);
  return {
    ...ownTexts(parts.name, indexKey),
    known: (within, subjectId) => known.known(within, subjectId),
    load: (within, subjectIds, make) => stored.load(within, subjectIds, make),
    destroy: (within, subjectId) => stored.destroy(within, subjectId),
    committed: (from, outer) => known.committed(from, outer),
    rewrap: (em) => stored.rewrap(em),
    olderCount: (em) => stored.olderCount(em),
  };
}
