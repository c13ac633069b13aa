import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startLibrary, type Library } from './testing.fixture.ts';

const WAYS: readonly (readonly [string, boolean, Record<string, string>])[] = [
  ['in development', false, {}],
  ["in production, with a partner's token", true, { authorization: 'Bearer partner' }],
];
describe.each(WAYS)('GraphQL over HTTP %s', (_way, isProduction, headers) => {
  let library: Library;
  beforeAll(async () => {
    library = await startLibrary({ isProduction });
  });
  afterAll(() => library.close());

  const audits = serverAudits({
    url: () => `${library.url}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), ...headers } }),
  });
  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });
});

describe('GraphQL over HTTP', () => {
  let library: Library;
  beforeAll(async () => {
    library = await startLibrary();
  });
  afterAll(() => library.close());
  const ask = async (init: RequestInit, address = '/graphql') => {
    const response = await fetch(`${library.url}${address}`, init);
    const text = await response.text();
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      allow: response.headers.get('allow'),
      code: text && (JSON.parse(text) as any).errors?.[0].extensions.code,
    };
  };
  const json = { 'content-type': 'application/json' };
  const get = (parameters: Record<string, string>) => `/graphql?${new URLSearchParams(parameters)}`;
  const PRICE = JSON.stringify({ query: '{ price }' });

  it.each<[string, string | undefined, number, string]>([
    [
      "the response's own type",
      'application/graphql-response+json',
      200,
      'application/graphql-response+json; charset=utf-8',
    ],
    [
      'the better of two',
      'application/json;q=0.5, application/graphql-response+json',
      200,
      'application/graphql-response+json; charset=utf-8',
    ],
    ["a browser's list", 'text/html,application/xhtml+xml,*/*;q=0.8', 200, 'application/json; charset=utf-8'],
    ['what we do not have', 'text/html', 406, 'application/json; charset=utf-8'],
    ['nothing at that quality', 'application/json;q=0', 406, 'application/json; charset=utf-8'],
    ['another charset', 'application/json;charset=gbk', 406, 'application/json; charset=utf-8'],
  ])('negotiates %s', async (_what, accept, status, type) => {
    expect(await ask({ method: 'POST', headers: { ...json, ...(accept && { accept }) }, body: PRICE })).toMatchObject({
      status,
      type,
    });
  });

  it('answers a query by GET, and refuses a mutation by it', async () => {
    expect(await ask({}, get({ query: 'query($n: Int!) { slow(ms: $n) }', variables: '{"n":1}' }))).toMatchObject({
      status: 200,
      code: undefined,
    });
    expect(await ask({}, get({ query: 'mutation { raise(by: 1) }' }))).toMatchObject({
      status: 405,
      allow: 'POST',
      code: 'MUTATION_BY_GET',
    });
    expect(library.asked['raise']).toBeUndefined();
  });
  it('asks a GET that carries a cookie for a header that no page of another site can send', async () => {
    const address = get({ query: '{ price }' });
    expect(await ask({ headers: { cookie: 'a=b' } }, address)).toMatchObject({
      status: 403,
      code: 'PREFLIGHT_REQUIRED',
    });
    expect(await ask({ headers: { cookie: 'a=b', 'graphql-require-preflight': '1' } }, address)).toMatchObject({
      status: 200,
    });
  });
  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('refuses %s', async (method) => {
    expect(await ask({ method, headers: json, ...(method !== 'OPTIONS' && { body: PRICE }) })).toMatchObject({
      status: 405,
      allow: 'GET, POST',
      code: 'METHOD_NOT_ALLOWED',
    });
  });
  it.each<[string, RequestInit, number, string]>([
    [
      'a form',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'query=%7Bprice%7D' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'another charset',
      { headers: { 'content-type': 'application/json; charset=gbk' }, body: PRICE },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'something compressed',
      { headers: { ...json, 'content-encoding': 'gzip' }, body: PRICE },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'invalid UTF-8',
      {
        headers: json,
        body: new Uint8Array([...Buffer.from('{"query":"{ price } #'), 0xff, 0xfe, ...Buffer.from('"}')]),
      },
      400,
      'BAD_REQUEST',
    ],
    ['a batch', { headers: json, body: `[${PRICE},${PRICE}]` }, 400, 'BATCHING_NOT_SUPPORTED'],
    ['null', { headers: json, body: 'null' }, 400, 'BAD_REQUEST'],
    [
      'a prototype',
      { headers: json, body: '{"query":"{ price }","variables":{"__proto__":{"x":1}}}' },
      400,
      'BAD_REQUEST',
    ],
    [
      'a constructor',
      { headers: json, body: '{"query":"{ price }","variables":{"constructor":{"prototype":{"x":1}}}}' },
      400,
      'BAD_REQUEST',
    ],
    ['a hash that is none', { headers: json, body: '{"documentId":"sha256:abc"}' }, 400, 'BAD_REQUEST'],
    [
      'a hash that nobody stored',
      { headers: json, body: `{"documentId":"sha256:${'a'.repeat(64)}"}` },
      404,
      'PERSISTED_QUERY_NOT_FOUND',
    ],
    [
      'one operation of several, not named',
      { headers: json, body: '{"query":"query A { price } query B { price }"}' },
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'the entities behind',
      { headers: json, body: '{"query":"{ _entities(representations: []) { __typename } }"}' },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['the SDL behind', { headers: json, body: '{"query":"{ _service { sdl } }"}' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
  ])('refuses %s', async (_what, init, status, code) => {
    expect(await ask({ method: 'POST', ...init })).toMatchObject({ status, code });
  });
  it('masks what it did not foresee, with the request id', async () => {
    const { status, body } = await library.post({ query: '{ broken }' }, { 'x-request-id': 'abcdefgh-9' });
    expect([status, body]).toEqual([
      200,
      {
        data: { broken: null },
        errors: [
          {
            message: '系统出了问题，请稍后再试',
            path: ['broken'],
            extensions: { code: 'INTERNAL', requestId: 'abcdefgh-9' },
          },
        ],
      },
    ]);
  });
});
