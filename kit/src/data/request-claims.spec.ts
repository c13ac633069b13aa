import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { pino } from 'pino';
import type { Actor } from '../rules/actor.ts';
import { canonicalJson } from '../rules/canonical.ts';
import type { Context } from './context.ts';
import { createKeyRing } from '../privacy/key-ring.ts';
import { openDatabase, type Orm } from './orm.ts';
import { ok } from '../rules/outcome.ts';
import { loadPersonKeys } from '../privacy/person-keys.ts';
import { createContext } from './request-context.ts';
import { keyFormerClaims } from './request-claims.ts';

const ADMIN: Actor = { kind: 'account', id: 'admin', grants: [] };
const [FORMER, NEWEST] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const INPUT = { requestId: 'request-1', login: 'tong', phone: '13800000000', password: 'mediator-secret-1' };
const folder = mkdtempSync(join(tmpdir(), 'heitu-claims-'));
const server = process.env['TEST_DATABASE_URL'];
const open: Orm[] = [];
afterAll(async () => {
  await Promise.all(open.map((orm) => orm.close()));
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['SQLite', 'MariaDB'])('request claims on %s', (database) => {
  let count = 0;
  let url: string;
  beforeEach(async () => {
    count += 1;
    if (database === 'SQLite') return void (url = `sqlite:${join(folder, `${count}.db`)}`);
    if (!server) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
    const connection = await createConnection(server);
    await connection.query(`create or replace database heitu_claims_${count}`);
    await connection.end();
    url = `${server}/heitu_claims_${count}`;
  });
  /** A process of this subgraph: a connection of its own, and a ring. */
  async function replica(ring: readonly Uint8Array[]) {
    const name = 'notes';
    const orm = await openDatabase({ name, entities: [], url });
    open.push(orm);
    await orm.schema.update({ safe: true });
    const clock = { now: () => 1 };
    const keys = await loadPersonKeys({ name, orm, clock, ring: createKeyRing(ring) });
    const parts = {
      name,
      orm,
      clock,
      log: pino({ level: 'silent' }),
      services: {},
      keys,
      blobs: { write: async () => {}, read: async () => null, remove: async () => {} },
      transport: {} as never,
      record: async () => {},
    };
    const context = (): Context =>
      createContext(parts, { actor: ADMIN, requestId: 'r', operation: 'createStaffAccount' });
    return { orm, keys, context };
  }
  type Replica = Awaited<ReturnType<typeof replica>>;
  const ask = (of: Replica, input: object = INPUT, value: unknown = { accountId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }) =>
    of.context().transaction(async () => ok(value), { id: INPUT.requestId, input });
  const stored = async ({ orm }: Replica) =>
    (await orm.em.getConnection().execute('select * from RequestClaim')) as {
      key: string;
      inputHash: string;
      result: string;
    }[];

  it('tell no password and no phone to whoever reads the table and knows the rest of the input', async () => {
    const one = await replica([NEWEST]);
    await ask(one);
    const [claim] = await stored(one);
    // What a thief of the table tries: every hash that needs no key, over the input as it was sent.
    const text = canonicalJson(['createStaffAccount', INPUT]);
    const guesses = ['sha256', 'sha512', 'sha1', 'md5'].flatMap((algorithm) =>
      (['hex', 'base64url'] as const).map((encoding) => createHash(algorithm).update(text).digest(encoding)),
    );
    for (const guess of guesses) expect(claim!.inputHash).not.toBe(guess);
    for (const secret of [INPUT.password, INPUT.phone]) expect(JSON.stringify(claim)).not.toContain(secret);
  });

  it('are one for all replicas, and hold after the master key was replaced', async () => {
    const [one, two] = [await replica([FORMER]), await replica([FORMER])];
    const first = await ask(one);
    expect(await ask(two, INPUT, { accountId: 'another' })).toEqual(first);
    const after = await replica([NEWEST, FORMER]);
    while ((await after.keys.rewrap(after.context().em)) > 0);
    const newest = await replica([NEWEST]);
    expect(await ask(newest, INPUT, { accountId: 'another' })).toEqual(first);
    expect(await ask(newest, { ...INPUT, phone: '13800000001' })).toMatchObject({
      ok: false,
      code: 'REQUEST_ID_REUSED',
    });
    expect(await stored(newest)).toHaveLength(1);
  });

  it('keep answers of ids and numbers as they are, and seal any other', async () => {
    const one = await replica([NEWEST]);
    const answer = { secret: 'whsec_abcdef', ids: ['01ARZ3NDEKTSV4RRFFQ69G5FAV'] };
    await ask(one, INPUT, answer);
    expect((await stored(one))[0]!.result).toMatch(/^sealed-own:/);
    expect(await ask(one, INPUT, null)).toEqual({ ok: true, value: answer });
    const plain = { checkoutId: '01ARZ3NDEKTSV4RRFFQ69G5FAV', totalFen: 4200, late: null, isNew: true };
    await one.context().transaction(async () => ok(plain), { id: 'request-2', input: {} });
    expect((await stored(one)).find(({ key }) => key.endsWith('request-2'))!.result).toBe(JSON.stringify(plain));
  });

  it('of before they were keyed still match, and are keyed by the job', async () => {
    const one = await replica([NEWEST]);
    const former = createHash('sha256')
      .update(canonicalJson(['createStaffAccount', INPUT]))
      .digest('hex');
    await one.orm.em
      .getConnection()
      .execute('insert into RequestClaim (`key`, inputHash, result, atMs) values (?, ?, ?, 1)', [
        `account:admin:${INPUT.requestId}`,
        former,
        '{"accountId":"before"}',
      ]);
    const before = { ok: true, value: { accountId: 'before' } };
    expect(await ask(one)).toEqual(before);
    expect(await keyFormerClaims(one.context())).toBe(1);
    expect((await stored(one))[0]!.inputHash).not.toBe(former);
    expect(await keyFormerClaims(one.context())).toBe(0);
    expect(await ask(one)).toEqual(before);
    expect(await ask(one, { ...INPUT, login: 'other' })).toMatchObject({ code: 'REQUEST_ID_REUSED' });
  });
});
