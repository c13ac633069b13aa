import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { codeOf, must } from '@heitu/kit/rules/checked';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import type { TableFigure } from './backup.policy.ts';
import { BackupRefused } from './backup.refusals.ts';
import type { Manifest } from './manifest.ts';

type Connection = Database.Database;
const MOMENT_WAIT_MS = MINUTE_MS;
const RETRY_MS = 7;
const ALL_PAGES = 0x7fffffff;

/** SQLITE_BUSY and its kin. */
const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY');

/**
 * Opens a reading view on every file at one moment at which none is being written: an effect is then never without its
 * cause in another file. All writers are kept out for as long as six views take to open; where one is writing, all is
 * let go and tried again, so that nobody ever waits for us in a circle.
 */
async function viewsOfOneMoment(files: readonly string[]): Promise<Connection[]> {
  for (const until = Date.now() + MOMENT_WAIT_MS; ; await sleep(RETRY_MS)) {
    const opened: Connection[] = [];
    const views: Connection[] = [];
    try {
      for (const file of files) {
        const guard = new Database(file, { fileMustExist: true, timeout: 0 });
        opened.push(guard);
        guard.exec('begin immediate');
      }
      for (const file of files) {
        const view = new Database(file, { readonly: true, timeout: 0 });
        views.push(view);
        view.exec('begin');
        view.prepare('select count(*) from sqlite_master').get();
      }
      return views;
    } catch (error) {
      for (const view of views) view.close();
      if (!isBusy(error)) throw error;
      if (Date.now() > until) throw new BackupRefused('BUSY');
    } finally {
      for (const guard of opened) guard.close();
    }
  }
}

/** Rows and content of every table, in the order in which its pages hold them: a copy of the pages has the same. */
export function measureSqlite(database: string, connection: Connection): TableFigure[] {
  return connection
    .prepare<[], { name: string; sql: string }>(
      `select name, "sql" from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`,
    )
    .all()
    .filter(({ sql }) => !/^create virtual/i.test(sql))
    .map(({ name }) => {
      const hash = createHash('sha256');
      let rows = 0;
      for (const row of connection.prepare(`select * from "${name}"`).raw().safeIntegers().iterate()) {
        hash.update(JSON.stringify(row, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)));
        rows += 1;
      }
      return { database, table: name, rows, checksum: hash.digest('hex') };
    });
}

const fileOf = (subgraph: string): string => `${subgraph}.db`;

/** Copies every file page by page as it was at one moment, while the platform runs. */
export async function takeSqlite(
  databases: Readonly<Record<string, string>>,
  folder: string,
  now: () => number,
): Promise<Pick<Manifest, 'databases' | 'tables' | 'atMs'>> {
  const entries = Object.entries(databases);
  const missing = entries.filter(([, file]) => !existsSync(file));
  if (missing.length > 0) throw new BackupRefused('DATABASE_EMPTY', missing.map(([, file]) => file).join(', '));
  mkdirSync(folder, { recursive: true });
  let views: Connection[] = [];
  try {
    views = await viewsOfOneMoment(entries.map(([, file]) => file));
    const atMs = now();
    const tables: TableFigure[] = [];
    for (const [index, [subgraph]] of entries.entries()) {
      const copy = join(folder, fileOf(subgraph));
      const view = must(views[index], `the view of ${subgraph}`);
      await view.backup(copy, { progress: () => ALL_PAGES });
      assertWhole(copy);
      tables.push(...measureSqlite(subgraph, view));
    }
    return { databases: Object.fromEntries(entries.map(([subgraph]) => [subgraph, fileOf(subgraph)])), tables, atMs };
  } catch (error) {
    throw damageOf(error);
  } finally {
    for (const view of views) view.close();
  }
}

const damageOf = (error: unknown): unknown =>
  /SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error)) ? new BackupRefused('DATABASE_DAMAGED', String(error)) : error;

function assertWhole(file: string): void {
  const connection = new Database(file, { readonly: true });
  try {
    const found = connection.pragma('integrity_check(1)', { simple: true });
    if (found !== 'ok') throw new BackupRefused('DATABASE_DAMAGED', `${file}: ${String(found)}`);
  } finally {
    connection.close();
  }
}

/** Puts the files of a fetched set into `target` and answers what they hold. */
export function openSqliteSet(set: string, manifest: Manifest, target: string, only?: string): TableFigure[] {
  return Object.entries(manifest.databases)
    .filter(([subgraph]) => !only || subgraph === only)
    .flatMap(([subgraph, file]) => {
      const restored = join(target, file);
      copyFileSync(join(set, file), restored);
      const connection = new Database(restored);
      try {
        return measureSqlite(subgraph, connection);
      } finally {
        connection.close();
      }
    });
}
