import { sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { must } from '@heitu/kit/rules/checked';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { generateSigningKey, privateKeyOf } from '@heitu/kit/messages/signing';
import { plant } from '@heitu/kit/serving/any-row';
import { freshDatabase, type TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  consumer,
  documentedLot,
  firstKey,
  openRoom,
  operator,
  otherSeller,
  published,
  requestId,
  reviewer,
  rowCount,
  seller,
  signing,
  world,
} from '../testing.fixture.ts';
import { harvested, ricePlot } from '../field/field.fixture.ts';
import { bagLabels } from './bag-labels.ts';
import { bytesOfDigits, digitsOf, signedBytes } from './statement.ts';

const SCANNED = 'lotCode serial lotState isInHistory isSpoiled earlierScans firstScannedAt doubt';
const DOUBTS = `query($state: LabelDoubtState) { labelDoubts(first: 10, state: $state) { edges { node {
  id serial cause state stateLabel availableActions lot { lotCode } } } } }`;

const DATABASES = [
  ['SQLite', null],
  ['MariaDB', 'heitu_label_scans'],
] as const;

describe.each(DATABASES)('a label that is scanned, on %s', (_database, name) => {
  let room: TestSubgraph;
  let lot: { lotId: string; code: string };
  /** By serial. */
  let labels: { path: string; digits: string }[];
  let look = 0;
  beforeEach(async () => {
    const keys = signing();
    const url = name === null ? undefined : await freshDatabase(process.env['TEST_DATABASE_URL'], name);
    room = await openRoom(world(), true, keys, url);
    lot = await documentedLot(room, (await published(room)).skuId, { units: 30 });
    await act(room, seller, 'releaseLot', { lotId: lot.lotId });
    await act(room, seller, 'printLabels', { requestId: requestId(), lotId: lot.lotId, count: 3, form: 'SHEET' });
    const rows = room.subgraph.orm.em.fork().getKysely<any>();
    const run = await rows.selectFrom('LabelRun').selectAll().executeTakeFirstOrThrow();
    const printed = await bagLabels(
      { rows, services: { ...keys, sandbox: true, publicUrl: 'http://heitu.test', newSalt: () => '' } },
      run as never,
    );
    labels = must(printed, 'labels').map(({ address }) => {
      const { pathname, searchParams } = new URL(address);
      return { path: pathname, digits: must(searchParams.get('s'), 'a statement') };
    });
  });
  afterEach(() => room.close());

  const first = () => must(labels[0], 'a label');
  const scan = (
    placeCode: string | null = null,
    label: object = first(),
    visit = `visit-${++look}-${requestId()}`,
  ): Promise<any> => act(room, ANONYMOUS, 'scanLabel', { ...label, visit, placeCode }, SCANNED);
  const doubts = async (actor = reviewer, state: string | null = null): Promise<any[]> =>
    (await room.graph<any>(actor, DOUBTS, { state })).labelDoubts.edges.map(({ node }: { node: object }) => node);
  const settle = (id: string, decision: string, actor = reviewer): Promise<any> =>
    act(room, actor, 'settleLabelDoubt', { doubtId: id, decision, note: '查过了' }, 'state');
  const farApart = async (): Promise<string> => {
    await scan('230184001');
    room.clock.advance(HOUR_MS);
    expect(await scan('440106')).toMatchObject({ doubt: 'FAR_APART' });
    return must((await doubts(reviewer, 'OPEN'))[0], 'a doubt').id;
  };

  it('is told the field that its lot came from, or that nothing is recorded of one', async () => {
    const fieldsOf = async () =>
      (
        await act(
          room,
          ANONYMOUS,
          'scanLabel',
          { ...first(), visit: requestId(), placeCode: null },
          'fields { plotName grower }',
        )
      ).fields;
    expect(await fieldsOf()).toEqual([]);
    const harvestId = await harvested(room, await ricePlot(room, { newGrowerName: '田大壮' }));
    await plant(room, 'LotHarvest', { lotId: lot.lotId, harvestId, parts: 1000 });
    expect(await fieldsOf()).toEqual([{ plotName: '村东水田', grower: '田**' }]);
  });

  it('is told what has become of its lot, and that its history is the one that was signed', async () => {
    expect(await scan()).toMatchObject({
      lotCode: lot.code,
      serial: 1,
      lotState: 'RELEASED',
      isInHistory: true,
      isSpoiled: false,
      earlierScans: 0,
      firstScannedAt: null,
      doubt: null,
    });
    await act(room, seller, 'recallLot', { requestId: requestId(), lotId: lot.lotId, reason: '发霉' });
    expect(await scan()).toMatchObject({ lotState: 'RECALLED', isInHistory: true, earlierScans: 1 });
    await room.subgraph.orm.em
      .fork()
      .getKysely<any>()
      .updateTable('TraceEvent')
      .set({ hash: 'f'.repeat(64) })
      .execute();
    expect(await scan()).toMatchObject({ isInHistory: false });
  });

  it('keeps one row of one look, with no more than the city, and nothing of who looks', async () => {
    await scan(null, first(), 'the-same-look');
    await scan('440106001', first(), 'the-same-look');
    await scan('110101', first(), 'the-same-look');
    const rows = await room.subgraph.orm.em.fork().getKysely<any>().selectFrom('LabelScan').selectAll().execute();
    expect(rows).toEqual([
      {
        id: expect.any(String),
        lotId: lot.lotId,
        serial: 1,
        visit: 'the-same-look',
        atMs: expect.any(Number),
        placeCode: '4401',
      },
    ]);
    room.clock.advance(365 * DAY_MS - HOUR_MS);
    await room.subgraph.runOnce('forget-label-scans');
    expect(await rowCount(room, 'LabelScan')).toBe(1);
    room.clock.advance(2 * HOUR_MS);
    await room.subgraph.runOnce('forget-label-scans');
    expect(await rowCount(room, 'LabelScan')).toBe(0);
  });

  it('is refused where the platform has not signed it: altered, of another lot, invented, by another key', async () => {
    const { path, digits } = first();
    const bytes = must(bytesOfDigits(digits), 'bytes');
    const forged = (key: string, wanted: string) => {
      const said = bytes.subarray(0, -64);
      return {
        path: wanted,
        digits: digitsOf(Buffer.concat([said, sign(null, signedBytes(wanted, said), privateKeyOf(key))])),
      };
    };
    const flipped = Buffer.from(bytes);
    flipped.writeUInt16BE(0x1ff, 13);
    for (const wrong of [
      { path, digits: digitsOf(flipped) },
      { path: path.replace(/1$/, '2'), digits },
      { path: path.replace(lot.code, `${lot.code}9`), digits },
      { path, digits: digits.slice(0, -3) },
      forged(generateSigningKey().privatePem, path),
    ])
      expect(await scan(null, wrong)).toMatchObject({ code: 'NOT_SIGNED' });
    // Who has stolen the key can sign; what was never printed is told all the same.
    expect(await scan(null, forged(firstKey, path.replace(/1$/, '4')))).toMatchObject({ code: 'NOT_PRINTED' });
    expect(await scan(null, forged(firstKey, path.replace(lot.code, 'RICE-NEVER')))).toMatchObject({
      code: 'NOT_PRINTED',
    });
    expect(await rowCount(room, 'LabelScan')).toBe(0);
  });

  it('is doubted where one bag cannot have been, which seller and operator find on their desks', async () => {
    const id = await farApart();
    expect(await scan()).toMatchObject({ doubt: 'FAR_APART', earlierScans: 2 });
    expect(await scan(null, labels[1])).toMatchObject({ doubt: null });
    expect(await rowCount(room, 'LabelDoubt')).toBe(1);
    expect(await doubts(seller)).toEqual([
      {
        id,
        serial: 1,
        cause: 'FAR_APART',
        state: 'OPEN',
        stateLabel: '您的码可能被人仿印，请查一查',
        availableActions: ['VOID'],
        lot: { lotCode: lot.code },
      },
    ]);
    expect(await doubts(otherSeller)).toEqual([]);
    const { catalogDue } = await room.graph<any>(operator, '{ catalogDue { kind title } }');
    expect(catalogDue).toContainEqual({ kind: 'LABEL_DOUBT', title: lot.code });
    expect(await settle(id, 'VOID', otherSeller)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await settle(id, 'CLEAR', seller)).not.toHaveProperty('state');
    await expect(settle(id, 'VOID', consumer)).rejects.toThrow('FORBIDDEN');
    expect((await doubts())[0]).toMatchObject({ state: 'OPEN' });
  });

  it('is given up by its seller: whoever scans it is told, and another may be printed', async () => {
    const id = await farApart();
    expect(await settle(id, 'VOID', seller)).toEqual(expect.objectContaining({ state: 'VOID' }));
    expect(await scan()).toMatchObject({ isSpoiled: true, doubt: 'FAR_APART' });
    expect(await settle(id, 'VOID', seller)).toMatchObject({ code: 'WRONG_STATE' });
    const shown = await room.graph<any>(seller, 'query($id: ID!) { lot(id: $id) { labels { spoiled left } } }', {
      id: lot.lotId,
    });
    expect(shown.lot.labels).toEqual({ spoiled: 1, left: 28 });
  });

  it('is good again once the operator has looked, until something new is seen', async () => {
    const id = await farApart();
    expect(await settle(id, 'CLEAR')).toMatchObject({ state: 'CLEARED' });
    room.clock.advance(HOUR_MS);
    expect(await scan('440106')).toMatchObject({ doubt: null });
    expect(await rowCount(room, 'LabelDoubt')).toBe(1);
    room.clock.advance(HOUR_MS);
    expect(await scan('230184')).toMatchObject({ doubt: 'FAR_APART' });
    expect(await rowCount(room, 'LabelDoubt')).toBe(2);
  });

  it('is doubted for ever where nobody looks into it', async () => {
    await farApart();
    room.clock.advance(12 * DAY_MS);
    await room.subgraph.runOnce('stand-label-doubts');
    expect(await doubts(reviewer, 'OPEN')).toHaveLength(1);
    room.clock.advance(20 * DAY_MS);
    await room.subgraph.runOnce('stand-label-doubts');
    expect(await doubts(reviewer, 'STANDING')).toHaveLength(1);
    expect(await scan()).toMatchObject({ doubt: 'FAR_APART' });
    expect(await rowCount(room, 'LabelDoubt')).toBe(1);
  });

  it('opens one doubt where two looks come at once', async () => {
    await scan('230184');
    room.clock.advance(HOUR_MS);
    const answers = await Promise.all([scan('440106'), scan('440106'), scan('440106')]);
    expect(answers.map(({ doubt }) => doubt)).toEqual(['FAR_APART', 'FAR_APART', 'FAR_APART']);
    expect(await rowCount(room, 'LabelDoubt')).toBe(1);
  });
});
