import { describe, expect, it } from '@jest/globals';
import { playJourney, startPlatformProcess } from './platform.ts';

const DATABASES: readonly [string, Record<string, string> | null][] = [
  ['SQLite', {}],
  ['MariaDB', process.env['TEST_DATABASE_URL'] ? { DATABASE_URL: process.env['TEST_DATABASE_URL'] } : null],
];

describe.each(DATABASES)('the whole path on %s', (name, env) => {
  it('passes twice running on one database, and the platform ends cleanly', async () => {
    if (!env) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
    const platform = await startPlatformProcess(env);
    try {
      for (const round of [1, 2]) {
        const { code, output } = await playJourney(platform);
        if (code !== 0) throw new Error(`round ${round} on ${name}:\n${output}`);
        expect(output).toContain('all as expected');
      }
    } finally {
      expect(await platform.stop()).toBe(0);
    }
  }, 300_000);
});
