import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { z } from '@heitu/kit/rules/validate';
import { jsonOf } from '@heitu/kit/rules/checked';
import { ensurePackage } from '../packages.ts';
import { BACKUP_KINDS, CHECK_READ_SUBSET, type BackupKind, type BackupSet } from './backup.policy.ts';
import { BackupRefused, type BackupRefusal } from './backup.refusals.ts';

/** A restic repository: encrypted, deduplicated, each piece named by its hash. */
export interface Repository {
  url: string;
  passwordFile: string;
}
export interface StoredSet extends BackupSet {
  /** The folders in the snapshot, by their last name: `set`, `files`. */
  paths: Readonly<Record<string, string>>;
}

export const ensureRestic = (): void => ensurePackage({ title: 'restic', commands: ['restic'], debian: 'restic' });

interface Ended {
  code: number;
  output: string;
  problems: string;
}

/**
 * Runs a program of the system; dies with us (setpriv, util-linux), so that a killed backup leaves nothing behind that
 * holds a lock.
 */
export function runTool(
  command: string,
  args: readonly string[],
  options: { env?: Record<string, string>; onLine?: (line: string) => void; cwd?: string } = {},
): Promise<Ended> {
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'nice', '-n', '10', command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
    cwd: options.cwd,
  });
  let output = '';
  let problems = '';
  let rest = '';
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => {
    problems = (problems + bytes.toString()).slice(-PROBLEM_CHARS_MAX);
    if (!options.onLine) return;
    const lines = (rest + bytes.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) options.onLine(line);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output, problems }));
  });
}
const PROBLEM_CHARS_MAX = 20_000;
const DETAIL_CHARS_MAX = 400;
export const lastWords = (problems: string): string =>
  problems.trim().split('\n').slice(-3).join(' ').slice(-DETAIL_CHARS_MAX);

/** restic's exit codes (restic 0.17 and later, "Exit codes" in its manual). */
const EXITS: Readonly<Record<number, BackupRefusal>> = {
  10: 'REPOSITORY_UNREACHABLE',
  11: 'REPOSITORY_LOCKED',
  12: 'PASSWORD_WRONG',
};
const refusalFor = ({ code, problems }: Ended, otherwise: BackupRefusal): BackupRefusal => {
  if (/no space left/i.test(problems)) return 'DISK_FULL';
  if (/wrong password|no key found/i.test(problems)) return 'PASSWORD_WRONG';
  return EXITS[code] ?? otherwise;
};

const settings = ({ url, passwordFile }: Repository, from?: Repository): Record<string, string> => ({
  RESTIC_REPOSITORY: url,
  RESTIC_PASSWORD_FILE: passwordFile,
  ...(from && { RESTIC_FROM_REPOSITORY: from.url, RESTIC_FROM_PASSWORD_FILE: from.passwordFile }),
});

/** Sets and logs are stored by two programs: one waits for the other. */
const LOCK_PATIENCE = '5m';

/** Without a cache: what is read is what the repository holds now. */
async function restic(
  repository: Repository,
  args: readonly string[],
  otherwise: BackupRefusal,
  from?: Repository,
): Promise<string> {
  const patient = args.includes('--no-lock') ? [] : ['--retry-lock', LOCK_PATIENCE];
  const ended = await runTool('restic', [...args, ...patient, '--no-cache'], { env: settings(repository, from) });
  if (ended.code !== 0)
    throw new BackupRefused(
      refusalFor(ended, otherwise),
      `${repository.url}: ${lastWords(ended.problems || ended.output)}`,
    );
  return ended.output;
}

const TAG = 'heitu';
/** Copies of the database's log: no sets, and known by another word. */
const LOG_TAG = 'heitu-log';
/** A copy holds all that is archived: older ones are kept for the case that the folder was lost meanwhile. */
const LOGS_KEPT = ['--keep-last', '3', '--keep-daily', '14'];
const tagsOf = (set: Omit<BackupSet, 'snapshotId' | 'sizeBytes'>): string =>
  [TAG, `id=${set.id}`, `kind=${set.kind}`, `base=${set.baseId ?? ''}`, `at=${set.atMs}`].join(',');

const snapshots = z.array(
  z.object({
    id: z.string(),
    tags: z.array(z.string()).nullish(),
    paths: z.array(z.string()),
    summary: z.object({ total_bytes_processed: z.number() }).nullish(),
  }),
);
const stored = z.object({ snapshot_id: z.string(), total_bytes_processed: z.number() });
/** What stands in a repository under a word; null where there is no repository yet. */
async function snapshotsIn(repository: Repository, tag: string) {
  const ended = await runTool('restic', ['snapshots', '--json', '--tag', tag, '--no-cache', '--no-lock'], {
    env: settings(repository),
  });
  if (ended.code === 10) return null;
  if (ended.code !== 0)
    throw new BackupRefused(refusalFor(ended, 'REPOSITORY_DAMAGED'), `${repository.url}: ${lastWords(ended.problems)}`);
  return jsonOf(snapshots, ended.output || '[]').map(({ tags, ...snapshot }) => ({
    ...snapshot,
    value: (name: string): string => tags?.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? '',
  }));
}

