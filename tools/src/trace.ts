/**
 * Writes docs/TRACE.md: each clause of the standard, where the code enforces it, which evidence it has, which tests
 * hold it. `node --import ./tools/register.mjs tools/src/trace.ts [--check]`; `--check` writes nothing and exits 1
 * where the committed file differs from the sources, a citation names no clause, or an enforced clause has no test.
 * What counts, outside comments: `clause: '7.5.w'` or `clauses: ['7.5.u', '7.5.v']` enforces where it decides, not as a
 * tag of the audit trail or a heading (citations.ts); a key `'7.5.w':` of an evidence table is evidence; a test named
 * `… [7.5.w]` or a call `clause('7.5.w')` in a spec is a test.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { must } from '@heitu/kit/rules/checked';
import { clauseOf, clausesByChapter, CLAUSES, DEVIATIONS, isClauseRef, type Clause } from '@heitu/standard';
import { given } from './command-line.ts';
import { clausesCitedIn, type CitedClauses } from './citations.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OUTPUT = 'docs/TRACE.md';
const ENFORCING_ROOMS = ['gateway', 'kit', 'subgraphs'];
const TESTED_ROOMS = [...ENFORCING_ROOMS, 'admin', 'miniprogram', 'sandbox', 'tests'];
const FOLDERS_SKIPPED = new Set(['node_modules', 'dist']);

/** `told`: an audit tag or a heading, which enforces nothing; it must name a clause all the same. */
type Kind = 'enforced' | 'evidence' | 'tested' | 'told';
interface Citation {
  kind: Kind;
  ref: string;
  /** From the root, with `/`. */
  file: string;
}
const PRINTED = ['enforced', 'evidence', 'tested'] as const;
/** Citations by file, for each kind. */
type Places = Record<Kind, Map<string, number>>;
export interface Trace {
  byClause: ReadonlyMap<string, Places>;
  unknown: readonly Citation[];
}

export type TraceProblem =
  | { kind: 'unknown-clause'; ref: string; file: string }
  | { kind: 'no-test'; clause: string; files: string[] };

function sourcesBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return FOLDERS_SKIPPED.has(entry.name) ? [] : sourcesBelow(root, path);
      return /\.tsx?$/.test(entry.name) ? [path] : [];
    });
}

/** By line, since a `/*` may also stand in a string ('image/*'). */
const withoutComments = (text: string) =>
  text
    .split('\n')
    .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line))
    .join('\n');

const captured = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap((match) => match.at(-1) ?? []);

const isTest = (file: string) => /\.spec\.tsx?$/.test(file);
const isEvidenceFile = (file: string) => /(^|[.-])evidence([.-]|$)/.test(basename(file));

/** What has a clause's shape; a plain number may be anything, so it counts only where it is a clause. */
const looksLikeClause = (text: string) => isClauseRef(text) || /^\d+(\.\d+)*\.([a-z]+(-[a-z]+)?|\d+)$/.test(text);

