import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { pino } from 'pino';
import { peerActor, systemActor } from '@heitu/kit/rules/actor';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { EventDelivery, Outbox, StoredFile } from '@heitu/kit/data/entities';
import { memoryBlobStore } from '@heitu/kit/privacy/files';
import { forgetOld } from '@heitu/kit/data/forget-old';
import {
  DELIVERED_KEPT_MS,
  EVENT_AGE_MAX_MS,
  housekeeping,
  INBOX_KEPT_MS,
  REQUEST_PROMISE_MS,
} from '@heitu/kit/data/housekeeping';
import { newId } from '@heitu/kit/rules/ids';
import { createKeyRing, KEY_BYTES } from '@heitu/kit/privacy/key-ring';
import { openDatabase } from '@heitu/kit/data/orm';
import { parkedEvents, releaseParked } from '@heitu/kit/messages/parked';
import { DELIVERY_ATTEMPTS_MAX } from '@heitu/kit/messages/relay';
import { runSubgraph, type RunningSubgraph } from '@heitu/kit/serving/running';
import { generateSigningKey, privateKeyOf } from '@heitu/kit/messages/signing';
import { localTransport } from '@heitu/kit/messages/transport';
import { tally, type TallyContext } from './tally.fixture.ts';

const server = process.env['TEST_DATABASE_URL'];
const DATABASES: readonly [string, string | null][] = [
  ['SQLite', 'sqlite::memory:'],
  ['MariaDB', server ? `${server}/heitu_tally_housekeeping` : null],
];
/** Ids of one process never go back in time: each test begins after the last one's end. */
let startMs = Date.parse('2026-11-25T02:00:00Z');

