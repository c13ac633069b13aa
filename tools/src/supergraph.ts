import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { hashOf } from '@heitu/gateway/front/trusted-documents';
import { conflictingRequirements } from '@heitu/gateway/planning/required-arguments';
import { parse, validate, type GraphQLSchema } from 'graphql';
import { documentsOf, SETS, textOf } from './documents.ts';

const listed = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

/** The subgraphs' schemas as one. Throws where they do not compose, or would be answered wrongly. */
export function composeSupergraph(subgraphs: readonly { name: string; sdl: string }[]): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, url: `http://${name}/graphql`, typeDefs: parse(sdl) })),
  );
  if (errors) throw new Error(`the subgraphs do not compose:\n${listed(errors.map(({ message }) => message))}`);
  const conflicts = conflictingRequirements(supergraphSdl);
  if (conflicts.length > 0)
    throw new Error(`the subgraphs compose, but would be answered wrongly:\n${listed(conflicts)}`);
  return `${supergraphSdl.trimEnd()}\n`;
}

/** What the gateway shows of it. */
export const apiOf = (supergraphSdl: string): GraphQLSchema =>
  Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();

/**
 * Of each set of documents a manifest of its operations for the gateway, by the SHA-256 of their texts: name of the set
 * → JSON. Throws where some do not fit the schema, and names them all.
 */
export function manifestsFor(api: GraphQLSchema): Map<string, string> {
  const misfits = SETS.flatMap(documentsOf).flatMap(({ file, document }) =>
    validate(api, document).map(({ message }) => `${file}: ${message}`),
  );
  if (misfits.length > 0) throw new Error(`documents do not fit the schema:\n${listed(misfits)}`);
  return new Map(
    SETS.map((set) => {
      const texts = documentsOf(set).map(({ document }) => textOf(document));
      return [set.name, `${JSON.stringify(Object.fromEntries(texts.map((text) => [hashOf(text), text])), null, 1)}\n`];
    }),
  );
}
