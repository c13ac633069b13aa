import { execFile } from 'node:child_process';
import type { RunResult } from './simulate.ts';

const BYTES_MAX = 64 * 1024 * 1024;

/**
 * Runs the simulation in a process of its own, since it takes over time and chance there; answers its report, broken or
 * not.
 */
export function simulated(options: {
  seed: number;
  steps: number;
  plant?: string;
}): Promise<RunResult & { cpuSeconds: number }> {
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--import', './tools/register.mjs', 'tests/simulation/run.ts', '--json', ...args],
      { env: { ...process.env, NODE_OPTIONS: '' }, maxBuffer: BYTES_MAX },
      (error, stdout, stderr) => {
        const line = stdout.trim().split('\n').at(-1) ?? '';
        if (line.startsWith('{')) resolve(JSON.parse(line) as RunResult & { cpuSeconds: number });
        else reject(error ?? new Error(stderr));
      },
    );
  });
}
