import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { say } from './progress.ts';

/** A program of the system that we shell out to: what it is called, and the Debian package that brings it. */
export interface SystemPackage {
  title: string;
  commands: readonly string[];
  debian: string;
}

/** The machine lacks a program and we may not install it; the command ends with 69 (EX_UNAVAILABLE). */
export class PackageMissing extends Error {}

const has = (command: string): boolean => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;

/** What to do where a program is missing: install it where we may, say what is needed where we may not. */
export function ensurePackage({ title, commands, debian }: SystemPackage): void {
  if (commands.every(has)) return;
  if (userInfo().uid === 0 && has('apt-get')) {
    say(`heitu: installing ${debian}…`);
    const quietly = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-qq'], quietly);
    spawnSync('apt-get', ['install', '-y', '-qq', debian], quietly);
    if (commands.every(has)) return;
  }
  throw new PackageMissing(`needs ${title}: apt-get install ${debian}`);
}
