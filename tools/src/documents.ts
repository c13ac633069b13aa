import { readdirSync, readFileSync } from 'node:fs';
import { Kind, parse, print, visit, type DocumentNode, type FragmentDefinitionNode } from 'graphql';

/** What several operations of a set share. */
const FRAGMENTS = '_fragments.graphql';

/** One operation of a set, with the fragments that it uses and no others. */
export interface SetDocument {
  file: string;
  document: DocumentNode;
}

/** What is trusted, and hashed: the document as graphql prints it. */
export const textOf = print;

const isFragment = (definition: { kind: string }): definition is FragmentDefinitionNode =>
  definition.kind === Kind.FRAGMENT_DEFINITION;

function spreadsIn(document: DocumentNode | FragmentDefinitionNode): string[] {
  const names: string[] = [];
  visit(document, { FragmentSpread: ({ name }) => void names.push(name.value) });
  return names;
}

/** The operations of a folder, one a file, in the order of their names. */
export function documentsOf(folder: URL): SetDocument[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort();
  const read = (file: string): DocumentNode => parse(readFileSync(new URL(file, folder), 'utf8'), { noLocation: true });
  const shared = new Map(
    files.includes(FRAGMENTS)
      ? read(FRAGMENTS)
          .definitions.filter(isFragment)
          .map((fragment) => [fragment.name.value, fragment])
      : [],
  );
  return files
    .filter((file) => file !== FRAGMENTS)
    .map((file) => {
      const document = read(file);
      const own = new Set(document.definitions.filter(isFragment).map(({ name }) => name.value));
      const used = new Map<string, FragmentDefinitionNode>();
      const take = (names: readonly string[]): void => {
        for (const name of names) {
          const fragment = shared.get(name);
          if (own.has(name) || used.has(name) || !fragment) continue;
          used.set(name, fragment);
          take(spreadsIn(fragment));
        }
      };
      take(spreadsIn(document));
      return { file, document: { ...document, definitions: [...document.definitions, ...used.values()] } };
    });
}
