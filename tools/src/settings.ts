/**
 * Writes docs/SETTINGS.md from the tables of settings that stand beside their readers (`*.settings.ts`): `./run
 * settings [--check]`. `--check` writes nothing and fails where the page differs from the tables. Both fail where a
 * program reads an environment variable that no table declares, or a table declares one that nobody reads.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CATALOG_SETTINGS } from '@heitu/catalog/catalog.settings';
import { FRONT_SETTINGS } from '@heitu/gateway/front/front.settings';
import { DATA_SETTINGS, PROCESS_SETTINGS } from '@heitu/kit/serving/process.settings';
import type { Setting, SettingGroup } from '@heitu/kit/serving/setting';
import { LOGISTICS_SETTINGS } from '@heitu/logistics/logistics.settings';
import { PAYMENTS_SETTINGS } from '@heitu/payments/payments.settings';
import { TRUST_SETTINGS } from '@heitu/trust/trust.settings';
import { ALARM_SETTINGS } from './alerts/alarm.settings.ts';
import { BACKUP_SETTINGS } from './backup/backup.settings.ts';
import { CLIENT_SETTINGS, COMMAND_SETTINGS } from './tools.settings.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OUTPUT = 'docs/SETTINGS.md';

/** Every setting, in the order of the page. */
export const SETTING_GROUPS: readonly SettingGroup[] = [
  PROCESS_SETTINGS,
  DATA_SETTINGS,
  FRONT_SETTINGS,
  CATALOG_SETTINGS,
  LOGISTICS_SETTINGS,
  PAYMENTS_SETTINGS,
  TRUST_SETTINGS,
  COMMAND_SETTINGS,
  BACKUP_SETTINGS,
  ALARM_SETTINGS,
  CLIENT_SETTINGS,
];

/** Tests have knobs of their own, and examples/ are a partner's programs: docs/TESTING.md, docs/zh/合作方接入指南.md. */
const ROOMS = ['admin', 'gateway', 'kit', 'miniprogram', 'sandbox', 'standard', 'subgraphs', 'tools'];
const FOLDERS_SKIPPED = new Set(['node_modules', 'dist', 'migrations', 'test', 'testing']);
const isProgram = (file: string): boolean =>
  /\.[cm]?[jt]sx?$/.test(file) && !/\.(spec|fixture|settings|d)\.[cm]?[jt]sx?$|\/testing\.ts$/.test(file);
/** Names that are read and are no settings of ours, with whose they are. */
const FOREIGN = new Map([
  ['PATH', "the operating system's"],
  ['TARO_ENV', 'set by Taro for its own configuration'],
  ['USER_DATA_PATH', "a constant of WeChat's"],
  ['BASE_URL', "a constant of Vite's"],
  ['DEV', "a constant of Vite's"],
]);
/** Where a name is computed before it is read, and how often. Each of these takes names that its callers write out. */
const COMPUTED = new Map([
  // A rate by its name, of settings that are read already.
  ['gateway/src/front/rates.ts', 1],
  ['kit/src/serving/config.ts', 5],
  ['kit/src/serving/running.ts', 2],
  ['subgraphs/payments/src/services.ts', 1],
  ['tools/src/trace-key.ts', 1],
]);

const NAME = '[A-Z][A-Z0-9_]+';
const captured = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? '');
const withoutComments = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line))
    .join('\n');

