import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { SUBGRAPHS } from '@heitu/standard';
import { freePort } from '@heitu/tools/free-port';
import { startMariaDb, type TemporaryMariaDb } from '@heitu/tools/mariadb';
import { backupFolders, command } from './command.fixture.ts';

const folders = backupFolders();
const chinaTime = (atMs: number) => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A server on a data directory that was restored, as whoever puts it in the place of the old one. */
async function startOn(folder: string): Promise<{ connection: Connection; stop(): Promise<void> }> {
  const port = await freePort();
  const given = [`--datadir=${folder}`, `--socket=${folder}/s`, `--port=${port}`, `--pid-file=${folder}/p`];
  const child = spawn(
    'mariadbd',
    ['--no-defaults', ...given, '--bind-address=127.0.0.1', `--user=${userInfo().username}`, '--skip-grant-tables'],
    { stdio: 'ignore' },
  );
  for (;;) {
    const connection = await createConnection(`mysql://root@127.0.0.1:${port}`).catch(() => null);
    if (!connection && child.exitCode !== null) throw new Error('the restored server does not start');
    if (connection)
      return {
        connection,
        async stop() {
          await connection.end();
          child.kill('SIGKILL');
          await once(child, 'exit');
        },
      };
    await pause(200);
  }
}

/** What the table of marks holds in a data directory. */
async function marksIn(folder: string): Promise<[number, string][]> {
  const copy = await startOn(folder);
  try {
    const [rows] = await copy.connection.query<RowDataPacket[]>('select id, words from heitu_orders.Mark order by id');
    return rows.map((row) => [Number(row['id']), String(row['words'])]);
  } finally {
    await copy.stop();
  }
}
const filesHolding = (folder: string, words: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(words));
/** Waits until the archive has what was written. */
async function archived(words: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(200))
    if (existsSync(folders.path('log')) && filesHolding(folders.path('log'), words).length > 0) return;
  throw new Error(`the archive does not hold ${words} after 30 s`);
}

describe('a restore to a minute, by the archived log', () => {
  let server: TemporaryMariaDb;
  let db: Connection;
  let env: Record<string, string>;
  let archive: ReturnType<typeof spawn>;
  beforeAll(async () => {
    server = await startMariaDb('--log-bin=heitu-bin', '--binlog-format=ROW', '--server-id=1', '--sync-binlog=1');
    db = await createConnection(server.url);
    for (const name of SUBGRAPHS) await db.query(`create table heitu_${name}.Kept (id int primary key)`);
    await db.query('create table heitu_orders.Mark (id int primary key, words varchar(40))');
    env = {
      ...folders.env,
      DATABASE_URL: server.url,
      BACKUP_LOG_DIR: folders.path('log'),
      BACKUP_OFFSITE_REPOSITORY: folders.path('off-site'),
    };
    archive = spawn(process.execPath, ['--import', './tools/register.mjs', 'tools/src/cli.ts', 'archive'], {
      env: { PATH: process.env['PATH']!, HOME: process.env['HOME'] ?? '/', ...env },
      stdio: 'ignore',
    });
  });
  afterAll(async () => {
    archive?.kill('SIGKILL');
    await db?.end();
    await server?.stop();
    folders.remove();
  });
  const mark = (id: number, words: string) => db.query('insert into heitu_orders.Mark values (?, ?)', [id, words]);

  it('has every order that was committed until then, and none after; what was deleted by mistake is back', async () => {
    await mark(1, 'before the set');
    expect(await command(['backup', '--kind', 'full'], env)).toMatchObject({ code: 0 });
    await mark(2, 'after the full set');
    expect(await command(['backup', '--kind', 'incremental'], env)).toMatchObject({ code: 0 });
    await mark(3, 'after the incremental set');
    // The log may turn over to another file meanwhile.
    await db.query('flush binary logs');
    await mark(4, '一分钟以前');
    await pause(2100);
    const untilMs = Date.now();
    await pause(1100);
    await db.query('delete from heitu_orders.Mark');
    await mark(5, 'after the mistake');
    await archived('after the mistake');
    const restored = await command(['restore', '--to', folders.path('minute'), '--until', chinaTime(untilMs)], env);
    expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('再按日志补到') });
    expect(await marksIn(folders.path('minute', 'mariadb'))).toEqual([
      [1, 'before the set'],
      [2, 'after the full set'],
      [3, 'after the incremental set'],
      [4, '一分钟以前'],
    ]);
  }, 240_000);

  it('has them all where the machine and all that lay on it is gone: set and log come from the place off site', async () => {
    const elsewhere = { ...env, BACKUP_OFFSITE_REPOSITORY: folders.path('not-mounted') };
    expect(await command(['archive', '--off-site'], elsewhere)).toMatchObject({
      code: 69,
      output: expect.stringContaining('REPOSITORY_UNREACHABLE'),
    });
    expect(await command(['backup', '--kind', 'full'], env)).toMatchObject({ code: 0 });
    await mark(6, '异地之后');
    await archived('异地之后');
    expect(await command(['archive', '--off-site'], env)).toMatchObject({ code: 0 });
    expect(await filesHolding(folders.path('off-site'), '异地之后')).toEqual([]);
    const burnt = {
      ...env,
      BACKUP_LOG_DIR: folders.path('burnt-log'),
      BACKUP_REPOSITORY: folders.path('burnt'),
      BACKUP_WORK_DIR: folders.path('new-machine'),
    };
    const until = ['--until', chinaTime(Date.now() + 1000)];
    const restored = await command(['restore', '--to', folders.path('far'), '--from', 'off-site', ...until], burnt);
    expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('已从异地副本恢复') });
    expect(await marksIn(folders.path('far', 'mariadb'))).toEqual([
      [5, 'after the mistake'],
      [6, '异地之后'],
    ]);
    expect(readdirSync(folders.path('far')).toSorted()).toEqual(['files', 'manifest.json', 'mariadb']);
  }, 240_000);

  it('leaves out an act that was being written while the log was copied, and says so', async () => {
    const cut = folders.path('cut');
    cpSync(folders.path('log'), cut, { recursive: true });
    const [last = ''] = readdirSync(cut)
      .filter((name) => /\d$/.test(name))
      .toSorted()
      .slice(-1);
    truncateSync(join(cut, last), statSync(join(cut, last)).size - 5);
    const asked = ['restore', '--to', folders.path('half'), '--until', chinaTime(Date.now() + 1000)];
    const restored = await command(asked, { ...env, BACKUP_LOG_DIR: cut });
    expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('the log ends within an act') });
    expect(await marksIn(folders.path('half', 'mariadb'))).toEqual([[5, 'after the mistake']]);
  }, 240_000);

  it('says so where the log does not join the set, and leaves the target as it was', async () => {
    const lost = { ...env, BACKUP_LOG_DIR: folders.path('empty') };
    const refused = await command(['restore', '--to', folders.path('other'), '--until', chinaTime(Date.now())], lost);
    expect(refused).toMatchObject({ code: 66, output: expect.stringContaining('LOG_MISSING') });
    expect(existsSync(folders.path('other'))).toBe(false);
    const toServer = await command(['restore', '--to', server.url, '--until', chinaTime(Date.now())], env);
    expect(toServer).toMatchObject({ code: 64, output: expect.stringContaining('UNTIL_TO_FOLDER') });
  }, 180_000);

  it('ends when it is told to', async () => {
    archive.kill('SIGTERM');
    const [code] = await once(archive, 'exit');
    expect(code).toBe(0);
  }, 30_000);
});
