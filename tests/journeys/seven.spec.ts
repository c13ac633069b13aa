import { describe, expect, it } from '@jest/globals';
import { secondOf, startSevenProcesses } from './seven.ts';

/** Where most of the path goes: each runs twice, and is started anew while people are on their way. */
const REPLICATED = ['orders', 'payments'];

describe('the whole path over seven processes on MariaDB', () => {
  it('passes while replicas are restarted one after the other, and every process ends cleanly', async () => {
    const serverUrl = process.env['TEST_DATABASE_URL'];
    if (!serverUrl) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
    const platform = await startSevenProcesses(serverUrl, REPLICATED);
    let ended: Record<string, number | null> = {};
    try {
      const seeded = await platform.run('seed');
      if (seeded.code !== 0) throw new Error(`seed:\n${seeded.output}`);
      let isPlaying = true;
      const journey = platform
        .run('journey', ['--url', platform.url, '--sandbox', platform.controlUrl])
        .finally(() => (isPlaying = false));
      let restarts = 0;
      for (const name of REPLICATED.flatMap((one) => [one, secondOf(one)])) {
        expect([name, await platform.restart(name)]).toEqual([name, 0]);
        restarts += Number(isPlaying);
      }
      const played = await journey;
      process.stderr.write(
        `seven processes: ${restarts} of ${REPLICATED.length * 2} replicas restarted during the journey\n`,
      );
      if (played.code !== 0) throw new Error(`journey:\n${played.output}`);
      expect(played.output).toContain('all as expected');
      expect(restarts).toBeGreaterThan(1);
    } finally {
      ended = await platform.stop();
    }
    expect(ended).toEqual({
      sandbox: 0,
      gateway: 0,
      sellers: 0,
      catalog: 0,
      orders: 0,
      'orders-2': 0,
      logistics: 0,
      payments: 0,
      'payments-2': 0,
      trust: 0,
    });
  }, 480_000);
});
