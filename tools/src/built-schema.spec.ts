import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isFresh, writeBuilt } from './built-schema.ts';

const FILES = new Map([
  ['supergraph.graphql', 'schema'],
  ['documents/shop.json', '{}'],
]);

describe('what is made from the contracts', () => {
  let folder = '';
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'heitu-built-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is missing at first, and fresh once it is made', () => {
    expect(isFresh('inputs', folder)).toBe(false);
    writeBuilt('inputs', FILES, folder);
    expect(isFresh('inputs', folder)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['documents', 'made.json', 'supergraph.graphql']);
  });

  it('is stale when what it was made from has changed', () => {
    writeBuilt('inputs', FILES, folder);
    expect(isFresh('others', folder)).toBe(false);
  });

  it.each([
    ['a file is gone', (): void => rmSync(join(folder, 'documents/shop.json'))],
    ['a file was changed', (): void => writeFileSync(join(folder, 'supergraph.graphql'), 'another')],
    ['the stamp is broken', (): void => writeFileSync(join(folder, 'made.json'), '{')],
    ['the stamp is another’s', (): void => writeFileSync(join(folder, 'made.json'), '{"inputs":"inputs"}')],
  ])('is stale when %s', (_what, spoil) => {
    writeBuilt('inputs', FILES, folder);
    spoil();
    expect(isFresh('inputs', folder)).toBe(false);
  });

  it('has no manifest of a set that is no more', () => {
    writeBuilt('before', new Map([...FILES, ['documents/gone.json', '{}']]), folder);
    writeBuilt('inputs', FILES, folder);
    expect(readdirSync(join(folder, 'documents'))).toEqual(['shop.json']);
  });

  it('is whole for who reads while several processes make it at once', async () => {
    const whole = 'x'.repeat(400_000);
    const script = `import { writeBuilt } from '${new URL('built-schema.ts', import.meta.url).href}';
      const files = new Map([['supergraph.graphql', 'x'.repeat(400_000)], ['documents/shop.json', '{}']]);
      for (let times = 0; times < 40; times += 1) writeBuilt('inputs', files, ${JSON.stringify(folder)});`;
    writeBuilt('inputs', new Map([...FILES, ['supergraph.graphql', whole]]), folder);
    const children = [0, 1, 2].map(() =>
      spawn(process.execPath, ['--import', './tools/register.mjs', '--input-type=module', '-e', script], {
        stdio: 'inherit',
      }),
    );
    let running = children.length;
    const ended = children.map(async (child) => {
      const [code] = await once(child, 'exit');
      running -= 1;
      return code as number;
    });
    let reads = 0;
    for (; running > 0; reads += 1) {
      expect([reads, isFresh('inputs', folder)]).toEqual([reads, true]);
      expect(readFileSync(join(folder, 'supergraph.graphql'), 'utf8') === whole).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect([await Promise.all(ended), reads > 10]).toEqual([[0, 0, 0], true]);
  });
});
