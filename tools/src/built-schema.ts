import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOf } from '@heitu/gateway/front/trusted-documents';
import { z } from '@heitu/kit/rules/validate';
import { SUBGRAPHS } from '@heitu/standard';
import { hashOfFiles, ROOT } from './client-targets.ts';
import { filesOf, SETS } from './documents.ts';
import { say } from './progress.ts';

/**
 * What the gateway reads: the supergraph, and a manifest of each client's documents. It is made from the contracts in
 * schema/ and from the clients' documents, by whoever needs it first, and not committed.
 */
const FOLDER = join(ROOT, 'dist/schema');
/** From what it was made, and what it was then. */
const STAMP = 'made.json';
const MADE_BY = ['pnpm-lock.yaml', 'tools/src/make-schema.ts', 'tools/src/supergraph.ts', 'tools/src/documents.ts'];
const MAKER = fileURLToPath(new URL('make-schema.ts', import.meta.url));

const stampSchema = z.object({ inputs: z.string(), outputs: z.record(z.string(), z.string()) });

export const contractOf = (name: string): string => `schema/${name}.graphql`;
export const inputsHash = (): string =>
  hashOfFiles(ROOT, [...SUBGRAPHS.map(contractOf), ...SETS.flatMap((set) => filesOf(set)), ...MADE_BY]);

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
  for (const name of readdirSync(join(folder, 'documents')))
    if (name.endsWith('.json') && !files.has(`documents/${name}`)) rmSync(join(folder, 'documents', name));
  const outputs = Object.fromEntries([...files].map(([name, text]) => [name, hashOf(text)]));
  put(folder, STAMP, JSON.stringify({ inputs, outputs }));
}

/**
 * Makes it where it is missing or stale, in a process of its own, so that who serves keeps no composer in memory.
 * Answers whether it is there.
 */
export function ensureBuiltSchema(): boolean {
  if (isFresh(inputsHash())) return true;
  say('heitu: composing the supergraph…');
  const { status } = spawnSync(process.execPath, ['--import', './tools/register.mjs', MAKER], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  return status === 0;
}
