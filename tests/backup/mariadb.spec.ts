import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { SUBGRAPHS } from '@heitu/standard';
import { startMariaDb, type TemporaryMariaDb } from '@heitu/tools/mariadb';
import { backupFolders, command, restic, snapshotsOf } from './command.fixture.ts';

const folders = backupFolders();
const ACCOUNTS = 20;
const TOTAL = ACCOUNTS * 1000;
let server: TemporaryMariaDb;
let other: TemporaryMariaDb;
let db: Connection;
let env: Record<string, string>;

async function numbersOf(connection: Connection, sql: string): Promise<number[]> {
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  return rows.map((row) => Number(Object.values(row)[0]));
}

/**
 * Moves money between two databases, one transaction each, until told to stop; between two it leaves the processor to
 * what is tried. Answers how often it has.
 */
function moveMoney(url: string): { stop(): Promise<number> } {
  let going = true;
  let moved = 0;
  const work = (async () => {
    const connection = await createConnection(url);
    while (going) {
      await connection.query('start transaction');
      await connection.query('update heitu_orders.Balance set amount = amount - 1 where id = ?', [
        (moved % ACCOUNTS) + 1,
      ]);
      await connection.query('update heitu_payments.Balance set amount = amount + 1 where id = ?', [
        ((moved * 7) % ACCOUNTS) + 1,
      ]);
      await connection.query('insert into heitu_orders.Move values ()');
      await connection.query('commit');
      moved += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await connection.end();
    return moved;
  })();
  return { stop: () => ((going = false), work) };
}

const mark = (text: string) => db.query('insert into heitu_orders.Mark (text, atMs) values (?, ?)', [text, Date.now()]);
const chinaTime = (atMs: number) => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19);

