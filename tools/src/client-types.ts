import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
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

const HEAD = `/* Generated from the .graphql files beside the pages by ./run build: not to be edited. */
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

/**
 * The Chinese words of an enum's values, as the table that defines them has it: `LotStateWords.ON_SALE`. What a page
 * does not use is left out of its bundle.
 */
function enumWords(schema: GraphQLSchema): string {
  const words = Object.values(schema.getTypeMap())
    .filter(isEnumType)
    .filter((type) => !/^__|RefusalCode$/.test(type.name) && type.getValues().every(({ description }) => description))
    .map((type) => {
      const texts = type.getValues().map(({ name, description }) => [name, description]);
      return `export const ${type.name}Words = ${JSON.stringify(Object.fromEntries(texts))} as const;`;
    });
  return words.join('\n');
}

/** Types of a set's operations, each operation as a value, and the words of what they answer. */
export async function clientTypes(schema: GraphQLSchema, set: DocumentSet): Promise<string> {
  const documents = documentsOf(set);
  const types = await operationTypes(schema, documents);
  let sure = types;
  const values = documents.map((one) => {
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
    return `export const ${type} = { name: '${named}', hash: '${hashOf(textOf(one.document))}', kind: '${operation}'${marks} } as TypedDocument<${type}${suffix}, ${type}${suffix}Variables>;`;
  });
  return `${HEAD}\n${sure}\n${values.join('\n')}\n${enumWords(schema)}\n`;
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
