import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '@heitu/kit/rules/checked';
import { BackupRefused } from './backup.refusals.ts';

/**
 * When the kernel started a process, in its ticks (field 22 of /proc/<pid>/stat): a number that was given out again is
 * not the same process.
 */
const startOf = (pid: number | 'self'): string => {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) ? (readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '') : '';
};

/** What a run writes down before it begins: should it be killed, the next one knows. */
interface TurnNote<T> {
  pid: number;
  start: string;
  about: T;
}

/**
 * One backup at a time. `work` is told what the run before it was about, where that one was killed, and may say better
 * what this one is about.
 */
export async function takeTurn<T, V>(
  workDir: string,
  about: T,
  work: (killed: T | null, note: (about: T) => void) => Promise<V>,
): Promise<V> {
  mkdirSync(workDir, { recursive: true, mode: 0o700 });
  const file = join(workDir, 'running.json');
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8') || '{}') as Partial<TurnNote<T>>) : null;
  if (before?.pid && startOf(before.pid) === before.start)
    throw new BackupRefused('ALREADY_RUNNING', `pid ${before.pid}`);
  if (before) rmSync(file, { force: true });
  const write = (now: T, flag: 'wx' | 'w') =>
    writeFileSync(
      file,
      JSON.stringify({ pid: process.pid, start: startOf('self'), about: now } satisfies TurnNote<T>),
      { flag },
    );
  try {
    write(about, 'wx');
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new BackupRefused('ALREADY_RUNNING');
    throw error;
  }
  try {
    return await work(before?.about ?? null, (now) => write(now, 'w'));
  } finally {
    rmSync(file, { force: true });
  }
}

const SCRATCH = /^scratch-(\d+)-(\d+)$/;

/** An empty folder for this process, gone afterwards; those of processes that were killed are removed first. */
export async function inScratch<V>(parent: string, work: (folder: string) => Promise<V>): Promise<V> {
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(parent)) {
    const match = SCRATCH.exec(name);
    if (match && startOf(Number(match[1])) !== match[2]) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const folder = join(parent, `scratch-${process.pid}-${startOf('self')}`);
  mkdirSync(folder, { mode: 0o700 });
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
