import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { leftOf } from '../privacy/traces.ts';
import { playJourney, startPlatformProcess } from './platform.ts';

const DATABASES: readonly [string, Record<string, string> | null][] = [
  ['SQLite', {}],
  ['MariaDB', process.env['TEST_DATABASE_URL'] ? { DATABASE_URL: process.env['TEST_DATABASE_URL'] } : null],
];

describe.each(DATABASES)('the whole path on %s', (name, env) => {
  it('[10.4] passes twice running on one database, the platform ends cleanly, and whoever takes its disk and logs reads nobody\'s data', async () => {
    if (!env) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
    const dataDir = mkdtempSync(join(tmpdir(), 'heitu-journey-'));
    try {
      const platform = await startPlatformProcess({ ...env, DATA_DIR: dataDir, LOG_LEVEL: 'debug' });
      const planted: Record<string, string> = {};
      let metrics = '';
      try {
        for (const round of [1, 2]) {
          const { code, output, planted: brought } = await playJourney(platform);
          if (code !== 0) throw new Error(`round ${round} on ${name}:\n${output}`);
          expect(output).toContain('all as expected');
          for (const [what, value] of Object.entries(brought)) planted[`${what}, round ${round}`] = value;
        }
        metrics = await (await fetch(`${platform.url}/metrics`)).text();
      } finally {
        expect(await platform.stop()).toBe(0);
      }
      expect(Object.keys(planted).length).toBeGreaterThan(60);
      expect(await leftOf(planted, { dataDir, serverUrl: env['DATABASE_URL'], texts: { logs: platform.printed(), metrics } })).toEqual([]);
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  }, 300_000);
});
