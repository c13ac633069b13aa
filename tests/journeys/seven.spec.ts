import { describe, expect, it } from '@jest/globals';
import { startSevenProcesses } from './seven.ts';

describe('the whole path over seven processes on MariaDB', () => {
  it('passes, and every process ends cleanly', async () => {
    const serverUrl = process.env['TEST_DATABASE_URL'];
    if (!serverUrl) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
    const platform = await startSevenProcesses(serverUrl);
    let ended: Record<string, number | null> = {};
    try {
      const seeded = await platform.run('seed');
      if (seeded.code !== 0) throw new Error(`seed:\n${seeded.output}`);
      const played = await platform.run('journey', ['--url', platform.url, '--sandbox', platform.controlUrl]);
      if (played.code !== 0) throw new Error(`journey:\n${played.output}`);
      expect(played.output).toContain('all as expected');
    } finally {
      ended = await platform.stop();
    }
    expect(ended).toEqual({ sandbox: 0, gateway: 0, sellers: 0, catalog: 0, orders: 0, logistics: 0, payments: 0, trust: 0 });
  }, 300_000);
});
