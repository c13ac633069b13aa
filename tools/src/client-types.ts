import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSchema, Kind, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { hashOf } from '@heitu/gateway/front/trusted-documents';
import { documentsOf, textOf } from './documents.ts';
import { say } from './progress.ts';

/**
 * Who asks for what: a set of documents, where its types are written, and the package whose code generator is used (the
 * server's install has none).
 */
interface Client {
  set: string;
  file: string;
  home: string;
}
const CLIENTS: readonly Client[] = [
  { set: 'shop', file: 'miniprogram/src/api/shop.ts', home: 'miniprogram' },
  { set: 'seller', file: 'miniprogram/src/api/seller.ts', home: 'miniprogram' },
  { set: 'courier', file: 'miniprogram/src/api/courier.ts', home: 'miniprogram' },
  { set: 'carrier', file: 'miniprogram/src/api/carrier.ts', home: 'miniprogram' },
  { set: 'admin', file: 'admin/src/api/admin.ts', home: 'admin' },
  { set: 'site', file: 'admin/site/api.ts', home: 'admin' },
];
const ROOT = new URL('../../', import.meta.url);

type Codegen = (options: Record<string, unknown>) => Promise<string>;

const HEAD = `/* Generated from schema/documents by ./run build: not to be edited. */
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
export async function clientTypes(schema: GraphQLSchema, { set, home }: Pick<Client, 'set' | 'home'>): Promise<string> {
  const documents = documentsOf(new URL(`schema/documents/${set}/`, ROOT));
  const require = createRequire(new URL(`${home}/package.json`, ROOT));
  const load = async (name: string): Promise<unknown> => import(pathToFileURL(require.resolve(name)).href);
  const [{ codegen }, operations] = (await Promise.all([
    load('@graphql-codegen/core'),
    load('@graphql-codegen/typescript-operations'),
  ])) as [{ codegen: Codegen }, Record<string, unknown>];
  // A fragment that several operations share is described once.
  const seen = new Set<string>();
  const unique = documents.map(({ file, document }) => ({
    location: file,
    document: {
      ...document,
      definitions: document.definitions.filter(
        (definition) =>
          definition.kind !== Kind.FRAGMENT_DEFINITION ||
          (!seen.has(definition.name.value) && seen.add(definition.name.value)),
      ),
    },
  }));
  const types =
    documents.length === 0
      ? ''
      : await codegen({
          filename: `${set}.ts`,
          schema: undefined,
          schemaAst: schema,
          documents: unique,
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
  const sets = new Set(readdirSync(new URL('schema/documents/', ROOT)));
  for (const client of CLIENTS.filter(({ set, home }) => sets.has(set) && (!only || only.includes(home)))) {
    const text = await clientTypes(schema, client);
    const url = new URL(client.file, ROOT);
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
