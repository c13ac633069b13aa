import { codeOf } from '@heitu/kit/rules/checked';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClock, type Clock } from '@heitu/kit/rules/clock';
import type { Keys } from './keys.ts';
import type { Store } from './store.ts';

/** What every part of the sandbox works on. */
export interface World {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly offsetPath: string;
  /** `http://127.0.0.1:4100`; known once the server listens. */
  baseUrl: string;
  log(line: string): void;
  /** Something may have become due: see to it soon. */
  kick(): void;
  /** Does everything that is due by the sandbox's clock; with `all`, also tries every waiting delivery now. */
  runDue(all?: boolean): Promise<void>;
  /** Nothing is done or sent while `work` runs. */
  hold(work: () => Promise<void>): Promise<void>;
}

/** The one offset that moves the clock of every process: an integer as text; a missing file is 0. */
export const offsetPathOf = (dataDir: string): string => join(dataDir, 'clock-offset-ms');

export function readOffsetMs(path: string): number {
  try {
    const offsetMs = Number(readFileSync(path, 'utf8').trim());
    if (!Number.isSafeInteger(offsetMs)) throw new Error(`${path} holds no integer`);
    return offsetMs;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}

export const sandboxClock = (offsetPath: string): Clock => createClock(() => readOffsetMs(offsetPath));
