import type { SqlEntityManager } from '@mikro-orm/sql';
import { CompiledQuery, type Compilable, type Kysely } from 'kysely';
import { emptyLists, isWorthRetrying, poolOf, type Orm, type ServerPool } from './orm.ts';
import { isRecord, must } from '../rules/checked.ts';
import type { Refused } from '../rules/outcome.ts';
import { isTraced, messageSeen, unseen } from '../serving/seeing.ts';
import type { Compiled, Statement } from './statement.ts';

/** A statement that waits to be sent with others. */
export interface Write {
  query: Compiled;
  /** What is answered where it changes no row; everything sent with it is undone then. */
  ifNone?: Refused;
}

/** What one statement of a message answered. */
export interface Answer {
  rows: unknown[];
  changed: number;
}
/** Sends statements in one message; to a database in this process, one after the other. */
export type Send = (statements: readonly Compiled[]) => Promise<Answer[]>;

/** Of one statement: rows, or how many it changed. */
const answerOf = (result: unknown): Answer =>
  Array.isArray(result)
    ? { rows: result, changed: 0 }
    : { rows: [], changed: isRecord(result) ? Number(result['affectedRows']) : 0 };
/** Of a message: a list of results where it was more than one statement. */
const answersOf = (statements: readonly Compiled[], results: unknown): Answer[] =>
  statements.length > 1 && Array.isArray(results) ? results.map(answerOf) : [answerOf(results)];
function joined(statements: readonly Compiled[]): Compiled {
  const [only, ...others] = statements;
  if (only && others.length === 0) return only;
  return {
    sql: statements.map(({ sql }) => sql).join(';'),
    parameters: statements.flatMap(({ parameters }) => parameters),
  };
}

/** In the transaction (or on the connection) that a Kysely is bound to. */
const sendBy = (db: Kysely<never>, server: boolean): Send => {
  const send = async ({ sql, parameters }: Compiled) => db.executeQuery(CompiledQuery.raw(sql, [...parameters]));
  const sendOne = async (statement: Compiled): Promise<Answer> => {
    const { rows, numAffectedRows } = await send(statement);
    return { rows, changed: Number(numAffectedRows ?? 0) };
  };
  return async (statements) => {
    if (server && statements.length > 1) return answersOf(statements, (await send(joined(statements))).rows);
    const answers: Answer[] = [];
    for (const statement of statements) answers.push(await sendOne(statement));
    return answers;
  };
};
type Client = Pick<ServerPool, 'query' | 'format' | 'escape'>;
/** What a server is sent; each value is escaped by the driver. */
function textOf(client: Client, { sql, parameters, parts }: Compiled): string {
  if (!parts) return client.format(sql, [...parameters]);
  let [text = ''] = parts;
  for (let i = 0; i < parameters.length; i++) text += client.escape(parameters[i]) + parts[i + 1];
  return text;
}
/** Through the driver itself: between a query builder and the driver stand a dozen promises a statement. */
const sendThrough =
  (client: Client): Send =>
  (statements) =>
    new Promise((resolve, reject) => {
      const told = (error: unknown, result: unknown) =>
        error ? reject(error) : resolve(answersOf(statements, result));
      // A span holds the text, and no values. Without one nothing is left to put in: of null, not of an empty list, the
      // driver does not look for places once more.
      if (!isTraced())
        return void client.query({ sql: statements.map((one) => textOf(client, one)).join(';'), values: null }, told);
      const { sql, parameters } = joined(statements);
      client.query(sql, [...parameters], told);
    });

/** Outside any transaction, several in one message. */
export function sendAlone(orm: Orm): Send {
  const pool = poolOf(orm);
  return pool ? sendThrough(pool) : sendBy(orm.em.fork().getKysely<never>(), false);
}
/** Of a message of reads: a slow one keeps those behind it waiting. */
const READS_PER_MESSAGE_MAX = 8;
interface Waiting {
  statements: readonly Compiled[];
  done(answers: Answer[]): void;
  failed(error: unknown): void;
}

function readsTogether(pool: ServerPool): Send {
  const alone = sendThrough(pool);
  let waiting: Waiting[] = [];
  async function sendAll(batch: readonly Waiting[]): Promise<void> {
    try {
      const answers = await alone(batch.flatMap(({ statements }) => statements));
      let from = 0;
      for (const { statements, done } of batch) done(answers.slice(from, (from += statements.length)));
    } catch (error) {
      const [only, ...others] = batch;
      if (others.length === 0) return only?.failed(error);
      for (const one of batch) void sendAll([one]);
    }
  }
  function sendWaiting(): void {
    let batch: Waiting[] = [];
    const batches = [batch];
    let count = 0;
    for (const one of waiting) {
      count += one.statements.length;
      if (count > READS_PER_MESSAGE_MAX && batch.length > 0) {
        batches.push((batch = []));
        count = one.statements.length;
      }
      batch.push(one);
    }
    waiting = [];
    for (const together of batches) void sendAll(together);
  }
  return (statements) => {
    // A span is of one request: what is traced goes by itself.
    if (isTraced()) return alone(statements);
    const seen = messageSeen();
    return new Promise((resolve, failed) => {
      const first = waiting.push({ statements, done: (answers) => (seen(), resolve(answers)), failed }) === 1;
      if (first) unseen(() => setImmediate(sendWaiting));
    });
  };
}
/** By what they are sent through. */
const readers = new WeakMap<object, Send>();
/**
 * Reads outside any transaction. What is asked of a server in one turn of the loop, by whichever requests, goes in one
 * message: each costs us and the server a system call and a wake-up. A message that fails is sent again one asker at a
 * time, so that nobody hears of another's failure.
 */
