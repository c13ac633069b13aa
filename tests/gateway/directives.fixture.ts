import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@provides", "@external", "@shareable", "@override", "@interfaceObject", "@inaccessible"])`;

/** Five subgraphs that use every directive of federation 2, and between them whatever makes plans long. */
const SUBGRAPHS: Readonly<Record<string, string>> = {
  goods: `
    type Query {
      product(id: ID!): Product
      products(first: Int = 3, tags: [String!]): [Product!]!
      node(id: ID!): Node
      nodes: [Node!]
      find(text: String!): [Found]
      medium(id: ID!): Medium
      media: [Medium!]!
      stats: Stats!
      setting: Setting @shareable
    }
    type Mutation {
      addProduct(input: ProductInput!): AddResult!
      touch(id: ID!, note: String = "x"): Product
    }
    input ProductInput { name: String!, size: Size = SMALL, parts: [PartInput!] }
    input PartInput { name: String!, count: Int }
    union AddResult = Added | Refused
    type Added { product: Product!, at: Moment }
    type Refused { code: String!, details: [Detail!]! }
    type Detail @shareable { at: String!, text: String }
    scalar Moment
    enum Size { SMALL LARGE HUGE @inaccessible }
    interface Node { id: ID! }
    interface Sized { size: Size, brand: Brand }
    type Stats { total: Int!, perSize: [PerSize]! }
    type PerSize { size: Size!, total: Float, best: Product! }
    type Setting { theme: String, limits: Limits @shareable }
    type Limits { low: Int }
    type Product implements Node & Sized @key(fields: "id") @key(fields: "sku brand { name }") {
      id: ID!
      sku: String!
      brand: Brand!
      name: String @shareable
      title(short: Boolean = false, locale: String): String!
      weight: Float
      dims(unit: String): String
      size: Size
      tags: [String!]!
      matrix: [[Cell!]!]
      related(first: Int): [Product]
      hint: String
      seller: Person
      hidden: Hidden @inaccessible
      secret: String @inaccessible
      box: Box @shareable
      boxes: [Box!] @shareable
      rank: Int @override(from: "reviews")
    }
    type Hidden @inaccessible { why: String }
    type Brand @shareable { name: String!, country: String }
    type Cell { v: Int!, product: Product, found: Found }
    type Box { depth: Int, inner: Inner @shareable }
    type Inner { a: String }
    union Found = Product | Article | Person
    type Article implements Node @key(fields: "id") { id: ID!, headline: String!, about: [Found!], pages: Int! }
    type Person @key(fields: "id", resolvable: false) { id: ID! }
    interface Medium @key(fields: "id") { id: ID!, title: String }
    type Book implements Medium & Node @key(fields: "id") { id: ID!, title: String, pages: Int! @shareable, author: Person }
    type Film implements Medium & Node @key(fields: "id") { id: ID!, title: String, pages: Int, minutes: Int! }
  `,
  reviews: `
    type Query {
      latest(first: Int): [Review!]
      reviewed: [Reviewed!]!
      setting: Setting @shareable
    }
    type Mutation { review(product: ID!, score: Int!): Review }
    type Setting { limits: Limits @shareable }
    type Limits { high: Int! }
    interface Node { id: ID! }
    union Reviewed = Product | Book | Film
    type Review implements Node @key(fields: "id") {
      id: ID!
      body: String
      score: Int!
      author: Person @provides(fields: "name")
      product: Product
      replies: [Review]
    }
    type Product @key(fields: "id") {
      id: ID!
      weight: Float @external
      dims(unit: String): String @external
      name: String @external
      reviews(first: Int): [Review!]!
      best: Review @provides(fields: "product { name }")
      estimate: String @requires(fields: "weight")
      volume: String! @requires(fields: "dims(unit: \\"cm\\") weight")
      rank: Int
      box: Box @shareable
      boxes: [Box!] @shareable
    }
    type Box { width: Int, inner: Inner @shareable }
    type Inner { b: String! }
    type Person @key(fields: "id") { id: ID!, name: String @external, written: [Review] }
    type Book @key(fields: "id") { id: ID!, praise: String!, pages: Int @shareable }
    type Film @key(fields: "id") { id: ID!, praise: String }
  `,
  people: `
    type Query { me: Person, people(ids: [ID!]): [Person]! }
    type Mutation { rename(id: ID!, name: String!): Person! }
    interface Node { id: ID! }
    type Person implements Node @key(fields: "id") @key(fields: "account { number }") {
      id: ID!
      account: Account!
      name: String @shareable
      nick(upper: Boolean): String!
      friends: [Person!]
      boss: Person
      favourites: [Product!]
      query: Query
    }
    type Account { number: ID!, balance: Int @inaccessible }
    type Product @key(fields: "id", resolvable: false) { id: ID! }
  `,
  ratings: `
    type Query { top: [Medium!]!, worst: Medium }
    type Medium @key(fields: "id") @interfaceObject { id: ID!, stars: Int, comments: [Comment!]!, rated: Boolean! }
    type Comment @key(fields: "id") { id: ID!, text: String!, medium: Medium!, by: Person }
    type Person @key(fields: "account { number }") { account: Account!, fame: Int }
    type Account { number: ID! @shareable }
  `,
  stock: `
    type Product @key(fields: "sku brand { name }") {
      sku: String!
      brand: Brand!
      onHand: Int
      places(near: [Float!]): [Place!]
      freight: String @requires(fields: "hint weight box { inner { a } }")
      hint: String @external
      weight: Float @external
      box: Box @external
    }
    type Box { inner: Inner @external }
    type Inner { a: String @external }
    type Brand @shareable { name: String!, country: String }
    type Place @key(fields: "id") { id: ID!, address: String, keeper: Person, goods: [Product!]! }
    type Person @key(fields: "id") { id: ID!, keeps: Place }
  `,
};

/** What depends on fields that another subgraph answers: its value says what was passed on. */
export const REQUIRING: ReadonlySet<string> = new Set([
  'Product.estimate',
  'Product.volume',
  'Product.freight',
  'Product.deliveryPrice',
]);

export function directivesSupergraph(): string {
  const services = Object.entries(SUBGRAPHS).map(([name, sdl]) => ({
    name,
    url: `http://${name}.invalid/graphql`,
    typeDefs: parse(`${LINK}\n${sdl}`),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
