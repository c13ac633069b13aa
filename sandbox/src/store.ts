import { isRecord } from '@heitu/kit/rules/checked';
import { createRequire } from 'node:module';
import { SCHEMA } from './schema.ts';

export type Scalar = string | number | null;
export type Row = Record<string, Scalar>;

interface Statement {
  run(...values: Scalar[]): { changes: number };
  get(...values: Scalar[]): unknown;
  all(...values: Scalar[]): unknown[];
}

interface Database {
  prepare(sql: string): Statement;
  exec(sql: string): void;
  pragma(text: string): unknown;
  close(): void;
}

// The package carries no types of its own.
const DatabaseFile = createRequire(import.meta.url)('better-sqlite3') as new (path: string) => Database;

/** The sandbox's memory: one SQLite file, so that a restart loses nothing. */
export interface Store {
  one<T>(sql: string, ...values: Scalar[]): T | undefined;
  all<T>(sql: string, ...values: Scalar[]): T[];
  /** The one number that the statement selects. */
  number(sql: string, ...values: Scalar[]): number;
  /** Rows changed. */
  run(sql: string, ...values: Scalar[]): number;
  insert(table: string, row: Row): void;
  /** Runs `work` in one transaction; keeps what it wrote only when `keep` says so. */
  attempt<T>(work: () => T, keep: (value: T) => boolean): T;
  setting(name: string): string | undefined;
  setSetting(name: string, value: string): void;
  /** Counts up from 1, over restarts. */
  next(counter: string): number;
  close(): void;
}

export function openStore(path: string): Store {
  const database = new DatabaseFile(path);
  database.pragma('journal_mode = WAL');
  // A killed process loses nothing; only a machine that loses power may, and then a sandbox begins anew. Its flushes
  // would wait in line with the platform's.
  database.pragma('synchronous = OFF');
  database.exec(SCHEMA);
  const statements = new Map<string, Statement>();
  function prepared(sql: string): Statement {
    let statement = statements.get(sql);
    if (!statement) statements.set(sql, (statement = database.prepare(sql)));
    return statement;
  }
  const store: Store = {
    one: <T>(sql: string, ...values: Scalar[]) => prepared(sql).get(...values) as T | undefined,
    all: <T>(sql: string, ...values: Scalar[]) => prepared(sql).all(...values) as T[],
    number(sql, ...values) {
      const row = prepared(sql).get(...values);
      const [number] = isRecord(row) ? Object.values(row) : [];
      if (typeof number !== 'number') throw new Error(`no number: ${sql}`);
      return number;
    },
    run: (sql, ...values) => prepared(sql).run(...values).changes,
    insert(table, row) {
      const columns = Object.keys(row);
      prepared(`insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`).run(
        ...Object.values(row),
      );
    },
    attempt(work, keep) {
      prepared('begin immediate').run();
      let kept = false;
      try {
        const value = work();
        kept = keep(value);
        return value;
      } finally {
        prepared(kept ? 'commit' : 'rollback').run();
      }
    },
    setting: (name) => store.one<{ value: string }>('select value from setting where name = ?', name)?.value,
    setSetting: (name, value) =>
      void store.run(
        'insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
        name,
        value,
      ),
    next(counter) {
      const value = Number(store.setting(`counter:${counter}`) ?? 0) + 1;
      store.setSetting(`counter:${counter}`, String(value));
      return value;
    },
    close: () => database.close(),
  };
  return store;
}
