import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineEntity } from '@mikro-orm/core';
import { globSync, readFileSync } from 'node:fs';
import { pino } from 'pino';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { Context } from '@heitu/kit/data/context';
import { column } from '@heitu/kit/data/entities';
import { openDatabase, poolOf, type Orm, type RowsOf } from '@heitu/kit/data/orm';
import { ok } from '@heitu/kit/rules/outcome';
import { createContext } from '@heitu/kit/data/request-context';
import { SESSION, pinSession } from '@heitu/kit/data/server-session';
import { statement } from '@heitu/kit/data/statement';
import { account } from '@heitu/kit/serving/testing';
import { startMariaDb, type TemporaryMariaDb } from '../../tools/src/mariadb.ts';

const Remark = defineEntity({
  name: 'Remark',
  properties: { id: column.id().primary(), author: column.line(20), text: column.line(80), atMs: column.time() },
});
const entities = [Remark] as const;
const remarksOf = statement((rows: RowsOf<typeof entities>, { author }: { author: string }) =>
  rows.selectFrom('Remark').select(['id', 'text']).where('author', '=', author).orderBy('id'),
);

/** A backslash before a quote: to a server that takes none for an escape, the text ends there and the rest is SQL. */
const BREAKING = "\\' or 1=1 -- ";
const THE_SAME_EVERYWHERE = `select @@sql_mode as modes, @@time_zone as zone, @@autocommit as commits,
  @@session.tx_isolation as isolation, @@character_set_client as charset`;
const PINNED = {
  modes: SESSION.sqlMode,
  zone: '+00:00',
  commits: 1,
  isolation: 'READ-COMMITTED',
  charset: 'utf8mb4',
};

/** A statement that opens a connection or a pool. */
const OPENED = /^[^/\n]*\bcreate(?:Connection|Pool)\([^;]*;/gm;

describe('a server whose settings differ from ours in every way that a text or a transaction can feel', () => {
  let server: TemporaryMariaDb;
  let orm: Orm;
  let context: Context<typeof entities>;
  beforeAll(async () => {
    server = await startMariaDb(
      '--sql-mode=NO_BACKSLASH_ESCAPES,ANSI_QUOTES,PIPES_AS_CONCAT',
      '--autocommit=0',
      '--transaction-isolation=SERIALIZABLE',
      '--default-time-zone=+08:00',
      '--character-set-server=gbk',
      '--collation-server=gbk_chinese_ci',
      '--skip-character-set-client-handshake',
    );
    orm = await openDatabase({ name: 'remarks', entities: [...entities], url: `${server.url}/heitu_trust` });
    await orm.schema.update({ safe: true });
    const parts = {
      name: 'remarks',
      orm,
      clock: { now: () => 1 },
      log: pino({ level: 'silent' }),
      services: {},
      keys: { committed: () => {} } as never,
      blobs: {} as never,
      transport: {} as never,
      record: async () => {},
    };
    context = createContext(parts, { actor: account('me'), requestId: 'r', operation: 'remark' });
  });
  afterAll(async () => {
    await orm.close();
    await server.stop();
  });
  const write = (id: string, author: string, text: string) =>
    context.write(
      (writes) => (writes.add(writes.rows.insertInto('Remark').values({ id, author, text, atMs: 1 })), ok(null)),
    );

  it('gives every connection of the pool our own settings before its first statement', async () => {
    const pool = poolOf(orm)!;
    const ask = () =>
      new Promise<unknown>((resolve, reject) =>
        pool.query<RowDataPacket[]>(THE_SAME_EVERYWHERE, (error, rows) => (error ? reject(error) : resolve(rows[0]))),
      );
    expect(await Promise.all(Array.from({ length: 8 }, ask))).toEqual(Array.from({ length: 8 }, () => PINNED));
  });

  it('writes, reads and finds what people type byte for byte, by whichever way a statement is sent', async () => {
    await write('a', 'me', BREAKING);
    await write('b', BREAKING, '"双引号" 和 0x5c: 縗\\');
    await context.transaction(
      async (tx) => (await tx.em.insert(Remark, { id: 'c', author: 'them', text: BREAKING, atMs: 1 }), ok(null)),
    );
    await context.rows.insertInto('Remark').values({ id: 'd', author: BREAKING, text: '\\', atMs: 1 }).execute();
    const [byAuthor] = await context.read(remarksOf({ author: BREAKING }));
    expect(byAuthor).toEqual([
      { id: 'b', text: '"双引号" 和 0x5c: 縗\\' },
      { id: 'd', text: '\\' },
    ]);
    expect(
      await context.rows.selectFrom('Remark').select('id').where('text', '=', BREAKING).orderBy('id').execute(),
    ).toEqual([{ id: 'a' }, { id: 'c' }]);
    expect((await context.em.fork().find(Remark, { author: BREAKING })).map(({ id }) => id).toSorted()).toEqual([
      'b',
      'd',
    ]);
  });

  it('refuses a text that does not fit, and keeps nothing of it, where the server would cut it', async () => {
    await expect(write('e', 'a name of more than twenty letters', 'x')).rejects.toMatchObject({
      code: 'ER_DATA_TOO_LONG',
    });
    expect(await context.rows.selectFrom('Remark').select('id').where('id', '=', 'e').execute()).toEqual([]);
  });

  it('pins a connection that a tool opens by itself', async () => {
    const connection = await createConnection(server.url);
    await pinSession(connection);
    const [rows] = await connection.query<RowDataPacket[]>(THE_SAME_EVERYWHERE);
    await connection.end();
    expect(rows[0]).toEqual(PINNED);
  });

  it('leaves no connection of ours as the server made it', () => {
    const opened = ['kit/src', 'tools/src', 'gateway/src', 'subgraphs', 'sandbox']
      .flatMap((folder) =>
        globSync(`${folder}/**/*.ts`, {
          exclude: ['**/node_modules', '**/*.spec.ts', '**/*.fixture.ts', '**/testing.ts'],
        }),
      )
      .flatMap((file) =>
        (readFileSync(file, 'utf8').match(OPENED) ?? []).map((statement) => `${file}: ${statement.trim()}`),
      );
    expect(opened).not.toEqual([]);
    expect(opened.filter((statement) => !statement.includes('pinSession'))).toEqual([]);
  });
});
