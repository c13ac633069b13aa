import { execFile } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import type { FaultsReport } from './faults.ts';

const MINUTES = 60_000;
/** A taste of what `./run faults` does by the hundred; the database is always among them. */
const KILLS = 3;
/** The gateway, which is doubled, and logistics, which is not; some ten seconds each. */
const HANGS = 2;

/** In a process of its own, as `./run faults` runs it. */
const faults = (seed: number): Promise<FaultsReport> =>
  new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [
        '--import',
        './tools/register.mjs',
        'tests/faults/run.ts',
        '--json',
        '--seed',
        String(seed),
        '--kills',
        String(KILLS),
        '--hangs',
        String(HANGS),
      ],
      { env: { ...process.env, NODE_OPTIONS: '' }, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const line = stdout.trim().split('\n').at(-1) ?? '';
        if (line.startsWith('{')) resolve(JSON.parse(line) as FaultsReport);
        else reject(new Error(`${String(error)}\n${stderr}`));
      },
    );
  });

describe('real kills and hangs', () => {
  it(
    'lose nothing that was answered, do nothing twice, and leave every fen and every bag where it belongs',
    async () => {
      const seed = Math.floor(Math.random() * 2 ** 31);
      const again = `./run faults --seed ${seed} --kills ${KILLS} --hangs ${HANGS}`;
      process.stderr.write(`faults: seed ${seed} (again: ${again})\n`);
      const report = await faults(seed);
      expect({ violations: report.violations, logs: report.logs }).toEqual({ violations: [], logs: null });
      expect(report.processes.reduce((sum, { kills }) => sum + kills, 0)).toBe(KILLS);
      expect(report.processes.find(({ process }) => process === 'mariadb')!.kills).toBeGreaterThan(0);
      // What a hung process fails to answer is a violation; here it is made sure that it was asked.
      expect(report.hangs.map(({ process, isDoubled }) => [process, isDoubled])).toEqual([
        ['gateway', true],
        ['logistics', false],
      ]);
      for (const { process, isDoubled, asked, failed, refused } of report.hangs) {
        expect([process, asked > 50, failed, refused > 0]).toEqual([process, true, 0, !isDoubled]);
      }
      // There was something to lose.
      expect(report.requests.accepted).toBeGreaterThan(100);
      expect(Object.values(report.requests.sentAgain).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
      expect(report.ends.payments['paid']).toBeGreaterThan(0);
    },
    10 * MINUTES,
  );
});
