import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import { pino } from 'pino';
import { Arg, Ctx, Directive, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '@heitu/kit/data/context';
import { permit } from '@heitu/kit/rules/permissions';
import type { RunningSubgraph } from '@heitu/kit/serving/running';
import { serveSubgraph } from '@heitu/kit/serving/server';
import { generateSigningKey, privateKeyOf, publicKeysOf } from '@heitu/kit/messages/signing';
import type { Edge, Manifest } from '@heitu/kit/serving/subgraph';
import { testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import { httpTransport, localTransport } from '@heitu/kit/messages/transport';
import type { Transport } from '@heitu/kit/messages/peers';
import { ENGINE_NAMES } from './front/front.config.ts';
import { startGateway, type GatewayOptions } from './gateway.ts';

@Directive('@key(fields: "id")')
@ObjectType('Book')
class Book {
  @Field(() => ID) id: string;
  @Field() title: string;
}
@Resolver()
class BookResolver {
  @Query(() => Book)
  book(@Arg('id', () => ID) id: string): Book {
    if (id === 'away')
      throw Object.assign(new Error('SECRET connect ECONNREFUSED 10.0.0.7:3306'), { code: 'ECONNREFUSED' });
    if (id === 'broken') throw new Error('SECRET at /srv/private/path');
    return { id, title: `第${id}本` };
  }
  @Query(() => String)
  whoAmI(@Ctx() context: Context): string {
    return `${context.actor.kind} ${context.actor.id} ${context.requestId}`;
  }
  @Query(() => String)
  whence(@Ctx() context: Context): string {
    return context.actor.from ?? '';
  }
  @Query(() => String)
  hidden(): string {
    return 'nobody may see this';
  }
}
const echo: Edge = {
  method: 'POST',
  path: '/echo/:word',
  handle: async (_context, request) => ({
    status: 201,
    headers: { 'content-type': 'text/plain' },
    body: Buffer.concat([Buffer.from(`${request.params['word']} ${request.headers['x-note']} `), request.body]),
  }),
};
const token: Edge = {
  method: 'POST',
  path: '/oauth/token',
  handle: async (context: Context, request) => ({
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: `${context.actor.kind} ${context.actor.from} ${request.headers['authorization']} ${request.headers['cookie']} ${request.body}`,
  }),
} as Edge;
const library: Manifest = {
  name: 'library',
  resolvers: [BookResolver],
  references: { Book: (_context: Context, key: { id: string }) => ({ id: key.id, title: `第${key.id}本` }) },
  permissions: { Query: { book: permit.anyone, whoAmI: permit.anyone, whence: permit.anyone }, Book: permit.anyone },
  entities: [],
  migrationsPath: '',
  reactions: [],
  edges: [echo, token],
  jobs: [],
  evidence: {},
  services: () => ({}),
  authenticate: async (_context, credentials: string) =>
    credentials === 'good' ? { kind: 'account', id: 'u1', grants: [] } : null,
};

const WAYS = ENGINE_NAMES.flatMap((engine) => [
  { engine, way: 'in process' as const },
  { engine, way: 'over HTTP' as const },
]);

describe.each(WAYS)('the gateway by $engine, subgraphs $way', ({ engine, way }) => {
  let room: TestSubgraph;
  let server: FastifyInstance;
  let url: string;
  let start: (trustedProxies: string[], front?: GatewayOptions['front']) => Promise<FastifyInstance>;
  const closers: (() => Promise<unknown>)[] = [];
  const post = async (query: string, headers: Record<string, string> = {}, base = url) => {
    const response = await fetch(`${base}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as any };
  };

  beforeAll(async () => {
    room = await testSubgraph(library);
    let transport: Transport = localTransport(new Map<string, RunningSubgraph>([['library', room.subgraph]]));
    if (way === 'over HTTP') {
      const key = generateSigningKey();
      const subgraphServer = await serveSubgraph(room.subgraph, {
        port: 0,
        host: '127.0.0.1',
        trustedKeys: { gateway: publicKeysOf(key.publicPem) },
        log: pino({ level: 'silent' }),
      });
      const http = httpTransport(
        { library: [`http://127.0.0.1:${(subgraphServer.server.address() as { port: number }).port}`] },
        { name: 'gateway', privateKey: privateKeyOf(key.privatePem) },
      );
      transport = http;
      closers.push(
        () => http.close(),
        () => subgraphServer.close(),
      );
      const unsigned = await fetch(
        `http://127.0.0.1:${(subgraphServer.server.address() as { port: number }).port}/graphql`,
        { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ whoAmI }"}' },
      );
      expect(unsigned.status).toBe(401);
    }
    const { supergraphSdl } = composeServices([{ name: 'library', typeDefs: parse(room.subgraph.built.sdl) }]);
    start = async (trustedProxies, front) => {
      const gateway = await startGateway({
        supergraphSdl: supergraphSdl!,
        transport,
        authority: 'library',
        doors: { '/standard': { subgraph: 'library', path: '/echo' } },
        port: 0,
        host: '127.0.0.1',
        isProduction: false,
        trustedProxies,
        front: { engine, ...front },
        log: pino({ level: 'silent' }),
        ready: async () => true,
      });
      closers.unshift(() => gateway.close());
      return gateway;
    };
    server = await start([]);
    url = `http://127.0.0.1:${(server.server.address() as { port: number }).port}`;
  });
  afterAll(async () => {
    for (const close of closers) await close();
    await room.close();
  });

  it('answers, and passes on who asks and under which request id', async () => {
    expect((await post('{ book(id: "7") { title } }')).body.data).toEqual({ book: { title: '第7本' } });
    expect((await post('{ whoAmI }', { 'x-request-id': 'abcdefgh-1' })).body.data.whoAmI).toBe('anonymous  abcdefgh-1');
    const signedIn = await post('{ whoAmI }', { authorization: 'Bearer good' });
    expect(signedIn.body.data.whoAmI).toBe(`account u1 ${signedIn.headers.get('x-request-id')}`);
  });
  it('says where a request came from, and believes only the proxies that it was told to', async () => {
    const forwarded = { 'x-forwarded-for': '198.51.100.7' };
    expect((await post('{ whence }', forwarded)).body.data.whence).toBe('127.0.0.1');
    const behind = await start(['127.0.0.0/8']);
    const base = `http://127.0.0.1:${(behind.server.address() as { port: number }).port}`;
    expect((await post('{ whence }', forwarded, base)).body.data.whence).toBe('198.51.100.7');
    expect((await post('{ whence }', { 'x-forwarded-for': '203.0.113.66, 198.51.100.7' }, base)).body.data.whence).toBe(
      '198.51.100.7',
    );
  });
  it('refuses an unknown token and a field without a rule', async () => {
    for (const authorization of ['Bearer bad', 'Basic x']) {
      expect(await post('{ whoAmI }', { authorization })).toMatchObject({
        status: 401,
        body: { errors: [{ message: '请先登录', extensions: { code: 'UNAUTHENTICATED' } }] },
      });
    }
    expect((await post('{ hidden }')).body.errors[0].extensions.code).toBe('FORBIDDEN');
    expect((await post('{ hidden }', { authorization: 'Bearer good' })).body.errors[0].extensions.code).toBe(
      'FORBIDDEN',
    );
  });
  it('masks what it did not foresee', async () => {
    const { body } = await post('{ book(id: "broken") { title } }');
    expect(body.errors[0].extensions.code).toBe('INTERNAL');
    expect(JSON.stringify(body)).not.toMatch(/SECRET|private/);
  });
  it('says that it may be asked again where a database gave no answer', async () => {
    const { status, body } = await post('{ book(id: "away") { title } }');
    expect(status).toBe(200);
    expect(body.errors[0]).toMatchObject({
      message: '系统暂时没有回应，请稍后再试一次',
      extensions: { code: 'UNAVAILABLE' },
    });
    expect(JSON.stringify(body)).not.toMatch(/SECRET|10\.0\.0\.7/);
  });
  it('forwards the bytes of an edge untouched', async () => {
    const response = await fetch(`${url}/edges/library/echo/${encodeURIComponent('字')}`, {
      method: 'POST',
      headers: { 'x-note': 'n', 'content-type': 'application/octet-stream' },
      body: new Uint8Array([0, 255, 10]),
    });
    expect(response.status).toBe(201);
    expect(Buffer.from(await response.arrayBuffer()).toString('hex')).toBe(
      Buffer.concat([Buffer.from('字 n '), Buffer.from([0, 255, 10])]).toString('hex'),
    );
    expect((await fetch(`${url}/edges/library/nothing`)).status).toBe(404);
    expect((await fetch(`${url}/edges/nowhere/x`)).status).toBe(404);
  });
  it('leads from the address of a standard to the edge behind it, with what is below as it was escaped', async () => {
    const name = 'ni:///sha-256;ab?ver=CBV2.0';
    const response = await fetch(`${url}/standard/${encodeURIComponent(name)}?x=1`, { method: 'POST', body: '!' });
    expect([response.status, await response.text()]).toEqual([201, `${name} undefined !`]);
    expect((await fetch(`${url}/standard`)).status).toBe(404);
    expect((await fetch(`${url}/standards/x`)).status).toBe(404);
  });
  it('brings to the owner of accounts what a program proves itself with, as nobody yet, and no cookie', async () => {
    const response = await fetch(`${url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: 'Basic eDp5', cookie: 'a=b', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    });
    expect([response.status, response.headers.get('cache-control'), await response.text()]).toEqual([
      200,
      'no-store',
      'anonymous 127.0.0.1 Basic eDp5 undefined grant_type=client_credentials',
    ]);
  });
  it('lets an address ask for tokens as rarely as for anything that strangers leave behind', async () => {
    const strict = await start([], {
      rates: { perCaller: null, perAddress: null, strangersPerAddress: { count: 2, seconds: 60 } },
    });
    const asked = () =>
      fetch(`http://127.0.0.1:${(strict.server.address() as { port: number }).port}/oauth/token`, {
        method: 'POST',
        body: 'x',
      });
    expect([(await asked()).status, (await asked()).status]).toEqual([200, 200]);
    const refused = await asked();
    expect([
      refused.status,
      Number(refused.headers.get('retry-after')) > 0,
      ((await refused.json()) as any).code,
    ]).toEqual([429, true, 'TOO_MANY_REQUESTS']);
  });
  it('counts what an address asks of edges and of /graphql together', async () => {
    const strict = await start([], {
      rates: { perCaller: null, perAddress: { count: 3, seconds: 60 }, strangersPerAddress: null },
    });
    const base = `http://127.0.0.1:${(strict.server.address() as { port: number }).port}`;
    const edge = () =>
      fetch(`${base}/edges/library/echo/x`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: 'x',
      });
    const graphql = () =>
      fetch(`${base}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ __typename }"}',
      });
    expect([(await edge()).status, (await graphql()).status, (await edge()).status]).toEqual([201, 200, 201]);
    for (const refused of [await edge(), await graphql()])
      expect([
        refused.status,
        Number(refused.headers.get('retry-after')) > 0,
        ((await refused.json()) as any).errors[0].extensions.code,
      ]).toEqual([429, true, 'TOO_MANY_REQUESTS']);
    expect((await fetch(`${base}/health/live`)).status).toBe(200);
  });
  it('refuses broken and oversized bodies and unknown addresses without naming its parts', async () => {
    const send = async (body: string) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return { status: response.status, text: await response.text() };
    };
    expect(await send('{bad')).toMatchObject({ status: 400, text: expect.stringContaining('BAD_REQUEST') });
    expect(await send(`{"query":"${'x'.repeat(1_100_000)}"}`)).toMatchObject({
      status: 413,
      text: expect.stringContaining('TOO_LARGE'),
    });
    expect((await send('{bad')).text).not.toContain('FST_');
    const [xml, escape] = [
      await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/xml' }, body: '<x/>' }),
      await fetch(`${url}/edges/library/%zz`),
    ];
    for (const [response, status, code] of [
      [xml, 415, 'UNSUPPORTED_MEDIA_TYPE'],
      [escape, 400, 'BAD_REQUEST'],
    ] as const)
      expect([response.status, ((await response.json()) as any).errors[0].extensions.code]).toEqual([status, code]);
    const nowhere = await fetch(`${url}/nowhere`);
    expect([nowhere.status, ((await nowhere.json()) as any).errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
    expect(await (await fetch(url)).text()).toContain('/graphql');
  });
  it('tells its health and its metrics', async () => {
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('heitu_http_request_seconds');
  });
});
