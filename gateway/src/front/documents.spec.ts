import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { pino } from 'pino';
import { createExecution } from '../execution/index.ts';
import { createDocuments } from './documents.ts';
import { DOCUMENTS_MAX } from './limits.ts';
import { LIBRARY_SDL, startLibrary, type Library } from './testing.fixture.ts';
import { hashOf, readTrustedDocuments } from './trusted-documents.ts';

const SHELF = 'query Shelf($first: Int) { shelf(first: $first) { edges { node { id title mine } } } }';
const TWO = 'query One { price } query Two { whoAmI }';
const GONE = 'query Gone { wasHereOnce }';
const ROOTLESS = 'subscription Rootless { wasNeverHere }';
const INTROSPECTS = '{ __schema { queryType { name } } }';
const ids = (text: string) => `sha256:${hashOf(text)}`;

describe('trusted documents', () => {
  let folder: string;
  let library: Library;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'heitu-documents-'));
    const former = join(folder, 'former');
    mkdirSync(former);
    const written = (...texts: string[]): string =>
      JSON.stringify(Object.fromEntries(texts.map((text) => [hashOf(text), text])));
    writeFileSync(join(folder, 'shop.json'), written(SHELF));
    // Kept from a release before: some of it still fits.
    writeFileSync(join(former, 'shop.json'), written(SHELF, TWO, GONE, ROOTLESS));
    library = await startLibrary({ isProduction: true, trustedDocuments: [folder, former] });
  });
  afterAll(async () => {
    await library.close();
    rmSync(folder, { recursive: true });
  });
  const code = async (body: object, headers: Record<string, string> = {}) => {
    const { status, body: answer } = await library.post(body, headers);
    return [status, answer.errors?.[0].extensions.code];
  };

  it('answers who sends the hash alone, by either way of writing it, with variables', async () => {
    for (const body of [
      { documentId: ids(SHELF) },
      { extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(SHELF) } } },
    ]) {
      const { status, body: answer } = await library.post({ ...body, variables: { first: 2 } });
      expect([status, answer.data.shelf.edges.length]).toEqual([200, 2]);
    }
    const got = await fetch(
      `${library.url}/graphql?${new URLSearchParams({ documentId: ids(SHELF), variables: '{"first":1}' })}`,
    );
    expect(((await got.json()) as any).data.shelf.edges).toHaveLength(1);
  });
  it('runs the one of several operations that is named, of a former release too', async () => {
    expect((await library.post({ documentId: ids(TWO), operationName: 'Two' })).body.data.whoAmI).toBe('anonymous ');
    expect(await code({ documentId: ids(TWO) })).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
    expect(await code({ documentId: ids(TWO), operationName: 'Three' })).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
  });
  it('starts with a document that no longer fits, which alone does not work', async () => {
    for (const text of [GONE, ROOTLESS])
      expect(await code({ documentId: ids(text) })).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });
  it("takes free queries and introspection from a partner's program only", async () => {
    for (const query of ['{ price }', INTROSPECTS]) {
      expect(await code({ query })).toEqual([403, 'DOCUMENT_NOT_TRUSTED']);
      expect(await code({ query }, { authorization: 'Bearer buyer' })).toEqual([403, 'DOCUMENT_NOT_TRUSTED']);
      expect(await code({ query }, { authorization: 'Bearer partner' })).toEqual([200, undefined]);
    }
    expect(await code({ query: SHELF })).toEqual([200, undefined]);
    expect(await code({ documentId: ids('{ price }') })).toEqual([404, 'PERSISTED_QUERY_NOT_FOUND']);
  });
  it('does not introspect for the public in production, where it takes its queries', async () => {
    const open = await startLibrary({ isProduction: true, freeQueries: 'anyone' });
    try {
      expect(await open.post({ query: '{ price }' })).toMatchObject({ status: 200 });
      expect(await open.post({ query: INTROSPECTS })).toMatchObject({
        status: 403,
        body: { errors: [{ extensions: { code: 'INTROSPECTION_DISABLED' } }] },
      });
      expect(await open.post({ query: INTROSPECTS }, { authorization: 'Bearer partner' })).toMatchObject({
        status: 200,
      });
    } finally {
      await open.close();
    }
  });
});

describe('free queries', () => {
  it('stay planned, so many and no more: the last used ones', async () => {
    const execution = createExecution<unknown>(LIBRARY_SDL, () => Promise.reject(new Error('not asked here')));
    const documents = createDocuments({
      execution,
      supergraph: parse(LIBRARY_SDL),
      trusted: new Map(),
      log: pino({ level: 'silent' }),
    });
    const find = async (i: number) => documents.find({ query: `{ a${i}: price }`, variables: {} }, 'somebody');
    const [first, second] = [await find(0), await find(1)];
    for (let i = 2; i < DOCUMENTS_MAX; i++) await find(i);
    expect(await find(0)).toBe(first);
    for (let i = 0; i < 10; i++) await find(DOCUMENTS_MAX + i);
    expect(documents.size).toBe(DOCUMENTS_MAX);
    expect([(await find(0)) === first, (await find(1)) === second]).toEqual([true, false]);
    await execution.planning.close();
  });
});

describe('a manifest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heitu-manifest-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  it.each<[string, string, string]>([
    ['no JSON', '{', 'is not JSON'],
    ['a list', '[]', 'is not an object of SHA-256 hashes and texts'],
    ['another hash', JSON.stringify({ abc: '{ price }' }), 'is not an object of SHA-256 hashes and texts'],
    [
      'a text that is not what its hash says',
      JSON.stringify({ [hashOf('{ price }')]: '{ whoAmI }' }),
      'is not the SHA-256 of its text',
    ],
  ])('of %s is refused at start', (_what, text, message) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'a.json'), text);
    expect(() => readTrustedDocuments([folder])).toThrow(message);
  });
  it('that is not there is refused at start', () => {
    expect(() => readTrustedDocuments([join(folder, 'nowhere')])).toThrow('is not there');
  });
});
