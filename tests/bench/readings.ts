import { thermometers } from '@heitu/sandbox/seed';
import type { Visit, VisitResult } from './driver.ts';
import { sendOut, startDriver } from './measure.ts';
import { measured, measureFloor, without, type Figures } from './pages.ts';
import type { BenchPlatform } from './platform.ts';
import { signedReadings } from './sign-readings.ts';

/** How many readings a push carries, and how many pushes are measured. */
const PUSHES = [
  { readings: 1, count: 1500 },
  { readings: 500, count: 60 },
] as const;
const WARM_UP_SHARE = 0.3;
const CONNECTIONS = 16;
const SECOND_MS = 1000;
/** Readings lie behind those of the county's own thermometers, each once, in order. */
const LAST_MONTH_MS = 30 * 86_400_000;

export interface ReadingsReport {
  /** For each number of readings in a push: what a thousand pushes cost here, and what storing alone costs. */
  pushes: Record<string, Figures & { readingsPerSecond: number; floor: Figures; timesFloorCpu: number }>;
  errors: string[];
}

/** Signed as devices sign; each reading another second. */
function pushesOf(platform: BenchPlatform): (readings: number, count: number) => Visit['requests'] {
  const devices = thermometers(platform.url);
  const from = Date.now() - LAST_MONTH_MS;
  const sent = new Map<string, number>();
  let turn = 0;
  return (readings, count) =>
    Array.from({ length: count }, () => {
      const { deviceId, secret, curve } = devices[turn++ % devices.length]!;
      const before = sent.get(deviceId) ?? 0;
      sent.set(deviceId, before + readings);
      return signedReadings(
        { deviceId, secret },
        Array.from({ length: readings }, (_one, i) => ({
          at: new Date(from + (before + i) * SECOND_MS).toISOString(),
          temperatureCelsius: curve.at(-1)!.temperatureCelsius,
        })),
      );
    });
}

/** Readings as they come, judged against what lies where they were taken, beside rows that are only stored. */
export async function runReadings(
  platform: BenchPlatform,
  { serverUrl, tell = () => {} }: { serverUrl: string; tell?: (line: string) => void },
): Promise<ReadingsReport> {
  const driver = startDriver();
  const report: ReadingsReport = { pushes: {}, errors: [] };
  const next = pushesOf(platform);
  try {
    for (const { readings, count } of PUSHES) {
      tell(`pushes of ${readings}`);
      const send = (requests: Visit['requests']) =>
        sendOut<VisitResult>(driver, {
          url: platform.url,
          concurrency: CONNECTIONS,
          count: requests.length,
          requests,
        });
      await send(next(readings, Math.ceil(count * WARM_UP_SHARE)));
      const requests = next(readings, count);
      const result = await measured(
        platform,
        () => platform.pids.server,
        () => count,
        () => send(requests),
      );
      report.errors.push(...result.seen.errors);
      const floor = await measureFloor(platform, driver, serverUrl, [`reading${readings}`], count);
      report.errors.push(...floor.errors);
      const least = floor.figures[`reading${readings}`]!;
      const cpu = ({ cpuServer, cpuDb }: Figures) => cpuServer + cpuDb;
      report.pushes[readings] = {
        ...without(result),
        readingsPerSecond: Math.round((count * readings * 1000) / result.seen.wallMs),
        floor: least,
        timesFloorCpu: Math.round((cpu(result) / cpu(least)) * 10) / 10,
      };
    }
    return report;
  } finally {
    driver.disconnect();
  }
}
