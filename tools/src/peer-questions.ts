import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import {
  buildClientSchema,
  introspectionFromSchema,
  Kind,
  OperationTypeNode,
  parse,
  print,
  stripIgnoredCharacters,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { BuiltSubgraph } from '@heitu/kit/serving/subgraph';
import { peerActor } from '@heitu/kit/rules/actor';
import { operationTypes } from './operation-types.ts';

/** Answers carry the API's names of an enum's values, not the words that a room keeps. */
const asTold = (schema: GraphQLSchema): GraphQLSchema => buildClientSchema(introspectionFromSchema(schema));

/** Without its rules, a room may be asked whatever its schema has. */
export type AskedRoom = Pick<BuiltSubgraph, 'schema'> & Partial<BuiltSubgraph> & { name: string };

const folderOf = (room: string): string => `subgraphs/${room}/src/asks/`;
const ROOT = new URL('../../', import.meta.url);

type Questions = Map<string, OperationDefinitionNode>;
/** The queries of a file, by name. Throws where it holds anything else: a peer changes nothing, it tells (by events). */
function questionsIn(document: DocumentNode): Questions {
  const questions: Questions = new Map();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION || definition.operation !== OperationTypeNode.QUERY)
      throw new Error('it holds queries, nothing else');
    if (!definition.name) throw new Error('each query has a name');
    questions.set(definition.name.value, definition);
  }
  return questions;
}

/** The fields of a question that the peer's rules do not let this room read. */
function forbiddenFields(room: string, { schema, permissionRows }: AskedRoom, document: DocumentNode): string[] {
  if (!permissionRows) return [];
  const asker = peerActor(room);
  const rules = new Map(permissionRows.map((row) => [`${row.type}.${row.field}`, row]));
  const forbidden: string[] = [];
  const types = new TypeInfo(schema);
  const Field = (): void => {
    const [type, field] = [types.getParentType()?.name, types.getFieldDef()?.name];
    if (field === undefined || field.startsWith('__')) return;
    const rule = rules.get(`${type}.${field}`);
    if (!rule?.allows(asker)) forbidden.push(`${type}.${field} (${rule?.rule ?? 'nobody'})`);
  };
  visit(document, visitWithTypeInfo(types, { Field }));
  return forbidden;
}

function fileOf(peer: string, questions: Questions, types: string, typesOf: (name: string) => string): string {
  const values = [...questions].map(([name, question]) => {
    const text = JSON.stringify(stripIgnoredCharacters(print(question)));
    return `export const ${name} = new PeerQuestion<${typesOf(name)}>('${peer}', ${text});`;
  });
  return [
    `/* Generated from ${peer}.graphql and the schema of ${peer} by ./run compose: not to be edited. */`,
    "import { PeerQuestion } from '@heitu/kit/messages/question';\n",
    types.trim(),
    `\n${values.join('\n')}\n`,
  ].join('\n');
}

/** The TypeScript of what a room asks one peer. Throws where the peer has no such field, or does not let it be read. */
export async function questionTypes(room: string, peer: AskedRoom, text: string): Promise<string> {
  const document = parse(text, { noLocation: true });
  const questions = questionsIn(document);
  const [error] = validate(peer.schema, document);
  if (error) throw error;
  const forbidden = forbiddenFields(room, peer, document);
  if (forbidden.length > 0) throw new Error(`${peer.name} does not let ${room} read ${forbidden.join(', ')}`);
  const types = await operationTypes(asTold(peer.schema), [{ file: `${peer.name}.graphql`, document }], {
    immutableTypes: true,
    arrayInputCoercion: false,
    defaultScalarType: 'unknown',
  });
  return fileOf(peer.name, questions, types, (name) => `${name}Query, ${name}QueryVariables`);
}

const namesIn = (folder: string): string[] =>
  existsSync(new URL(folder, ROOT)) ? readdirSync(new URL(folder, ROOT)).sort() : [];

/** What every room asks its peers: path → TypeScript; null for a file that no question stands behind. */
export async function generateQuestions(rooms: readonly AskedRoom[]): Promise<Map<string, string | null>> {
  const files = new Map<string, string | null>();
  for (const { name: room } of rooms) {
    const folder = folderOf(room);
    const names = namesIn(folder);
    for (const name of names) {
      const [, asked, ending] = /^(\w+)\.(graphql|ts)$/.exec(name) ?? [];
      const peer = rooms.find((one) => one.name === asked && one.name !== room);
      if (!peer) throw new Error(`${folder}${name}: there is no peer of that name`);
      if (ending === 'ts' && !names.includes(`${asked}.graphql`)) files.set(`${folder}${name}`, null);
      if (ending !== 'graphql') continue;
      const text = readFileSync(new URL(folder + name, ROOT), 'utf8');
      const types = await questionTypes(room, peer, text).catch((error: Error) => {
        throw new Error(`${folder}${name}: ${error.message}`);
      });
      files.set(`${folder}${asked}.ts`, types);
    }
  }
  return files;
}

/** Writes what is new or other, or with `check` only names it. */
export function writeFiles(files: Iterable<readonly [string, string | null]>, check: boolean): string[] {
  const changed: string[] = [];
  for (const [path, text] of files) {
    const url = new URL(path, ROOT);
    if (text === (existsSync(url) ? readFileSync(url, 'utf8') : null)) continue;
    changed.push(path);
    if (check) continue;
    if (text === null) rmSync(url);
    else writeFileSync(url, text);
  }
  return changed;
}

/**
 * Writes a file of questions without their types where one of them is new: a room whose code uses it does not load
 * before it is there, and the types are made of the schemas of rooms that load.
 */
export function writeNewQuestions(): void {
  for (const room of readdirSync(new URL('subgraphs/', ROOT))) {
    const folder = folderOf(room);
    for (const name of namesIn(folder).filter((one) => one.endsWith('.graphql'))) {
      const questions = questionsIn(parse(readFileSync(new URL(folder + name, ROOT), 'utf8')));
      const peer = name.replace(/\.graphql$/, '');
      const url = new URL(`${folder}${peer}.ts`, ROOT);
      const known = existsSync(url) ? readFileSync(url, 'utf8') : '';
      if ([...questions.keys()].every((question) => known.includes(`export const ${question} =`))) continue;
      writeFileSync(
        url,
        fileOf(peer, questions, '', () => 'unknown, never'),
      );
    }
  }
}
