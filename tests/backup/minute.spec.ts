import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
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
    env = { ...folders.env, DATABASE_URL: server.url, BACKUP_LOG_DIR: folders.path('log') };
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
    for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(200))
      if (
        existsSync(folders.path('log')) &&
        readdirSync(folders.path('log')).filter((name) => /\d$/.test(name)).length > 1
      )
        break;
    await pause(1000);
    const restored = await command(['restore', '--to', folders.path('minute'), '--until', chinaTime(untilMs)], env);
    expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('再按日志补到') });
    const copy = await startOn(folders.path('minute', 'mariadb'));
    try {
      const [rows] = await copy.connection.query<RowDataPacket[]>(
        'select id, words from heitu_orders.Mark order by id',
      );
      expect(rows.map((row) => [row['id'], row['words']])).toEqual([
        [1, 'before the set'],
        [2, 'after the full set'],
        [3, 'after the incremental set'],
        [4, '一分钟以前'],
      ]);
    } finally {
      await copy.stop();
    }
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
