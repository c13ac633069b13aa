import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, type GraphQLSchema } from 'graphql';
import { entry, freePort } from '../journeys/platform.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
/** Three subgraphs as anybody may write them: no signature, each at a path of its own. */
const SUBGRAPHS = {
  places: {
    path: '/',
    sdl: 'type Query { place(id: ID!): Place, places: [Place!]! } type Place @key(fields: "id") { id: ID! name: String! }',
  },
  weather: {
    path: '/v2/query?tenant=7',
    sdl: 'type Place @key(fields: "id") { id: ID! celsius: Int station: Station } type Station @key(fields: "code") { code: String! }',
  },
  'stations-eu': {
    path: '/graphql',
    sdl: 'type Station @key(fields: "code") { code: String! height: Int } type Mutation { move(code: String!): Station }',
  },
} as const;
const known = ({ id }: { id: string }) => ({
  __typename: 'Place',
  id,
  celsius: Number(id) * 10,
  station: id === '3' ? null : { __typename: 'Station', code: `s${id}` },
});
const RESOLVERS = {
  places: {
    Query: {
      place: (_: unknown, { id }: { id: string }) => ({ id, name: `place ${id}` }),
      places: () => ['1', '2', '3'].map((id) => ({ id, name: `place ${id}` })),
    },
  },
  weather: { Place: { __resolveReference: known }, Station: { __resolveReference: (one: object) => one } },
  'stations-eu': {
    Station: { __resolveReference: ({ code }: { code: string }) => ({ code, height: code.length }) },
    Mutation: { move: (_: unknown, { code }: { code: string }) => ({ code, height: 9 }) },
  },
};

const folder = mkdtempSync(join(tmpdir(), 'heitu-foreign-'));
const servers: Server[] = [];
const seen: { path: string; headers: IncomingHttpHeaders }[] = [];
/** Ports of subgraphs that take requests and answer none, as a process that stands still. */
const hung = new Set<number>();
let gateway: ChildProcess;
let printed = '';
let url: string;

async function serve(schema: GraphQLSchema): Promise<number> {
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { query, variables, operationName } = JSON.parse(text);
    seen.push({ path: request.url!, headers: request.headers });
    const at = (server.address() as { port: number } | null)?.port;
    while (at && hung.has(at)) await new Promise((resolve) => setTimeout(resolve, 20));
    const answer = await execute({ schema, document: parse(query), variableValues: variables, operationName });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}
async function ask(query: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
}

beforeAll(async () => {
  const services = [];
  for (const [name, { path, sdl }] of Object.entries(SUBGRAPHS)) {
    const typeDefs = parse(`${LINK}\n${sdl}`);
    const port = await serve(
      buildSubgraphSchema({ typeDefs, resolvers: RESOLVERS[name as keyof typeof RESOLVERS] as never }),
    );
    services.push({ name, typeDefs, url: `http://127.0.0.1:${port}${path}` });
  }
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, composeServices(services).supergraphSdl!);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  gateway = spawn(process.execPath, entry('serve', ['gateway']), {
    env: { PATH: process.env['PATH'], SUPERGRAPH_FILE: file, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [gateway.stdout!, gateway.stderr!])
    stream.on('data', (chunk) => void (printed += String(chunk)));
  for (;;) {
    if (gateway.exitCode !== null) throw new Error(`the gateway ended:\n${printed}`);
    if ((await fetch(`${url}/health/ready`).catch(() => null))?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
});
afterAll(async () => {
  const ended = new Promise((resolve) => gateway.once('exit', resolve));
  gateway.kill('SIGTERM');
  await ended;
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

it('serves a supergraph that it has never seen, at the addresses in its file', async () => {
  expect(await ask('{ places { name celsius station { height } } __typename }')).toEqual({
    data: {
      places: [
        { name: 'place 1', celsius: 10, station: { height: 2 } },
        { name: 'place 2', celsius: 20, station: { height: 2 } },
        { name: 'place 3', celsius: 30, station: null },
      ],
      __typename: 'Query',
    },
  });
  expect(await ask('mutation { move(code: "x") { height } }')).toEqual({ data: { move: { height: 9 } } });
  expect(new Set(seen.map(({ path }) => path))).toEqual(new Set(Object.values(SUBGRAPHS).map(({ path }) => path)));
  expect(seen.filter(({ headers }) => Object.keys(headers).some((name) => name.startsWith('heitu')))).toEqual([]);
});
it('knows nobody, as no subgraph of it does', async () => {
  expect((await ask('{ places { name } }', { authorization: 'Bearer whatever' })).errors![0]!.extensions.code).toBe(
    'UNAUTHENTICATED',
  );
});
it('serves on while a subgraph hangs: ready, answers the rest, soon waits for the hung one no longer', async () => {
  const { port } = servers[1]!.address() as { port: number };
  const READY_MS = 1000;
  const GIVEN_UP_MS = 8000;
  const isReady = async () => {
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(READY_MS) }).catch(() => null);
    return response?.status;
  };
  hung.add(port);
  try {
    const QUESTION = '{ place(id: "1") { name celsius } }';
    const place = { name: 'place 1', celsius: null };
    const away = { data: { place }, errors: [{ extensions: { code: 'UNAVAILABLE' } }] };
    const beganMs = performance.now();
    const [first, ready, other] = await Promise.all([ask(QUESTION), isReady(), ask('{ place(id: "1") { name } }')]);
    expect([ready, other]).toEqual([200, { data: { place: { name: 'place 1' } } }]);
    expect(first).toMatchObject(away);
    const tookMs = performance.now() - beganMs;
    const againMs = performance.now();
    expect(await ask(QUESTION)).toMatchObject(away);
    expect([tookMs < GIVEN_UP_MS, performance.now() - againMs < READY_MS, await isReady()]).toEqual([true, true, 200]);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('heitu_subgraph_ready{subgraph="weather"} 0');
    expect(metrics).toContain('heitu_subgraph_ready{subgraph="places"} 1');
  } finally {
    hung.delete(port);
  }
  for (const endMs = Date.now() + 10_000; ;) {
    const { data, errors } = await ask('{ place(id: "1") { celsius } }');
    if (!errors) return void expect(data).toEqual({ place: { celsius: 10 } });
    if (Date.now() > endMs) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}, 30_000);
it('says that one may ask again where a subgraph is gone, and answers the rest', async () => {
  servers[1]!.closeAllConnections();
  await new Promise((resolve) => servers[1]!.close(resolve));
  expect(await ask('{ place(id: "1") { name celsius } }')).toMatchObject({
    data: { place: { name: 'place 1', celsius: null } },
    errors: [{ extensions: { code: 'UNAVAILABLE' } }],
  });
});
