import { createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../rules/clock.ts';
import { ConfigError } from '../serving/config.ts';
import { PersonKey } from '../data/entities.ts';
import { decrypt, encrypt, KEY_BYTES, type KeyRing } from './key-ring.ts';
import { compilerOf, sendReads, sendWithin } from '../data/batch.ts';
import { poolOf, rowsOf, type Orm, type RowsOf } from '../data/orm.ts';
import { statement, type StatementRow } from '../data/statement.ts';

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

/** Refuses to start (ConfigError) with a ring that cannot open what is there. */
export async function loadPersonKeys({
  name,
  orm,
  clock,
  ring,
}: {
  name: string;
  orm: Orm;
  clock: Clock;
  ring: KeyRing;
}): Promise<PersonKeys> {
  const compiled = compilerOf(orm);
  const held = new LRUCache<string, { key: OpenKey }>({
    max: KEYS_HELD_MAX,
    ttl: KEY_HELD_MS,
    ttlResolution: 0,
    perf: Date,
  });
  // What a transaction knows stays its own until it commits: a key that rolls back must be known to nobody.
  const ofTransaction = new WeakMap<SqlEntityManager, Map<string, OpenKey>>();
  const remember = (within: Within, subjectId: string, key: OpenKey) => {
    if (!within) return void held.set(subjectId, { key });
    const known = ofTransaction.get(within);
    if (known) known.set(subjectId, key);
    else ofTransaction.set(within, new Map([[subjectId, key]]));
  };
  const emOf = (within: Within) => within ?? (orm.em.fork() as SqlEntityManager);

  async function read(within: Within, subjectIds: readonly string[], found: Map<string, OpenKey>): Promise<void> {
    const send = within ? sendWithin(within, !!poolOf(orm)) : sendReads(orm);
    const [answer] = await send([compiled(keysOf({ subjectIds }))]);
    for (const { subjectId, masterKeyId, wrappedKey } of answer!.rows as StatementRow<ReturnType<typeof keysOf>>[])
      found.set(
        subjectId,
        wrappedKey === null ? null : createSecretKey(ring.unwrap(subjectId, { masterKeyId, wrappedKey })),
      );
  }
  async function load(within: Within, subjectIds: readonly string[], make: boolean): Promise<(OpenKey | undefined)[]> {
    const found = new Map<string, OpenKey>();
    await read(within, [...new Set(subjectIds)], found);
    // Sorted, so that two transactions that make several take the rows in the same order.
    const missing = [...new Set(subjectIds)].filter((subjectId) => !found.has(subjectId)).sort();
    if (make && missing.length > 0) {
      const rows = missing.map((subjectId) => ({
        subjectId,
        masterKeyId: ring.current,
        wrappedKey: ring.wrap(subjectId, randomBytes(KEY_BYTES)),
        createdAtMs: clock.now(),
      }));
      await emOf(within).createQueryBuilder(PersonKey).insert(rows).onConflict('subjectId').ignore().execute();
      // Read again: another transaction may have made one first, and its key is the one that counts.
      await read(within, missing, found);
    }
    for (const [subjectId, key] of found) remember(within, subjectId, key);
    return subjectIds.map((subjectId) => found.get(subjectId));
  }

  const indexKeyOf = async () => (await load(null, [INDEX_SUBJECT], true))[0];
  const older = (em: SqlEntityManager) =>
    rowsOf<[]>(em).selectFrom('PersonKey').where('masterKeyId', '!=', ring.current).where('wrappedKey', 'is not', null);

  const em = orm.em.fork() as SqlEntityManager;
  const wrapping = await rowsOf<[]>(em)
    .selectFrom('PersonKey')
    .select(({ fn }) => ['masterKeyId', fn.countAll<number>().as('n')])
    .where('wrappedKey', 'is not', null)
    .groupBy('masterKeyId')
    .execute();
  const lacking = wrapping.filter(({ masterKeyId }) => !ring.ids.includes(masterKeyId));
  if (lacking.length > 0) {
    throw new ConfigError(
      `MASTER_KEYS lacks ${lacking.map(({ masterKeyId, n }) => `key ${masterKeyId}, which wraps ${n} keys of ${name}`).join('; ')}`,
    );
  }
  const indexKey = await indexKeyOf();
  if (!indexKey) throw new Error(`the index key of ${name} was destroyed`);

  const hashWith = (info: string) => {
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', indexKey, 'heitu', info, KEY_BYTES)));
    return (purpose: string, value: string) =>
      createHmac('sha256', key).update(`${purpose}\0${value}`).digest('base64url');
  };

  const ownKey = createSecretKey(Buffer.from(hkdfSync('sha256', indexKey, 'heitu', 'own-texts', KEY_BYTES)));

  return {
    sealOwn: (plain) => `${OWN_MARK}${encrypt(ownKey, name, Buffer.from(plain)).toString('base64')}`,
    openOwn(text) {
      if (!text.startsWith(OWN_MARK)) return text;
      try {
        return decrypt(ownKey, name, Buffer.from(text.slice(OWN_MARK.length), 'base64')).toString();
      } catch {
        return text;
      }
    },
    blindIndex: hashWith('blind-index'),
    authenticate: hashWith('authenticate'),
    known(within, subjectId) {
      const own = within ? ofTransaction.get(within)?.get(subjectId) : undefined;
      return own === undefined ? held.get(subjectId)?.key : own;
    },
    load,
    async destroy(within, subjectId) {
      await emOf(within).nativeUpdate(
        PersonKey,
        { subjectId, destroyedAtMs: null },
        { wrappedKey: null, destroyedAtMs: clock.now() },
      );
      remember(within, subjectId, null);
    },
    committed(from, outer) {
      for (const [subjectId, key] of ofTransaction.get(from) ?? []) {
        if (outer) remember(outer, subjectId, key);
        else held.set(subjectId, { key });
      }
    },
    async rewrap(from) {
      const rows = await older(from)
        .select(['subjectId', 'masterKeyId', 'wrappedKey'])
        .limit(REWRAP_BATCH_MAX)
        .execute();
      for (const { subjectId, masterKeyId, wrappedKey } of rows) {
        const again = ring.wrap(subjectId, ring.unwrap(subjectId, { masterKeyId, wrappedKey: wrappedKey! }));
        // Only over what was read: a key destroyed meanwhile must not come back.
        await from.nativeUpdate(PersonKey, { subjectId, wrappedKey }, { masterKeyId: ring.current, wrappedKey: again });
      }
      return rows.length;
    },
    olderCount: async (from) =>
      Number(
        (
          await older(from)
            .select(({ fn }) => fn.countAll<number>().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      ),
  };
}
