import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5",
  import: ["@key", "@external", "@requires", "@interfaceObject", "@shareable"])`;
function compose(subgraphs: Readonly<Record<string, string>>): string {
  const services = Object.entries(subgraphs).map(([name, sdl]) => ({
    name,
    url: `http://${name}`,
    typeDefs: parse(`${LINK}\n${sdl}`),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (errors) throw errors[0]!;
  return supergraphSdl;
}

/** One price in two currencies under one name: a plan asks for one of them, and both use it. */
export const conflictSdl = (): string =>
  compose({
    goods: 'type Query { goods: [Good!]! } type Good @key(fields: "id") { id: ID! price(currency: String!): Int }',
    freight: `type Good @key(fields: "id") { id: ID! price(currency: String!): Int @external
      inDollars: Int @requires(fields: "price(currency: \\"USD\\")") inEuros: Int @requires(fields: "price(currency: \\"EUR\\")") }`,
  });

/** A plan goes back to `shops` by a key of which shops says that it cannot resolve it: the first that it finds. */
export const keysSdl = (): string =>
  compose({
    names: `type Good @key(fields: "id") @key(fields: "code { a b }", resolvable: false) { id: ID! code: Code! name: String! }
      type Code { a: ID! b: ID! }`,
    shops: `type Query { shop: Shop } type Shop @key(fields: "id") { id: ID! goods: [Good!]! }
      type Good @key(fields: "id", resolvable: false) @key(fields: "id code { a b }")
        { id: ID! code: Code! name: String! @external label: String! @requires(fields: "name") size: Int }
      type Code { a: ID! b: ID! }`,
  });

/** Nobody can tell `field` of what `things` answers, nor of which type it is. */
export const unreachableSdl = (): string =>
  compose({
    things: 'interface Node @key(fields: "id") { id: ID! } type Query { thing: Node, other: Int! }',
    fields: `type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! field: String }
      type Query { node: Node }`,
  });
