import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const ROOT = new URL('../../', import.meta.url);
const textOf = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const sources = readdirSync(new URL('subgraphs/', ROOT), { recursive: true, encoding: 'utf8' }).filter(
  (path) =>
    path.includes('/src/') && !path.includes('node_modules') && path.endsWith('.ts') && !path.endsWith('.spec.ts'),
);

describe('rows that a figure misses', () => {
  it('have a page each, on which they are mended', () => {
    const named = sources.flatMap((path) =>
      [...textOf(`subgraphs/${path}`).matchAll(/ref: `(\w+):\$\{/g)].map(([, kind]) => kind),
    );
    expect(named.length).toBeGreaterThan(40);
    const places = textOf('admin/src/lib/evidence-places.ts');
    const known = new Set([...places.matchAll(/^ {2}(\w+): \(\w*\) =>/gm)].map(([, kind]) => kind));
    expect([...new Set(named)].filter((kind) => !known.has(kind))).toEqual([]);
  });
});