/** The sets of a repository, oldest first; null where there is no repository yet. */
export async function listSets(repository: Repository): Promise<StoredSet[] | null> {
  const found = await snapshotsIn(repository, TAG);
  if (!found) return null;
  return found
    .map(({ id, value, paths, summary }) => ({
      id: value('id'),
      kind: BACKUP_KINDS.find((kind) => kind === value('kind')) ?? ('full' satisfies BackupKind),
      baseId: value('base') || null,
      atMs: Number(value('at')),
      snapshotId: id,
      sizeBytes: summary?.total_bytes_processed ?? 0,
      paths: Object.fromEntries(paths.map((path) => [basename(path), path])),
    }))
    .sort((a, b) => a.atMs - b.atMs);
}

/** Makes a repository; as a copy of another it cuts data alike, so that copying finds what is there already. */
export async function createRepository(repository: Repository, like?: Repository): Promise<void> {
  await restic(repository, ['init', ...(like ? ['--copy-chunker-params'] : [])], 'REPOSITORY_UNREACHABLE', like);
}

export async function storeSet(
  repository: Repository,
  folders: readonly string[],
  set: Omit<BackupSet, 'snapshotId' | 'sizeBytes'>,
): Promise<{ snapshotId: string; sizeBytes: number }> {
  // A run that was killed leaves its lock; restic removes only those whose process is gone.
  const output = await restic(
    repository,
    ['backup', ...folders, '--tag', tagsOf(set), '--host', TAG, '--exclude', '*.part', '--json', '--quiet'],
    'BACKUP_FAILED',
  );
  const summary = jsonOf(stored, output.trim().split('\n').at(-1) ?? '');
  return { snapshotId: summary.snapshot_id, sizeBytes: summary.total_bytes_processed };
}

/** Copies every set the other repository lacks, reading each piece and comparing its hash. */
export const copySets = async (from: Repository, to: Repository): Promise<void> =>
  void (await restic(to, ['copy', '--tag', TAG], 'REPOSITORY_DAMAGED', from));

/** The whole structure, and a random part of the contents, read and compared by hash (11.6.5.dw). */
export const checkRepository = async (repository: Repository): Promise<void> =>
  void (await restic(
    repository,
    ['check', `--read-data-subset=${CHECK_READ_SUBSET}`, '--quiet'],
    'REPOSITORY_DAMAGED',
  ));

export const forgetSets = async (repository: Repository, sets: readonly BackupSet[]): Promise<void> =>
  void (await restic(
    repository,
    ['forget', '--prune', '--quiet', ...sets.map((set) => set.snapshotId)],
    'BACKUP_FAILED',
  ));

export const unlockStale = async (repository: Repository): Promise<void> =>
  void (await restic(repository, ['unlock', '--quiet'], 'REPOSITORY_UNREACHABLE'));

/** Brings one folder of a set back, each piece compared with its hash on the way. */
export async function fetchFolder(
  repository: Repository,
  set: StoredSet,
  folder: string,
  target: string,
): Promise<void> {
  await restic(
    repository,
    ['restore', `${set.snapshotId}:${set.paths[folder]}`, '--target', target, '--no-lock', '--quiet'],
    'REPOSITORY_DAMAGED',
  );
}
export const readFromSet = (repository: Repository, set: StoredSet, path: string): Promise<string> =>
  restic(repository, ['dump', set.snapshotId, `${set.paths['set']}/${path}`, '--no-lock'], 'REPOSITORY_DAMAGED');

/** The archived log, encrypted as the sets are. Older copies are forgotten; what only they held goes with old sets. */
export async function storeLog(repository: Repository, folder: string, atMs: number): Promise<void> {
  await restic(
    repository,
    ['backup', folder, '--tag', `${LOG_TAG},at=${atMs}`, '--host', TAG, '--exclude', '*.cnf', '--quiet'],
    'BACKUP_FAILED',
  );
  await restic(repository, ['forget', '--tag', LOG_TAG, '--host', TAG, ...LOGS_KEPT, '--quiet'], 'BACKUP_FAILED');
}

/** Brings back the first copy of the log that was made after a moment, or the last one; false where there is none. */
export async function fetchLog(repository: Repository, afterMs: number, target: string): Promise<boolean> {
  const copies = (await snapshotsIn(repository, LOG_TAG)) ?? [];
  const sorted = copies.toSorted((a, b) => Number(a.value('at')) - Number(b.value('at')));
  const copy = sorted.find((one) => Number(one.value('at')) >= afterMs) ?? sorted.at(-1);
  if (!copy) return false;
  const from = `${copy.id}:${copy.paths[0]}`;
  await restic(repository, ['restore', from, '--target', target, '--no-lock', '--quiet'], 'REPOSITORY_DAMAGED');
  return true;
}
