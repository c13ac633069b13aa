import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { leftOf, type Remains } from '../privacy/traces.ts';
import { secondOf, startSevenProcesses } from './seven.ts';

/** Where most of the path goes: each runs twice, and is started anew while people are on their way. */
const REPLICATED = ['orders', 'payments'];

describe('the whole path over seven processes on MariaDB', () => {
  it("[10.4] passes while replicas are restarted one after the other, every process ends cleanly, and whoever takes disks and logs reads nobody's data", async () => {
    const serverUrl = process.env['TEST_DATABASE_URL'];
    if (!serverUrl) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
    const platform = await startSevenProcesses(serverUrl, REPLICATED);
    const plantedFile = join(mkdtempSync(join(tmpdir(), 'heitu-planted-')), 'planted.json');
    let ended: Record<string, number | null> = {};
    let remains: Remains;
    try {
      const seeded = await platform.run('seed');
      if (seeded.code !== 0) throw new Error(`seed:\n${seeded.output}`);
      let isPlaying = true;
      const journey = platform
        .run('journey', ['--url', platform.url, '--sandbox', platform.controlUrl, '--planted', plantedFile])
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
      remains = await platform.remains();
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
    const planted = JSON.parse(readFileSync(plantedFile, 'utf8')) as Record<string, string>;
    expect(Object.keys(planted).length).toBeGreaterThan(30);
    expect(await leftOf(planted, remains)).toEqual([]);
    platform.forget();
    rmSync(dirname(plantedFile), { recursive: true });
  }, 480_000);
});
