import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SITES, sourceHash, TARGETS, typesHash } from './client-targets.ts';

let root = '';
const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};
const hashes = () => Object.fromEntries(TARGETS.map((target) => [target.name, sourceHash(target, root)]));
const differing = (before: Record<string, string>): string[] =>
  Object.entries(hashes())
    .filter(([name, hash]) => before[name] !== hash)
    .map(([name]) => name)
    .sort();

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'heitu-targets-'));
  for (const file of [
    'pnpm-lock.yaml',
    'tools/src/client-types.ts',
    'tools/src/documents.ts',
    'tools/src/operation-types.ts',
    'schema/permissions.md',
    'schema/api.graphql',
    'admin/package.json',
    'miniprogram/package.json',
  ])
    write(file, file);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('what pages are built from', () => {
  it.each([
    ['admin/site/main.tsx', ['site']],
    ['admin/src/main.tsx', ['admin']],
    ['miniprogram/src/app.tsx', ['h5', 'weapp']],
    ['pnpm-lock.yaml', ['admin', 'h5', 'site', 'weapp']],
    ['miniprogram/src/seller/pages/x.graphql', ['h5', 'weapp']],
    ['admin/site/pages/x.graphql', ['site']],
    ['schema/permissions.md', ['admin']],
    ['admin/dist/admin/index.html', []],
    ['admin/node_modules/x.js', []],
    ['miniprogram/src/api/shop.ts', []],
    ['schema/api.graphql', []],
    ['kit/src/rules/clock.ts', []],
  ])('builds after a change of %s: %j', (file, changed) => {
    const before = hashes();
    expect(differing(before)).toEqual([]);
    write(file, `changed ${file}`);
    expect(differing(before)).toEqual(changed);
  });

  it('checks types again when the API has changed', () => {
    const before = typesHash('admin', root);
    write('schema/api.graphql', 'type Query { other: Int }');
    expect(typesHash('admin', root)).not.toBe(before);
  });

  it('says where each is served', () => {
    expect(SITES).toBe('/=admin/dist/site,/m=miniprogram/dist/h5,/admin=admin/dist/admin');
  });
});