/** Variables and parameters that hold an environment: by their usual names, or by what a file says of them. */
function holdersIn(text: string): string {
  const typed = captured(text, /\b(\w+)\??: (?:Environment|NodeJS\.ProcessEnv)\b/g);
  const assigned = captured(text, /\b(\w+) = process\.env\b(?!\.|\[)/g);
  return `(?:${[...new Set(['env', 'settings', '\\w+(?:Env|Settings)', ...typed, ...assigned])].join('|')})`;
}

/** The names that a program reads, as its text writes them. */
export function namesReadIn(source: string): string[] {
  const text = withoutComments(source);
  const holder = holdersIn(text);
  const destructured = captured(text, new RegExp(`\\{([^{}]*)\\}(?:: [\\w.]+)? = (?:process\\.)?${holder}\\b`, 'g'));
  const isSchema = /\bsafeParse\b/.test(text) && /\b(Environment|ServiceSetup|readConfig)\b/.test(text);
  return [
    ...captured(text, new RegExp(`\\b${holder}(?:\\?\\.)?(?:\\.|\\[['"])(${NAME})\\b`, 'g')),
    ...destructured.flatMap((names) => captured(names, new RegExp(`(?:^|,)\\s*(${NAME})\\b`, 'g'))),
    ...(isSchema
      ? captured(text, new RegExp(`^\\s+(${NAME}): (?:z$|z\\.|hours\\(|milliseconds\\(|rate\\b)`, 'gm'))
      : []),
    ...captured(text, new RegExp(`\\.(?:secret|kept)\\(\\s*['"](${NAME})['"]`, 'g')),
    ...captured(text, new RegExp(`\\bvariable: ['"](${NAME})['"]`, 'g')),
    ...(text.includes('`DATABASE_URL_${') ? ['DATABASE_URL_<SUBGRAPH>'] : []),
    ...(text.includes('/^([A-Z]+)_URL$/') ? ['<SUBGRAPH>_URL'] : []),
  ];
}

const computedReadsIn = (source: string): number => {
  const text = withoutComments(source);
  return captured(text, new RegExp(`\\b(${holdersIn(text)})\\[(?!['"\\]])`, 'g')).length;
};

function programsBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return FOLDERS_SKIPPED.has(entry.name) ? [] : programsBelow(root, path);
    return isProgram(path) ? [path] : [];
  });
}

/** What the tables and the programs say differently. */
export function settingDifferences(root = ROOT, groups = SETTING_GROUPS): string[] {
  const declared = groups.flatMap(({ settings }) => settings.map(({ name }) => name));
  const files = ROOMS.flatMap((room) => programsBelow(root, room));
  const sources = files.map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
  const reads = sources.flatMap(({ file, text }) => namesReadIn(text).map((name) => ({ file, name })));
  const read = new Set(reads.map(({ name }) => name));
  const known = new Set([...declared, ...FOREIGN.keys()]);
  return [
    ...reads
      .filter(({ name }) => !known.has(name))
      .map(({ file, name }) => `${file} reads ${name}, which no table of settings declares`),
    ...declared.filter((name) => !read.has(name)).map((name) => `${name} is declared, but nobody reads it`),
    ...declared.filter((name, i) => declared.indexOf(name) !== i).map((name) => `${name} is declared twice`),
    ...sources
      .filter(({ file, text }) => computedReadsIn(text) !== (COMPUTED.get(file) ?? 0))
      .map(({ file, text }) => `${file} reads ${computedReadsIn(text)} settings by a computed name`),
  ];
}

const row = ({ name, default: standard, meaning, requiredInProduction }: Setting): string =>
  `| \`${name}\` | ${standard} | ${requiredInProduction ?? ''} | ${meaning} |`;

export function renderSettings(groups = SETTING_GROUPS): string {
  const tables = groups.map(({ title, settings }) =>
    [
      `## ${title}`,
      '| variable | default | production must have it | what it does |',
      '|---|---|---|---|',
      ...settings.map(row),
      '',
    ].join('\n'),
  );
  return [
    '# Settings',
    '',
    'Programs of Heitu are configured by environment variables and by nothing else. This page is written by `./run settings` from the tables beside the code that reads them; `./run check` fails where a variable is read that is not here, or one stands here that nobody reads.',
    '',
    '"Production" is `NODE_ENV=production` without the sandbox. A start that lacks settings ends with exit code 78, names all of them at once with what each is, and has written nothing. How processes are put together stands in [PROCESSES.md](PROCESSES.md).',
    '',
    ...tables,
  ].join('\n');
}

/** Writes the page, or with `--check` only compares; answers what is wrong. */
export function settings(checkOnly: boolean): string[] {
  const page = renderSettings();
  const file = join(ROOT, OUTPUT);
  const isCurrent = existsSync(file) && readFileSync(file, 'utf8') === page;
  if (!isCurrent && !checkOnly) writeFileSync(file, page);
  return [...settingDifferences(), ...(!isCurrent && checkOnly ? [`${OUTPUT} is out of date: ./run settings`] : [])];
}
