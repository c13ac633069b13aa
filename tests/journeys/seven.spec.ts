import { describe, expect, it } from '@jest/globals';
import { leftOf } from '../privacy/traces.ts';
import { playJourney } from './platform.ts';
import { secondOf, startSevenProcesses, type Processes } from './seven.ts';

/** Where most of the path goes: each runs twice, and is started anew while people are on their way. */
const REPLICATED = ['orders', 'payments'];

describe('the whole path over seven processes on MariaDB', () => {
  it("[10.4] passes while replicas are restarted one after the other, every process ends cleanly, and whoever takes disks and logs reads nobody's data", async () => {
    const serverUrl = process.env['TEST_DATABASE_URL'];
    if (!serverUrl) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
    const platform = await startSevenProcesses(serverUrl, REPLICATED);
    try {
      const { planted, metrics } = await played(platform);
      expect(await platform.stop()).toEqual({
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
      expect(Object.keys(planted).length).toBeGreaterThan(30);
      expect(await leftOf(planted, platform.remains(metrics))).toEqual([]);
    } finally {
      await platform.stop();
      platform.forget();
    }
  }, 900_000);

  /** Answers the personal data that the journey brought in, and what the processes counted. */
  async function played(platform: Processes): Promise<{ planted: Readonly<Record<string, string>>; metrics: string }> {
    const seeded = await platform.run('seed');
    if (seeded.code !== 0) throw new Error(`seed:\n${seeded.output}`);
    let isPlaying = true;
    const journey = playJourney(platform).finally(() => (isPlaying = false));
    let restarts = 0;
    for (const name of REPLICATED.flatMap((one) => [one, secondOf(one)])) {
      expect([name, await platform.restart(name)]).toEqual([name, 0]);
      restarts += Number(isPlaying);
    }
    const { code, output, planted } = await journey;
    process.stderr.write(
      `seven processes: ${restarts} of ${REPLICATED.length * 2} replicas restarted during the journey\n`,
    );
    if (code !== 0) throw new Error(`journey:\n${output}${platform.complaints()}`);
    expect(output).toContain('all as expected');
    expect(restarts).toBeGreaterThan(1);
    return { planted, metrics: await platform.metrics() };
  }
});
