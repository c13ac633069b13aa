import type { FastifyInstance } from 'fastify';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, GraphQLError, parse } from 'graphql';
import { pino } from 'pino';
import type { Actor } from '@heitu/kit/rules/actor';
import { Unavailable, type GraphAnswer, type GraphRequest, type Transport } from '@heitu/kit/messages/peers';
import { unavailable } from '@heitu/kit/rules/graphql';
import type { ToldHours } from '@heitu/kit/rules/refused-kinds';
import { startGateway, type GatewayOptions } from '../gateway.ts';
import { readFrontSettings, type FrontSettings } from './front.config.ts';

const LINKS = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@cost", "@listSize", "@composeDirective"])
  @link(url: "https://heitu.example/cacheControl/v0.1", import: ["@cacheControl"]) @composeDirective(name: "@cacheControl")
directive @cacheControl(maxAge: Int!, staleSeconds: Int) on FIELD_DEFINITION
`;
/** A small world with something of each kind: public, one's own, slow, broken, costly. */
const LIBRARY = `${LINKS}
type Query {
  shelf(first: Int = 10): BookConnection! @listSize(slicingArguments: ["first"], sizedFields: ["edges"]) @cacheControl(maxAge: 1)
  price: Int @cacheControl(maxAge: 1)
  onSale: Boolean @cacheControl(maxAge: 1, staleSeconds: 1)
  fragile: Int @cacheControl(maxAge: 1)
  whoAmI: String!
  slow(ms: Int!): Int!
  broken: Int
  secret: Int
  costly: Int @cost(weight: 500)
  self: Query!
}
type Mutation { raise(by: Int!, slowly: Boolean = false): Int! pay(input: Payment!): Int! }
input Payment { requestId: ID! fen: Int! }
type BookConnection { edges: [BookEdge!]! @cacheControl(maxAge: 1) }
type BookEdge { node: Book! @cacheControl(maxAge: 1) }
type Book @key(fields: "id") { id: ID! @cacheControl(maxAge: 1) title: String! @cacheControl(maxAge: 1) mine: String authors: [Author!]! }
type Author { name: String! }
`;
export function librarySdl(
  change: (typeDefs: string) => string = (typeDefs) => typeDefs,
  url = 'http://library',
): string {
  const { supergraphSdl, errors } = composeServices([{ name: 'library', url, typeDefs: parse(change(LIBRARY)) }]);
  if (errors) throw errors[0]!;
  return supergraphSdl!;
}
export const LIBRARY_SDL = librarySdl();

export interface Library {
  url: string;
  server: FastifyInstance;
  /** Fetches that the subgraph answered, by root field; `cancelled`: that nobody waited for. */
  asked: Record<string, number>;
  prices: { current: number };
  /** What does not answer now: the whole subgraph, or root fields whose rows are out of reach. */
  away: Set<string>;
  /** Root fields that answer that there is none. */
  none: Set<string>;
  /** What the gateway told of refusals, as it came. */
  told: ToldHours[];
  /** As whom the subgraph was asked, by root field. */
  callers: Record<string, string[]>;
  post(body: unknown, headers?: Record<string, string>): Promise<{ status: number; headers: Headers; body: any }>;
  close(): Promise<void>;
}

const HOLDERS: Readonly<Record<string, Actor>> = {
  partner: { kind: 'client', id: 'p1', grants: [] },
  buyer: { kind: 'account', id: 'u1', grants: [] },
  other: { kind: 'account', id: 'u2', grants: [] },
};

/** A gateway before one subgraph in this process; tokens are the names of who holds them. */
export async function startLibrary({
  supergraphFile,
  log,
  progressOf,
  trustedProxies,
  metrics,
  clock,
  ...front
}: Partial<FrontSettings> &
  Partial<
    Pick<GatewayOptions, 'supergraphFile' | 'log' | 'progressOf' | 'trustedProxies' | 'metrics' | 'clock'>
  > = {}): Promise<Library> {
  const asked: Record<string, number> = {};
  const prices = { current: 10 };
  const away = new Set<string>();
  const none = new Set<string>();
  const there = (field: string): void => {
    if (away.has(field)) throw unavailable();
  };
  const told: ToldHours[] = [];
  const callers: Record<string, string[]> = {};
  const count = <V>(name: string, value: V): V => {
    asked[name] = (asked[name] ?? 0) + 1;
    return value;
  };
  const book = (i: number) => ({
    id: String(i),
    title: `第${i}本`,
    mine: (_: unknown, context: unknown) => (context as Actor).id,
    authors: [{ name: '甲' }],
  });
  const schema = buildSubgraphSchema({
    typeDefs: parse(LIBRARY),
    resolvers: {
      Query: {
        shelf: (_: unknown, { first }: Record<string, unknown>, context: unknown) => {
          there('shelf');
          (callers['shelf'] ??= []).push((context as Actor).kind);
          return count('shelf', { edges: Array.from({ length: Number(first) }, (_one, i) => ({ node: book(i) })) });
        },
        price: async () => {
          there('price');
          const { current } = prices;
          await new Promise((resolve) => setTimeout(resolve, 20));
          return count('price', current);
        },
        onSale: () => {
          there('onSale');
          return count('onSale', none.has('onSale') ? null : true);
        },
        whoAmI: (_: unknown, _args: unknown, context: unknown) =>
          count('whoAmI', `${(context as Actor).kind} ${(context as Actor).id}`),
        slow: async (_: unknown, { ms }: Record<string, unknown>) => {
          await new Promise((resolve) => setTimeout(resolve, Number(ms)).unref());
          return count('slow', ms);
        },
        fragile: () => {
          throw count('fragile', new Error('SECRET'));
        },
        broken: () => {
          throw new Error('SECRET at /srv/private/path');
        },
        secret: () => {
          throw new GraphQLError('没有权限', { extensions: { code: 'FORBIDDEN' } });
        },
        costly: () => 1,
        self: () => ({}),
      },
      Mutation: {
        raise: async (_: unknown, { by, slowly }: Record<string, unknown>) => {
          if (slowly) await new Promise((resolve) => setTimeout(resolve, 200));
          return count('raise', (prices.current += Number(by)));
        },
        pay: (_: unknown, { input }: Record<string, unknown>) => count('pay', (input as { fen: number }).fen),
      },
    },
  });
  const refused = async (): Promise<never> => Promise.reject(new Error('not asked here'));
  const transport: Transport = {
    async execute(
      _to: string,
      { query, variables }: GraphRequest,
      actor: Actor,
      _requestId: string,
      signal?: AbortSignal,
    ) {
      if (away.has('library')) throw new Unavailable('the library is away');
      const answer = Promise.resolve(
        execute({ schema, document: parse(query), variableValues: variables, contextValue: actor }),
      );
      const aborted = new Promise<never>((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(count('cancelled', signal.reason as Error))),
      );
      return JSON.parse(JSON.stringify(await Promise.race([answer, aborted]))) as GraphAnswer;
    },
    authenticate: async (_to, token) => {
      if (away.has('library')) throw new Unavailable('the library is away');
      return HOLDERS[token] ?? null;
    },
    deliver: refused,
    async edge(_to, { path, body }) {
      if (path === '/unsigned') return { status: 401 };
      if (path !== '/refusals') return refused();
      if (away.has('library')) throw new Unavailable('the library is away');
      told.push(JSON.parse(body.toString()) as ToldHours);
      return { status: 204 };
    },
  };
  const isProduction = front.isProduction ?? false;
  const server = await startGateway({
    supergraphSdl: LIBRARY_SDL,
    transport,
    authority: 'library',
    port: 0,
    host: '127.0.0.1',
    isProduction,
    log: log ?? pino({ level: 'silent' }),
    supergraphFile,
    progressOf,
    trustedProxies,
    metrics,
    clock,
    ready: async () => true,
    front: { ...readFrontSettings({}, isProduction), trustedDocuments: [], ...front },
  });
  const url = `http://127.0.0.1:${(server.server.address() as { port: number }).port}`;
  return {
    url,
    server,
    asked,
    prices,
    away,
    none,
    told,
    callers,
    async post(body, headers = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
    },
    close: () => server.close(),
  };
}
