import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startLibrary, type Library } from './testing.fixture.ts';

const QUESTION = { method: 'POST', url: '/graphql', payload: '{"query":"{ price }"}' } as const;
const JSON_TYPE = { 'content-type': 'application/json' };
const PROXY = '10.0.0.7';
const MINE = '127.0.0.1';
const TOKEN = 'a token of twenty letters';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, MINE, () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

describe('the gateway in production', () => {
  let library: Library;
  afterEach(() => library.close());
  const start = (settings: Parameters<typeof startLibrary>[0] = {}) =>
    startLibrary({ isProduction: true, freeQueries: 'anyone', ...settings }).then((one) => (library = one));
  const ask = (remoteAddress: string, headers: Record<string, string> = {}, asked: object = QUESTION) =>
    library.server.inject({ ...asked, remoteAddress, headers: { ...JSON_TYPE, ...headers } });

  it.each([
    ['from another machine', '192.0.2.9', {}],
    ['from another machine that says https of itself', '192.0.2.9', { 'x-forwarded-proto': 'https' }],
    [
      'from another machine that says it is this one',
      '192.0.2.9',
      { 'x-forwarded-for': MINE, 'x-forwarded-proto': 'https' },
    ],
    ['through a proxy that took it over http', PROXY, { 'x-forwarded-for': '192.0.2.9', 'x-forwarded-proto': 'http' }],
    ['through a proxy that does not say how it took it', PROXY, { 'x-forwarded-for': '192.0.2.9' }],
    [
      'through a proxy, of a client that wrote https itself',
      PROXY,
      { 'x-forwarded-for': '192.0.2.9', 'x-forwarded-proto': 'https, http' },
    ],
    ['through a proxy on this machine that took it over http', MINE, { 'x-forwarded-proto': 'http' }],
  ])('refuses what comes in plain text %s, in words, and runs nothing [11.5.df]', async (_how, from, headers) => {
    await start({ trustedProxies: ['10.0.0.0/8'] });
    for (const asked of [
      QUESTION,
      { method: 'GET', url: '/' },
      { method: 'POST', url: '/oauth/token' },
      { method: 'GET', url: '/edges/library/x' },
      { method: 'GET', url: '/metrics' },
    ]) {
      const answer = await ask(from, headers, asked);
      expect([answer.statusCode, JSON.parse(answer.body).errors[0]]).toEqual([
        403,
        {
          message: '请用 https 访问：这里不接受明文请求',
          extensions: { code: 'HTTPS_REQUIRED', requestId: expect.any(String) },
        },
      ]);
      expect(answer.headers['strict-transport-security']).toBeUndefined();
    }
    expect(library.asked).toEqual({});
    for (const url of ['/health/live', '/health/ready'])
      expect((await ask(from, headers, { method: 'GET', url })).statusCode).toBe(200);
  });

  it.each([
    [MINE, {}, undefined],
    ['::ffff:127.0.0.1', {}, undefined],
    ['::1', {}, undefined],
    [PROXY, { 'x-forwarded-for': '192.0.2.9', 'x-forwarded-proto': 'https' }, 'max-age=31536000'],
  ])('answers %s %j, and tells a browser to stay with https where it came so', async (from, headers, hsts) => {
    await start({ trustedProxies: ['10.0.0.0/8'] });
    const answer = await ask(from, headers as Record<string, string>);
    expect([answer.statusCode, answer.body, answer.headers['strict-transport-security']]).toEqual([
      200,
      '{"data":{"price":10}}',
      hsts,
    ]);
  });

  it('shows its metrics to this machine alone, where nothing else is said', async () => {
    await start({ trustedProxies: ['10.0.0.0/8'] });
    const metrics = { method: 'GET', url: '/metrics' };
    expect((await ask(MINE, {}, metrics)).body).toContain('heitu_http_request_seconds');
    for (const [from, headers] of [
      [PROXY, { 'x-forwarded-for': '192.0.2.9', 'x-forwarded-proto': 'https' }],
      [MINE, { 'x-forwarded-for': '192.0.2.9' }],
    ] as const) {
      const answer = await ask(from, headers, metrics);
      expect([answer.statusCode, JSON.parse(answer.body).code, answer.body.includes('heitu_')]).toEqual([
        403,
        'FORBIDDEN',
        false,
      ]);
    }
  });
  it('shows its metrics to who has the token', async () => {
    await start({ metrics: { own: null, token: TOKEN, isGuarded: true } });
    const metrics = { method: 'GET', url: '/metrics' };
    for (const headers of [{}, { authorization: 'Bearer another' }, { authorization: TOKEN }] as Record<
      string,
      string
    >[]) {
      const answer = await ask(MINE, headers, metrics);
      expect([answer.statusCode, answer.headers['www-authenticate'], answer.body.includes('heitu_')]).toEqual([
        401,
        'Bearer',
        false,
      ]);
    }
    expect((await ask(MINE, { authorization: `Bearer ${TOKEN}` }, metrics)).body).toContain(
      'heitu_http_request_seconds',
    );
  });
  it('shows its metrics at their own address, and nowhere else', async () => {
    const port = await freePort();
    await start({ metrics: { own: { host: MINE, port }, token: null, isGuarded: true } });
    expect((await ask(MINE, {}, { method: 'GET', url: '/metrics' })).statusCode).toBe(404);
    const apart = `http://${MINE}:${port}`;
    expect(await (await fetch(`${apart}/metrics`)).text()).toContain('heitu_http_request_seconds');
    expect((await fetch(`${apart}/graphql`)).status).toBe(404);
  });
});

it('outside production answers whoever asks', async () => {
  const library = await startLibrary();
  try {
    const answer = await library.server.inject({ ...QUESTION, remoteAddress: '192.0.2.9', headers: JSON_TYPE });
    expect([answer.statusCode, answer.headers['strict-transport-security']]).toEqual([200, undefined]);
  } finally {
    await library.close();
  }
});
