import { outsideTransaction } from '../data/open-transaction.ts';
import type { Logger } from './logging.ts';

/** What a subgraph is doing: answers, and work that no answer waits for. Both end before its database is closed. */
export class UnderWay {
  isClosing = false;
  readonly #answering = new Set<Promise<unknown>>();
  readonly #background = new Set<Promise<unknown>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #log: Logger;
  constructor(log: Logger) {
    this.#log = log;
  }

  answer<V>(work: Promise<V>): Promise<V> {
    return keep(this.#answering, work);
  }
  inBackground<V>(work: Promise<V>): Promise<V> {
    return keep(this.#background, work);
  }
  /** Runs again and again, never twice at once. */
  repeat(everyMs: number, work: () => Promise<unknown>): void {
    const turn = async (): Promise<void> => {
      await this.inBackground(work()).catch((err: unknown) => this.#log.error({ err }, 'background work failed'));
      if (this.isClosing) return;
      const next = setTimeout(() => {
        this.#timers.delete(next);
        void turn();
      }, everyMs);
      this.#timers.add(next);
    };
    outsideTransaction(() => void turn());
  }
  /** Begins nothing more in the background, and waits for what runs there. */
  async rest(): Promise<void> {
    this.isClosing = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.allSettled(this.#background);
  }
  /** Waits for the answers, and for what those did not wait for. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#answering);
    await Promise.allSettled(this.#background);
  }
}

function keep<V>(among: Set<Promise<unknown>>, work: Promise<V>): Promise<V> {
  among.add(work);
  void work.finally(() => among.delete(work)).catch(() => {});
  return work;
}
