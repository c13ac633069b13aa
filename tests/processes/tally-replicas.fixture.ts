import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise';
import { openDatabase } from '@heitu/kit/data/orm';
import { generateSigningKey, privateKeyOf, type Signer } from '@heitu/kit/messages/signing';
import { freePort } from '../journeys/platform.ts';
import { OwnProcess, until } from './process.fixture.ts';
import { tally } from './tally.fixture.ts';

/** Replicas of tally as processes on one MariaDB, not yet started. */
export interface TallyReplicas {
  replicas: readonly OwnProcess[];
  /** Signs as the gateway, which may speak for users. */
  signer: Signer;
  /** With which tally itself signs. */
  peerKey: Signer['privateKey'];
  /** What every process of this platform gets to know: keys, addresses, folders. */
  env: Readonly<Record<string, string>>;
  rows<Row = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Waits until everything is delivered and finished. */
  settled(): Promise<void>;
  /** The numbers of a line's marks in the order in which their events took effect. */
  appliedTo(line: string): Promise<number[]>;
  /** Every mark has one number, one effect of its event, in order, and was finished once. */
  expectOnce(): Promise<void>;
  /** Of everything there is, but for who holds leases and who looked at what. */
  digest(): Promise<string>;
  close(): Promise<void>;
}
const TABLES = ['Line', 'Mark', 'Applied', 'Finished', 'Outbox', 'EventDelivery', 'Inbox', 'RequestClaim', 'CallTaken'];

async function freshDatabase(pool: Pool, database: string, url: string): Promise<void> {
  await pool.query(`drop database if exists ${database}`);
  await pool.query(`create database ${database} character set utf8mb4 collate utf8mb4_bin`);
  const orm = await openDatabase({
    name: 'tally',
    entities: tally.entities,
    url,
    migrationsPath: tally.migrationsPath,
  });
  await orm.schema.update();
  await orm.close();
}

/** Tables are written in brackets: `[Line]`. */
const rowsOf =
  (pool: Pool, database: string): TallyReplicas['rows'] =>
  async <Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> => {
    const [found] = await pool.query<RowDataPacket[]>(
      sql.replaceAll(/\[(\w+)\]/g, `${database}.\`$1\``),
      values as unknown[],
    );
    return found as Row[];
  };

async function settledIn(rows: TallyReplicas['rows']): Promise<void> {
  await until('all is delivered and finished', async () => {
    const [left] = await rows<{ n: number }>(
      "select (select count(*) from [EventDelivery] where state <> 1) + (select count(*) from [Mark] where state = 'new') as n",
    );
    return Number(left!.n) === 0;
  });
}

async function digestOf(rows: TallyReplicas['rows']): Promise<string> {
  const hash = createHash('sha256');
  for (const table of TABLES) hash.update(JSON.stringify(await rows(`select * from [${table}] order by 1`)));
  return hash.digest('hex');
}

async function expectOnceIn(rows: TallyReplicas['rows'], appliedTo: TallyReplicas['appliedTo']): Promise<void> {
  for (const { name, n } of await rows<{ name: string; n: number }>('select name, n from [Line]')) {
    const all = Array.from({ length: n }, (_, i) => i + 1);
    expect([
      name,
      (await rows<{ n: number }>('select n from [Mark] where line = ? order by n', [name])).map((row) => row.n),
    ]).toEqual([name, all]);
    expect([name, await appliedTo(name)]).toEqual([name, all]);
  }
  expect(await rows('select markId as id from [Finished] order by 1')).toEqual(
    await rows('select id from [Mark] order by 1'),
  );
}

/** `known` of the replicas are those whose addresses the processes know: only these are brought events. */
export async function tallyReplicas(
  database: string,
  count: number,
  known: (index: number) => boolean = () => true,
): Promise<TallyReplicas> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
  const url = `${server}/${database}`;
  const pool = createPool({ uri: server, supportBigNumbers: true });
  await freshDatabase(pool, database, url);
  const dataDir = mkdtempSync(join(tmpdir(), 'heitu-replicas-'));
  const ports = await Promise.all(Array.from({ length: count }, freePort));
  const [gateway, own] = [generateSigningKey(), generateSigningKey()];
  const env = {
    DATA_DIR: dataDir,
    SANDBOX: '0',
    LOG_LEVEL: 'warn',
    TZ: 'UTC',
    TALLY_URL: ports
      .filter((_port, i) => known(i))
      .map((port) => `http://127.0.0.1:${port}`)
      .join(','),
    TRUSTED_KEYS: JSON.stringify({ gateway: gateway.publicPem, tally: own.publicPem }),
  };
  const replicas = ports.map(
    (port, i) =>
      new OwnProcess(`tally ${i + 1}`, port, ['tests/processes/tally-server.ts'], {
        ...env,
        DATABASE_URL_TALLY: url,
        SIGNING_KEY: own.privatePem,
      }),
  );
  const rows = rowsOf(pool, database);
  const appliedTo = async (line: string) =>
    (await rows<{ n: number }>('select n from [Applied] where line = ? order by id', [line])).map(({ n }) => n);
  return {
    replicas,
    rows,
    appliedTo,
    env: { ...env, SIGNING_KEY: gateway.privatePem },
    signer: { name: 'gateway', privateKey: privateKeyOf(gateway.privatePem) },
    peerKey: privateKeyOf(own.privatePem),
    async settled() {
      await settledIn(rows);
    },
    async expectOnce() {
      await expectOnceIn(rows, appliedTo);
    },
    async digest() {
      return digestOf(rows);
    },
    async close() {
      await Promise.all(replicas.map((one) => one.end('SIGKILL')));
      await pool.end();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
