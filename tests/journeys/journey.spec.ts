import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { leftOf } from '../privacy/traces.ts';
import { playJourney, startPlatformProcess } from './platform.ts';

/**
 * Twice running where people start: what one round left must not hinder the next. MariaDB is played once more over
 * seven processes (seven.spec.ts).
 */
const DATABASES: readonly [string, rounds: number, Record<string, string> | null][] = [
  ['SQLite', 2, {}],
  ['MariaDB', 1, process.env['TEST_DATABASE_URL'] ? { DATABASE_URL: process.env['TEST_DATABASE_URL'] } : null],
];

describe.each(DATABASES)('the whole path on %s', (name, rounds, env) => {
  it(
    "[10.4] passes as often as it is played on one database, the platform ends cleanly, and whoever takes its disk and logs reads nobody's data",
    async () => {
      if (!env) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
      const dataDir = mkdtempSync(join(tmpdir(), 'heitu-journey-'));
      try {
        const platform = await startPlatformProcess({ ...env, DATA_DIR: dataDir, LOG_LEVEL: 'debug' });
        const planted: Record<string, string> = {};
        let metrics = '';
        try {
          for (let round = 1; round <= rounds; round++) {
            const { code, output, planted: brought } = await playJourney(platform);
            if (code !== 0) throw new Error(`round ${round} on ${name}:\n${output}`);
            expect(output).toContain('all as expected');
            for (const [what, value] of Object.entries(brought)) planted[`${what}, round ${round}`] = value;
          }
          metrics = await (await fetch(`${platform.url}/metrics`)).text();
        } finally {
          expect(await platform.stop()).toBe(0);
        }
        expect(Object.keys(planted).length).toBeGreaterThan(30 * rounds);
        expect(
          await leftOf(planted, {
            dataDir,
            serverUrl: env['DATABASE_URL'],
            texts: { logs: platform.printed(), metrics },
          }),
        ).toEqual([]);
      } finally {
        rmSync(dataDir, { recursive: true, force: true });
      }
    },
    200_000 + rounds * 150_000,
  );
});
