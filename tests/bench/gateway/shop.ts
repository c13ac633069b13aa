import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { createExecutor } from '@heitu/kit/serving/execute';

/**
 * Four small subgraphs with all data in memory, as gateways are usually compared over: what is measured is the way, not
 * the work.
 */
const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires", "@shareable"])';
const USERS = 6;
const PRODUCTS = 9;
const words = (n: number, of: number) =>
  Array.from(
    { length: n },
    (_, i) => ['black', 'soil', 'rice', 'maize', 'honey', 'goose', 'bean', 'lily'][(of * 7 + i * 3) % 8],
  ).join(' ');
const users = Array.from({ length: USERS }, (_, i) => ({
  id: `u${i + 1}`,
  name: words(2, i),
  username: `user_${i + 1}`,
}));
const products = Array.from({ length: PRODUCTS }, (_, i) => ({
  upc: `p${i + 1}`,
  name: words(3, i),
  price: 100 * (i + 1),
  weight: 50 * (i + 1),
  inStock: i % 3 > 0,
}));
const reviews = Array.from({ length: 25 }, (_, i) => ({
  id: `r${i + 1}`,
  body: words(8, i),
  author: { id: `u${1 + ((i * 5) % USERS)}` },
  product: { upc: `p${1 + ((i * 4) % PRODUCTS)}` },
}));
const by = <T>(list: readonly T[], key: keyof T) => new Map(list.map((one) => [one[key], one]));
const [usersById, productsByUpc] = [by(users, 'id'), by(products, 'upc')];

type Key = { id: string; upc: string; price: number; weight: number };
const SUBGRAPHS = {
  accounts: {
    sdl: 'type Query { me: User user(id: ID!): User users: [User] } type User @key(fields: "id") { id: ID! name: String username: String @shareable }',
    resolvers: {
      Query: { me: () => users[0], user: (_: unknown, { id }: Key) => usersById.get(id), users: () => users },
      User: { __resolveReference: ({ id }: Key) => usersById.get(id) },
    },
  },
  products: {
    sdl: 'type Query { topProducts(first: Int = 5): [Product] } type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }',
    resolvers: {
      Query: { topProducts: (_: unknown, { first }: { first: number }) => products.slice(0, first) },
      Product: { __resolveReference: ({ upc }: Key) => productsByUpc.get(upc) },
    },
  },
  inventory: {
    sdl: 'type Product @key(fields: "upc") { upc: String! weight: Int @external price: Int @external inStock: Boolean shippingEstimate: Int @requires(fields: "price weight") }',
    resolvers: {
      Product: {
        __resolveReference: ({ upc, price, weight }: Key) => ({
          upc,
          inStock: productsByUpc.get(upc)!.inStock,
          shippingEstimate: price > 1000 ? 0 : Math.round(weight / 2),
        }),
      },
    },
  },
  reviews: {
    sdl: 'type Review @key(fields: "id") { id: ID! body: String author: User product: Product } type User @key(fields: "id") { id: ID! reviews: [Review] } type Product @key(fields: "upc") { upc: String! reviews: [Review] }',
    resolvers: {
      Review: { __resolveReference: ({ id }: Key) => reviews.find((one) => one.id === id) },
      User: {
        __resolveReference: ({ id }: Key) => ({ id, reviews: reviews.filter(({ author }) => author.id === id) }),
        reviews: ({ id }: Key) => reviews.filter(({ author }) => author.id === id),
      },
      Product: {
        __resolveReference: ({ upc }: Key) => ({ upc }),
        reviews: ({ upc }: Key) => reviews.filter(({ product }) => product.upc === upc),
      },
    },
  },
} as const;
export type SubgraphName = keyof typeof SUBGRAPHS;
export const NAMES = Object.keys(SUBGRAPHS) as SubgraphName[];
const typeDefsOf = (name: SubgraphName) => parse(`${LINK}\n${SUBGRAPHS[name].sdl}`);

export interface Asked {
  query: string;
  variables?: Readonly<Record<string, unknown>>;
  operationName?: string;
  document?: DocumentNode;
}
/**
 * A subgraph as a function, which parses each query once and executes it as ours do (decision 16): for both gateways
 * the same.
 */
export function subgraph(name: SubgraphName): (asked: Asked) => Promise<ExecutionResult> {
  const schema: GraphQLSchema = buildSubgraphSchema({
    typeDefs: typeDefsOf(name),
    resolvers: SUBGRAPHS[name].resolvers as never,
  });
  const parsed = new Map<string, DocumentNode>();
  const run = createExecutor(schema);
  return async ({ query, variables, operationName, document }) => {
    let known = document ?? parsed.get(query);
    if (!known) parsed.set(query, (known = parse(query)));
    return run({ document: known, variables: variables ?? {}, operationName, context: undefined });
  };
}
export function supergraph(urlOf: (name: SubgraphName) => string): string {
  const { supergraphSdl, errors } = composeServices(
    NAMES.map((name) => ({ name, url: urlOf(name), typeDefs: typeDefsOf(name) })),
  );
  if (errors) throw errors[0]!;
  return supergraphSdl;
}

/** About 80 KB, 16 fetches from four subgraphs. */
export const BIG = `query Big {
  users { ...U reviews { ...R product { ...P reviews { ...R author { ...U reviews { ...R product { ...P } } } } } } }
  topProducts { ...P reviews { ...R author { ...U reviews { ...R product { ...P } } } } }
}
fragment U on User { id username name }
fragment R on Review { id body }
fragment P on Product { inStock name price shippingEstimate upc weight }`;
/** One entity from one subgraph. */
export const SMALL = 'query Small { user(id: "u3") { id name username } }';
