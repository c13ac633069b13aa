import { readFileSync } from 'node:fs';
import { SUBGRAPHS } from '@heitu/standard';
import { contractOf, inputsHash, isFresh, writeBuilt } from './built-schema.ts';
import { say } from './progress.ts';
import { apiOf, composeSupergraph, manifestsFor } from './supergraph.ts';

/** Makes dist/schema from the contracts and the clients' documents; names what has changed. */
export function makeBuiltSchema(): string[] {
  const inputs = inputsHash();
  if (isFresh(inputs)) return [];
  const supergraphSdl = composeSupergraph(
    SUBGRAPHS.map((name) => ({ name, sdl: readFileSync(contractOf(name), 'utf8') })),
  );
  const files = new Map([['supergraph.graphql', supergraphSdl]]);
  for (const [set, manifest] of manifestsFor(apiOf(supergraphSdl))) files.set(`documents/${set}.json`, manifest);
  writeBuilt(inputs, files);
  return ['dist/schema'];
}

if (import.meta.main) {
  try {
    makeBuiltSchema();
  } catch (error) {
    say(`dist/schema: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