describe('backup on MariaDB', () => {
  beforeAll(async () => {
    [server, other] = await Promise.all([startMariaDb(), startMariaDb()]);
    db = await createConnection(server.url);
    for (const name of SUBGRAPHS)
      await db.query(`create table heitu_${name}.Balance (id int primary key, amount bigint not null)`);
    await db.query(
      'create table heitu_orders.Mark (id int auto_increment primary key, text varchar(40) not null, atMs bigint not null)',
    );
    await db.query('create table heitu_orders.Move (n int auto_increment primary key)');
    for (let id = 1; id <= ACCOUNTS; id += 1) {
      await db.query('insert into heitu_orders.Balance values (?, 1000)', [id]);
      await db.query('insert into heitu_payments.Balance values (?, 0)', [id]);
    }
    env = { ...folders.env, DATABASE_URL: server.url };
    const target = await createConnection(other.url);
    for (const name of SUBGRAPHS) await target.query(`drop database heitu_${name}`);
    await target.end();
  });
  afterAll(async () => {
    await db?.end();
    await Promise.all([server?.stop(), other?.stop()]);
    folders.remove();
  });

  it('lifts every lock when it is killed, and the next run works', async () => {
    const writing = moveMoney(server.url);
    const killed = command(['backup'], env, 'KILLED');
    const sets = () =>
      existsSync(join(env['DATA_DIR']!, 'backup'))
        ? readdirSync(join(env['DATA_DIR']!, 'backup')).filter((name) => name.startsWith('scratch-'))
        : [];
    while (sets().length === 0 || !existsSync(join(env['DATA_DIR']!, 'backup', sets()[0]!, 'set')))
      await new Promise((resolve) => setTimeout(resolve, 20));
    const pid = Number(/^scratch-(\d+)/.exec(sets()[0]!)![1]);
    process.kill(pid, 'SIGKILL');
    expect((await killed).code).toBeNull();
    await db.query('set session lock_wait_timeout = 5');
    await db.query('backup stage start');
    await db.query('backup stage end');
    expect(await writing.stop()).toBeGreaterThan(0);
  }, 180_000);

  it('takes full, incremental and differential sets of a database that is being written, each exactly of its moment [11.6.1.di] [11.6.1.dj] [11.6.1.dk] [11.6.1.dl]', async () => {
    const writing = moveMoney(server.url);
    for (const [text, kind] of [
      ['one', 'full'],
      ['two', 'incremental'],
      ['three', 'differential'],
      ['four', 'incremental'],
    ] as const) {
      await mark(text);
      const taken = await command(['backup', '--kind', kind], env);
      expect(taken).toMatchObject({ code: 0, output: expect.stringContaining('校验通过') });
      expect(taken.output).toContain('kept for the next run');
    }
    await mark('five');
    expect(await writing.stop()).toBeGreaterThan(0);
    expect((await command(['restore', '--list'], env)).output).toMatch(
      /全量.*合成 1 份\n.*增量.*合成 2 份\n.*差分.*合成 2 份\n.*增量.*合成 3 份\n/,
    );
    const restored = await command(['restore', '--to', other.url], env);
    expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('一致') });
    const target = await createConnection(other.url);
    try {
      expect(await numbersOf(target, 'select id from heitu_orders.Mark order by id')).toEqual([1, 2, 3, 4]);
      const [inOrders, inPayments] = [
        await numbersOf(target, 'select sum(amount) from heitu_orders.Balance'),
        await numbersOf(target, 'select sum(amount) from heitu_payments.Balance'),
      ];
      expect(inOrders[0]! + inPayments[0]!).toBe(TOTAL);
      expect(await numbersOf(target, 'select count(*) from heitu_orders.Move')).toEqual(inPayments);
      expect(inPayments[0]!).toBeLessThan((await numbersOf(db, 'select count(*) from heitu_orders.Move'))[0]!);
    } finally {
      await target.end();
    }
  }, 300_000);

  it('goes back to a time that is asked for, and to one subgraph alone', async () => {
    const [[, two]] = [await numbersOf(db, 'select atMs from heitu_orders.Mark order by id')];
    const restored = await command(
      ['restore', '--to', folders.path('restored'), '--only', 'orders', '--at', chinaTime(two! - 500)],
      env,
    );
    expect(restored).toMatchObject({ code: 0, output: expect.stringMatching(/由 全量 \S+ 合成/) });
    expect(existsSync(folders.path('restored', 'mariadb', 'heitu_orders'))).toBe(true);
    expect(existsSync(folders.path('restored', 'mariadb', 'heitu_payments'))).toBe(false);
  }, 180_000);

  it('refuses a target that holds data, and leaves it as it is', async () => {
    const target = await createConnection(other.url);
    try {
      expect(await command(['restore', '--to', other.url, '--only', 'orders'], env)).toMatchObject({
        code: 73,
        output: expect.stringContaining('TARGET_NOT_EMPTY'),
      });
      expect(await numbersOf(target, 'select count(*) from heitu_orders.Mark')).toEqual([4]);
    } finally {
      await target.end();
    }
  }, 180_000);

  it('does not go on from the sets of another database', async () => {
    expect(await command(['backup', '--kind', 'incremental'], { ...env, DATABASE_URL: other.url })).toMatchObject({
      code: 65,
      output: expect.stringContaining('BASE_OF_ANOTHER_DATABASE'),
    });
  }, 180_000);

  it('names the missing link of a chain, and restores nothing [11.6.5.du]', async () => {
    const differential = (await snapshotsOf(env)).find((snapshot) => snapshot.tags.includes('kind=differential'))!;
    await restic(env, ['forget', differential.id]);
    const id = differential.tags.find((tag) => tag.startsWith('id='))!.slice(3);
    const refused = await command(['restore', '--to', folders.path('target')], env);
    expect(refused).toMatchObject({ code: 65, output: expect.stringContaining('CHAIN_BROKEN') });
    expect(refused.output).toContain(id);
    expect(existsSync(folders.path('target'))).toBe(false);
  }, 180_000);
});
