import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { buildSubgraph, type Manifest } from '@heitu/kit/serving/subgraph';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { printSchema } from 'graphql';
import { contractSchema } from './contract.ts';
import { makeBuiltSchema } from './make-schema.ts';
import { permissionTable } from './permission-table.ts';
import { apiOf, composeSupergraph, manifestsFor } from './supergraph.ts';

const SCHEMA_DIR = new URL('../../schema/', import.meta.url);

/**
 * The contracts, generated from the manifests: file name → text. Throws where the subgraphs do not compose, or a
 * client's document does not fit them.
 */
export function generateContracts(manifests: readonly Manifest[] = MANIFESTS): Map<string, string> {
  const built = manifests.map((manifest) => ({ name: manifest.name, ...buildSubgraph(manifest) }));
  const supergraphSdl = composeSupergraph(built);
  const api = apiOf(supergraphSdl);
  manifestsFor(api);
  const files = new Map(built.map(({ name, sdl }) => [`${name}.graphql`, sdl]));
  files.set('api.graphql', printSchema(api));
  files.set('partner.graphql', printSchema(contractSchema(api, supergraphSdl, 'partner')));
  files.set('permissions.md', permissionTable(built, api));
  return new Map([...files].map(([name, text]) => [name, `${text.trimEnd()}\n`]));
}

/** Writes what changed and what is made from it, or with `check` only names it. */
export function composeSchemas(check: boolean): string[] {
  const changed: string[] = [];
  for (const [name, text] of generateContracts()) {
    const url = new URL(name, SCHEMA_DIR);
    if (existsSync(url) && readFileSync(url, 'utf8') === text) continue;
    changed.push(`schema/${name}`);
    if (!check) writeFileSync(url, text);
  }
  if (!check) changed.push(...makeBuiltSchema());
  return changed;
}
