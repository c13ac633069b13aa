import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { importJWK, type JWK } from 'jose';
import jsqr from 'jsqr';
import { must } from '@heitu/kit/rules/checked';
import { freshDatabase, type TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  clerk,
  consumer,
  documentedLot,
  openRoom,
  otherSeller,
  published,
  requestId,
  rowCount,
  seller,
  signing,
  world,
} from '../testing.fixture.ts';
import { qrOf } from '@heitu/kit/rules/qr';
import { bytesOfDigits, isGenuine, readLabel } from './statement.ts';

const RUN = 'id fromSerial toSerial form claims canBeOpened';
const DOTS_PER_POINT = 203 / 72;

/** A code as a printer of 203 dots to the inch puts it on paper, with the white around it. */
interface Printed {
  dots: number;
  isBlack(x: number, y: number): boolean;
  dotMillimetres: number;
}
const QUIET = 4;
function printedFrom(pdf: string): Printed[] {
  const codes = pdf.matchAll(/q ([\d.]+) 0 0 \1 ([\d.]+) ([\d.]+) cm\nBI \/W (\d+)[^\n]*\nID ([0-9a-f]+)>/g);
  return [...codes].map(([, side, , , dots, hex]) => {
    const [size, count] = [Number(side), Number(dots)];
    const [bytes, bytesPerRow] = [Buffer.from(String(hex), 'hex'), Math.ceil(count / 8)];
    const at = (dot: number): number => Math.floor((((dot + 0.5) / DOTS_PER_POINT) * count) / size) - QUIET;
    return {
      dots: Math.round((size * DOTS_PER_POINT * (count + 2 * QUIET)) / count),
      dotMillimetres: (size / count / 72) * 25.4,
      isBlack(x, y) {
        const [column, row] = [at(x), at(y)];
        if (Math.min(column, row) < 0 || Math.max(column, row) >= count) return false;
        return ((bytes[row * bytesPerRow + (column >> 3)] ?? 0) >> (7 - (column & 7))) % 2 === 1;
      },
    };
  });
}
const SHADES = { black: 30, white: 235 };
/** A lens that is a little out of focus sees these together. */
const SEEN_TOGETHER = [-2, 0, 2].flatMap((x) => [-2, 0, 2].map((y) => [x, y] as const));
/** Dots that the printer missed or made by mistake: the same ones each time. */
const isSpeck = (x: number, y: number, share: number): boolean =>
  Math.abs(Math.sin(x * 12.9898 + y * 78.233) * 43758.5453) % 1 < share;
