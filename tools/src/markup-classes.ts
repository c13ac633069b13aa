/**
 * Each client's sheets and pages name the same classes: a rule that no page uses is dead, a class without a rule looks
 * like nothing, and one that two sheets define looks like whatever was loaded last. `node --import ./tools/register.mjs
 * tools/src/markup-classes.ts` tells what differs.
 */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { say } from './progress.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Generated, one word a token: not every token is used in every place. */
const GENERATED = /(^|\/)words\.s?css$/;
/** Of Taro's and Ant Design's own elements, which carry them. */
const FOREIGN = /^(taro[-_]|ant-|anticon$)/;
const CLASS = /\.([a-z][\w-]*)/g;

const read = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8');
const namesIn = (text: string): string[] => [...text.matchAll(CLASS)].map(([, name = '']) => name);

const withoutComments = (sheet: string): string => sheet.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

/** What a sheet has rules for: its selectors, and the words of its tables (`$words: (bold: …)`). */
export function classesOfSheet(text: string): Set<string> {
  const plain = withoutComments(text);
  const selectors = [...plain.matchAll(/([^{};]+)\{/g)].map(([, selector = '']) => selector);
  const tables = [...plain.matchAll(/\$words: \(([\s\S]*?)\n\);/g)].flatMap(([, table = '']) =>
    [...table.matchAll(/^\s+([\w-]+):/gm)].map(([, name = '']) => name),
  );
  const named = selectors.filter((selector) => !selector.trim().startsWith('@')).flatMap(namesIn);
  return new Set([...named.filter((name) => !FOREIGN.test(name)), ...tables]);
}

/** What a sheet defines: classes that stand alone before a rule, outside all others. */
export function definedIn(text: string): Set<string> {
  const defined = new Set<string>();
  let depth = 0;
  for (const [, before = '', brace] of withoutComments(text).matchAll(/([^{};]*)([{};])/g)) {
    if (brace === '{' && depth === 0)
      for (const one of before.split(',')) {
        const [, name] = /^\.([a-z][\w-]*)$/.exec(one.trim()) ?? [];
        if (name) defined.add(name);
      }
    depth += brace === '{' ? 1 : brace === '}' ? -1 : 0;
  }
  return defined;
}

/** The strings of a piece of code, without what a template computes. */
const stringsOf = (code: string): string[] =>
  [...code.matchAll(/'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`/g)].map(([, one, two, three]) =>
    (one ?? two ?? three ?? '').replace(/\$\{[^}]*\}/g, (inner) => ` ${stringsOf(inner).join(' ')} `),
  );
const wordsOf = (code: string): string[] => stringsOf(code).flatMap((text) => text.split(/\s+/).filter(Boolean));

/** `className=…` of a page, whole: a string, or an expression up to its closing brace. */
export function classesOfPage(text: string): string[] {
  return [...text.matchAll(/\bclassName=(?:"([^"]*)"|\{)/g)].flatMap(({ 0: found, 1: plain, index }) => {
    if (plain !== undefined) return plain.split(/\s+/).filter(Boolean);
    let end = index + found.length;
    for (let depth = 1; depth > 0 && end < text.length; end += 1)
      depth += text[end] === '{' ? 1 : text[end] === '}' ? -1 : 0;
    // What is compared (`tone === 'away'`) is no class.
    const code = text.slice(index + found.length, end - 1).replace(/[!=]==? '[^']*'/g, '');
    return wordsOf(code).filter((word) => !word.endsWith('-'));
  });
}

export interface Classes {
  sheets: Readonly<Record<string, string>>;
  pages: Readonly<Record<string, string>>;
  /** Code that looks for things by their class: specs, benches. */
  askers: readonly string[];
}
export function classFaults({ sheets, pages, askers }: Classes): string[] {
  const ruled = new Map(
    Object.entries(sheets).flatMap(([path, text]) => [...classesOfSheet(text)].map((name) => [name, path] as const)),
  );
  const said = new Set(Object.values(pages).flatMap(wordsOf));
  const asked = new Set([...askers, ...Object.values(pages)].flatMap((text) => stringsOf(text).flatMap(namesIn)));
  const definers = new Map<string, string[]>();
  for (const [path, text] of Object.entries(sheets))
    for (const name of GENERATED.test(path) ? [] : definedIn(text))
      definers.set(name, [...(definers.get(name) ?? []), path]);
  const dead = [...ruled].filter(([name, path]) => !GENERATED.test(path) && !said.has(name));
  return [
    ...dead.map(([name, path]) => `${path}: no page uses .${name}`),
    ...[...definers]
      .filter(([, paths]) => paths.length > 1)
      .map(([name, paths]) => `.${name} is defined in ${paths.join(' and ')}`),
    ...Object.entries(pages).flatMap(([path, text]) =>
      [...new Set(classesOfPage(text))]
        .filter((name) => !ruled.has(name) && !asked.has(name) && !FOREIGN.test(name))
        .map((name) => `${path}: no sheet has a rule for "${name}", and nobody looks for it`),
    ),
  ];
}

const CLIENTS = [
  {
    sheets: ['miniprogram/src/**/*.scss'],
    pages: ['miniprogram/src/!(api)/**/*.{ts,tsx}', 'miniprogram/src/*.{ts,tsx}'],
  },
  {
    sheets: ['admin/*.css', 'admin/{src,site}/*.css'],
    pages: ['admin/src/!(api)/**/*.{ts,tsx}', 'admin/src/*.tsx', 'admin/site/**/*.tsx'],
  },
];
const textsOf = (pattern: string): Record<string, string> =>
  Object.fromEntries(globSync(pattern, { cwd: ROOT }).map((path) => [path, read(path)]));

if (import.meta.main) {
  const all = (patterns: readonly string[]): Record<string, string> => Object.assign({}, ...patterns.map(textsOf));
  const askers = Object.values(textsOf('tests/{clients,bench}/**/*.ts'));
  const faults = CLIENTS.flatMap(({ sheets, pages }) =>
    classFaults({ sheets: all(sheets), pages: all(pages), askers }),
  );
  faults.forEach((fault) => say(fault));
  process.exitCode = faults.length > 0 ? 1 : 0;
}
