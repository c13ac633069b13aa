import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSchema, isEnumType, isListType, type FieldNode, type GraphQLSchema } from 'graphql';
import { nameOfType } from '@heitu/kit/rules/input-types';
import { must } from '@heitu/kit/rules/checked';
import { hashOf } from '@heitu/gateway/front/trusted-documents';
import { keyOf, operationOf, rootsOf } from './document-marks.ts';
import { documentsOf, SETS, textOf, type DocumentSet, type SetDocument } from './documents.ts';
import { operationTypes } from './operation-types.ts';
import { say } from './progress.ts';

const ROOT = new URL('../../', import.meta.url);

const GENERATED = '/* Generated from the .graphql files beside the pages by ./run build: not to be edited. */';
const HEAD = `${GENERATED}
/** What is asked, by its hash alone; the types stand for what goes in and comes back. */
export interface TypedDocument<TResult, TVariables> {
  readonly name: string;
  readonly hash: string;
  readonly kind: 'query' | 'mutation';
  /** Roots without which there is no page. */
  readonly must?: readonly string[];
  /** Roots that the page can do without; where another one fails, the whole question has failed. */
  readonly optional?: readonly string[];
  readonly types?: (variables: TVariables) => TResult;
}
/** Without these roots the question has failed. */
type There<TResult, TRoot extends keyof TResult> = Omit<TResult, TRoot> & {
  [Root in keyof Pick<TResult, TRoot>]: NonNullable<TResult[Root]> | Extract<TResult[Root], undefined>;
};
`;

/** Roots without which there is no page: lists, and things of which the document says so. */
export function rootsThatMustBeThere(schema: GraphQLSchema, { document, kind, optional, must }: SetDocument): string[] {
  if (kind !== 'query') return [];
  const roots = schema.getQueryType()?.getFields() ?? {};
  const isList = ({ name }: FieldNode): boolean => {
    const type = roots[name.value]?.type;
    return isListType(type) || String(type).endsWith('Connection');
  };
  return rootsOf(document)
    .filter((root) => must.includes(keyOf(root)) || (isList(root) && !optional.includes(keyOf(root))))
    .map(keyOf);
}

/** The Chinese words of an enum's values, as the table that defines them has it: `LotStateWords.ON_SALE`. */
function enumWords(schema: GraphQLSchema): [name: string, value: string][] {
  return Object.values(schema.getTypeMap())
    .filter(isEnumType)
    .filter((type) => !/^__|RefusalCode$/.test(type.name) && type.getValues().every(({ description }) => description))
    .map((type) => {
      const texts = type.getValues().map(({ name, description }) => [name, description]);
      return [`${type.name}Words`, `${JSON.stringify(Object.fromEntries(texts))} as const`];
    });
}

/** What the documents of a client become: a module of types, and for each value the text of a module of its own. */
export interface ClientModules {
  types: string;
  values: ReadonlyMap<string, string>;
}

/**
 * Types of a set's operations, each operation as a value, and the words of what they answer. Each value is a module: a
 * bundler divides no module, and the first page would bring what all pages ask.
 */
export async function clientTypes(schema: GraphQLSchema, set: DocumentSet): Promise<ClientModules> {
  const documents = documentsOf(set);
  const types = await operationTypes(schema, documents);
  let sure = types;
  const home = basename(set.types, '.ts');
  const values = documents.map((one): [name: string, text: string] => {
    const { name, operation } = operationOf(one.document);
    const named = must(name, `the name of what ${one.file} asks`).value;
    const type = nameOfType(named);
    const suffix = nameOfType(operation);
    const there = rootsThatMustBeThere(schema, one);
    if (there.length > 0) {
      sure = sure.replace(`export type ${type}Query =`, `type ${type}Answer =`);
      sure += `\nexport type ${type}Query = There<${type}Answer, ${there.map((root) => `'${root}'`).join(' | ')}>;\n`;
    }
    const listed = (mark: string, roots: readonly string[]): string =>
      roots.length > 0 ? `, ${mark}: ${JSON.stringify(roots)}` : '';
    const marks = listed('must', there) + listed('optional', one.optional);
    const [result, variables] = [`${type}${suffix}`, `${type}${suffix}Variables`];
    const value = `{ name: '${named}', hash: '${hashOf(textOf(one.document))}', kind: '${operation}'${marks} } as TypedDocument<${result}, ${variables}>`;
    const types = `import type { TypedDocument, ${result}, ${variables} } from '../${home}.ts';`;
    return [type, `${GENERATED}\n${types}\nexport const ${type} = ${value};\n`];
  });
  const words = enumWords(schema).map(([name, value]): [string, string] => [
    name,
    `${GENERATED}\nexport const ${name} = ${value};\n`,
  ]);
  const all = new Map([...values, ...words]);
  const shown = [...all.keys()].map((name) => `export { ${name} } from './${home}/${name}.ts';`);
  return { types: `${HEAD}\n${sure}\n${shown.join('\n')}\n`, values: all };
}

/** A file that would not change keeps its time, so that builds can skip. */
function writeWhereOther(url: URL, text: string): void {
  try {
    if (readFileSync(url, 'utf8') === text) return;
  } catch {
    // The first time.
  }
  writeFileSync(url, text);
}

/** Writes the modules of those clients whose package is installed. */
export async function writeClientTypes(only?: readonly string[]): Promise<void> {
  const schema = buildSchema(readFileSync(new URL('schema/api.graphql', ROOT), 'utf8'), { assumeValid: true });
  for (const set of SETS.filter(({ home }) => !only || only.includes(home))) {
    const { types, values } = await clientTypes(schema, set);
    const folder = new URL(`${set.types.slice(0, -'.ts'.length)}/`, ROOT);
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of values) writeWhereOther(new URL(`${name}.ts`, folder), text);
    for (const file of readdirSync(folder)) if (!values.has(basename(file, '.ts'))) rmSync(new URL(file, folder));
    writeWhereOther(new URL(set.types, ROOT), types);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const homes = process.argv.slice(2);
  await writeClientTypes(homes.length > 0 ? homes : undefined);
  say(`types of documents: ${homes.join(', ') || 'all'}`);
}
