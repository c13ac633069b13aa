import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { clientTypes } from './client-types.ts';
import { SETS } from './documents.ts';
import { manifestsFor } from './supergraph.ts';

const api = buildSchema(readFileSync('schema/api.graphql', 'utf8'), { assumeValid: true });

describe("a client's generated types", () => {
  it.each(SETS)('ask by the hashes that the manifest has, fragments and marks or not: $name', async (set) => {
    const { values } = await clientTypes(api, set);
    const asked = [...values.values()].flatMap((text) => [...text.matchAll(/ hash: '(\w+)'/g)].map(([, hash]) => hash));
    const known = Object.keys(JSON.parse(manifestsFor(api).get(set.name)!) as object);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.toSorted()).toEqual(known.toSorted());
  });
});
