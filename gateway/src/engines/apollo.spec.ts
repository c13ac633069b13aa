import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { hashOf } from '../front/trusted-documents.ts';
import { LIBRARY_SDL, librarySdl, startLibrary, type Library } from '../front/testing.fixture.ts';

const SHELF = 'query Shelf($first: Int) { shelf(first: $first) { edges { node { id title authors { name } } } } }';
const BOOKS = [{ node: { id: '0', title: '第0本', authors: [{ name: '甲' }] } }];
const PARTNER = { authorization: 'Bearer partner' };

describe("/graphql by Apollo's server", () => {
  let library: Library;
  const folder = mkdtempSync(join(tmpdir(), 'heitu-apollo-'));
  const manifest = join(folder, 'shop.json');
  writeFileSync(manifest, JSON.stringify({ [hashOf(SHELF)]: SHELF }));
  afterEach(() => library.close());
  const start = async (settings: Parameters<typeof startLibrary>[0] = {}) => {
    library = await startLibrary({ engine: 'apollo', trustedDocuments: [manifest], ...settings });
  };
  const get = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${library.url}/graphql?${new URLSearchParams(parameters)}`, { headers });
  const code = async (body: object, headers: Record<string, string> = {}) => {
    const { status, body: answer } = await library.post(body, headers);
    return [status, answer.errors?.[0].extensions.code];
  };

  it('answers who sends the hash of a document alone, by POST and by GET', async () => {
    await start({ isProduction: true });
    const documentId = `sha256:${hashOf(SHELF)}`;
    const posted = await library.post({ documentId, variables: { first: 1 } });
    expect([posted.status, posted.body]).toEqual([200, { data: { shelf: { edges: BOOKS } } }]);
    const got = await get({ documentId, variables: '{"first":1}' });
    expect([got.headers.get('cache-control'), await got.json()]).toEqual(['no-store', posted.body]);
  });

  it('refuses a hash that it does not know, and in production the own operations of who is no partner', async () => {
    await start({ isProduction: true });
    expect(await code({ documentId: 'f'.repeat(64) })).toEqual([404, 'PERSISTED_QUERY_NOT_FOUND']);
    expect(await code({ query: '{ price }' })).toEqual([403, 'DOCUMENT_NOT_TRUSTED']);
    expect(await code({ query: SHELF, variables: { first: 1 } })).toEqual([200, undefined]);
    expect(await code({ query: '{ price }' }, PARTNER)).toEqual([200, undefined]);
    expect(await code({ query: '{ __schema { queryType { name } } }' }, PARTNER)).toEqual([
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ]);
  });

  it('asks subgraphs as the caller that was verified, and nobody knows a wrong token', async () => {
    await start();
    const asked = await library.post({ query: '{ whoAmI }' }, { authorization: 'Bearer buyer' });
    expect(asked.body).toEqual({ data: { whoAmI: 'account u1' } });
    const wrong = await library.post({ query: '{ whoAmI }' }, { authorization: 'Bearer nobody' });
    expect([wrong.status, wrong.headers.get('www-authenticate'), wrong.body.data]).toEqual([
      401,
      'Bearer error="invalid_token"',
      undefined,
    ]);
  });

  it('masks what went wrong, under the request id that the client sent, and the rest is answered', async () => {
    await start();
    const headers = { 'x-request-id': 'request-of-a-client' };
    const { status, body } = await library.post({ query: '{ broken whoAmI }' }, headers);
    expect([status, body]).toEqual([
      200,
      {
        errors: [
          {
            message: '系统出了问题，请稍后再试',
            path: ['broken'],
            extensions: { code: 'INTERNAL', requestId: 'request-of-a-client' },
          },
        ],
        data: { broken: null, whoAmI: 'anonymous ' },
      },
    ]);
  });

  it('repeats nothing of what somebody typed, and tells codes', async () => {
    await start();
    const wrong = await library.post({
      query: 'query($n: Int) { shelf(first: $n) { __typename } }',
      variables: { n: '13800000000' },
    });
    expect([wrong.status, wrong.body.errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(JSON.stringify(wrong.body)).not.toContain('13800000000');
    expect(await code({ query: '{ nothing }' })).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    expect(await code({ query: '{' })).toEqual([400, 'GRAPHQL_PARSE_FAILED']);
  });

  it('runs no mutation by GET, shows no page of others, and takes no other method', async () => {
    await start();
    const mutation = await get({ query: 'mutation { raise(by: 1) }' }, { accept: 'text/html,*/*' });
    expect([mutation.status, mutation.headers.get('content-type'), library.asked['raise']]).toEqual([
      405,
      expect.stringContaining('json'),
      undefined,
    ]);
    expect((await fetch(`${library.url}/graphql`, { method: 'DELETE' })).status).toBe(405);
  });

  it('lets an address change things unsigned as rarely as our own front does', async () => {
    await start({ rates: { perCaller: null, perAddress: null, strangersPerAddress: { count: 1, seconds: 60 } } });
    const raise = { query: 'mutation { raise(by: 1) }' };
    expect(await code(raise)).toEqual([200, undefined]);
    const refused = await library.post(raise);
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0, library.asked['raise']]).toEqual([
      429,
      true,
      1,
    ]);
    expect(refused.body.errors[0].extensions).toMatchObject({ code: 'TOO_MANY_REQUESTS', max: 1 });
    expect(await code(raise, { authorization: 'Bearer buyer' })).toEqual([200, undefined]);
  });

  it('takes nothing in plain text over a network in production [11.5.df]', async () => {
    await start({ isProduction: true });
    const { statusCode, body } = await library.server.inject({
      method: 'POST',
      url: '/graphql',
      remoteAddress: '192.0.2.9',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ query: SHELF }),
    });
    expect([statusCode, JSON.parse(body).errors[0].extensions.code]).toEqual([403, 'HTTPS_REQUIRED']);
  });

  it('serves a new supergraph from the next request on, and goes on with the old where the new one cannot be', async () => {
    const supergraphFile = join(folder, 'supergraph.graphql');
    writeFileSync(supergraphFile, LIBRARY_SDL);
    await start({ supergraphFile });
    const put = (sdl: string) => {
      writeFileSync(supergraphFile, sdl);
      process.emit('SIGHUP');
    };
    expect(await code({ query: '{ price }' })).toEqual([200, undefined]);
    put('type Query {');
    expect(await code({ query: '{ price }' })).toEqual([200, undefined]);
    put(librarySdl((typeDefs) => typeDefs.replace(/ {2}price: .*\n/, '')));
    expect(await code({ query: '{ price }' })).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    rmSync(folder, { recursive: true });
  });
});
