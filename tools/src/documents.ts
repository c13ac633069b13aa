import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse, print, type DocumentNode, type OperationTypeNode } from 'graphql';
import { sharedFragments, withFragments, withRefusal } from './document-parts.ts';
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

const OPERATION = '.graphql';
const FRAGMENT = '.fragment.graphql';

function* filesIn(folder: string, ending: string, isWhole: boolean): Generator<string> {
  for (const entry of readdirSync(new URL(`${folder}/`, ROOT), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory() && (isWhole || !FOLDERS.has(path))) yield* filesIn(path, ending, isWhole);
    else if (entry.name.endsWith(ending)) yield path;
  }
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** The files of a set's operations, from the root of the tree, in the order of their names. */
export const filesOf = ({ folder }: DocumentSet): string[] =>
  [...filesIn(folder, OPERATION, false)]
    .filter((file) => !file.endsWith(FRAGMENT))
    .sort((one, other) => compare(basename(one), basename(other)) || compare(one, other));

/** Fragments that several operations of one client share, one a file beside the part that shows them. */
export const fragmentFilesOf = ({ home, folder }: DocumentSet): string[] => [
  ...filesIn(home === 'miniprogram' ? 'miniprogram/src' : folder, FRAGMENT, true),
];

const read = (file: string): DocumentNode => parse(readFileSync(new URL(file, ROOT), 'utf8'), { noLocation: true });

/** The operations of a set, one a file, whole: with the fragments that they share and what a refusal brings. */
export function documentsOf(set: DocumentSet): SetDocument[] {
  const fragments = sharedFragments(fragmentFilesOf(set).map(read));
  return filesOf(set).map((file) => {
    const marked = withFragments(read(file), fragments);
    const { operation } = operationOf(marked);
    const sent = withoutMarks(marked);
    const document = operation === 'mutation' ? withRefusal(sent, set.name !== 'shop') : sent;
    return { file, document, kind: operation, ...marksOf(marked) };
  });
}
