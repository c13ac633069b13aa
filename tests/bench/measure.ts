import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cpuSecondsOf } from './cpu.ts';
import type { Errand, Visit } from './driver.ts';
import type { Crowd } from './soak-driver.ts';
import type { BenchPlatform } from './platform.ts';

const LOADER = fileURLToPath(new URL('../../tools/register.mjs', import.meta.url));
/** A process of the bench's own, made as the platform's are. */
export const startProcess = (file: string, args: readonly string[] = []): ChildProcess =>
  fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv: ['--import', LOADER], serialization: 'json' });
export const startDriver = (): ChildProcess => startProcess('driver.ts');

/** Sends the driver out and waits for what it has to tell. */
export async function sendOut<Result>(driver: ChildProcess, errand: Errand | Visit | Crowd): Promise<Result> {
  const answered = new Promise<Result>((resolve, reject) => {
    const ended = () => reject(new Error('the driver ended'));
    driver.once('exit', ended);
    driver.once('message', (message) => {
      driver.off('exit', ended);
      resolve(message as Result);
    });
  });
  driver.send(errand);
  return answered;
}

export const cpuNow = ({ pids }: BenchPlatform) => ({
  server: cpuSecondsOf(pids.server),
  database: cpuSecondsOf(pids.database),
  sandbox: cpuSecondsOf(pids.sandbox),
});

export interface Counts {
  statements: number;
  commits: number;
}
export async function statementCounts({ sql }: BenchPlatform): Promise<Counts> {
  const [rows] = await sql.query(`show global status where Variable_name in ('Questions', 'Com_commit')`);
  const value = new Map(
    (rows as { Variable_name: string; Value: string }[]).map((row) => [row.Variable_name, Number(row.Value)]),
  );
  return { statements: value.get('Questions')!, commits: value.get('Com_commit')! };
}

export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
