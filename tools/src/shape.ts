/**
 * Counts what should only get less in code (specs, fixtures, tests, migrations and generated files apart): casts,
 * non-null marks and lines wider than 120 characters; and in the clients' looks: colours and sizes that are no tokens
 * of look/tokens.ts. `node --import ./tools/register.mjs tools/src/shape.ts [--check]` writes tools/shape.json;
 * `--check` exits 1 where there is more than it allows, and where there is less, so that the next one cannot use what
 * was won.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { jsonOf, keysOf } from '@heitu/kit/rules/checked';

const FILE = fileURLToPath(new URL('../shape.json', import.meta.url));
const ROOMS = [
  'standard',
  'schema',
  'kit',
  'subgraphs',
  'gateway',
  'sandbox',
  'tools',
  'examples',
  'miniprogram',
  'admin',
];
const NO_CODE =
  /\.(spec|fixture)\.tsx?$|(^|\/)migrations\/|^miniprogram\/src\/api\/|^admin\/(src\/api\/admin|site\/api)\.ts$|\/asks\/\w+\.ts$|^miniprogram\/src\/theme\/(icons|colours)\.ts$|^admin\/src\/(icons|tokens|county)\.ts$/;
/** What is drawn by the clients; the generated sheets are the tokens themselves. */
const LOOKS = /^(miniprogram\/src|admin\/(src|site))\/.*\.(scss|css|tsx|ts)$/;
const TOKENS = /(^|\/)(tokens|words)\.(scss|css)$/;
/** A colour, a size or a space that is written where it is used: in a sheet, or in markup. */
const RAW_COLOUR = /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/gi;
const RAW_SIZE = /^\s*(font-size|padding|margin|gap|border-radius)[\w-]*:.*\b\d+px/gm;
const RAW_IN_MARKUP = /\b(fontSize|padding|margin|gap|borderRadius)\w*: (-?[1-9]\d*(?=[,\s}])|'[^']*\d+px)/g;
const WIDTH_MAX = 120;

export interface Shape {
  casts: number;
  nonNullMarks: number;
  wideLines: number;
  rawColours: number;
  rawSizes: number;
}
const lint = z.object({
  diagnostics: z.array(
    z.object({
      code: z.string(),
      filename: z.string(),
      labels: z.array(z.object({ span: z.object({ offset: z.number() }) })),
    }),
  ),
});

function run(command: string, args: readonly string[]): string {
  const { stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  if (error || stdout === '') throw new Error(`${command}: ${error?.message ?? stderr}`);
  return stdout;
}

export function measureShape(): Shape {
  const told = run('node_modules/.bin/oxlint', ['-c', 'tools/casts.oxlintrc.json', '--format=json', ...ROOMS]);
  const { diagnostics } = jsonOf(lint, told);
  const places = diagnostics.filter(({ filename }) => !NO_CODE.test(filename));
  // A cast through another is told twice at one place.
  const count = (rule: string) =>
    new Set(
      places
        .filter(({ code }) => code.includes(rule))
        .map(({ filename, labels }) => `${filename}:${labels[0]?.span.offset}`),
    ).size;
  const files = run('git', ['ls-files', ...ROOMS]).split('\n');
  const wide = files
    .filter((file) => /\.tsx?$/.test(file) && !NO_CODE.test(file))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line.length > WIDTH_MAX);
  const looks = files
    .filter((file) => LOOKS.test(file) && !TOKENS.test(file) && !NO_CODE.test(file))
    .map((file) => readFileSync(file, 'utf8'));
  const met = (what: RegExp): number => looks.reduce((sum, text) => sum + (text.match(what)?.length ?? 0), 0);
  return {
    casts: count('consistent-type-assertions'),
    nonNullMarks: count('no-non-null'),
    wideLines: wide.length,
    rawColours: met(RAW_COLOUR),
    rawSizes: met(RAW_SIZE) + met(RAW_IN_MARKUP),
  };
}

/** What is more, and what is less, than was written down. */
export const shapeProblems = (allowed: Shape, counted: Shape): string[] =>
  keysOf(counted).flatMap((what) => {
    if (counted[what] > allowed[what]) return [`${what}: ${counted[what]}, and ${allowed[what]} are allowed`];
    if (counted[what] < allowed[what])
      return [
        `${what}: only ${counted[what]} are left of ${allowed[what]}: node --import ./tools/register.mjs tools/src/shape.ts`,
      ];
    return [];
  });

if (import.meta.main) {
  const counted = measureShape();
  const allowed = { ...counted, ...jsonOf(z.record(z.string(), z.number()), readFileSync(FILE, 'utf8')) };
  if (parseArgs({ options: { check: { type: 'boolean' } } }).values.check) {
    const problems = shapeProblems(allowed, counted);
    if (problems.length > 0) console.log(problems.join('\n'));
    process.exitCode = problems.length > 0 ? 1 : 0;
  } else writeFileSync(FILE, `${JSON.stringify(counted, null, 2)}\n`);
}