describe.each(DATABASES)('housekeeping on %s', (_name, url) => {
  let room: RunningSubgraph;
  let context: TallyContext;
  let nowMs: number;
  let poisonous: boolean;

  beforeEach(async () => {
    if (!url) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
    if (server && url.startsWith(server)) {
      const connection = await createConnection(server);
      await connection.query('drop database if exists heitu_tally_housekeeping');
      await connection.query('create database heitu_tally_housekeeping character set utf8mb4 collate utf8mb4_bin');
      await connection.end();
    }
    nowMs = startMs += 400 * DAY_MS;
    poisonous = false;
    const orm = await openDatabase({
      name: 'tally',
      entities: tally.entities,
      url,
      migrationsPath: tally.migrationsPath,
    });
    await orm.schema.update();
    const rooms = new Map<string, RunningSubgraph>();
    room = await runSubgraph({
      manifest: {
        ...tally,
        reactions: tally.reactions.map((reaction) => ({
          ...reaction,
          prepare: async () => {
            if (poisonous) throw new Error('poison');
          },
        })),
      },
      orm,
      clock: { now: () => nowMs },
      log: pino({ level: 'silent' }),
      ring: createKeyRing([Buffer.alloc(KEY_BYTES, 7)]),
      blobs: memoryBlobStore(),
      transport: localTransport(rooms),
      settings: {},
      signer: () => ({ name: 'tally', privateKey: privateKeyOf(generateSigningKey().privatePem) }),
    });
    rooms.set('tally', room);
    context = room.contextFor(systemActor('test'), 'test') as unknown as TallyContext;
    await context.rows.insertInto('Line').values({ name: 'a', n: 0 }).execute();
  });
  afterEach(() => room.close());

  const mark = async (requestId: string) =>
    (
      await room.execute(
        { query: `mutation { mark(requestId: "${requestId}", line: "a") { n } }` },
        { kind: 'account', id: 'me', grants: [] },
        'request',
      )
    ).data?.['mark'];
  const keep = () => housekeeping.run(room.contextFor(systemActor('tally'), 'housekeeping'));
  const count = async (
    table:
      | 'Outbox'
      | 'EventDelivery'
      | 'Inbox'
      | 'RequestClaim'
      | 'CallTaken'
      | 'Lease'
      | 'Applied'
      | 'Mark'
      | 'StoredFile',
  ) =>
    Number(
      (
        await context.rows
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    );
  const counts = async () => ({
    events: await count('Outbox'),
    deliveries: await count('EventDelivery'),
    inbox: await count('Inbox'),
    requests: await count('RequestClaim'),
  });
  const all = { events: 1, deliveries: 1, inbox: 1, requests: 1 };

  it('forgets each thing when nobody can need it any more, and not a moment before', async () => {
    await mark('r1');
    await room.runOnce();
    expect(await counts()).toEqual(all);
    nowMs = startMs + DELIVERED_KEPT_MS - 1;
    await keep();
    expect(await counts()).toEqual(all);
    nowMs = startMs + DELIVERED_KEPT_MS + 1;
    await keep();
    expect(await counts()).toEqual({ ...all, events: 0, deliveries: 0 });
    nowMs = startMs + REQUEST_PROMISE_MS;
    await keep();
    expect(await mark('r1')).toEqual({ n: 1 });
    expect(await count('Mark')).toBe(1);
    nowMs += 1;
    await keep();
    expect(await counts()).toEqual({ events: 0, deliveries: 0, inbox: 1, requests: 0 });
    nowMs = startMs + INBOX_KEPT_MS;
    await keep();
    expect(await count('Inbox')).toBe(1);
    nowMs += 1;
    await keep();
    expect(await count('Inbox')).toBe(0);
  });

  it('lets an event that comes late take no effect a second time, at any age', async () => {
    await mark('r1');
    const [row] = await context.em.fork().find(Outbox, {});
    const event = {
      id: row!.id,
      type: row!.type,
      aggregateType: row!.aggregatetype,
      aggregateId: row!.aggregateid,
      atMs: row!.atMs,
      payload: JSON.parse(row!.payload) as object,
    };
    const again = async () => (await room.receive([event], peerActor('tally')))[0]!.ok;
    expect(await again()).toBe(true);
    for (const [ageMs, taken] of [
      [DELIVERED_KEPT_MS + DAY_MS, true],
      [EVENT_AGE_MAX_MS, true],
      [EVENT_AGE_MAX_MS + 1, false],
      [INBOX_KEPT_MS, false],
      [INBOX_KEPT_MS + DAY_MS, false],
    ] as const) {
      nowMs = startMs + ageMs;
      await keep();
      expect([ageMs, await again(), await count('Applied')]).toEqual([ageMs, taken, 1]);
    }
    expect(await count('Inbox')).toBe(0);
  });

  it('never forgets an event that waits or is parked, however old; released, it takes effect once', async () => {
    poisonous = true;
    await mark('r1');
    await mark('r2');
    for (let attempt = 0; attempt < DELIVERY_ATTEMPTS_MAX; attempt++) {
      await room.runOnce();
      nowMs += 60_000;
    }
    nowMs += DELIVERED_KEPT_MS * 2;
    await keep();
    expect(await counts()).toMatchObject({ events: 2, deliveries: 2 });
    const parked = await parkedEvents(room.orm);
    expect(parked).toEqual([
      expect.objectContaining({
        consumer: 'tally',
        type: 'tally.line-marked.v1',
        aggregate: 'line:a',
        attempts: DELIVERY_ATTEMPTS_MAX,
        lastError: 'Error: poison',
      }),
    ]);
    expect(await releaseParked(room.orm, parked[0]!.id + 1)).toBe(0);
    poisonous = false;
    expect(await releaseParked(room.orm, parked[0]!.id)).toBe(1);
    expect(await releaseParked(room.orm)).toBe(0);
    await room.runOnce();
    expect(await context.rows.selectFrom('Applied').select('n').orderBy('id').execute()).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('forgets what a room keeps for some time only, by a moment or by its id, and not a moment before', async () => {
    const kept = { StoredFile: { since: 'atMs', days: 10 }, Outbox: { since: 'id', days: 10 }, Mark: {} } as const;
    const file = { ownerId: 'me', purpose: 'photo', mediaType: 'image/png', sizeBytes: 1, sha256: '', isPublic: false };
    const event = { aggregatetype: 'line', aggregateid: 'b', type: 'tally.line-marked.v1', payload: '{}' as never };
    const em = context.em.fork();
    const old = Array.from({ length: 1200 }, () => newId(startMs));
    const young = newId(startMs + DAY_MS);
    const rowsAt = (ids: readonly string[], atMs: number) => ids.map((id) => ({ id, atMs }));
    for (const row of [rowsAt(old, startMs), rowsAt([young], startMs + DAY_MS)]) {
      await em.insertMany(
        StoredFile,
        row.map((one) => ({ ...file, ...one })),
      );
      await em.insertMany(
        Outbox,
        row.map((one) => ({ ...event, ...one })),
      );
    }
    const forget = async (atMs: number) => {
      nowMs = atMs;
      await forgetOld(room.contextFor(systemActor('tally'), 'forget-old'), kept);
      return [await count('StoredFile'), await count('Outbox')];
    };
    expect(await forget(startMs + 10 * DAY_MS)).toEqual([1201, 1201]);
    expect(await forget(startMs + 10 * DAY_MS + 1)).toEqual([1, 1]);
    expect(await forget(startMs + 11 * DAY_MS)).toEqual([1, 1]);
    expect(await forget(startMs + 11 * DAY_MS + 1)).toEqual([0, 0]);
  });

  it('goes on to the newest through more old rows than one batch holds, and forgets calls and leases by real time', async () => {
    const old = 1200;
    const em = context.em.fork();
    const ids = Array.from({ length: old }, () => newId(startMs));
    await em.insertMany(
      Outbox,
      ids.map((id) => ({
        id,
        aggregatetype: 'line',
        aggregateid: 'b',
        type: 'tally.line-marked.v1',
        payload: '{}',
        atMs: startMs,
      })),
    );
    await em.insertMany(
      EventDelivery,
      ids.map((eventId, i) => ({
        eventId,
        consumer: 'tally',
        aggregate: 'line:b',
        state: i % 400 === 0 ? 2 : 1,
        attempts: 0,
        nextAtMs: startMs,
      })),
    );
    await context.rows
      .insertInto('CallTaken')
      .values([
        { id: 'ended', untilMs: Date.now() - 1 },
        { id: 'holds', untilMs: Date.now() + HOUR_MS },
      ])
      .execute();
    await context.rows
      .insertInto('Lease')
      .values([
        { name: 'old', holder: 'x', untilMs: Date.now() - 2 * DAY_MS },
        { name: 'held', holder: 'x', untilMs: Date.now() },
      ])
      .execute();
    nowMs = startMs + DELIVERED_KEPT_MS + DAY_MS;
    await mark('r1');
    await keep();
    expect(await counts()).toMatchObject({ events: 4, deliveries: 4 });
    expect(await context.rows.selectFrom('CallTaken').select('id').execute()).toEqual([{ id: 'holds' }]);
    expect(await context.rows.selectFrom('Lease').select('name').execute()).toEqual([{ name: 'held' }]);
  });
});
