import type { GraphQLSchema } from 'graphql';
import { keyOf, rootsOf } from './document-marks.ts';
import { documentsOf, SETS, type SetDocument } from './documents.ts';

/** A page dies with its owner and with nobody else: what it cannot do without is asked of one subgraph. */
export function pageFaults(
  subgraphs: readonly { name: string; schema: GraphQLSchema }[],
  documents: readonly SetDocument[] = SETS.flatMap(documentsOf),
): string[] {
  const ownerOf = (root: string): string | undefined =>
    subgraphs.find(({ schema }) => schema.getQueryType()?.getFields()[root])?.name;
  return documents.flatMap(({ file, document, must, optional, kind }) => {
    if (kind !== 'query') return [];
    const needed = rootsOf(document).filter((root) => !optional.includes(keyOf(root)));
    const owners = [...new Set(needed.map(({ name }) => ownerOf(name.value)))];
    // A form that can be filled with nothing but both says so.
    const isSaid = needed.every((root) => must.includes(keyOf(root)));
    return owners.length > 1 && !isSaid
      ? [`${file} cannot do without ${owners.join(' and ')}: mark what is @optional`]
      : [];
  });
}
