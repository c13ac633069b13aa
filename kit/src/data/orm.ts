import { EntityCaseNamingStrategy, EntitySchema, MikroORM, type Options } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import type { InferKyselyDB, SqlEntityManager, AbstractSqlDriver } from '@mikro-orm/sql';
import { HandleEmptyInListsPlugin, replaceWithNoncontingentExpression, type Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Pool, RowDataPacket } from 'mysql2';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { KIT_ENTITIES } from './entities.ts';
import { codeOf, isRecord, must } from '../rules/checked.ts';
import { poolWaits } from '../serving/metrics.ts';
import { watchPool } from '../serving/seeing.ts';
import { pinPooled, pinSession } from './server-session.ts';

export type Orm = MikroORM<AbstractSqlDriver, SqlEntityManager>;
export type Entities = readonly { name: string }[];
export type DatabaseOf<T extends Entities> = InferKyselyDB<
  T[number] | (typeof KIT_ENTITIES)[number],
  { tableNamingStrategy: 'entity'; columnNamingStrategy: 'property' }
>;
/** Kysely over these entities: tables are entity names, columns are property names. */
export type RowsOf<T extends Entities> = Kysely<DatabaseOf<T>>;

export interface DatabaseOptions {
  /**
   * The subgraph: also the ORM's context name, without which a write through one ORM could land in another's
   * transaction.
   */
  name: string;
  entities: readonly unknown[];
  /**
   * `sqlite:/path/file.db`, `sqlite::memory:`, `mysql://user:password@host:port/database`, with
   * `?socketPath=/run/mysqld/mysqld.sock` where the server is on this machine: a fifth less CPU a statement
   */
  url: string;
  migrationsPath?: string;
  /** Called with each SQL statement on SQLite: tests count with it. */
  onStatement?: (sql: string) => void;
}

const POOL_MAX = 20;
/**
 * We send text. The driver would keep half a megabyte of empty places for prepared statements on each connection, 60 MB
 * in all.
 */
const PREPARED_MAX = 16;

export async function openDatabase(options: DatabaseOptions): Promise<Orm> {
  const { name, url, onStatement } = options;
  const common: Partial<Options<AbstractSqlDriver, SqlEntityManager>> = {
    contextName: name,
    entities: [...KIT_ENTITIES, ...options.entities].map(schemaOf),
    namingStrategy: EntityCaseNamingStrategy,
    allowGlobalContext: false,
    ensureDatabase: false,
    extensions: [Migrator],
    // `safe`: what the entities no longer name stays, since old code runs beside the new while a restart rolls.
    migrations: {
      path: options.migrationsPath,
      snapshot: false,
      safe: true,
      allOrNothing: false,
      transactional: false,
      emit: 'ts',
      silent: true,
    },
  };
  if (url.startsWith('sqlite:')) {
    const { SqliteDriver } = await import('@mikro-orm/sqlite');
    const file = url.slice('sqlite:'.length);
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    const orm: Orm = await MikroORM.init<AbstractSqlDriver, SqlEntityManager>({
      ...common,
      driver: SqliteDriver,
      dbName: file,
      driverOptions: onStatement ? { verbose: onStatement } : {},
    });
    await keepPrepared(orm);
    await orm.em.getConnection().execute('pragma journal_mode = wal');
    await orm.em.getConnection().execute('pragma synchronous = full');
    await orm.em.getConnection().execute('pragma busy_timeout = 5000');
    return orm;
  }
  const Driver = await serverDriver(url);
  const socketPath = new URL(url).searchParams.get('socketPath');
  const orm: Orm = await MikroORM.init<AbstractSqlDriver, SqlEntityManager>({
    ...common,
    driver: Driver,
    clientUrl: url,
    driverOptions: { maxPreparedStatements: PREPARED_MAX, ...(socketPath && { socketPath }) },
    charset: 'utf8mb4',
    collate: 'utf8mb4_bin',
    pool: { min: 0, max: POOL_MAX },
    // batch.ts sends a transaction's writes in one message; values are always escaped by the driver, never joined into
    // a text.
    multipleStatements: true,
  });
  const pool = await nativePool(orm);
  watchPool(pool, name);
  // Once for each connection, not once for each transaction.
  pool.on('connection', pinPooled);
  pool.on('enqueue', () => poolWaits.inc({ subgraph: name }));
  pools.set(orm, pool);
  return orm;
}

/** As many texts as the rooms have, those that differ by the length of a list included. */
const KEPT_STATEMENTS = 1000;
/** What is longer is a batch of rows with their values: it does not come again. */
const KEPT_TEXT_MAX = 4000;
const CHANGES_SCHEMA = /^\s*(?:create|alter|drop)\b/i;

/**
 * SQLite prepares a text once: its driver would read it anew each time, which took a tenth of the time of a platform on
 * SQLite. Where a table changes, all are prepared anew.
 */
async function keepPrepared(orm: Orm): Promise<void> {
  const { SqliteConnection } = await import('@mikro-orm/sqlite');
  const connection = orm.em.getConnection();
  if (!(connection instanceof SqliteConnection)) throw new Error('a file is reached through better-sqlite3');
  const database = await connection.getNativeClient();
  const prepare = database.prepare.bind(database);
  const kept = new LRUCache({ max: KEPT_STATEMENTS, memoMethod: (text: string) => prepare(text) });
  const once = (text: string) => {
    if (CHANGES_SCHEMA.test(text)) kept.clear();
    return text.length > KEPT_TEXT_MAX ? prepare(text) : kept.memo(text);
  };
  Object.defineProperty(database, 'prepare', { value: once });
}

