import { buildSubgraph, type BuiltSubgraph, type Manifest } from '@heitu/kit/serving/subgraph';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { printSchema, type GraphQLSchema } from 'graphql';
import { writeRules } from './built-schema.ts';
import { contractSchema } from './contract.ts';
import { definedEvents, eventProblems } from './event-contracts.ts';
import { lifecyclePages } from './lifecycle-pages.ts';
import { retentionPage } from './retention-page.ts';
import { lookFiles } from './look.ts';
import { makeBuiltSchema } from './make-schema.ts';
import { pageFaults } from './page-faults.ts';
import { generateQuestions, writeFiles } from './peer-questions.ts';
import { permissionDocument } from './permission-document.ts';
import { permissionRules, type PermissionRule } from './permission-rules.ts';
import { apiOf, composeSupergraph, manifestsFor } from './supergraph.ts';

export interface Contracts {
  /** File name in schema/ → text. */
  files: Map<string, string>;
  api: GraphQLSchema;
  rules: PermissionRule[];
  built: (BuiltSubgraph & { name: string })[];
}

/** The contracts, generated from the manifests. Throws where the subgraphs do not compose. */
export function generateContracts(manifests: readonly Manifest[] = MANIFESTS): Contracts {
  const built = manifests.map((manifest) => ({ name: manifest.name, ...buildSubgraph(manifest) }));
  const supergraphSdl = composeSupergraph(built);
  const faults = pageFaults(built);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const api = apiOf(supergraphSdl);
  const rules = permissionRules(built, api);
  const files = new Map(built.map(({ name, sdl }) => [`${name}.graphql`, sdl]));
  files.set('api.graphql', printSchema(api));
  files.set('partner.graphql', printSchema(contractSchema(api, supergraphSdl, 'partner')));
  files.set('permissions.md', permissionDocument(rules, api));
  return { files: new Map([...files].map(([name, text]) => [name, `${text.trimEnd()}\n`])), api, rules, built };
}

/** Writes what changed and what is made from it, or with `check` only names it. Throws where a document does not fit. */
export async function composeSchemas(check: boolean): Promise<string[]> {
  const problems = eventProblems(await definedEvents(MANIFESTS), MANIFESTS);
  if (problems.length > 0) throw new Error(`events and reactions do not fit:\n${problems.join('\n')}`);
  const { files, api, rules, built } = generateContracts();
  manifestsFor(api);
  const within = (folder: string, made: Map<string, string>) =>
    [...made].map(([name, text]) => [`${folder}/${name}`, text] as const);
  const questions = await generateQuestions(built);
  const changed = writeFiles(
    [
      ...within('schema', files),
      ...within('subgraphs', lifecyclePages(MANIFESTS)),
      ...retentionPage(),
      ...questions,
      ...lookFiles(),
    ],
    check,
  );
  if (!check) {
    changed.push(...makeBuiltSchema());
    writeRules(rules);
  }
  return changed;
}
