import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ended {
  code: number | null;
  output: string;
}

/** Runs `./run <args>` as an operator does; `killAt` ends it with SIGKILL as soon as its output holds those words. */
export function command(args: readonly string[], env: Record<string, string>, killAt?: string): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', './tools/register.mjs', 'tools/src/cli.ts', ...args], {
    env: { PATH: process.env['PATH']!, HOME: process.env['HOME'] ?? '/', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => {
      output += bytes.toString();
      if (killAt && output.includes(killAt)) child.kill('SIGKILL');
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

/** A folder for one spec: data, repositories, a password. */
export function backupFolders() {
  const root = mkdtempSync(join(tmpdir(), 'heitu-backup-'));
  const passwordFile = join(root, 'password');
  writeFileSync(passwordFile, 'for this test only', { mode: 0o600 });
  const env: Record<string, string> = {
    DATA_DIR: join(root, 'data'),
    BACKUP_REPOSITORY: join(root, 'local'),
    BACKUP_PASSWORD_FILE: passwordFile,
    LOG_LEVEL: 'silent',
  };
  return {
    root,
    env,
    path: (...names: string[]) => join(root, ...names),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** restic itself, as somebody with the password might use it. */
export function restic(env: Record<string, string>, args: readonly string[]): Promise<Ended> {
  const child = spawn('restic', [...args, '--no-cache'], {
    env: {
      PATH: process.env['PATH']!,
      HOME: '/',
      RESTIC_REPOSITORY: env['BACKUP_REPOSITORY']!,
      RESTIC_PASSWORD_FILE: env['BACKUP_PASSWORD_FILE']!,
    },
  });
  let output = '';
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}
export interface Snapshot {
  id: string;
  tags: string[];
  paths: string[];
}
export const snapshotsOf = async (env: Record<string, string>): Promise<Snapshot[]> =>
  JSON.parse((await restic(env, ['snapshots', '--json'])).output) as Snapshot[];
