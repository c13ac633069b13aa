import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

/**
 * Four subgraphs that each know the whole of a thing and whatever it links to: for each link the planner may go on in
 * any of them. Nothing about it is odd, and its planning time grows with the links as no limit of a document's size can
 * tell.
 */
const NAMES = ['one', 'two', 'three', 'four'] as const;
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])\n';

export function linksSdl(urlOf: (name: string) => string = (name) => `http://${name}`): string {
  const services = [
    { name: 'root', typeDefs: 'type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! }' },
    ...NAMES.map((name) => ({
      name,
      typeDefs:
        'type Thing @key(fields: "id") { id: ID! size: Int @shareable left: Thing @shareable right: Thing @shareable }',
    })),
  ];
  const { supergraphSdl, errors } = composeServices(
    services.map(({ name, typeDefs }) => ({ name, url: urlOf(name), typeDefs: parse(LINK + typeDefs) })),
  );
  if (errors) throw errors[0]!;
  return supergraphSdl!;
}

const linked = (depth: number): string =>
  depth === 0 ? '{ size }' : `{ size left ${linked(depth - 1)} right ${linked(depth - 1)} }`;
/** A thing and all that it links to, so many links far: 2 takes milliseconds to plan, 6 minutes, within all limits. */
export const linksQuery = (depth: number): string => `{ thing ${linked(depth)} }`;