/** What a camera reads of it that is held askew, twice as fine as the printer: one of some pictures, as it moves. */
const seen = (printed: Printed, held: { degrees?: number; specks?: number } = {}): string | undefined => {
  for (const moved of [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5]) {
    const read = seenOnce(printed, { ...held, degrees: (held.degrees ?? 0) + moved });
    if (read !== undefined) return read;
  }
  return undefined;
};
function seenOnce({ dots, isBlack }: Printed, { degrees = 0, specks = 0 } = {}): string | undefined {
  const side = Math.round(dots * 2.2);
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const shadeAt = (x: number, y: number): number => {
    const [dx, dy] = [(x - side / 2) / 2, (y - side / 2) / 2];
    const [column, row] = [Math.floor(dx * cos + dy * sin + dots / 2), Math.floor(dy * cos - dx * sin + dots / 2)];
    return isBlack(column, row) !== isSpeck(column, row, specks) ? SHADES.black : SHADES.white;
  };
  const near = degrees === 0 ? [[0, 0] as const] : SEEN_TOGETHER;
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const shade = near.reduce((sum, [dx, dy]) => sum + shadeAt(x + dx, y + dy), 0) / near.length;
      pixels.fill(shade, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  return jsqr.default(pixels, side, side)?.data;
}

const DATABASES = [
  ['SQLite', null],
  ['MariaDB', 'heitu_labels'],
] as const;

describe.each(DATABASES)('labels of single bags, on %s', (_database, name) => {
  let room: TestSubgraph;
  let lot: { lotId: string; code: string };
  let keys: ReturnType<typeof signing>;
  beforeEach(async () => {
    keys = signing();
    const url = name === null ? undefined : await freshDatabase(process.env['TEST_DATABASE_URL'], name);
    room = await openRoom(world(), true, keys, url);
    lot = await documentedLot(room, (await published(room)).skuId, { units: 30 });
  });
  afterEach(() => room.close());

  const print = (count: number, form = 'THERMAL', actor = seller): Promise<any> =>
    act(room, actor, 'printLabels', { requestId: requestId(), lotId: lot.lotId, count, form }, RUN);
  const spoil = (fromSerial: number, toSerial: number): Promise<any> =>
    act(room, seller, 'voidLabels', { requestId: requestId(), lotId: lot.lotId, fromSerial, toSerial });
  const labels = async (actor = seller): Promise<any> =>
    (
      await room.graph<any>(actor, 'query($id: ID!) { lot(id: $id) { labels { printed spoiled left runs { id } } } }', {
        id: lot.lotId,
      })
    ).lot.labels;
  const edge = (path: string, actor = seller) =>
    room.subgraph.edge({ method: 'GET', path, query: {}, headers: {}, body: Buffer.alloc(0) }, actor, 'r');
  const pdfOf = async (runId: string): Promise<string> => {
    const { status, body } = await edge(`/labels/${runId}`);
    expect(status).toBe(200);
    return Buffer.isBuffer(body) ? body.toString('latin1') : String(body);
  };
  const release = () => act(room, seller, 'releaseLot', { lotId: lot.lotId });
  const addressesOf = async (runId: string): Promise<string[]> =>
    printedFrom(await pdfOf(runId)).map((one) => must(seen(one), 'a code that a camera reads'));
  const readFrom = (address: string) => {
    const url = new URL(address);
    return must(readLabel(url.pathname, url.searchParams.get('s') ?? ''), 'a statement');
  };

  it('are as many as there are bags, each serial one time, and none before the lot is released [7.3.2.e]', async () => {
    expect(await print(1)).toMatchObject({ code: 'WRONG_STATE' });
    await release();
    expect(await print(1, 'THERMAL', otherSeller)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await print(1, 'THERMAL', clerk)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await print(24, 'SHEET')).toMatchObject({ fromSerial: 1, toSerial: 24, form: 'SHEET', canBeOpened: true });
    expect(await print(7)).toMatchObject({
      code: 'MORE_THAN_UNITS',
      details: [{ path: ['count'], text: '登记了30件，还能印6张' }],
    });
    expect(await labels()).toMatchObject({ printed: 24, spoiled: 0, left: 6 });
    const atOnce = await Promise.all([print(3), print(3), print(3)]);
    expect(atOnce.map(({ fromSerial, code }) => fromSerial ?? code).toSorted()).toEqual([25, 28, 'MORE_THAN_UNITS']);
    expect(await rowCount(room, 'LabelRun')).toBe(3);
    expect(await labels()).toMatchObject({ printed: 30, left: 0 });
    expect(await labels(consumer)).toBeNull();
  });

  it('make room for others when they are spoiled, which never count again', async () => {
    await release();
    const { id } = await print(30, 'SHEET');
    expect(await spoil(29, 31)).toMatchObject({ code: 'NOT_PRINTED' });
    expect(await spoil(29, 28)).toMatchObject({ code: 'NOT_PRINTED' });
    expect(await spoil(2, 4)).toMatchObject({ id: lot.lotId });
    expect(await spoil(4, 6)).toMatchObject({ code: 'ALREADY_VOID' });
    expect(await labels()).toMatchObject({ printed: 30, spoiled: 3, left: 3 });
    expect(await print(4)).toMatchObject({ code: 'MORE_THAN_UNITS' });
    expect(await print(3)).toMatchObject({ fromSerial: 31, toSerial: 33 });
    // What is opened again has only those that still count.
    const serials = (await addressesOf(id)).map((address) => readFrom(address).serial);
    expect(serials).toEqual([1, ...Array.from({ length: 26 }, (_, i) => i + 5)]);
  }, 60_000);

  it('are nobody’s to open but those who manage the lot, nor once the lot is stopped to print', async () => {
    await release();
    const { id } = await print(2);
    for (const actor of [otherSeller, consumer, clerk]) expect((await edge(`/labels/${id}`, actor)).status).toBe(404);
    await act(room, seller, 'recallLot', { requestId: requestId(), lotId: lot.lotId, reason: '发霉' });
    expect(await print(1)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await rowCount(room, 'LabelRun')).toBe(1);
  });

  it('can be read from a small label of 203 dots to the inch, held askew and with specks', async () => {
    await release();
    const { id } = await print(1);
    const pdf = await pdfOf(id);
    const [, width, height] = must(/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf), 'a page').map(Number);
    expect([width, height].map((points) => Math.round((points ?? 0) * DOTS_PER_POINT))).toEqual([320, 240]);
    const [printed] = printedFrom(pdf);
    expect(printed?.dots).toBeLessThanOrEqual(240);
    expect(printed?.dotMillimetres).toBeCloseTo(0.375, 2);
    const address = seen(must(printed, 'a label'));
    expect(address).toMatch(new RegExp(`^http://heitu\\.test/t/${lot.code}/1\\?s=\\d+$`));
    for (const degrees of [3, 8, 90, 173])
      expect([degrees, seen(must(printed, 'a label'), { degrees, specks: 0.03 })]).toEqual([degrees, address]);
  });

  it('are signed so that a library of others verifies them by the published keys', async () => {
    await release();
    const { id, claims } = await print(2);
    expect(claims).toEqual(['REPORT', 'CONFORMITY', 'PRODUCTION_LICENCE']);
    const [address = ''] = await addressesOf(id);
    const { pathname, searchParams } = new URL(address);
    const bytes = must(bytesOfDigits(searchParams.get('s') ?? ''), 'bytes');
    const { keys: jwks } = JSON.parse(String((await edge('/trace-keys')).body)) as { keys: (JWK & { kid: string })[] };
    const jwk = must(
      jwks.find(({ kid }) => kid.startsWith(bytes.toString('hex', 1, 5))),
      'a key of that name',
    );
    const key = await importJWK(jwk, 'EdDSA');
    if (key instanceof Uint8Array) throw new Error('no public key');
    const signedOf = (path: string, said = bytes.subarray(0, -64)) =>
      Buffer.concat([Buffer.from(`heitu-label-1:${path}:`), said]);
    const verified = (signed: Buffer): Promise<boolean> =>
      crypto.subtle.verify('Ed25519', key, Uint8Array.from(bytes.subarray(-64)), Uint8Array.from(signed));
    expect(await verified(signedOf(pathname))).toBe(true);
    // The signature of bag 1 is that of no other bag and of no other lot.
    expect(await verified(signedOf(pathname.replace(/1$/, '2')))).toBe(false);
    expect(await verified(signedOf(pathname.replace(lot.code, 'RICE261101-9')))).toBe(false);
    expect(readFrom(address).statement).toMatchObject({
      producedOn: '2026-11-01',
      expiresOn: '2027-11-01',
      claims: ['report', 'conformity', 'production-licence'],
      goods: '五常大米',
      grower: '香屯合作社',
    });
    expect(isGenuine(readFrom(address), keys.traceKeys)).toBe(true);
  });

  // 33 bytes, 14 and 18 letters of two with their lengths, 64 of the signature: 163 bytes are 408 digits.
  it('fit with the longest names and a Digital Link; an address too long is refused before anything is counted', async () => {
    const digits = '1'.repeat(408);
    const link = 'https://trace.wuchang.gov.cn/01/06901234567892/10/RICE-261101-LFS-0001/21/1234567?s=';
    expect(must(qrOf(link, digits), 'a code').length).toBe(17 + 4 * 12);
    expect(qrOf(`${link}${'x'.repeat(60)}`, digits)).toBeNull();
    await release();
    Object.assign(keys, { publicUrl: `https://${'long-'.repeat(40)}.test` });
    expect(await print(1)).toMatchObject({ code: 'DOES_NOT_FIT' });
    expect(await labels()).toMatchObject({ printed: 0 });
  });
});
