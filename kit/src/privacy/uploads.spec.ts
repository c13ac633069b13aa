import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defineEntity } from '@mikro-orm/core';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import sharp from 'sharp';
import { Field, ObjectType, Query, Resolver } from 'type-graphql';
import { ANONYMOUS, hasRole, type Actor } from '../rules/actor.ts';
import { DAY_MS } from '../rules/clock.ts';
import type { Context } from '../data/context.ts';
import { column, NO, YES } from '../data/entities.ts';
import { fileEdges } from './file-edges.ts';
import { releaseFiles, useFiles } from './file-uses.ts';
import { ok, refuse } from '../rules/outcome.ts';
import { permit } from '../rules/permissions.ts';
import type { Manifest } from '../serving/subgraph.ts';
import { account, testSubgraph, type TestSubgraph } from '../serving/testing.ts';
import { DAY_BYTES_MAX, PICTURES, PICTURES_AND_PDF, UNUSED_BYTES_MAX, type FilePurposes } from './uploads.ts';

const Card = defineEntity({
  name: 'Card',
  properties: {
    id: column.id().primary(),
    pictureId: column.id().nullable(),
    moreIds: column.line().nullable(),
    isPublished: column.flag(),
  },
});
type CardContext = Context<readonly [typeof Card]>;

@ObjectType('Card')
class CardView {
  @Field() id: string;
}
@Resolver()
class CardResolver {
  @Query(() => [CardView])
  cards() {
    return [];
  }
}
const PIXELS_MAX = 400 * 400;
const purposes: FilePurposes = {
  card: {
    title: '卡片照片',
    may: ({ actor }) => hasRole(actor, 'maker'),
    mediaTypes: PICTURES,
    bytesMax: 1024 * 1024,
    pixelsMax: PIXELS_MAX,
    isPublic: true,
  },
  paper: {
    title: '证照',
    may: () => true,
    mediaTypes: PICTURES_AND_PDF,
    bytesMax: 4 * 1024 * 1024,
    pixelsMax: PIXELS_MAX,
    isPublic: false,
  },
};
const manifest: Manifest = {
  name: 'cards',
  resolvers: [CardResolver],
  references: {},
  permissions: { Query: { cards: permit.signedIn }, Card: permit.anyone },
  entities: [Card],
  migrationsPath: mkdtempSync(join(tmpdir(), 'heitu-no-migrations-')),
  reactions: [],
  jobs: [],
  evidence: {},
  services: () => ({}),
  fileColumns: [
    { entity: 'Card', column: 'pictureId', thing: 'card' },
    { entity: 'Card', column: 'moreIds', thing: 'card' },
  ],
  edges: fileEdges({
    purposes,
    async audience(bare, { id }) {
      const { rows, actor } = bare as CardContext;
      const cards = await rows
        .selectFrom('Card')
        .select('isPublished')
        .where('id', 'in', (uses) => uses.selectFrom('FileUse').select('thingId').where('fileId', '=', id))
        .execute();
      if (cards.some(({ isPublished }) => isPublished)) return 'everybody';
      return cards.length > 0 && hasRole(actor, 'reviewer') ? 'caller' : 'nobody';
    },
  }),
};

const maker = account('maker-1', { role: 'maker' });
const stranger = account('stranger');
const reviewer = account('reviewer-1', { role: 'reviewer' });
const plain = (width = 40, height = 20) => sharp({ create: { width, height, channels: 3, background: '#7a3' } });
const FROM_A_CAMERA = { IFD0: { Make: 'SecretCamera' }, IFD3: { GPSLatitude: '44/1 55/1 0/1', GPSLatitudeRef: 'N' } };
const server = process.env['TEST_DATABASE_URL'];
let databases = 0;

async function databaseUrl(database: string): Promise<string> {
  if (database === 'SQLite') return 'sqlite::memory:';
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
  const root = await createConnection(server);
  const name = `heitu_cards_${(databases += 1)}`;
  await root.query(`drop database if exists ${name}`);
  await root.query(`create database ${name} character set utf8mb4 collate utf8mb4_bin`);
  await root.end();
  return `${server}/${name}`;
}

