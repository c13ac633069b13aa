import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { createConnection, type Connection } from 'mysql2/promise';
import { SUBGRAPHS } from '@heitu/standard';
import { formsOf } from './forms.ts';

/** What a platform left behind when it ended. */
export interface Remains {
  dataDir: string;
  /** The MariaDB whose files are searched too, and how its databases' names begin; else they lie in `dataDir`. */
  server?: { url: string; databases: string };
  /** What it printed and answered, by what it is. */
  texts: Readonly<Record<string, string>>;
}

/** Where some of the values may be read, and why; a place is `subgraph.Table.column`. */
const ALLOWED: Readonly<Record<string, string>> = {};

/** Not searched: the keys themselves, which a county keeps apart, and the simulated world outside. */
const NOT_OURS = ['keys', 'sandbox'];

/**
 * Every place where one of the values, by what it is, can be read in any form: sentences for a test's answer, none
 * where all is well.
 */
export async function leftOf(planted: Readonly<Record<string, string>>, remains: Remains): Promise<string[]> {
  const work = await mkdtemp(join(tmpdir(), 'heitu-traces-'));
  try {
    for (const [what, text] of Object.entries(remains.texts)) writeFileSync(join(work, what), text);
    const ofServer = remains.server ? await serverFiles(remains.server) : [];
    const own = readdirSync(remains.dataDir)
      .filter((name) => !NOT_OURS.includes(name))
      .map((name) => join(remains.dataDir, name));
    const hits = await searchFiles(
      planted,
      [...own, ...Object.keys(remains.texts).map((what) => join(work, what)), ...ofServer],
      work,
    );
    const found: string[] = [];
    for (const { what, form, file } of hits) {
      const places = await placesOf(planted[what]!, remains);
      const open = places.filter((place) => !(place in ALLOWED));
      if (open.length > 0 || places.length === 0)
        found.push(
          `${what} as ${form} in ${file.split('/').slice(-2).join('/')}${open.length > 0 ? `: ${open.join(', ')}` : ''}`,
        );
    }
    return [...new Set(found)].sort();
  } finally {
    await rm(work, { recursive: true });
  }
}

interface Hit {
  what: string;
  form: string;
  file: string;
}
async function searchFiles(
  planted: Readonly<Record<string, string>>,
  paths: readonly string[],
  work: string,
): Promise<Hit[]> {
  const byPattern = new Map<string, { what: string; form: string }>();
  for (const [what, value] of Object.entries(planted))
    for (const [form, bytes] of formsOf(value).reverse()) byPattern.set(bytes.toString('latin1'), { what, form });
  const patternFile = join(work, 'patterns');
  writeFileSync(patternFile, Buffer.from([...byPattern.keys()].join('\n'), 'latin1'));
  const grep = spawn('grep', ['-r', '-a', '-F', '-o', '-H', '-Z', '-f', patternFile, '--', ...paths], {
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: Buffer[] = [];
  grep.stdout.on('data', (data: Buffer) => lines.push(data));
  const code = await new Promise<number | null>((resolve) => grep.once('close', resolve));
  if (code !== 0 && code !== 1) throw new Error(`grep ended with ${code}`);
  const hits = new Map<string, Hit>();
  for (const line of Buffer.concat(lines).toString('latin1').split('\n')) {
    const [file, pattern] = line.split('\0');
    const known = pattern !== undefined && byPattern.get(pattern);
    if (known)
      hits.set(`${file}\0${known.what}\0${known.form}`, { ...known, file: Buffer.from(file!, 'latin1').toString() });
  }
  return [...hits.values()];
}

/** The files of the subgraphs' databases with every page written, and the server's logs. */
async function serverFiles({ url, databases }: Required<Remains>['server']): Promise<string[]> {
  const connection = await createConnection(url);
  try {
    const [rows] = await connection.query('select @@datadir as dir');
    const { dir } = (rows as { dir: string }[])[0]!;
    for (const database of SUBGRAPHS.map((name) => databases + name)) {
      const tables = (await tablesOf(connection, database)).map((table) => `\`${database}\`.\`${table}\``);
      if (tables.length > 0) await connection.query(`flush tables ${tables.join(', ')} for export`);
      await connection.query('unlock tables');
    }
    const files = readdirSync(dir);
    const missing = SUBGRAPHS.filter((subgraph) => !files.includes(databases + subgraph));
    if (missing.length > 0) throw new Error(`not there to be searched: ${missing.join(', ')}`);
    return files
      .filter(
        (name) =>
          SUBGRAPHS.some((subgraph) => name === databases + subgraph) ||
          /^(ib_logfile|ibdata|undo|ib_buffer_pool|aria_log)/.test(name),
      )
      .map((name) => join(dir, name));
  } finally {
    await connection.end();
  }
}
async function tablesOf(connection: Connection, database: string): Promise<string[]> {
  const [rows] = await connection.query(
    "select table_name as name from information_schema.tables where table_schema = ? and table_type = 'BASE TABLE'",
    [database],
  );
  return (rows as { name: string }[]).map(({ name }) => name);
}

/** The columns of live rows that hold the value. */
async function placesOf(value: string, { dataDir, server }: Remains): Promise<string[]> {
  const places = new Set<string>();
  const look = (subgraph: string, table: string, rows: readonly Record<string, unknown>[]) => {
    for (const row of rows)
      for (const [column, content] of Object.entries(row))
        if (String(content).includes(value)) places.add(`${subgraph}.${table}.${column}`);
  };
  if (!server) {
    for (const subgraph of SUBGRAPHS) {
      const database = new BetterSqlite(join(dataDir, `${subgraph}.db`), { readonly: true });
      const tables = database.prepare("select name from sqlite_master where type = 'table'").all() as {
        name: string;
      }[];
      for (const { name } of tables)
        look(subgraph, name, database.prepare(`select * from "${name}"`).all() as Record<string, unknown>[]);
      database.close();
    }
    return [...places].sort();
  }
  const connection = await createConnection(server.url);
  try {
    for (const subgraph of SUBGRAPHS) {
      for (const table of await tablesOf(connection, server.databases + subgraph)) {
        const [rows] = await connection.query(`select * from \`${server.databases}${subgraph}\`.\`${table}\``);
        look(subgraph, table, rows as Record<string, unknown>[]);
      }
    }
  } finally {
    await connection.end();
  }
  return [...places].sort();
}
