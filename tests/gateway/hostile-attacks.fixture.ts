import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { SignJWT, UnsecuredJWT } from 'jose';
import { World } from '../journeys/world.ts';
import { clientProofs } from './hostile-proofs.fixture.ts';
import { sender, type Attack, type Target } from './hostile-sender.fixture.ts';
import { largeBody, slowly } from './raw-http.fixture.ts';
/** What is tried, how, and what it is told: status and code. */
export type Row = readonly [what: string, attack: Attack, status: number, code: string];

const range = <V>(count: number, make: (i: number) => V): V[] => Array.from({ length: count }, (_one, i) => make(i));
const shops = (depth: number) =>
  `{ shops { edges { node ${'{ products { edges { node { shop '.repeat(depth)}{ id }${' } } } }'.repeat(depth)} } } }`;

/** Everything that is tried against the gateway at `target`, in this order. */
export const attacksOn = (target: Target): readonly Row[] => [
  ...deepAndMany(target),
  ...costly(target),
  ...bodies(target),
  ...oddVariables(target),
  ...prototypes(target),
  ...oddRequests(target),
  ...hiddenFields(target),
  ...forgedTokens(target),
  ...clientTokens(target),
];

function deepAndMany(target: Target): readonly Row[] {
  const { post, query } = sender(target);
  return [
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
  ];
}
function costly(target: Target): readonly Row[] {
  const { query } = sender(target);
  return [
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
  ];
}
function bodies(target: Target): readonly Row[] {
  const { raw } = sender(target);
  return [
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
  ];
}
function oddVariables(target: Target): readonly Row[] {
  const { query } = sender(target);
  return [
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
  ];
}
function prototypes(target: Target): readonly Row[] {
  const { post, query } = sender(target);
  return [
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
  ];
}
function oddRequests(target: Target): readonly Row[] {
  const { post, query, toldBy } = sender(target);
  return [
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
          await fetch(`${target().url}/graphql?query=${encodeURIComponent('mutation { signOut { __typename } }')}`),
        ),
      405,
      'MUTATION_BY_GET',
    ],
  ];
}
function hiddenFields(target: Target): readonly Row[] {
  const { post, query } = sender(target);
  return [
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
  ];
}
function forgedTokens(target: Target): readonly Row[] {
  const { withToken } = sender(target);
  return [
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
  ];
}
function clientTokens(target: Target): readonly Row[] {
  const { post, query, withToken } = sender(target);
  const { assertion, claims, partnerToken, prove } = clientProofs(target);
  return [
    [
      "a client's proof instead of a token",
      async () => withToken(`Bearer ${await assertion(`${target().url}/oauth/token`)}`)(),
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
      async () => prove(new UnsecuredJWT(claims(`${target().url}/oauth/token`)).encode()),
      400,
      'invalid_client',
    ],
    [
      "a client's proof, replayed",
      async () => {
        const proof = await assertion(`${target().url}/oauth/token`);
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
        await new World(target().controlUrl).advance({ hours: 2 });
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
}
