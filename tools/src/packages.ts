import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { userInfo } from 'node:os';
import { say } from './progress.ts';

/** A program of the system that we shell out to: what it is called, and the Debian package that brings it. */
export interface SystemPackage {
  title: string;
  commands: readonly string[];
  /** One, or several with spaces between. */
  debian: string;
  /** Where what is needed is no program. */
  isThere?: () => boolean;
  /** Where something else does as well, so long is waited for the network at most. */
  withinMs?: number;
}

/** The machine lacks a program and we may not install it; the command ends with 69 (EX_UNAVAILABLE). */
export class PackageMissing extends Error {}

export const hasCommand = (command: string): boolean => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;

/** What to do where a program is missing: install it where we may, say what is needed where we may not. */
export function ensurePackage({
  title,
  commands,
  debian,
  isThere = () => commands.every(hasCommand),
  withinMs,
}: SystemPackage): void {
  if (isThere()) return;
  if (userInfo().uid === 0 && hasCommand('apt-get')) {
    say(`heitu: installing ${debian}…`);
    const quietly: SpawnSyncOptions = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      ...(withinMs && { timeout: withinMs }),
    };
    spawnSync('apt-get', ['update', '-qq'], quietly);
    spawnSync('apt-get', ['install', '-y', '-qq', ...debian.split(' ')], quietly);
    if (isThere()) return;
  }
  throw new PackageMissing(`needs ${title}: apt-get install ${debian}`);
}
