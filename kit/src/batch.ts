import type { SqlEntityManager } from '@mikro-orm/sql';
import { CompiledQuery, type Kysely } from 'kysely';
import { isWorthRetrying } from './orm.ts';
import type { Refused } from './outcome.ts';

/** A statement that waits to be sent with others. */
export interface Write {
  query: Pick<CompiledQuery, 'sql' | 'parameters'>;
  /** What is answered where it changes no row; everything sent with it is undone then. */
  ifNone?: Refused;
}

interface Changed {
  affectedRows: number;
}
const send = (db: Kysely<never>, sql: string, parameters: readonly unknown[]) => db.executeQuery<Changed>(CompiledQuery.raw(sql, [...parameters]));
const joined = (writes: readonly Write[], before: readonly string[] = [], after: readonly string[] = []): [string, unknown[]] => [
  [...before, ...writes.map(({ query }) => query.sql), ...after].join(';'),
  writes.flatMap(({ query }) => [...query.parameters]),
];
/** The first refusal among writes that changed nothing. */
const refusedBy = (writes: readonly Write[], rowsChanged: (i: number) => bigint): Refused | null => writes.find(({ ifNone }, i) => ifNone && rowsChanged(i) === 0n)?.ifNone ?? null;

async function oneByOne(db: Kysely<never>, writes: readonly Write[]): Promise<Refused | null> {
  for (const write of writes) {
    const { numAffectedRows } = await send(db, write.query.sql, write.query.parameters);
    const refused = refusedBy([write], () => numAffectedRows ?? 0n);
    if (refused) return refused;
  }
  return null;
}
async function inOneMessage(db: Kysely<never>, writes: readonly Write[], before: readonly string[] = [], after: readonly string[] = []): Promise<Refused | null> {
  const { rows, numAffectedRows } = await send(db, ...joined(writes, before, after));
  // One statement is answered by one result, several by a list.
  return refusedBy(writes, (i) => (rows.length === 0 ? numAffectedRows ?? 0n : BigInt(rows[i + before.length]!.affectedRows)));
}

const kyselyOf = (em: SqlEntityManager): Kysely<never> => em.getKysely() as unknown as Kysely<never>;

/** Sends writes within the transaction that is open on `em`: a server gets all in one message, which costs it and us a fraction of one each. */
export async function sendWrites(em: SqlEntityManager, writes: readonly Write[], server: boolean): Promise<Refused | null> {
  if (writes.length === 0) return null;
  return server ? inOneMessage(kyselyOf(em), writes) : oneByOne(kyselyOf(em), writes);
}

/** Thrown through a transaction to undo it; the refusal is the answer. */
export class RolledBack extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(refused.code);
    this.refused = refused;
  }
  static answer(error: unknown): Refused {
    if (error instanceof RolledBack) return error.refused;
    throw error;
  }
}

/** What fails in the middle has left a transaction open; where the connection is gone, so is that. */
async function undoneIfItFails<V>(db: Kysely<never>, work: () => Promise<V>): Promise<V> {
  try {
    return await work();
  } catch (error) {
    await send(db, 'rollback', []).catch(() => {});
    throw error;
  }
}

async function commitOnServer(connection: Kysely<never>, writes: readonly Write[]): Promise<Refused | null> {
  if (!writes.some(({ ifNone }) => ifNone)) return undoneIfItFails(connection, () => inOneMessage(connection, writes, ['begin'], ['commit']));
  const refused = await undoneIfItFails(connection, () => inOneMessage(connection, writes, ['begin'])).catch((error: unknown) => {
    if (isWorthRetrying(error)) throw error;
    // It failed perhaps only because one before it had changed nothing, and then that is the answer: one by one tells.
    return undoneIfItFails(connection, async () => {
      await send(connection, 'begin', []);
      return oneByOne(connection, writes);
    });
  });
  await undoneIfItFails(connection, () => send(connection, refused ? 'rollback' : 'commit', []));
  return refused;
}

/** Sends writes as a transaction of their own: to a server in one message, or in two where what they changed decides. */
export async function commitWrites(em: SqlEntityManager, writes: readonly Write[], server: boolean): Promise<Refused | null> {
  if (writes.length === 0) return null;
  const db = kyselyOf(em);
  if (server) return db.connection().execute((connection) => commitOnServer(connection, writes));
  return db.transaction().execute(async (trx) => {
    const refused = await oneByOne(trx, writes);
    if (refused) throw new RolledBack(refused);
    return null;
  }).catch(RolledBack.answer);
}
