import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { SUBGRAPHS } from '@heitu/standard';
import { startMariaDb, type TemporaryMariaDb } from '../../tools/src/mariadb.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
export const readme = textOf('README.md');
export const processes = textOf('docs/PROCESSES.md');

/** Everything between fences: what the fence says of it, and its text. */
export const fencesOf = (text: string): { kind: string; text: string }[] =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, kind, body]) => ({ kind: kind!, text: body!.trim() }));
export const blocksOf = (text: string): string[] =>
  fencesOf(text).flatMap(({ kind, text: block }) => (kind === 'sh' ? [block] : []));
/** The spans in a document's own sentences that name a command of ours. */
export const commandsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/`([^`\n]*\.\/run [^`\n]*)`/g)].map((match) => match[1]!)),
];
/** What the first group finds; a document that no longer says it fails the test. */
export function said(text: string, about: RegExp): string {
  const found = about.exec(text)?.[1];
  if (found === undefined) throw new Error(`the document no longer says ${about}`);
  return found;
}

/** A script in bash, in the repository's folder; what it prints. Rejects where it ends with another code than 0. */
export async function shell(script: string, env: NodeJS.ProcessEnv): Promise<string> {
  const given = { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024 };
  return (await promisify(execFile)('bash', ['-c', `set -eu\n${script}`], given)).stdout;
}

/** A command that goes on until it is told to end. */
export interface Begun {
  printed(): string;
  /** Waits until it is so; rejects where the command has ended before. */
  until(isSo: () => boolean | Promise<boolean>): Promise<void>;
  /** Tells it to end; its exit code. */
  end(): Promise<number | null>;
}
const UNTIL_MS = 240_000;

export function begin(command: string, env: NodeJS.ProcessEnv): Begun {
  const child = spawn('bash', ['-c', `exec env ${command}`], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += String(data)));
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    printed: () => printed,
    async until(isSo) {
      for (const until = Date.now() + UNTIL_MS; !(await isSo());) {
        if (hasEnded() || Date.now() > until) throw new Error(`${command}:\n${printed}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async end() {
      if (!hasEnded()) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }
      return child.exitCode;
    },
  };
}

export const isReady = async (port: number): Promise<boolean> =>
  (await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null))?.ok === true;

/** A server as it comes, with nothing of ours: what our databases need they must say themselves. */
export async function bareMariaDb(): Promise<
  TemporaryMariaDb & { databases(): Promise<string[]>; empty(): Promise<void> }
> {
  const server = await startMariaDb('--character-set-server=latin1', '--collation-server=latin1_swedish_ci');
  const empty = async (): Promise<void> => {
    const root = await createConnection(server.url);
    for (const name of SUBGRAPHS) await root.query(`drop database if exists heitu_${name}`);
    await root.end();
  };
  await empty();
  return {
    ...server,
    empty,
    async databases() {
      const connection = await createConnection(server.url);
      const [rows] = await connection.query<RowDataPacket[]>(
        `select schema_name as name, default_character_set_name as charset, default_collation_name as collation
         from information_schema.schemata where schema_name like ? order by 1`,
        ['heitu%'],
      );
      await connection.end();
      return rows.map(({ name, charset, collation }) => `${name} ${charset} ${collation}`);
    },
  };
}
/** What a start on it leaves there. */
export const databasesOf = (names: readonly string[]): string[] =>
  names.toSorted().map((name) => `heitu_${name} utf8mb4 utf8mb4_bin`);
