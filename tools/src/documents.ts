import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse, print, type DocumentNode, type OperationTypeNode } from 'graphql';
import { marksOf, operationOf, withoutMarks, type Marks } from './document-marks.ts';

const ROOT = new URL('../../', import.meta.url);

/** One client's operations: the gateway knows them by the set's manifest. */
export interface DocumentSet {
  name: string;
  /** Operations stand in it, each beside the page that asks it; a set whose folder lies within it has its own. */
  folder: string;
  /** Where the types are written. */
  types: string;
  /** The package whose code generator is used: the server's install has none. */
  home: 'miniprogram' | 'admin';
}

/** Which client a document belongs to is said by the innermost of these folders. */
export const SETS = [
  { name: 'shop', folder: 'miniprogram/src', types: 'miniprogram/src/api/shop.ts', home: 'miniprogram' },
  { name: 'seller', folder: 'miniprogram/src/seller', types: 'miniprogram/src/api/seller.ts', home: 'miniprogram' },
  { name: 'courier', folder: 'miniprogram/src/courier', types: 'miniprogram/src/api/courier.ts', home: 'miniprogram' },
  { name: 'carrier', folder: 'miniprogram/src/carrier', types: 'miniprogram/src/api/carrier.ts', home: 'miniprogram' },
  { name: 'admin', folder: 'admin/src', types: 'admin/src/api/admin.ts', home: 'admin' },
  { name: 'site', folder: 'admin/site', types: 'admin/site/api.ts', home: 'admin' },
] as const satisfies readonly DocumentSet[];

/** One operation of a set. */
export interface SetDocument extends Marks {
  file: string;
  /** As it is sent. */
  document: DocumentNode;
  kind: OperationTypeNode;
}

/** What is trusted, and hashed: the document as graphql prints it. */
export const textOf = print;

const FOLDERS: ReadonlySet<string> = new Set(SETS.map(({ folder }) => folder));

function* graphqlFilesIn(folder: string): Generator<string> {
  for (const entry of readdirSync(new URL(`${folder}/`, ROOT), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory() && !FOLDERS.has(path)) yield* graphqlFilesIn(path);
    else if (entry.name.endsWith('.graphql')) yield path;
  }
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** The files of a set's operations, from the root of the tree, in the order of their names. */
export const filesOf = ({ folder }: DocumentSet): string[] =>
  [...graphqlFilesIn(folder)].sort((one, other) => compare(basename(one), basename(other)) || compare(one, other));

/** The operations of a set, one a file. */
export const documentsOf = (set: DocumentSet): SetDocument[] =>
  filesOf(set).map((file) => {
    const marked = parse(readFileSync(new URL(file, ROOT), 'utf8'), { noLocation: true });
    return { file, document: withoutMarks(marked), kind: operationOf(marked).operation, ...marksOf(marked) };
  });
