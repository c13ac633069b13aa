import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { leftOf } from '../privacy/traces.ts';
import { playJourney, startPlatformProcess } from './platform.ts';

/** Twice running where people start: what one round left must not hinder the next. On MariaDB: seven.spec.ts. */
const ROUNDS = 2;

describe('the whole path on SQLite', () => {
  it(
    "[10.4] passes as often as it is played on one database, the platform ends cleanly, and whoever takes its disk and logs reads nobody's data",
    async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'heitu-journey-'));
      try {
        const platform = await startPlatformProcess({ DATA_DIR: dataDir, LOG_LEVEL: 'debug' });
        const planted: Record<string, string> = {};
        let metrics = '';
        let failed = '';
        let ended: number | null = null;
        try {
          for (let round = 1; round <= ROUNDS && !failed; round++) {
            const { code, output, planted: brought } = await playJourney(platform);
            if (code !== 0 || !output.includes('all as expected')) failed = `round ${round}:\n${output}`;
            for (const [what, value] of Object.entries(brought)) planted[`${what}, round ${round}`] = value;
          }
          if (!failed) metrics = await (await fetch(`${platform.url}/metrics`)).text();
        } finally {
          ended = await platform.stop();
        }
        // A platform that died says why, before what the journey saw of it: whoever cuts a log keeps its end.
        if (failed || ended !== 0)
          throw new Error(`the platform ended with ${ended}:\n${platform.printed().slice(-8000)}\n${failed}`);
        expect(Object.keys(planted).length).toBeGreaterThan(30 * ROUNDS);
        expect(
          await leftOf(planted, {
            dataDir,
            texts: { logs: platform.printed(), metrics },
          }),
        ).toEqual([]);
      } finally {
        rmSync(dataDir, { recursive: true, force: true });
      }
    },
    200_000 + ROUNDS * 350_000,
  );
});
