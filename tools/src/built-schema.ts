import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashOf } from '@heitu/gateway/front/trusted-documents';
import { z } from '@heitu/kit/rules/validate';
import { SUBGRAPHS } from '@heitu/standard';
import { filesUnder, hashOfFiles, ROOT } from './client-targets.ts';
import { filesOf, fragmentFilesOf, SETS } from './documents.ts';
import type { PermissionRule } from './permission-rules.ts';
import { say } from './progress.ts';

/**
 * What the gateway reads: the supergraph, and a manifest of each client's documents. It is made from the contracts in
 * schema/ and from the clients' documents, by whoever needs it first, and not committed.
 */
const FOLDER = join(ROOT, 'dist/schema');
/** From what it was made, and what it was then. */
const STAMP = 'made.json';
const MADE_BY = [
  'pnpm-lock.yaml',
  ...['make-schema', 'supergraph', 'documents', 'document-marks', 'document-parts'].map(
    (name) => `tools/src/${name}.ts`,
  ),
];

const stampSchema = z.object({ inputs: z.string(), outputs: z.record(z.string(), z.string()) });

export const contractOf = (name: string): string => `schema/${name}.graphql`;
export const inputsHash = (): string =>
  hashOfFiles(ROOT, [
    ...new Set([
      ...SUBGRAPHS.map(contractOf),
      ...SETS.flatMap((set) => [...filesOf(set), ...fragmentFilesOf(set)]),
      ...MADE_BY,
    ]),
  ]);

const readOrEmpty = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** Whether it was made from these, and nothing of it is missing or changed. */
export function isFresh(inputs: string, folder = FOLDER): boolean {
  try {
    const stamp = stampSchema.parse(JSON.parse(readOrEmpty(join(folder, STAMP))));
    return (
      stamp.inputs === inputs &&
      Object.entries(stamp.outputs).every(([name, hash]) => hashOf(readOrEmpty(join(folder, name))) === hash)
    );
  } catch {
    return false;
  }
}

/** Whole or not at all: several processes may start at once, and make the same. */
function put(folder: string, name: string, text: string): void {
  const file = join(folder, name);
  const beside = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(beside, text);
  renameSync(beside, file);
}

/** Writes each file, then what they were made from; a manifest of a set that is no more goes. */
export function writeBuilt(inputs: string, files: ReadonlyMap<string, string>, folder = FOLDER): void {
  for (const [name, text] of files) put(folder, name, text);
  const documents = join(folder, 'documents');
  for (const name of existsSync(documents) ? readdirSync(documents) : [])
    if (name.endsWith('.json') && !files.has(`documents/${name}`)) rmSync(join(documents, name));
  const outputs = Object.fromEntries([...files].map(([name, text]) => [name, hashOf(text)]));
  put(folder, STAMP, JSON.stringify({ inputs, outputs }));
}

/** Makes what is missing or stale in a process of its own, so that who serves keeps no composer in memory. */
function make(what: string, maker: string): boolean {
  say(`heitu: ${what}…`);
  const { status } = spawnSync(process.execPath, ['--import', './tools/register.mjs', maker], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  return status === 0;
}

/** Answers whether what the gateway reads is there. */
export const ensureBuiltSchema = (): boolean =>
  isFresh(inputsHash()) || make('composing the supergraph', 'tools/src/make-schema.ts');

/** Who may touch which field, for the build of the admin's pages and for tests: read from the code, not committed. */
const RULES_FOLDER = join(ROOT, 'dist/rules');
const RULES_MADE_OF = ['standard/src', 'kit/src', ...SUBGRAPHS.map((name) => `subgraphs/${name}/src`)];
const RULES_MADE_BY = ['pnpm-lock.yaml', 'tools/src/make-rules.ts', 'tools/src/permission-rules.ts'];
const rulesInputsHash = (): string =>
  hashOfFiles(ROOT, [
    ...RULES_MADE_OF.flatMap((folder) => [...filesUnder(ROOT, folder)]).filter((file) => !file.endsWith('.spec.ts')),
    ...RULES_MADE_BY,
  ]);

export const writeRules = (rules: readonly PermissionRule[]): void =>
  writeBuilt(rulesInputsHash(), new Map([['permissions.json', JSON.stringify(rules)]]), RULES_FOLDER);
export const ensureRules = (): boolean =>
  isFresh(rulesInputsHash(), RULES_FOLDER) || make('reading the rules of the subgraphs', 'tools/src/make-rules.ts');
