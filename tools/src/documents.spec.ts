import { existsSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Kind } from 'graphql';
import { documentsOf, filesOf, fragmentFilesOf, SETS, type DocumentSet } from './documents.ts';

/** What no page asks, and tests do. */
const ASKED_BY_TESTS = 'miniprogram/src/asked-by-tests';
const filesIn = (...folders: string[]): string[] =>
  spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...folders], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((file) => /\.tsx?$/.test(file) && existsSync(file));
const texts = new Map(
  filesIn('miniprogram/src', 'admin/src', 'admin/site').map((file) => [file, readFileSync(file, 'utf8')]),
);

/** `ConfirmOrder`, as pages import it. */
function nameOf({ document }: ReturnType<typeof documentsOf>[number]): string {
  const [operation, ...others] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION || !operation.name || others.length > 0)
    throw new Error('one file, one operation');
  return operation.name.value.replace(/^./, (first) => first.toUpperCase());
}

/** Files that import this value of the set's types. */
function askersOf(set: DocumentSet, name: string): string[] {
  const module = set.name === 'site' ? 'api' : `api/${set.name}`;
  return [...texts].flatMap(([file, text]) =>
    set.home === file.split('/')[0] &&
    [...text.matchAll(/import \{([^}]*)\} from '([^']+)'/g)].some(
      ([, names, from]) =>
        from!.replace(/\.ts$/, '').endsWith(`/${module}`) &&
        names!.split(',').some((one) => one.trim().split(' as ')[0] === name),
    )
      ? [file]
      : [],
  );
}

/** The nearest folder that has all of them; of one file in the flat folder of the admin's pages, the folder of its name. */
function placeOf(askers: readonly string[]): string {
  const [only, ...others] = askers;
  if (only && others.length === 0 && dirname(only) === 'admin/src/pages') return only.replace(/\.tsx?$/, '');
  const paths = askers.map((file) => dirname(file).split('/'));
  const first = paths[0] ?? [];
  const differs = first.findIndex((part, at) => paths.some((path) => path[at] !== part));
  return first.slice(0, differs < 0 ? first.length : differs).join('/');
}

describe('clients’ documents', () => {
  it.each(SETS)('stand beside who asks them: $name', (set) => {
    const documents = documentsOf(set).filter(({ file }) => dirname(file) !== ASKED_BY_TESTS);
    expect(documents.length).toBeGreaterThan(0);
    expect(documents.map((one) => [nameOf(one), dirname(one.file)])).toEqual(
      documents.map((one) => [nameOf(one), placeOf(askersOf(set, nameOf(one)))]),
    );
  });

  it('share a fragment that at least two of them show', () => {
    const named = (file: string): string => (/fragment (\w+) on/.exec(readFileSync(file, 'utf8')) ?? [])[1] ?? file;
    const fragments = new Set(SETS.flatMap(fragmentFilesOf).map(named));
    const asking = new Set(SETS.flatMap((set) => [...filesOf(set), ...fragmentFilesOf(set)]));
    const texts = [...asking].map((file) => readFileSync(file, 'utf8'));
    expect(fragments.size).toBeGreaterThan(0);
    for (const name of fragments)
      expect([name, texts.filter((text) => text.includes(`...${name}\n`)).length > 1]).toEqual([name, true]);
  });

  it('are asked by a test where no page asks them', () => {
    const tests = filesIn('tests').map((file) => readFileSync(file, 'utf8'));
    const [shop] = SETS;
    for (const one of documentsOf(shop).filter(({ file }) => dirname(file) === ASKED_BY_TESTS)) {
      expect([nameOf(one), askersOf(shop, nameOf(one))]).toEqual([nameOf(one), []]);
      expect([nameOf(one), tests.some((text) => text.includes(`'${nameOf(one)}'`))]).toEqual([nameOf(one), true]);
    }
  });

  it('belong to the innermost set that they lie in, in the order of their names', () => {
    const bySet = new Map<string, string[]>(SETS.map((set) => [set.name, filesOf(set)]));
    expect(bySet.get('seller')).toContain('miniprogram/src/seller/pages/order/confirm-order.graphql');
    expect(bySet.get('shop')!.some((file) => file.startsWith('miniprogram/src/seller/'))).toBe(false);
    const all = [...bySet.values()].flat();
    expect(new Set(all).size).toBe(all.length);
    expect(bySet.get('shop')!.map((file) => basename(file))).toEqual(
      bySet
        .get('shop')!
        .map((file) => basename(file))
        .sort(),
    );
  });
});