/** What the driver of a server keeps: asked for by what it can do, as its type is the driver's own. */
async function nativePool(orm: Orm): Promise<ServerPool> {
  const { MySqlConnection } = await import('@mikro-orm/mysql');
  const connection = orm.em.getConnection();
  if (!(connection instanceof MySqlConnection)) throw new Error('a server is reached through mysql2');
  return connection.getNativeClient();
}
export type ServerPool = Pool;
const pools = new WeakMap<Orm, ServerPool>();
/** The driver's pool, for what is sent without entities; undefined on SQLite. */
export const poolOf = (orm: Orm): ServerPool | undefined => pools.get(orm);

/** MySQL and MariaDB speak one protocol, but their schema diffs differ: the server's version string decides. */
async function serverDriver(url: string) {
  const { createConnection } = await import('mysql2/promise');
  const connection = await pinSession(await createConnection(url));
  try {
    const [[row]] = await connection.query<RowDataPacket[]>('select version() as version');
    if (/mariadb/i.test(String(row?.['version']))) return (await import('@mikro-orm/mariadb')).MariaDbDriver;
    return (await import('@mikro-orm/mysql')).MySqlDriver;
  } finally {
    await connection.end();
  }
}

/** Of an ORM, or of what it made to work with. */
export const isSqlite = ({ config }: Pick<SqlEntityManager, 'config'>): boolean =>
  config.get('driver')?.name === 'SqliteDriver';

const LOCK_SECONDS_MAX = 120;
const urlOf = (orm: Orm): string => must(orm.config.get('clientUrl'), 'the URL of a database on a server');

/**
 * Runs `work` while no other process does the same to this database: replicas that start together make one schema. Held
 * by a connection, so that it ends with its holder.
 */
export async function oneAtATime(orm: Orm, what: string, work: () => Promise<void>): Promise<void> {
  if (isSqlite(orm)) return work();
  const { createConnection } = await import('mysql2/promise');
  const connection = await pinSession(await createConnection(urlOf(orm)));
  try {
    const [[row]] = await connection.query<RowDataPacket[]>(
      "select get_lock(concat('heitu ', database(), ' ', ?), ?) as got",
      [what, LOCK_SECONDS_MAX],
    );
    if (row?.['got'] !== 1) throw new Error(`another process did not finish to ${what} this database`);
    await work();
  } finally {
    await connection.end();
  }
}

/** The extension that `openDatabase` gave it. */
export const migratorOf = (orm: Orm): Migrator =>
  must(orm.config.getExtension<Migrator>('@mikro-orm/migrator'), 'the migrator');

const versions = new WeakMap<Orm, number>();
/** What its entities make of a database, in a number. */
async function versionOf(orm: Orm): Promise<number> {
  const known = versions.get(orm);
  if (known !== undefined) return known;
  const sql = await orm.schema.getCreateSchemaSQL();
  const version = createHash('sha256').update(sql).digest().readInt32BE();
  versions.set(orm, version);
  return version;
}

/**
 * Servers run migrations. SQLite takes its schema from the entities; its file remembers for which ones, and is compared
 * only when they have changed (a comparison copies every table that counts its own ids).
 */
export async function prepareSchema(orm: Orm): Promise<void> {
  if (!isSqlite(orm)) {
    await migratorOf(orm)
      .up()
      .catch(async (error: unknown) => {
        const { rightMissing } = await import('./server-database.ts');
        throw await rightMissing(urlOf(orm), error);
      });
    return;
  }
  const wanted = await versionOf(orm);
  const connection = orm.em.getConnection();
  const [known] = await connection.execute<{ user_version: number }[]>('pragma user_version');
  if (known?.user_version === wanted) return;
  await orm.schema.update({ safe: true });
  await connection.execute(`pragma user_version = ${wanted}`);
}

/**
 * Tables and columns are named as entities and properties are (EntityCaseNamingStrategy): nothing is translated,
 * neither statements nor rows.
 */
export const rowsOf = <T extends Entities>(em: SqlEntityManager): RowsOf<T> =>
  (em.getKysely() as unknown as RowsOf<T>).withPlugin(emptyLists);
/** The same outside any transaction, for what is built and sent by other ways. */
export const rowsAlone = <T extends Entities>(orm: Orm): RowsOf<T> =>
  orm.em.getConnection().getClient<DatabaseOf<T>>().withPlugin(emptyLists);
/** MariaDB refuses `in ()`, which SQLite takes: on both it is written so that nothing is in it. */
export const emptyLists = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression });
/** Tables whose names are told: for what does the same in every room. */
export type ToldTables = Record<string, Record<string, string | number | null>>;
/** What `defineEntity` made. */
export function schemaOf(entity: unknown): EntitySchema {
  if (entity instanceof EntitySchema) return entity;
  throw new Error(`${String(entity)} is not made by defineEntity`);
}

const DUPLICATE_KEY = new Set(['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_UNIQUE']);
const TRY_AGAIN = new Set([
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_CHECKREAD',
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
]);
const causeOf = (error: unknown): unknown => (isRecord(error) ? error['cause'] : undefined);
const isOneOf = (codes: ReadonlySet<string>, error: unknown): boolean =>
  codes.has(codeOf(error) || codeOf(causeOf(error)));
const CONNECTION_LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
  'ER_SERVER_SHUTDOWN',
  'ER_CONNECTION_KILLED',
]);
/** The database gave no answer: whether a commit under way was done is not known. */
export const isConnectionLost = (error: unknown): boolean =>
  isOneOf(CONNECTION_LOST, error) || [error, causeOf(error)].some((one) => isRecord(one) && one['fatal'] === true);
export const isDuplicateKey = (error: unknown): boolean => isOneOf(DUPLICATE_KEY, error);
/** Deadlock, lock time-out, snapshot conflict: the whole transaction may be run again. */
export const isWorthRetrying = (error: unknown): boolean => isOneOf(TRY_AGAIN, error);
