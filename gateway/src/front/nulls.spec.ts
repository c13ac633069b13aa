import { composeServices } from '@apollo/composition';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import { pino } from 'pino';
import { registry } from '@heitu/kit/serving/metrics';
import type { GraphAnswer, Transport } from '@heitu/kit/messages/peers';
import { startGateway } from '../gateway.ts';
import { ENGINE_NAMES, readFrontSettings, type EngineName } from './front.config.ts';

const LINKS = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
  @link(url: "https://heitu.example/cacheControl/v0.1", import: ["@cacheControl"]) @composeDirective(name: "@cacheControl")
directive @cacheControl(maxAge: Int!) on FIELD_DEFINITION`;
const PUBLIC = '@cacheControl(maxAge: 1)';
/** Two subgraphs of others: what one sells the other no longer knows. */
const SUBGRAPHS = {
  sales: `type Query { orders: [Order!]! ${PUBLIC} }
    type Order { id: ID! ${PUBLIC} product: Product ${PUBLIC} state: State ${PUBLIC} }
    enum State { OPEN }
    type Product @key(fields: "id") { id: ID! ${PUBLIC} }`,
  goods: `type Product @key(fields: "id") { id: ID! title: String! ${PUBLIC} weight: Int ${PUBLIC} }`,
};
const QUESTION = '{ orders { id product { id title } } }';
const orders = (...ids: string[]) => ids.map((id) => ({ id, product: { __typename: 'Product', id }, state: 'OPEN' }));
const EXPLAINED: GraphAnswer = {
  data: { _entities: [null, null] },
  errors: [{ message: 'SECRET', path: ['_entities', 0], extensions: { code: 'ILL' } }],
};

describe('a null that no subgraph gave a reason for', () => {
  let server: FastifyInstance;
  let start: (engine: EngineName) => Promise<FastifyInstance>;
  let logged: { msg: string; requestId: string; count: number; nulls: { path: string; message: string }[] }[];
  let goods: () => GraphAnswer | Promise<GraphAnswer>;
  let sales: () => GraphAnswer;
  let asked: Record<string, number>;
  beforeEach(async () => {
    [logged, asked] = [[], {}];
    sales = () => ({ data: { orders: orders('1', '2') } });
    goods = () => ({ data: { _entities: [null, { title: 'rice' }] } });
    const { supergraphSdl } = composeServices(
      Object.entries(SUBGRAPHS).map(([name, sdl]) => ({
        name,
        url: `http://${name}`,
        typeDefs: parse(`${LINKS}\n${sdl}`),
      })),
    );
    const none = () => Promise.reject(new Error('not asked here'));
    const transport: Transport = {
      async execute(to) {
        asked[to] = (asked[to] ?? 0) + 1;
        return JSON.parse(JSON.stringify(await (to === 'goods' ? goods() : sales()))) as GraphAnswer;
      },
      authenticate: async () => null,
      deliver: none,
      edge: none,
    };
    const log = pino(
      { level: 'warn' },
      { write: (line: string) => void logged.push(JSON.parse(line) as (typeof logged)[number]) },
    );
    start = (engine) =>
      startGateway({
        supergraphSdl: supergraphSdl!,
        transport,
        authority: 'nobody',
        port: 0,
        host: '127.0.0.1',
        isProduction: false,
        log,
        ready: async () => true,
        front: { ...readFrontSettings({}, false), engine, trustedDocuments: [], answerKeepMs: 1000 },
      });
    server = await start('heitu');
    registry.resetMetrics();
  });
  afterEach(() => server.close());
  const ask = async (query = QUESTION, requestId = 'request-1') => {
    const answer = await server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', 'x-request-id': requestId },
      payload: JSON.stringify({ query }),
    });
    return JSON.parse(answer.body) as {
      data: unknown;
      errors?: { message: string; path: unknown; extensions: { code: string; requestId: string } }[];
    };
  };
  const counted = async (field: string) =>
    Number(
      new RegExp(`heitu_gateway_nulls_without_reason_total\\{field="${field}"\\} (\\d+)`).exec(
        await registry.metrics(),
      )?.[1] ?? 0,
    );

  it.each(ENGINE_NAMES)(
    'stands in errors at its place, is logged with the request id, and counted by field: %s',
    async (engine) => {
      await server.close();
      server = await start(engine);
      const { data, errors } = await ask();
      expect(data).toEqual({
        orders: [
          { id: '1', product: null },
          { id: '2', product: { id: '2', title: 'rice' } },
        ],
      });
      expect(errors).toEqual([
        {
          message: expect.stringMatching(/原因不明/),
          path: ['orders', 0, 'product', 'title'],
          extensions: { code: 'NULL_WITHOUT_REASON', requestId: 'request-1' },
        },
      ]);
      expect(logged).toMatchObject([
        {
          msg: 'null without a reason',
          requestId: 'request-1',
          count: 1,
          nulls: [{ path: 'orders.0.product.title', message: expect.stringContaining('Product.title') }],
        },
      ]);
      expect(await counted('Product.title')).toBe(1);
    },
  );
  it('is told of a value that cannot stand there too, without the value', async () => {
    sales = () => ({ data: { orders: [{ id: '1', state: 'SECRET', product: null }] } });
    const answer = await ask('{ orders { id state } }');
    expect(answer).toMatchObject({
      data: { orders: [{ id: '1', state: null }] },
      errors: [{ path: ['orders', 0, 'state'], extensions: { code: 'NULL_WITHOUT_REASON' } }],
    });
    expect(JSON.stringify(answer)).not.toContain('SECRET');
  });
  it('is told beside the errors of other places, and not where one explains it', async () => {
    goods = () => EXPLAINED;
    const { errors } = await ask();
    expect(errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['orders', 0, 'product'], 'INTERNAL'],
      [['orders', 1, 'product', 'title'], 'NULL_WITHOUT_REASON'],
    ]);
    expect(await counted('Product.title')).toBe(1);
  });
  it('is none where the whole fetch failed: that is told once', async () => {
    for (const failure of [
      () => Promise.reject(new Error('gone')),
      () => ({ data: null, errors: [{ message: 'ill' }] }),
    ]) {
      goods = failure;
      const { data, errors } = await ask();
      expect([data, errors!.map(({ extensions }) => extensions.code)]).toEqual([
        {
          orders: [
            { id: '1', product: null },
            { id: '2', product: null },
          ],
        },
        ['INTERNAL'],
      ]);
    }
    expect(await counted('Product.title')).toBe(0);
  });
  it('is no null that the schema allows', async () => {
    goods = () => ({ data: { _entities: [null, { weight: 5 }] } });
    expect(await ask('{ orders { product { weight } } }')).toEqual({
      data: { orders: [{ product: { weight: null } }, { product: { weight: 5 } }] },
    });
  });
  it('is neither kept nor shared with who waits for the same', async () => {
    goods = async () => {
      const isFirst = asked['goods'] === 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { data: { _entities: [isFirst ? null : { title: 'oats' }, { title: 'rice' }] } };
    };
    const [first, joining] = await Promise.all([ask(), ask()]);
    expect([first.errors?.length, joining.errors, asked['goods']]).toEqual([1, undefined, 2]);
    expect((await ask()).data).toEqual({
      orders: [
        { id: '1', product: { id: '1', title: 'oats' } },
        { id: '2', product: { id: '2', title: 'rice' } },
      ],
    });
  });
});
