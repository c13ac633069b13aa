import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { buildSubgraph, type Manifest } from '@heitu/kit/serving/subgraph';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { hashOf } from '@heitu/gateway/front/trusted-documents';
import { conflictingRequirements } from '@heitu/gateway/planning/required-arguments';
import { parse, printSchema, validate, type GraphQLSchema } from 'graphql';
import { createRequire } from 'node:module';
import { contractSchema } from './contract.ts';
import { documentsOf, SETS, textOf } from './documents.ts';
import { permissionTable } from './permission-table.ts';

const require = createRequire(import.meta.url);
// Not named in package.json of ours: it is what @apollo/composition itself is built on, found from there.
const { Supergraph } = createRequire(require.resolve('@apollo/composition'))('@apollo/federation-internals') as {
  Supergraph: { build(sdl: string): { apiSchema(): { toGraphQLJSSchema(): Parameters<typeof printSchema>[0] } } };
};

const apiSchema = (supergraphSdl: string): GraphQLSchema =>
  Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();

const SCHEMA_DIR = new URL('../../schema/', import.meta.url);

/** The contracts, generated from the manifests: file name → text. Throws where the subgraphs do not compose. */
export function generateSchemas(manifests: readonly Manifest[] = MANIFESTS): Map<string, string> {
  const files = new Map<string, string>();
  const built = manifests.map((manifest) => ({ name: manifest.name, ...buildSubgraph(manifest) }));
  for (const { name, sdl } of built) files.set(`${name}.graphql`, sdl.trimEnd() + '\n');
  const result = composeServices(
    built.map(({ name, sdl }) => ({ name, url: `http://${name}/graphql`, typeDefs: parse(sdl) })),
  );
  if (result.errors)
    throw new Error(`the subgraphs do not compose:\n${result.errors.map((error) => `- ${error.message}`).join('\n')}`);
  const conflicts = conflictingRequirements(result.supergraphSdl);
  if (conflicts.length > 0)
    throw new Error(
      `the subgraphs compose, but would be answered wrongly:\n${conflicts.map((conflict) => `- ${conflict}`).join('\n')}`,
    );
  files.set('supergraph.graphql', result.supergraphSdl.trimEnd() + '\n');
  const api = apiSchema(result.supergraphSdl);
  files.set('api.graphql', printSchema(api).trimEnd() + '\n');
  files.set('partner.graphql', printSchema(contractSchema(api, result.supergraphSdl, 'partner')).trimEnd() + '\n');
  files.set('permissions.md', permissionTable(built, api));
  return files;
}

/**
 * Of each set a manifest of its operations for the gateway, by the SHA-256 of their texts: file name → text. Throws
 * where one does not fit the schema.
 */
export function generateManifests(schema: GraphQLSchema): Map<string, string> {
  return new Map(
    SETS.map((set) => {
      const texts = documentsOf(set).map(({ file, document }) => {
        const [error] = validate(schema, document);
        if (error) throw new Error(`${file}: ${error.message}`);
        return textOf(document);
      });
      return [
        `documents/${set.name}.json`,
        `${JSON.stringify(Object.fromEntries(texts.map((text) => [hashOf(text), text])), null, 1)}\n`,
      ];
    }),
  );
}

/** Writes what changed, or with `check` only names it. */
export function composeSchemas(check: boolean): string[] {
  const changed: string[] = [];
  const schemas = generateSchemas();
  for (const [name, text] of [...schemas, ...generateManifests(apiSchema(schemas.get('supergraph.graphql')!))]) {
    const url = new URL(name, SCHEMA_DIR);
    if (existsSync(url) && readFileSync(url, 'utf8') === text) continue;
    changed.push(`schema/${name}`);
    if (!check) writeFileSync(url, text);
  }
  return changed;
}
