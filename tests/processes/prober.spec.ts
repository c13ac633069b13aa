import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { entry, freePort, startPlatformProcess, type PlatformProcess } from '../journeys/platform.ts';
import { until } from './process.fixture.ts';

interface Incident {
  unit: string;
  startedAtMs: number;
  recoveredAtMs: number | null;
}

describe('the prober, beside a platform that is killed', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'heitu-probed-'));
  const offsetFile = join(dataDir, 'clock-offset-ms');
  let port: string;
  let platform: PlatformProcess;
  let prober: ChildProcess;
  let printed = '';
  const start = () => startPlatformProcess({ DATA_DIR: dataDir, PORT: port });
  beforeAll(async () => {
    port = String(await freePort());
    platform = await start();
    prober = spawn(process.execPath, entry('serve', ['prober']), {
      env: { ...process.env, DATA_DIR: dataDir, PUBLIC_URL: platform.url, LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [prober.stdout!, prober.stderr!]) stream.on('data', (data) => (printed += String(data)));
  });
  afterAll(async () => {
    await platform.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const ask = <Row>(sql: string): Row[] => {
    const trust = new Database(join(dataDir, 'trust.db'), { readonly: true });
    try {
      return trust.prepare(sql).all() as Row[];
    } finally {
      trust.close();
    }
  };
  /** Of the gateway: this platform has no pages, so that as a whole it is never seen up. */
  const minutes = () =>
    ask<{ up: number; down: number }>(
      "select sum(upMinutes) as up, sum(downMinutes) as down from ProbedDay where unit = 'gateway'",
    )[0]!;
  const incidents = () =>
    ask<Incident>(
      "select unit, startedAtMs, recoveredAtMs from Incident where recordedBy = 'prober' and unit = '网关'",
    );
  /** The next minute by every process's clock, whoever is alive; waited for until what was seen of it is written. */
  async function minute(): Promise<void> {
    const before = minutes();
    const offsetMs = Number(readFileSync(offsetFile, { encoding: 'utf8', flag: 'a+' })) || 0;
    writeFileSync(offsetFile, String(offsetMs + MINUTE_MS));
    await until('the minute is counted', async () => minutes().up + minutes().down > before.up + before.down);
  }

  it('counts its minutes as down, in an incident from the kill to the first good one [11.3.1] [11.3.2.cx]', async () => {
    await until('the first minute is counted', async () => minutes().up === 1).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${printed}`);
    });
    await minute();
    // The clock goes on besides: there may be more minutes than were made.
    const { up, down } = minutes();
    expect([up >= 2, down, incidents()]).toEqual([true, 0, []]);
    process.kill(platform.pid, 'SIGKILL');
    for (let i = 0; i < 3; i++) await minute();
    expect(minutes().down).toBeGreaterThanOrEqual(3);
    expect(incidents()).toMatchObject([{ unit: '网关', recoveredAtMs: null }]);
    platform = await start();
    await until('it is seen up again', async () => (await minute(), minutes().up > up));
    const lasted = await until('the incident is over', async () => {
      const [one] = incidents();
      return one?.recoveredAtMs && (one.recoveredAtMs - one.startedAtMs) / MINUTE_MS;
    });
    // Where the clock of the world goes on between two made minutes, nobody probed the one in between.
    expect(lasted).toBeGreaterThanOrEqual(minutes().down);
    expect(lasted).toBeLessThanOrEqual(minutes().down + 2);
    prober.kill('SIGTERM');
    expect(await new Promise((resolve) => prober.once('exit', resolve))).toBe(0);
  }, 180_000);
});
