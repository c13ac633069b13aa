import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { CLIENT } from '@heitu/sandbox/seed';
import { Gateway } from '../journeys/client.ts';
import { startPlatformProcess, type PlatformProcess } from '../journeys/platform.ts';
import { World } from '../journeys/world.ts';
import { printHostile, type HostileRow } from './hostile-table.fixture.ts';
import { largeBody, sendRaw, slowly } from './raw-http.fixture.ts';

/**
 * Nobody is kept waiting longer for a no, on a slow machine too; who sends slowly waits for the end of what he may
 * take.
 */
const REFUSED_WITHIN_MS = 5000;
const RECEIVE_MS = 3000;
/** A well-behaved customer meanwhile. */
const EVERY_MS = 25;
const SERVED_WITHIN_MS = 3000;
/** What all of it may leave in memory. */
const GROWTH_BYTES_MAX = 250 * 1024 * 1024;

const SHOP = JSON.parse(readFileSync(new URL('../../schema/documents/shop.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;
const LIST = Object.keys(SHOP).find((hash) => SHOP[hash]!.startsWith('query ProductList'))!;

interface Told {
  status: number;
  code: string;
  text: string;
}
type Attack = () => Promise<Told>;

describe('the gateway, with its limits as in production, before who means harm', () => {
  let platform: PlatformProcess;
  let gateway: Gateway;
  let good = true;
  const servedMs: number[] = [];
  const failures: string[] = [];
  const rows: HostileRow[] = [];
  const remarks: string[] = [];
  let customer: Promise<void>;
  let bytesBefore = 0;
  const memory = (): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${platform.pid}/status`, 'utf8'))![1]) * 1024;

  beforeAll(async () => {
    platform = await startPlatformProcess({
      NODE_ENV: 'production',
      SANDBOX: '1',
      SANDBOX_FORCE: '1',
      FREE_QUERIES: 'anyone',
      REQUEST_RECEIVE_MS: String(RECEIVE_MS),
      RATE_PER_ADDRESS: '100000/10',
      RATE_STRANGERS: '60/60',
    });
    gateway = new Gateway(platform.url);
    const ask = async () => {
      const began = performance.now();
      const response = await fetch(`${platform.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ documentId: `sha256:${LIST}`, variables: { first: 20 } }),
        signal: AbortSignal.timeout(30_000),
      });
      const { data } = (await response.json()) as { data?: { products: { edges: unknown[] } } };
      if (!data?.products.edges.length) throw new Error(String(response.status));
      servedMs.push(performance.now() - began);
    };
    for (let i = 0; i < 50; i++) await ask();
    bytesBefore = memory();
    servedMs.length = 0;
    customer = (async () => {
      while (good) {
        await ask().catch((error: Error) => void failures.push(error.message));
        await sleep(EVERY_MS);
      }
    })();
  }, 120_000);
  afterAll(async () => {
    good = false;
    await customer;
    await platform.stop();
    printHostile(rows, ...remarks);
  });

  const toldBy = async (response: Response): Promise<Told> => {
    const text = await response.text();
    return { status: response.status, text, code: codeIn(text) };
  };
  const codeIn = (text: string): string => {
    try {
      const body = JSON.parse(text) as { errors?: { extensions: { code: string } }[]; error?: string };
      return body.errors?.[0]?.extensions.code ?? body.error ?? '';
    } catch {
      return '';
    }
  };
  const post =
    (body: unknown, headers: Record<string, string> = {}): Attack =>
    async () =>
      toldBy(
        await fetch(`${platform.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
        }),
      );
  const query = (text: string, variables?: object): Attack => post({ query: text, variables });
  const raw =
    (send: Parameters<typeof sendRaw>[1]): Attack =>
    async () => {
      const { status, body } = await sendRaw(platform.url, send, REFUSED_WITHIN_MS + RECEIVE_MS);
      return { status, text: body, code: codeIn(body) };
    };
  const ME = '{ me { id } }';
  const withToken = (authorization: string): Attack => post({ query: ME }, { authorization });
  const shops = (depth: number) =>
    `{ shops { edges { node ${'{ products { edges { node { shop '.repeat(depth)}{ id }${' } } } }'.repeat(depth)} } } }`;
  const range = <V>(count: number, make: (i: number) => V): V[] => Array.from({ length: count }, (_one, i) => make(i));
  const seconds = (ahead: number) => Math.floor(Date.now() / 1000) + ahead;

  const ATTACKS: readonly (readonly [string, Attack, number, string])[] = [
    [
      '10,000 selections within one another',
      query(`{${'a{'.repeat(10_000)}b${'}'.repeat(10_001)}`),
      400,
      'TOO_MANY_TOKENS',
    ],
    ['90 within one another', query(shops(22)), 400, 'TOO_DEEP'],
    [
      'a list of 10,000 lists in the text',
      query(`{ shop(id: ${'['.repeat(10_000)}${']'.repeat(10_000)}) { id } }`),
      400,
      'TOO_MANY_TOKENS',
    ],
    [
      'a list of 1,500 lists in the text',
      query(`{ shop(id: ${'['.repeat(1500)}${']'.repeat(1500)}) { id } }`),
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      '100,000 lists within one another in variables',
      post(
        `{"query":"query($id: ID!) { shop(id: $id) { id } }","variables":{"id":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
      ),
      400,
      'TOO_DEEP',
    ],
    ['1,000 aliases', query(`{ ${range(1000, (i) => `a${i}: __typename`).join(' ')} }`), 400, 'TOO_MANY_ALIASES'],
    ['1,000 root fields', query(`{ ${'categories{id}'.repeat(900)} }`), 400, 'TOO_MANY_ROOT_FIELDS'],
    ['500 directives', query(`{ categories { id ${'@skip(if:1)'.repeat(500)} } }`), 400, 'TOO_MANY_DIRECTIVES'],
    [
      'fragments in a circle',
      query('{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }'),
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'fragments that double 40 times',
      query(
        `{ ...f0 } ${range(40, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`).join(' ')} fragment f40 on Query { __typename }`,
      ),
      400,
      'TOO_MANY_FIELDS',
    ],
    [
      '1,300 fields that must be compared with one another',
      query(`{ categories { ${'id,'.repeat(1300)} } x }`),
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      '600 unknown fields',
      query(`{ categories { ${range(600, (i) => `field${i}`).join(' ')} } }`),
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'everything of everything',
      query(
        '{ products(first: 100) { edges { node { shop { products(first: 100) { edges { node { lots { lotCode } } } } } } } } }',
      ),
      400,
      'TOO_COSTLY',
    ],
    ['a body of 50 MB, announced', raw(largeBody(50_000_000, false)), 413, 'TOO_LARGE'],
    ['a body of 50 MB in chunks', raw(largeBody(50_000_000, true)), 413, 'TOO_LARGE'],
    ['a body that comes byte by byte', raw(slowly('body', 100)), 408, 'TOO_SLOW'],
    ['a head that comes byte by byte', raw(slowly('head', 100)), 408, 'TOO_SLOW'],
    [
      'a hundred slow bodies at once',
      async () => (await Promise.all(range(100, () => raw(slowly('body', 200))()))).at(-1)!,
      408,
      'TOO_SLOW',
    ],
    [
      'an address of 100 KB',
      raw(
        (socket) =>
          void socket.write(
            `GET /graphql?query=${'x'.repeat(100_000)} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
          ),
      ),
      413,
      'TOO_LARGE',
    ],
    [
      'two lengths of one body',
      raw(
        (socket) =>
          void socket.write(
            'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
          ),
      ),
      400,
      'BAD_REQUEST',
    ],
    ['no HTTP', raw((socket) => void socket.write('\u0016\u0003\u0001 hello\r\n\r\n')), 400, 'BAD_REQUEST'],
    ['900 KB in a variable', query('query($id: ID!) { shop(id: $id) { id } }', { id: 'x'.repeat(900_000) }), 200, ''],
    [
      '100,000 items in a variable',
      query('query($id: ID!) { shop(id: $id) { id } }', { id: range(100_000, (i) => i) }),
      400,
      'BAD_USER_INPUT',
    ],
    [
      '20,000 variables that nobody declared',
      query('query($id: ID!) { shop(id: $id) { id } }', {
        id: 'x',
        ...Object.fromEntries(range(20_000, (i) => [`v${i}`, i])),
      }),
      200,
      '',
    ],
    [
      'a prototype as a key of the request',
      post('{"query":"{ __typename }","__proto__":{"query":"{ me { id } }"}}'),
      400,
      'BAD_REQUEST',
    ],
    [
      'a prototype as a key of the variables',
      post('{"query":"{ __typename }","variables":{"constructor":{"prototype":{"polluted":true}}}}'),
      400,
      'BAD_REQUEST',
    ],
    ['a prototype as a field', query('{ __proto__ { constructor } }'), 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a prototype as an alias', query('{ __proto__: __typename constructor: __typename }'), 200, ''],
    [
      'a prototype as a variable',
      post('{"query":"query($toString: ID!) { shop(id: $toString) { id } }","variables":{"x":1}}'),
      400,
      'BAD_USER_INPUT',
    ],
    [
      "a prototype as the operation's name",
      post({ query: 'query A { __typename } query B { __typename }', operationName: '__proto__' }),
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'invalid UTF-8',
      post(new Uint8Array([...Buffer.from('{"query":"{ __typename } #'), 0xc3, 0x28, ...Buffer.from('"}')])),
      400,
      'BAD_REQUEST',
    ],
    [
      'half a character',
      post(
        '{"query":"query($t: String!) { search(text: $t, first: 1) { edges { cursor } } }","variables":{"t":"\\ud800"}}',
      ),
      200,
      '',
    ],
    [
      '1,000 requests in one',
      post(`[${range(1000, () => '{"query":"{ __typename }"}').join(',')}]`),
      400,
      'BATCHING_NOT_SUPPORTED',
    ],
    ['introspection', query('{ __schema { types { name } } }'), 403, 'INTROSPECTION_DISABLED'],
    [
      'a mutation by GET',
      async () =>
        toldBy(
          await fetch(`${platform.url}/graphql?query=${encodeURIComponent('mutation { signOut { __typename } }')}`),
        ),
      405,
      'MUTATION_BY_GET',
    ],
    [
      '_entities',
      query('{ _entities(representations: [{ __typename: "Order", id: "1" }]) { __typename } }'),
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['_service', query('{ _service { sdl } }'), 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a field for subgraphs only',
      query('{ catalogEvidence(fromMs: "0", toMs: "1") { clause } }'),
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'forged Actor headers',
      async () => {
        const actor = Buffer.from(
          JSON.stringify({ kind: 'system', id: 'gateway', grants: [{ role: 'operator-admin' }] }),
        ).toString('base64url');
        const told = await post(
          { query: '{ me { id } staffAccounts { edges { node { accountId } } } }' },
          { 'heitu-actor': `e30.${actor}.x`, 'x-heitu-actor': actor, 'x-forwarded-for': '10.0.0.1' },
        )();
        return { ...told, status: told.text.includes('accountId"') ? 0 : told.status };
      },
      200,
      'UNAUTHENTICATED',
    ],
    ['a token that nobody gave', withToken(`Bearer ${'a'.repeat(43)}`), 401, 'UNAUTHENTICATED'],
    ['a token of 5,000 characters', withToken(`Bearer ${'a'.repeat(5000)}`), 401, 'UNAUTHENTICATED'],
    [
      'a token with alg: none',
      withToken(`Bearer ${new UnsecuredJWT({ sub: 'admin', kind: 'system' }).encode()}`),
      401,
      'UNAUTHENTICATED',
    ],
    [
      'a token that its bearer signed',
      async () =>
        withToken(
          `Bearer ${await new SignJWT({ sub: 'admin' }).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.alloc(32, 1))}`,
        )(),
      401,
      'UNAUTHENTICATED',
    ],
    [
      'a token without its signature',
      async () =>
        withToken(
          `Bearer ${(await new SignJWT({ sub: 'admin' }).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.alloc(32, 1))).replace(/\.[^.]*$/, '.')}`,
        )(),
      401,
      'UNAUTHENTICATED',
    ],
    [
      "a client's proof instead of a token",
      async () => withToken(`Bearer ${await assertion(`${platform.url}/oauth/token`)}`)(),
      401,
      'UNAUTHENTICATED',
    ],
    [
      "a client's proof for another audience",
      async () => prove(await assertion('https://elsewhere.example')),
      400,
      'invalid_client',
    ],
    [
      "a client's proof, unsigned",
      async () => prove(new UnsecuredJWT(claims(`${platform.url}/oauth/token`)).encode()),
      400,
      'invalid_client',
    ],
    [
      "a client's proof, replayed",
      async () => {
        const proof = await assertion(`${platform.url}/oauth/token`);
        expect((await prove(proof)).status).toBe(200);
        return prove(proof);
      },
      400,
      'invalid_client',
    ],
    [
      'a token that has expired',
      async () => {
        const token = await partnerToken();
        expect((await post({ query: '{ __typename }' }, { authorization: `Bearer ${token}` })()).status).toBe(200);
        await new World(platform.controlUrl).advance({ hours: 2 });
        // What the gateway has just been told it believes for two seconds.
        await sleep(2100);
        return post({ query: '{ __typename }' }, { authorization: `Bearer ${token}` })();
      },
      401,
      'UNAUTHENTICATED',
    ],
    [
      'the same mutation 80 times by nobody',
      async () =>
        (await Promise.all(range(80, () => query('mutation { signOut { __typename } }')()))).find(
          ({ status }) => status === 429,
        ) ?? { status: 0, code: '', text: '' },
      429,
      'TOO_MANY_REQUESTS',
    ],
  ];

  let key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'] | undefined;
  const claims = (audience: string) => ({
    iss: CLIENT.clientId,
    sub: CLIENT.clientId,
    aud: audience,
    exp: seconds(60),
    jti: crypto.randomUUID(),
  });
  const token = (parameters: Record<string, string>) =>
    fetch(`${platform.url}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', ...parameters }),
    });
  const partnerToken = async (): Promise<string> =>
    (
      (await (await token({ client_id: CLIENT.clientId, client_secret: CLIENT.secret })).json()) as {
        access_token: string;
      }
    ).access_token;
  const prove = async (proof: string) =>
    toldBy(
      await token({
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: proof,
      }),
    );
  async function assertion(audience: string): Promise<string> {
    if (!key) {
      const pair = await generateKeyPair('EdDSA', { extractable: true });
      const { data } = await gateway.post(
        await partnerToken(),
        'mutation($input: AddClientKeyInput!) { addClientKey(input: $input) { __typename } }',
        { input: { clientId: CLIENT.clientId, jwk: JSON.stringify(await exportJWK(pair.publicKey)) } },
      );
      expect(data!['addClientKey'].__typename).toBe('ClientKey');
      key = pair.privateKey;
    }
    return new SignJWT(claims(audience)).setProtectedHeader({ alg: 'EdDSA' }).sign(key);
  }

  it.each(ATTACKS)(
    'refuses %s, in time, and serves others meanwhile',
    async (what, attack, status, code) => {
      const began = performance.now();
      const told = await attack();
      const tookMs = performance.now() - began;
      rows.push({ what, status: told.status, code: told.code, tookMs });
      expect([told.status, told.code]).toEqual([status, code]);
      expect(told.text).not.toMatch(/node_modules|FST_|stacktrace|\.ts:|SQLITE|heitu_|subgraph/i);
      expect(tookMs).toBeLessThan(
        REFUSED_WITHIN_MS + (code === 'TOO_SLOW' || what.includes('expired') ? RECEIVE_MS + 3000 : 0),
      );
    },
    30_000,
  );

  it('has served every well-behaved customer, in bounded time and memory', async () => {
    const sorted = servedMs.toSorted((a, b) => a - b);
    const grownBytes = memory() - bytesBefore;
    const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)]!);
    remarks.push(
      `${sorted.length} pages for others meanwhile: ${failures.length} failed, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, at most ${Math.round(sorted.at(-1)!)} ms; ${Math.round(grownBytes / 1024 / 1024)} MiB of memory more at the end.`,
    );
    expect(failures).toEqual([]);
    expect(sorted.length).toBeGreaterThan(100);
    expect(sorted.at(-1)!).toBeLessThan(SERVED_WITHIN_MS);
    expect(grownBytes).toBeLessThan(GROWTH_BYTES_MAX);
  });
});
