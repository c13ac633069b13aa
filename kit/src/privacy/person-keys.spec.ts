import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { pino } from 'pino';
import { systemActor } from '../rules/actor.ts';
import { ConfigError } from '../serving/config.ts';
import type { Context } from '../data/context.ts';
import { PersonKey } from '../data/entities.ts';
import { memoryBlobStore } from './files.ts';
import { createKeyRing } from './key-ring.ts';
import { openDatabase, type Orm, type RowsOf } from '../data/orm.ts';
import { ok, refuse } from '../rules/outcome.ts';
import { KEY_HELD_MS, loadPersonKeys, REWRAP_BATCH_MAX, type PersonKeys } from './person-keys.ts';
import { createContext } from '../data/request-context.ts';
import { tallied, type SqlTally } from '../serving/seeing.ts';
import { statement } from '../data/statement.ts';

const [A, B] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const PHONE = '13800000000';

/** One replica: a database connection, a ring, and the keys it holds. */
interface Replica {
  keys: PersonKeys;
  context: Context;
  orm: Orm;
}
const open: Orm[] = [];
async function replica(
  url: string,
  ring: readonly Uint8Array[],
  onStatement?: (sql: string) => void,
): Promise<Replica> {
  const orm = await openDatabase({ name: 'notes', entities: [], url, onStatement });
  open.push(orm);
  await orm.schema.update({ safe: true });
  const clock = { now: () => 1 };
  const keys = await loadPersonKeys({ name: 'notes', orm, clock, ring: createKeyRing(ring) });
  const log = pino({ level: 'silent' });
  const context = createContext(
    {
      name: 'notes',
      orm,
      clock,
      log,
      services: {},
      keys,
      blobs: memoryBlobStore(),
      transport: {} as never,
      record: async () => {},
    },
    { actor: systemActor('notes'), requestId: 'r', operation: 'test' },
  );
  return { keys, context, orm };
}