describe.each(['SQLite', 'MariaDB'])('uploads, on %s', (database) => {
  let room: TestSubgraph;
  let blobs: Map<string, Buffer>;
  beforeEach(async () => {
    blobs = new Map();
    room = await testSubgraph(manifest, { blobs, url: await databaseUrl(database), makeSchema: true });
  });
  afterEach(() => room.close());

  const send = async (body: Buffer, purpose = 'card', actor: Actor = maker) => {
    const { status, body: answer } = await room.subgraph.edge(
      { method: 'POST', path: '/files', query: { purpose }, headers: {}, body },
      actor,
      'r',
    );
    return { status, ...(JSON.parse(String(answer)) as { id?: string; code?: string; message?: string }) };
  };
  const upload = async (body: Buffer, purpose = 'card', actor: Actor = maker) => (await send(body, purpose, actor)).id!;
  const get = (id: string, actor: Actor = ANONYMOUS, headers: Record<string, string> = {}) =>
    room.subgraph.edge({ method: 'GET', path: `/files/${id}`, query: {}, headers, body: Buffer.alloc(0) }, actor, 'r');
  const statusFor = async (id: string, actor?: Actor) => (await get(id, actor)).status;
  const contextOf = (actor: Actor = maker) => room.subgraph.contextFor(actor, 'test') as unknown as CardContext;
  const stored = async () =>
    await contextOf().rows.selectFrom('StoredFile').select(['id', 'unusedSinceMs']).orderBy('id').execute();
  const NONE = { rows: 0, blobs: 0 };
  const kept = async () => ({ rows: (await stored()).length, blobs: blobs.size });
  /** A use case: a card that shows these pictures. */
  const makeCard = (id: string, pictureIds: string[], isPublished = false, actor = maker) =>
    contextOf(actor).transaction(async (tx) => {
      if (!(await useFiles(contextOf(actor) as never, tx as never, { type: 'card', id }, pictureIds, 'card')))
        return refuse({ UNKNOWN: { message: '' } }, 'UNKNOWN');
      const [pictureId = null, ...more] = pictureIds;
      await tx.em.insert(Card, { id, pictureId, moreIds: more.length > 0 ? more.join(',') : null, isPublished });
      return ok({ id });
    });

  it('takes what a purpose allows, from whom it allows, and says in its own words what it wants', async () => {
    const png = await plain().png().toBuffer();
    expect(await send(png, 'card', ANONYMOUS)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(await send(png, 'card', stranger)).toEqual({
      status: 403,
      code: 'PURPOSE_NOT_YOURS',
      message: '您没有上传卡片照片的权限',
    });
    expect(await send(png, 'toString')).toMatchObject({ status: 400, code: 'PURPOSE_UNKNOWN' });
    expect(await send(Buffer.from('%PDF-1.7 paper'))).toEqual({
      status: 422,
      code: 'FILE_TYPE_REFUSED',
      message: '卡片照片只支持JPG、PNG、WEBP',
    });
    expect(await send(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'paper')).toEqual({
      status: 422,
      code: 'FILE_TYPE_REFUSED',
      message: '证照只支持JPG、PNG、WEBP、PDF',
    });
    expect(await send(Buffer.concat([png, Buffer.alloc(1024 * 1024)]))).toEqual({
      status: 422,
      code: 'FILE_TOO_LARGE',
      message: '卡片照片太大，请压缩到1兆以内',
    });
    expect(await send(Buffer.alloc(0))).toMatchObject({ code: 'FILE_EMPTY' });
    expect(await kept()).toEqual(NONE);
    expect((await send(png)).status).toBe(201);
    const paper = await upload(Buffer.from('%PDF-1.7 paper'), 'paper', stranger);
    expect(String((await get(paper, stranger)).body)).toBe('%PDF-1.7 paper');
    expect(await kept()).toEqual({ rows: 2, blobs: 2 });
  });

  it.each(['jpeg', 'png', 'webp'] as const)(
    'writes a %s anew: upright, without its camera, its place and what was hidden behind it',
    async (format) => {
      const taken = await plain(40, 20)
        .withExif(FROM_A_CAMERA as never)
        .withMetadata({ orientation: 6 })
        .toFormat(format)
        .toBuffer();
      const body = Buffer.concat([taken, Buffer.from('<script>alert("behind")</script>')]);
      expect((await sharp(taken).metadata()).exif).toBeDefined();
      const { body: bytes, headers } = await get(await upload(body), maker);
      const { exif, orientation, icc, xmp, width, height, format: written } = await sharp(bytes as Buffer).metadata();
      expect({ exif, orientation, icc, xmp, width, height, written }).toEqual({
        width: 20,
        height: 40,
        written: format,
      });
      expect([String(bytes).includes('script'), String(bytes).includes('SecretCamera')]).toEqual([false, false]);
      expect(headers!['content-type']).toBe(`image/${format}`);
    },
  );

  it('opens no picture of more pixels than allowed, none that moves, and none that is broken', async () => {
    const large = await plain(401, 400).png({ compressionLevel: 9 }).toBuffer();
    expect(await send(large)).toEqual({
      status: 422,
      code: 'PICTURE_TOO_LARGE',
      message: '卡片照片太大，请缩小到16万像素以内',
    });
    // A header that promises 30,000 by 30,000 pixels over nothing: what it would take is never given.
    const bomb = Buffer.from(large);
    bomb.writeUInt32BE(30_000, 16);
    bomb.writeUInt32BE(30_000, 20);
    expect(['PICTURE_TOO_LARGE', 'PICTURE_BROKEN']).toContain((await send(bomb)).code);
    const moving = await sharp(
      await Promise.all(
        ['#f00', '#00f'].map((background) =>
          sharp({ create: { width: 8, height: 8, channels: 3, background } })
            .png()
            .toBuffer(),
        ),
      ),
      { join: { animated: true } },
    )
      .webp()
      .toBuffer();
    expect(await send(moving)).toMatchObject({ code: 'PICTURE_ANIMATED' });
    expect(await send((await plain(300, 300).jpeg().toBuffer()).subarray(0, 500))).toMatchObject({
      code: 'PICTURE_BROKEN',
    });
    expect(await send(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('no picture')]))).toMatchObject(
      { code: 'PICTURE_BROKEN' },
    );
    expect(await kept()).toEqual(NONE);
  });

  it('lets nobody store more than a day’s share, nor leave more unused, however many come at once', async () => {
    const { rows } = contextOf();
    const paper = Buffer.concat([Buffer.from('%PDF-1.7 '), Buffer.alloc(1024 * 1024)]);
    await upload(paper, 'paper');
    const roomFor = 2;
    await rows
      .updateTable('StoredFile')
      .set({ sizeBytes: UNUSED_BYTES_MAX - roomFor * paper.length })
      .execute();
    const six = await Promise.all(Array.from({ length: 6 }, () => send(paper, 'paper')));
    expect(six.map(({ status, code }) => code ?? status).sort()).toEqual([
      201,
      201,
      ...Array.from({ length: 4 }, () => 'UNUSED_FULL'),
    ]);
    expect(await kept()).toEqual({ rows: 3, blobs: 3 });
    expect((await send(paper, 'paper', stranger)).status).toBe(201);

    await rows.updateTable('StoredFile').set({ unusedSinceMs: null }).execute();
    await rows
      .updateTable('UploadTally')
      .set({ dayBytes: DAY_BYTES_MAX - roomFor * paper.length })
      .where('ownerId', '=', 'maker-1')
      .execute();
    const more = await Promise.all(Array.from({ length: 6 }, () => send(paper, 'paper')));
    expect(more.map(({ status, code }) => code ?? status).sort()).toEqual([
      201,
      201,
      ...Array.from({ length: 4 }, () => 'DAY_FULL'),
    ]);
    expect(await kept()).toEqual({ rows: 6, blobs: 6 });
    room.clock.advance(DAY_MS);
    expect((await send(paper, 'paper')).status).toBe(201);
  });

  it('deletes after a day what nothing refers to, bytes and row, and never what a row names', async () => {
    const png = await plain().png().toBuffer();
    const [shown, second, dropped, unused, forgotten] = await Promise.all(Array.from({ length: 5 }, () => upload(png)));
    expect(await makeCard('card-1', [shown!, second!, dropped!])).toMatchObject({ ok: true });
    expect(await makeCard('card-2', [second!])).toMatchObject({ ok: true });
    // A use case that forgot to say so.
    await contextOf()
      .em.fork()
      .insert(Card, { id: 'card-3', pictureId: null, moreIds: `x,${forgotten}`, isPublished: false });
    await contextOf().transaction(async (tx) => {
      await tx.em.nativeUpdate(Card, { id: 'card-1' }, { moreIds: null });
      await releaseFiles(contextOf() as never, tx as never, { type: 'card', id: 'card-1' }, [second!, dropped!]);
      return ok(null);
    });
    const pass = async (ms: number) => {
      room.clock.advance(ms);
      await room.subgraph.runOnce('forget-files');
    };
    await pass(DAY_MS - 1000);
    expect(await kept()).toEqual({ rows: 5, blobs: 5 });
    await pass(2000);
    const left = [shown!, second!, forgotten!].sort();
    expect((await stored()).map(({ id }) => id)).toEqual(left);
    expect([...blobs.keys()].sort()).toEqual(left);
    // What was deleted is taken into use by nobody.
    expect(await makeCard('card-4', [unused!])).toMatchObject({ code: 'UNKNOWN' });
  });

  it('has a file and its deletion decide between them, once: used it stays, deleted it is refused', async () => {
    const png = await plain().png().toBuffer();
    for (let round = 0; round < 5; round += 1) {
      const id = await upload(png);
      room.clock.advance(DAY_MS + 1);
      const [card] = await Promise.all([makeCard(`race-${round}`, [id]), room.subgraph.runOnce('forget-files')]);
      expect((await stored()).some((file) => file.id === id)).toBe(card.ok);
      expect(blobs.has(id)).toBe(card.ok);
    }
  });

  it('shows a public picture to strangers once its thing is public, and lets caches keep it only then', async () => {
    const id = await upload(await plain().png().toBuffer());
    const all = async () => Promise.all([ANONYMOUS, stranger, reviewer, maker].map((actor) => statusFor(id, actor)));
    expect(await all()).toEqual([404, 404, 404, 200]);
    await makeCard('card-1', [id]);
    expect(await all()).toEqual([404, 404, 200, 200]);
    expect((await get(id, maker)).headers!['cache-control']).toBe('private, no-store');
    await contextOf().rows.updateTable('Card').set({ isPublished: YES }).execute();
    expect(await all()).toEqual([200, 200, 200, 200]);
    const { headers } = await get(id);
    expect(headers!['cache-control']).toBe('public, max-age=3600');
    expect((await get(id, ANONYMOUS, { 'if-none-match': headers!['etag']! })).status).toBe(304);
    await contextOf().rows.updateTable('Card').set({ isPublished: NO }).execute();
    expect((await get(id, ANONYMOUS, { 'if-none-match': headers!['etag']! })).status).toBe(404);
    expect(await all()).toEqual([404, 404, 200, 200]);
  });

  it('lets nobody use another’s file, or one of another purpose', async () => {
    const id = await upload(await plain().png().toBuffer());
    const paper = await upload(await plain().png().toBuffer(), 'paper');
    const other = account('maker-2', { role: 'maker' });
    expect(await makeCard('card-1', [id], false, other)).toMatchObject({ code: 'UNKNOWN' });
    expect(await makeCard('card-1', [id, paper])).toMatchObject({ code: 'UNKNOWN' });
    expect((await stored()).every(({ unusedSinceMs }) => unusedSinceMs !== null)).toBe(true);
  });
});
