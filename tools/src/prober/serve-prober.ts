import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { errorOf } from '@heitu/kit/rules/checked';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { readConfig } from '@heitu/kit/serving/config';
import { createLogger } from '@heitu/kit/serving/logging';
import { onShutdown, runMain } from '@heitu/kit/serving/serve';
import { PROBER } from '@heitu/trust/disclosure/probe.policy';
import { lineToTrust, type Line } from '../line-to-trust.ts';
import { look } from './look.ts';
import { Untold } from './told.ts';

/** How often the clock is read for a new minute: it may be moved where the outside world is simulated. */
const TICK_MS = 500;

/**
 * Looks at the platform each minute from outside, at PUBLIC_URL, and tells trust what it saw; what cannot be told stays
 * on its own disk until trust answers again (11.3.1, 11.3.2).
 */
await runMain(async () => {
  const config = readConfig(PROBER, process.env);
  const log = createLogger(PROBER, config.logLevel);
  const untold = new Untold(join(config.dataDir, 'prober', 'untold.jsonl'));
  let line: Line | null = null;
  let seenMinute = 0;
  const turn = async (): Promise<void> => {
    const minute = Math.floor(config.clock.now() / MINUTE_MS);
    if (minute === seenMinute) return;
    seenMinute = minute;
    const seen = await look(config.publicUrl);
    untold.keep({ atMs: minute * MINUTE_MS, ...seen });
    if (seen.down.length > 0) log.warn({ down: seen.down }, 'parts of the platform do not answer');
    try {
      line ??= await lineToTrust(PROBER, config, process.env);
      await untold.tell(line.edge);
    } catch (error) {
      log.warn({ why: errorOf(error).message, waiting: untold.lines.length }, 'trust could not be told yet');
      await line?.close().catch(() => {});
      line = null;
    }
  };
  let isEnding = false;
  const looking = (async () => {
    for (; !isEnding; await setTimeout(TICK_MS))
      await turn().catch((error: unknown) => log.error({ err: error }, 'a look failed'));
  })();
  log.info({ url: config.publicUrl }, 'the prober looks each minute');
  onShutdown(log, async () => {
    isEnding = true;
    await looking;
    await line?.close();
  });
});