export function sendReads(orm: Orm): Send {
  const pool = poolOf(orm);
  const through = pool ?? orm.em.getConnection().getClient<never>();
  let send = readers.get(through);
  if (!send) readers.set(through, (send = pool ? readsTogether(pool) : sendAlone(orm)));
  return send;
}
/** The same within the transaction that is open on `em`. */
export const sendWithin = (em: SqlEntityManager, server: boolean): Send => sendBy(em.getKysely<never>(), server);

/** Makes text of what was built, or takes it from the last time. */
export function compilerOf(orm: Orm): (query: Compilable | Statement) => Compiled {
  const rows = orm.em.getConnection().getClient<never>().withPlugin(emptyLists);
  const dialect = poolOf(orm) ? 'server' : 'sqlite';
  return (query) => ('compiledBy' in query ? query.compiledBy(rows, dialect) : query.compile());
}

/** What one statement answered. */
export async function answerTo<Row>(
  send: Send,
  orm: Orm,
  query: Statement<Row>,
): Promise<{ rows: Row[]; changed: number }> {
  const [answer] = await send([compilerOf(orm)(query)]);
  const { rows, changed } = must(answer, 'the answer to a statement');
  // The columns are those that the statement names.
  return { rows: rows as Row[], changed };
}

const fixed = (sql: string): Compiled => ({ sql, parameters: [], parts: [sql] });
const BEGIN: Compiled = fixed('begin');
const COMMIT: Compiled = fixed('commit');
const ROLLBACK: Compiled = fixed('rollback');
/**
 * Fails where the statement before it changed no row (1690, out of range), and what follows it in the message is then
 * not run.
 */
const CHANGED: Compiled = fixed('set @changed=exp(if(row_count()=0,1000,0))');
const queriesOf = (writes: readonly Write[]): Compiled[] => writes.map(({ query }) => query);
/** The first refusal among writes that changed nothing. */
const refusedBy = (writes: readonly Write[], answers: readonly Answer[]): Refused | null =>
  writes.find(({ ifNone }, i) => ifNone && answers[i]?.changed === 0)?.ifNone ?? null;

async function oneByOne(send: Send, writes: readonly Write[]): Promise<Refused | null> {
  for (const write of writes) {
    const refused = refusedBy([write], await send([write.query]));
    if (refused) return refused;
  }
  return null;
}

/**
 * Sends writes within the transaction that is open on `em`: a server gets all in one message, which costs it and us a
 * fraction of one each.
 */
export async function sendWrites(
  em: SqlEntityManager,
  writes: readonly Write[],
  server: boolean,
): Promise<Refused | null> {
  if (writes.length === 0) return null;
  const send = sendWithin(em, server);
  return server ? refusedBy(writes, await send(queriesOf(writes))) : oneByOne(send, writes);
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
async function undoneIfItFails<V>(send: Send, work: () => Promise<V>): Promise<V> {
  try {
    return await work();
  } catch (error) {
    await send([ROLLBACK]).catch(() => {});
    throw error;
  }
}

/** One message: a row that many want stays locked no longer than the server needs, whatever keeps us busy meanwhile. */
async function commitOnServer(send: Send, writes: readonly Write[]): Promise<Refused | null> {
  const guarded = writes.flatMap(({ query, ifNone }) => (ifNone ? [query, CHANGED] : [query]));
  try {
    // A statement alone is a transaction by itself.
    await undoneIfItFails(send, () => send(guarded.length === 1 ? guarded : [BEGIN, ...guarded, COMMIT]));
    return null;
  } catch (error) {
    if (isWorthRetrying(error) || !writes.some(({ ifNone }) => ifNone)) throw error;
    // One by one tells which of them changed nothing, or failed.
    const refused = await undoneIfItFails(send, async () => {
      await send([BEGIN]);
      return oneByOne(send, writes);
    });
    await undoneIfItFails(send, () => send([refused ? ROLLBACK : COMMIT]));
    return refused;
  }
}

/** A connection for one transaction. */
async function onConnection<V>(pool: ServerPool, work: (send: Send) => Promise<V>): Promise<V> {
  const connection = await new Promise<Parameters<Parameters<ServerPool['getConnection']>[0]>[1]>((resolve, reject) =>
    pool.getConnection((error, got) => (error ? reject(error) : resolve(got))),
  );
  try {
    return await work(sendThrough(connection));
  } finally {
    connection.release();
  }
}

/** Sends writes as a transaction of their own: to a server in one message. */
export async function commitWrites(orm: Orm, writes: readonly Write[]): Promise<Refused | null> {
  if (writes.length === 0) return null;
  const pool = poolOf(orm);
  if (pool) return onConnection(pool, (send) => commitOnServer(send, writes));
  return orm.em
    .fork()
    .getKysely<never>()
    .transaction()
    .execute(async (trx) => {
      const refused = await oneByOne(sendBy(trx, false), writes);
      if (refused) throw new RolledBack(refused);
      return null;
    })
    .catch(RolledBack.answer);
}