const clauseKeysIn = (text: string): string[] =>
  captured(text, /(?:^|[{,])\s*(?:async\s+)?(['"])([\w.-]+)\1\s*[:(]/gm).filter(looksLikeClause);

/** The object literals that a name holding `evidence` is given, from brace to brace. */
function evidenceObjectsIn(text: string): string[] {
  return [...text.matchAll(/evidence\w*(?:\s*:\s*[^={}\n]+=|\s*[:=])\s*\{/gi)].map((match) => {
    const start = match.index + match[0].length - 1;
    let depth = 0;
    for (let at = start; at < text.length; at += 1) {
      if (text[at] === '{') depth += 1;
      if (text[at] === '}' && --depth === 0) return text.slice(start, at);
    }
    return text.slice(start);
  });
}

/** A test's name is the first argument of it, test or describe, or of what their `.each(…)` made. */
const TEST_NAME = /(?:\b(?:it|test|describe)(?:\.\w+)*|\))\s*\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g;

const testedIn = (text: string): string[] => [
  ...captured(text, TEST_NAME).flatMap((name) => captured(name, /\[([\w.-]+)\]/g).filter(looksLikeClause)),
  ...captured(text, /\bclause\(\s*(['"])([^'"\n]+)\1/g),
];

const NOTHING_CITED: CitedClauses = { deciding: [], telling: [] };

function citationsIn(file: string, source: string): Citation[] {
  const text = withoutComments(source);
  const citations = (kind: Kind, refs: string[]) => refs.map((ref) => ({ kind, ref, file }));
  if (isTest(file)) return citations('tested', testedIn(text));
  if (!ENFORCING_ROOMS.some((room) => file.startsWith(`${room}/`))) return [];
  const { deciding, telling } = /\bclauses?:/.test(text) ? clausesCitedIn(source) : NOTHING_CITED;
  if (isEvidenceFile(file)) return citations('evidence', [...clauseKeysIn(text), ...deciding, ...telling]);
  return [
    ...citations('enforced', deciding),
    ...citations('told', telling),
    ...citations('evidence', evidenceObjectsIn(text).flatMap(clauseKeysIn)),
  ];
}

export function traceOf(root = ROOT): Trace {
  const byClause = new Map<string, Places>(
    CLAUSES.map(({ id }) => [id, { enforced: new Map(), evidence: new Map(), tested: new Map(), told: new Map() }]),
  );
  const unknown: Citation[] = [];
  for (const file of TESTED_ROOMS.flatMap((room) => sourcesBelow(root, room))) {
    for (const citation of citationsIn(file, readFileSync(join(root, file), 'utf8'))) {
      if (!isClauseRef(citation.ref)) {
        unknown.push(citation);
        continue;
      }
      const files = must(byClause.get(clauseOf(citation.ref).id), citation.ref)[citation.kind];
      files.set(file, (files.get(file) ?? 0) + 1);
    }
  }
  return { byClause, unknown };
}

/** Citations of clauses that do not exist, and clauses that the code enforces without a test that says so. */
export function traceProblems(trace = traceOf()): TraceProblem[] {
  return [
    ...trace.unknown.map(({ ref, file }) => ({ kind: 'unknown-clause' as const, ref, file })),
    ...[...trace.byClause]
      .filter(([, places]) => places.enforced.size > 0 && places.tested.size === 0)
      .map(([clause, places]) => ({ kind: 'no-test' as const, clause, files: [...places.enforced.keys()] })),
  ];
}

const problemText = (problem: TraceProblem) =>
  problem.kind === 'unknown-clause'
    ? `${problem.file} cites ${problem.ref}, which is no clause`
    : `${problem.clause} is enforced in ${problem.files.join(', ')}, but no test names it`;

const row = (...cells: (string | number)[]) => `| ${cells.join(' | ')} |`;

/** Files without line numbers, so that moving code does not change the page. */
const links = (files: ReadonlyMap<string, number>) =>
  [...files]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([file, count]) =>
        `[${file.replace(/^subgraphs\//, '').replace('/src/', '/')}](../${file})${count > 1 ? ` ×${count}` : ''}`,
    )
    .join('<br>') || '—';

export function renderTrace(trace: Trace): string {
  const placesOf = (clause: Clause) => must(trace.byClause.get(clause.id), clause.id);
  const count = (clauses: readonly Clause[], kind: Kind) =>
    clauses.filter((clause) => placesOf(clause)[kind].size > 0).length;
  const bare = (clauses: readonly Clause[]) =>
    clauses.filter((clause) => PRINTED.every((kind) => placesOf(clause)[kind].size === 0)).length;
  const summary = (title: string, clauses: readonly Clause[]) =>
    row(
      title,
      clauses.length,
      count(clauses, 'enforced'),
      count(clauses, 'evidence'),
      count(clauses, 'tested'),
      bare(clauses),
    );
  return [
    '# Trace: clause, code, evidence, test',
    '',
    'Generated by `tools/src/trace.ts` from the sources; do not edit. A range stands for all its letters; ×n counts citations in a file. The wording of each clause is in [standard/src](../standard/src).',
    '',
    row('Chapter', 'Clauses', 'Enforced', 'With evidence', 'With a test', 'None of these'),
    '|---|--:|--:|--:|--:|--:|',
    ...clausesByChapter.map(({ chapter, title, clauses }) => summary(`${chapter} ${title}`, clauses)),
    summary('All', CLAUSES),
    ...clausesByChapter.flatMap(({ chapter, title, clauses }) => [
      '',
      `## ${chapter} ${title}`,
      '',
      row('Clause', 'Title', 'Level', 'Owner', 'Enforced in', 'Evidence', 'Tests'),
      '|---|---|---|---|---|---|---|',
      ...clauses.map((clause) => {
        const { enforced, evidence, tested } = placesOf(clause);
        return row(
          clause.id,
          clause.title,
          clause.level,
          clause.owner,
          links(enforced),
          links(evidence),
          links(tested),
        );
      }),
    ]),
    '',
    '## Deviations that the law forces',
    '',
    row('Clause', 'Law', 'What the platform does', 'Why'),
    '|---|---|---|---|',
    ...DEVIATIONS.map(({ clause, law, deviation, reason }) => row(clause, law, deviation, reason)),
    '',
  ].join('\n');
}

/** Lines that only one side has: `- ` committed, `+ ` generated. */
export function traceDifference(committed: string, generated: string): string[] {
  const [before, after] = [committed.split('\n'), generated.split('\n')];
  const [inBefore, inAfter] = [new Set(before), new Set(after)];
  const lines = [
    ...before.filter((line) => !inAfter.has(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !inBefore.has(line)).map((line) => `+ ${line}`),
  ];
  return lines.length > 0 || committed === generated ? lines : ['the same lines in another order'];
}

/** Runs the command; answers what to print and whether all is well. */
export function runTrace(check: boolean, root = ROOT): { ok: boolean; lines: string[] } {
  const trace = traceOf(root);
  const path = join(root, OUTPUT);
  const generated = renderTrace(trace);
  const problems = traceProblems(trace);
  if (!check) {
    writeFileSync(path, generated);
    const unknown = problems.filter((problem) => problem.kind === 'unknown-clause');
    return { ok: unknown.length === 0, lines: [`wrote ${OUTPUT}`, ...problems.map(problemText)] };
  }
  const difference = traceDifference(existsSync(path) ? readFileSync(path, 'utf8') : '', generated);
  const stale =
    difference.length > 0 ? [`${OUTPUT} is out of date; run tools/src/trace.ts and commit it`, ...difference] : [];
  const lines = [...stale, ...problems.map(problemText)];
  return { ok: lines.length === 0, lines };
}

if (import.meta.main) {
  const { ok, lines } = runTrace(given('trace').values.check === true);
  if (lines.length > 0) console.log(lines.join('\n'));
  process.exitCode = ok ? 0 : 1;
}
