import Database from 'better-sqlite3';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
} from 'kysely';
import type { SqlRow, SqlValue } from '../invariants/books.ts';

/** Parsed statements kept per database; texts with values in them are not worth it. */
const STATEMENTS_MAX = 2000;

/** What a subgraph keeps through a crash: its database, in memory. */
export class Disk {
  readonly database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(image?: Buffer) {
    this.database = image ? new Database(image) : new Database(':memory:');
    this.database.pragma('foreign_keys = on');
  }
  image(): Buffer {
    return this.database.serialize();
  }
  #statement(sql: string, keep: boolean) {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare(sql);
    if (keep && this.#statements.size < STATEMENTS_MAX) this.#statements.set(sql, statement);
    return statement;
  }
  run(sql: string, parameters: readonly unknown[]): QueryResult<never> {
    const statement = this.#statement(sql, parameters.length > 0);
    if (statement.reader) return { rows: statement.all(...(parameters as never[])) as never[] };
    const { changes, lastInsertRowid } = statement.run(...(parameters as never[]));
    return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
  }
  /** For the checker and the users' model: what is committed, or, while a transaction is open, what it sees. */
  all<Row = SqlRow>(sql: string, ...parameters: SqlValue[]): Row[] {
    return this.#statement(sql, true).all(...parameters) as Row[];
  }
  rollBack(): void {
    if (this.database.inTransaction) this.database.exec('rollback');
  }
  close(): void {
    this.#statements.clear();
    this.database.close();
  }
}

/** What the simulation does around each statement; it may wait, throw, leave the statement out or repeat it. */
export type Statement = (
  sql: string,
  parameters: readonly unknown[],
  run: () => QueryResult<never>,
) => Promise<QueryResult<never>>;

/** Where statements of one database go now: another disk after a new world, another line of waiting after a crash. */
export interface DiskPort {
  disk: Disk;
  statement: Statement;
  /** Throws for a process that is gone: it takes no place in the line. */
  assertAlive: () => void;
  /** One transaction at a time, as SQLite has it: whoever comes next waits for this. */
  line: Line;
}

/** A queue for the one connection. */
export class Line {
  #tail: Promise<void> = Promise.resolve();
  async enter(): Promise<() => void> {
    const before = this.#tail;
    let leave!: () => void;
    this.#tail = new Promise((resolve) => (leave = resolve));
    await before;
    return leave;
  }
}

class PortConnection implements DatabaseConnection {
  readonly port: DiskPort;
  leave: () => void = () => {};

  constructor(port: DiskPort) {
    this.port = port;
  }
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { disk } = this.port;
    return (await this.port.statement(sql, parameters, () => disk.run(sql, parameters))) as unknown as QueryResult<R>;
  }
  // eslint-disable-next-line require-yield
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('the platform streams no rows');
  }
}

/** A Kysely dialect whose statements go through a port. */
export function portDialect(port: DiskPort): Dialect {
  const raw = (connection: DatabaseConnection, sql: string) =>
    connection.executeQuery(CompiledQuery.raw(sql)).then(() => undefined);
  const driver: Driver = {
    init: async () => {},
    async acquireConnection() {
      const connection = new PortConnection(port);
      port.assertAlive();
      connection.leave = await port.line.enter();
      return connection;
    },
    beginTransaction: (connection) => raw(connection, 'begin'),
    commitTransaction: (connection) => raw(connection, 'commit'),
    rollbackTransaction: (connection) => raw(connection, 'rollback'),
    savepoint: (connection, name) => raw(connection, `savepoint "${name}"`),
    rollbackToSavepoint: (connection, name) => raw(connection, `rollback to "${name}"`),
    releaseSavepoint: (connection, name) => raw(connection, `release "${name}"`),
    releaseConnection: async (connection) => (connection as PortConnection).leave(),
    destroy: async () => {},
  };
  return {
    // The line above is what serialises: a new one after each crash, where Kysely's own would wait for the dead.
    createAdapter: () =>
      new (class extends SqliteAdapter {
        override get supportsMultipleConnections(): boolean {
          return true;
        }
      })(),
    createDriver: () => driver,
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db as Kysely<never> & Kysely<unknown>),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  } as Dialect;
}
