import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSchema, Kind, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { hashOf } from '@heitu/gateway/front/trusted-documents';
import { documentsOf, SETS, textOf, type DocumentSet } from './documents.ts';
import { say } from './progress.ts';

const ROOT = new URL('../../', import.meta.url);

type Codegen = (options: Record<string, unknown>) => Promise<string>;

const HEAD = `/* Generated from the .graphql files beside the pages by ./run build: not to be edited. */
/** What is asked, by its hash alone; the types stand for what goes in and comes back. */
export interface TypedDocument<TResult, TVariables> {
  readonly name: string;
  readonly hash: string;
  readonly kind: 'query' | 'mutation';
  readonly types?: (variables: TVariables) => TResult;
}
`;

const operationOf = (document: DocumentNode): OperationDefinitionNode =>
  document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)!;
const upper = (name: string): string => name[0]!.toUpperCase() + name.slice(1);

/** Types of a set's operations, and each operation as a value. */
export async function clientTypes(schema: GraphQLSchema, set: DocumentSet): Promise<string> {
  const documents = documentsOf(set);
  const require = createRequire(new URL(`${set.home}/package.json`, ROOT));
  const load = async (name: string): Promise<unknown> => import(pathToFileURL(require.resolve(name)).href);
  const [{ codegen }, operations] = (await Promise.all([
    load('@graphql-codegen/core'),
    load('@graphql-codegen/typescript-operations'),
  ])) as [{ codegen: Codegen }, Record<string, unknown>];
  const types =
    documents.length === 0
      ? ''
      : await codegen({
          filename: set.types,
          schema: undefined,
          schemaAst: schema,
          documents: documents.map(({ file, document }) => ({ location: file, document })),
          config: {
            skipTypename: true,
            useTypeImports: true,
            enumsAsTypes: true,
            enumType: 'string-literal',
            dedupeFragments: true,
            disableDescriptions: true,
            scalars: { ID: 'string', DateTime: 'string', LocalDate: 'string', SafeInt: 'number' },
          },
          plugins: [{ operations: {} }],
          pluginMap: { operations },
        });
  const values = documents.map(({ document }) => {
    const { name, operation } = operationOf(document);
    const type = upper(name!.value);
    const suffix = upper(operation);
    return `export const ${type} = { name: '${name!.value}', hash: '${hashOf(textOf(document))}', kind: '${operation}' } as TypedDocument<${type}${suffix}, ${type}${suffix}Variables>;`;
  });
  return `${HEAD}\n${types}\n${values.join('\n')}\n`;
}

/**
 * Writes the types of those clients whose package is installed; a file that would not change keeps its time, so that
 * builds can skip.
 */
export async function writeClientTypes(only?: readonly string[]): Promise<void> {
  const schema = buildSchema(readFileSync(new URL('schema/api.graphql', ROOT), 'utf8'), { assumeValid: true });
  for (const set of SETS.filter(({ home }) => !only || only.includes(home))) {
    const text = await clientTypes(schema, set);
    const url = new URL(set.types, ROOT);
    mkdirSync(dirname(url.pathname), { recursive: true });
    let before = '';
    try {
      before = readFileSync(url, 'utf8');
    } catch {
      // The first time.
    }
    if (before !== text) writeFileSync(url, text);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const homes = process.argv.slice(2);
  await writeClientTypes(homes.length > 0 ? homes : undefined);
  say(`types of documents: ${homes.join(', ') || 'all'}`);
}