const folder = mkdtempSync(join(tmpdir(), 'heitu-keys-'));
const server = process.env['TEST_DATABASE_URL'];
afterAll(async () => {
  await Promise.all(open.map((orm) => orm.close()));
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['SQLite', 'MariaDB'])('person keys on %s', (database) => {
  let count = 0;
  /** A database of its own for each test. */
  async function fresh(): Promise<string> {
    count += 1;
    if (database === 'SQLite') return `sqlite:${join(folder, `${count}.db`)}`;
    if (!server) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
    const connection = await createConnection(server);
    await connection.query(`create or replace database heitu_keys_${count}`);
    await connection.end();
    return `${server}/heitu_keys_${count}`;
  }
  let url: string;
  let one: Replica;
  beforeAll(async () => {
    url = await fresh();
    one = await replica(url, [A]);
  });

  it('open only for the subject, and never what was altered', async () => {
    const { vault } = one.context;
    const sealed = await vault.seal('a', PHONE);
    expect(sealed).not.toContain(PHONE);
    expect(await vault.open('a', sealed, 'phone')).toBe(PHONE);
    await vault.seal('b', 'x');
    await expect(vault.open('b', sealed, 'phone')).rejects.toThrow();
    await expect(vault.open('nobody', sealed, 'phone')).rejects.toThrow('there never was a key');
    const bytes = Buffer.from(sealed, 'base64');
    bytes[bytes.length - 1]! ^= 1;
    await expect(vault.open('a', bytes.toString('base64'), 'phone')).rejects.toThrow();
    expect(await vault.seal('a', 'x')).not.toBe(await vault.seal('a', 'x'));
  });

  it("a key cannot be put in another person's place", async () => {
    const { vault, em } = one.context;
    const sealed = await vault.seal('a', PHONE);
    const { masterKeyId, wrappedKey } = await em.fork().findOneOrFail(PersonKey, { subjectId: 'a' });
    await em.insert(PersonKey, { subjectId: 'thief', masterKeyId, wrappedKey, createdAtMs: 1 });
    await expect(vault.open('thief', sealed, 'phone')).rejects.toThrow();
  });

  it('are asked for once however many want one at a time, and together with what is read meanwhile', async () => {
    const { vault } = one.context;
    const sealed = [await vault.seal('p', PHONE), await vault.seal('q', PHONE)];
    const other = await replica(url, [A]);
    const tally: SqlTally = { messages: 0, milliseconds: 0 };
    const anyKey = statement((rows: RowsOf<[]>) => rows.selectFrom('PersonKey').select('subjectId').limit(1));
    const opened = await tallied(tally, async () => {
      other.context.vault.expect('p');
      other.context.vault.expect('q');
      await other.context.read(anyKey({}));
      return Promise.all(
        ['p', 'q', 'p'].map((id) => other.context.vault.open(id, sealed[id === 'p' ? 0 : 1]!, 'phone')),
      );
    });
    expect(opened).toEqual([PHONE, PHONE, PHONE]);
    // The keys of both, and what was read: two askers, one message.
    if (database === 'MariaDB') expect(tally.messages).toBe(2);
    other.context.vault.expect('nobody');
    await expect(other.context.vault.open('nobody', sealed[0]!, 'phone')).rejects.toThrow('there never was a key');
  });

  it("two replicas and two transactions that make the same person's key at once agree", async () => {
    const other = await replica(url, [A]);
    const sealed = await Promise.all(
      [one, other, one, other].map(({ context }) =>
        context.transaction(async () => ok(await context.vault.seal('together', PHONE))),
      ),
    );
    for (const outcome of sealed) {
      const third = await replica(url, [A]);
      expect(outcome.ok && (await third.context.vault.open('together', outcome.value, 'phone'))).toBe(PHONE);
    }
  });

  it('a key made in a transaction that rolls back is known to nobody', async () => {
    const { context } = one;
    let sealed = '';
    await context.transaction(async () => {
      sealed = await context.vault.seal('rolled-back', PHONE);
      expect(await context.vault.open('rolled-back', sealed, 'phone')).toBe(PHONE);
      return refuse({ NO: { message: 'no' } }, 'NO');
    });
    await expect(context.vault.open('rolled-back', sealed, 'phone')).rejects.toThrow('there never was a key');
    const kept = await context.transaction(async () => {
      await context.transaction(async () => {
        await context.vault.seal('within', 'x');
        return refuse({ NO: { message: 'no' } }, 'NO');
      });
      const inner = await context.transaction(async () => ok(await context.vault.seal('within', PHONE)));
      return inner.ok ? ok(inner.value) : inner;
    });
    const other = await replica(url, [A]);
    expect(kept.ok && (await other.context.vault.open('within', kept.value, 'phone'))).toBe(PHONE);
  });

  it('a destroyed key opens nothing ever again: here at once, elsewhere within seconds, and not for new data', async () => {
    const other = await replica(url, [A]);
    const sealed = await one.context.vault.seal('gone', PHONE);
    expect(await other.context.vault.open('gone', sealed, 'phone')).toBe(PHONE);
    await one.context.transaction(async () => ok(await one.context.vault.destroy('gone')));
    expect(await one.context.vault.open('gone', sealed, 'phone')).toBeNull();
    expect(await one.context.vault.openMasked('gone', sealed, (plain) => plain)).toBe('已依法删除');
    await expect(one.context.vault.seal('gone', 'again')).rejects.toThrow('destroyed');
    await new Promise((resolve) => setTimeout(resolve, KEY_HELD_MS + 100));
    expect(await other.context.vault.open('gone', sealed, 'phone')).toBeNull();
    expect(await one.context.em.fork().findOneOrFail(PersonKey, { subjectId: 'gone' })).toMatchObject({
      wrappedKey: null,
      destroyedAtMs: 1,
    });
  });

  it('a key whose destruction rolls back still opens', async () => {
    const { context } = one;
    const sealed = await context.vault.seal('stays', PHONE);
    await context.transaction(async () => {
      await context.vault.destroy('stays');
      expect(await context.vault.open('stays', sealed, 'phone')).toBeNull();
      return refuse({ NO: { message: 'no' } }, 'NO');
    });
    expect(await context.vault.open('stays', sealed, 'phone')).toBe(PHONE);
  });

  it('rotate: what an old master key wrapped opens under a ring with both, is wrapped anew in batches, then the old one may go', async () => {
    const database = await fresh();
    const first = await replica(database, [A]);
    const people = Array.from({ length: REWRAP_BATCH_MAX + 20 }, (_, i) => `person-${i}`);
    const seal = await first.context.vault.sealer(people);
    const sealed = people.map((person) => seal(person, PHONE));
    const blind = first.context.vault.blindIndex('phone', PHONE);
    await first.context.vault.destroy('person-9');

    await expect(replica(database, [B])).rejects.toThrow(ConfigError);
    await expect(replica(database, [B])).rejects.toThrow(
      /MASTER_KEYS lacks key [0-9a-f]{16}, which wraps \d+ keys of notes/,
    );
    const second = await replica(database, [B, A]);
    const em = second.context.em;
    expect(await second.context.vault.open('person-7', sealed[7]!, 'phone')).toBe(PHONE);
    // One of the index key, and one was destroyed.
    expect(await second.keys.olderCount(em)).toBe(people.length);
    expect(await second.keys.rewrap(em)).toBe(REWRAP_BATCH_MAX);
    expect(await second.keys.rewrap(em)).toBe(20);
    expect(await second.keys.rewrap(em)).toBe(0);
    expect(await second.keys.olderCount(em)).toBe(0);
    // A replica of before, whose ring has the old key first and the new one behind it, reads what was wrapped anew.
    expect(await (await replica(database, [A, B])).context.vault.open('person-7', sealed[7]!, 'phone')).toBe(PHONE);
    const third = await replica(database, [B]);
    expect(await third.context.vault.open('person-515', sealed[515]!, 'phone')).toBe(PHONE);
    expect(await third.context.vault.open('person-9', sealed[9]!, 'phone')).toBeNull();
    expect(third.context.vault.blindIndex('phone', PHONE)).toBe(blind);
    await expect(replica(database, [A])).rejects.toThrow(ConfigError);
  });

  it('rewrapping does not bring back a key that is destroyed meanwhile', async () => {
    const database = await fresh();
    await (await replica(database, [A])).context.vault.seal('a', PHONE);
    const { keys, context } = await replica(database, [B, A]);
    const em = context.em.fork() as typeof context.em;
    const update = em.nativeUpdate.bind(em);
    em.nativeUpdate = (async (...args: Parameters<typeof update>) => {
      await context.vault.destroy('a');
      return update(...args);
    }) as typeof em.nativeUpdate;
    await keys.rewrap(em);
    expect(await context.em.fork().findOneOrFail(PersonKey, { subjectId: 'a' })).toMatchObject({ wrappedKey: null });
  });
});

it("a page of twenty people costs one statement, and one's own key none within its seconds", async () => {
  const statements: string[] = [];
  const url = `sqlite:${join(folder, 'page.db')}`;
  const people = Array.from({ length: 20 }, (_, i) => `person-${i}`);
  const seal = await (await replica(url, [A])).context.vault.sealer(people);
  const { vault } = (await replica(url, [A], (sql) => void statements.push(sql))).context;
  const page = () => Promise.all(people.map((person) => vault.open(person, seal(person, PHONE), 'phone')));
  statements.length = 0;
  expect(new Set(await page())).toEqual(new Set([PHONE]));
  expect(statements).toHaveLength(1);
  await page();
  expect(statements).toHaveLength(1);
});
