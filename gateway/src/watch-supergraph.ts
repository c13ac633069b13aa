import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { Logger } from '@heitu/kit/serving/logging';

const LOOK_EVERY_MS = 1000;

export interface SupergraphWatch {
  file: string;
  /** What is served now. */
  supergraphSdl: string;
  /** Takes a new one, or throws and goes on with the old. */
  use: (supergraphSdl: string) => void;
  log: Logger;
}

/**
 * Serves what the file says from the moment it changes, and looks at once at SIGHUP; a file that cannot be served is
 * told in the log, and the old one goes on. Answers how to stop.
 */
export function watchSupergraph({ file, supergraphSdl, use, log }: SupergraphWatch): () => void {
  let looked = supergraphSdl;
  const look = (): void => {
    try {
      const text = readFileSync(file, 'utf8');
      if (text === looked) return;
      looked = text;
      const began = performance.now();
      use(text);
      log.warn({ file, milliseconds: Math.round(performance.now() - began) }, 'serving a new supergraph');
    } catch (error) {
      log.error({ err: error, file }, 'the new supergraph cannot be served; the old one goes on');
    }
  };
  // Asked again and again: a folder that is swapped for another tells nobody.
  watchFile(file, { interval: LOOK_EVERY_MS, persistent: false }, look);
  process.on('SIGHUP', look);
  return () => {
    unwatchFile(file, look);
    process.off('SIGHUP', look);
  };
}
