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
 * → JSON. Throws where one does not fit the schema.
 */
export function manifestsFor(api: GraphQLSchema): Map<string, string> {
  return new Map(
    SETS.map((set) => {
      const texts = documentsOf(set).map(({ file, document }) => {
        const [error] = validate(api, document);
        if (error) throw new Error(`${file}: ${error.message}`);
        return textOf(document);
      });
      return [set.name, `${JSON.stringify(Object.fromEntries(texts.map((text) => [hashOf(text), text])), null, 1)}\n`];
    }),
  );
}
