import { execFile } from 'node:child_process';
import type { Silence } from './silence.ts';
import type { RunResult } from './simulate.ts';

const BYTES_MAX = 64 * 1024 * 1024;

/**
 * Runs the simulation in a process of its own, since it takes over time and chance there; answers its report, broken or
 * not.
 */
export const simulated = (options: { seed: number; steps: number; plant?: string }) =>
  reported<RunResult & { cpuSeconds: number }>(options);
/** The same, and then nobody for 400 days. */
export const kept = (options: { seed: number; steps: number }) => reported<Silence>(options, ['--silence']);

function reported<Report>(options: Readonly<Record<string, unknown>>, flags: readonly string[] = []): Promise<Report> {
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--import', './tools/register.mjs', 'tests/simulation/run.ts', '--json', ...flags, ...args],
      { env: { ...process.env, NODE_OPTIONS: '' }, maxBuffer: BYTES_MAX },
      (error, stdout, stderr) => {
        const line = stdout.trim().split('\n').at(-1) ?? '';
        if (line.startsWith('{')) resolve(JSON.parse(line) as Report);
        else reject(error ?? new Error(stderr));
      },
    );
  });
}
