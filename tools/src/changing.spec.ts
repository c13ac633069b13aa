import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const TEXT = readFileSync('docs/CHANGING.md', 'utf8');
/** A block of code whose first line is the path of the file that it is taken from. */
const SHOWN = [...TEXT.matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)\n```/g)].map(
  ([, file, code]) => [file!, code!] as const,
);
/** Paths that stand in the text, whole: those with a placeholder in them are forms, not files. */
const NAMED = [...TEXT.matchAll(/(?:`|\()((?:\.\.\/)?(?:[\w-]+\/)+[\w.-]+\.\w+)(?:`|\))/g)].map(([, path]) => path!);

describe('docs/CHANGING.md', () => {
  it('shows code that runs', () => {
    expect(SHOWN.map(([file]) => file)).toContain('subgraphs/orders/src/order/confirm-order.ts');
    for (const [file, code] of SHOWN) expect(readFileSync(file, 'utf8')).toContain(code);
    expect(TEXT.match(/```ts/g)).toHaveLength(SHOWN.length);
  });
  it('names files that are there', () => {
    const missing = NAMED.filter((path) => !existsSync(path.startsWith('../') ? join('docs', path) : path));
    expect(NAMED.length).toBeGreaterThan(4);
    expect(missing).toEqual([]);
  });
  it('walks through a mutation, a state, a kind, a clause, an event, a question and a page', () => {
    expect(TEXT.match(/^## .+/gm)).toEqual([
      '## A mutation',
      '## A state',
      '## A kind',
      "## A clause's rule",
      '## An event',
      '## A question to another room',
      '## A page',
    ]);
  });
});
