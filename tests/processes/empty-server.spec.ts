import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { SUBGRAPHS } from '@heitu/standard';
import { startMariaDb, type TemporaryMariaDb } from '../../tools/src/mariadb.ts';
import { startOnce } from './start-once.fixture.ts';

const EX_CONFIG = 78;
const DATABASES = SUBGRAPHS.map((name) => `heitu_${name}`);

describe('a database server on which nothing was made', () => {
  let server: TemporaryMariaDb;
  let root: Connection;
  let dataDir: string;
  beforeAll(async () => {
    // The migrations run under the same modes as everything else: ours.
    server = await startMariaDb(
      '--sql-mode=ANSI_QUOTES,NO_BACKSLASH_ESCAPES',
      '--character-set-server=latin1',
      '--collation-server=latin1_swedish_ci',
    );
    root = await createConnection(server.url);
    for (const user of ['ruled', 'nobody']) await root.query(`create user '${user}'@'%' identified by 'pa''ss word'`);
    await root.query("grant all privileges on `heitu\\_%`.* to 'ruled'@'%'");
    await root.query("grant select on `heitu\\_%`.* to 'reader'@'%' identified by 'pass'");
    dataDir = mkdtempSync(join(tmpdir(), 'heitu-empty-'));
  });
  beforeEach(async () => {
    for (const name of DATABASES) await root.query(`drop database if exists ${name}`);
  });
  afterAll(async () => {
    await root?.end();
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const databases = async () => {
    const [rows] = await root.query<RowDataPacket[]>(
      `select schema_name as name, default_character_set_name as charset, default_collation_name as collation
       from information_schema.schemata where schema_name like ? order by 1`,
      ['heitu%'],
    );
    return rows.map(({ name, charset, collation }) => `${name} ${charset} ${collation}`);
  };
  const urlOf = (user: string, password = "pa'ss word") =>
    server.url.replace('root@', `${user}:${encodeURIComponent(password)}@`);
  const serve = (databaseUrl: string) =>
    startOnce(['serve', 'sellers'], {
      ...process.env,
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'error',
    });

  it('gets its database from a process that may make it, with our character set whatever the server’s is', async () => {
    expect(await serve(urlOf('ruled'))).toEqual({ code: 0, isUp: true, said: '' });
    expect(await databases()).toEqual(['heitu_sellers utf8mb4 utf8mb4_bin']);
  }, 60_000);

  it('is told in one line which right is missing and the statement that gives it, after which it works', async () => {
    const refused = await serve(urlOf('nobody'));
    expect(refused).toEqual({
      code: EX_CONFIG,
      isUp: false,
      said:
        "configuration: DATABASE_URL: the database heitu_sellers is not there and 'nobody'@'%' may not make it; " +
        "as an administrator of the server run: GRANT ALL PRIVILEGES ON `heitu\\_%`.* TO 'nobody'@'%'\n",
    });
    expect(await databases()).toEqual([]);
    await root.query(/run: (.*)\n$/.exec(refused.said)![1]!);
    expect(await serve(urlOf('nobody'))).toEqual({ code: 0, isUp: true, said: '' });
  }, 60_000);

  it('says so as well of a user who may read but make no table, and of a wrong password', async () => {
    await root.query('create database heitu_sellers character set utf8mb4 collate utf8mb4_bin');
    const reader = await serve(urlOf('reader', 'pass'));
    expect(reader).toMatchObject({
      code: EX_CONFIG,
      isUp: false,
      said: expect.stringMatching(
        /^configuration: DATABASE_URL: 'reader'@'%' lacks a right on the database heitu_sellers \(.*CREATE.*\); .* run: GRANT .*\n$/,
      ),
    });
    expect(await serve(urlOf('reader', 'wrong'))).toMatchObject({
      code: EX_CONFIG,
      said: expect.stringMatching(/^configuration: DATABASE_URL: the server refuses the user reader: .*\n$/),
    });
  }, 60_000);
});
