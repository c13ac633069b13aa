import { setTimeout as sleep } from 'node:timers/promises';
import { outsideTransaction } from './context.ts';

/**
 * Joins what comes while an earlier batch is being written: a single call is written at once, many at once cost one transaction.
 * Each caller waits for the batch that it is in, and hears of its own failure only: a batch that fails is written again one by one.
 * `waitMs`: how long what nobody waits for may lie until more has come.
 */
export function gather<Item>(write: (items: readonly Item[]) => Promise<void>, waitMs = 0): (item: Item) => Promise<void> {
  interface Waiting {
    item: Item;
    done: () => void;
    failed: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let writing = false;

  async function writeAll(batch: readonly Waiting[]): Promise<void> {
    try {
      await write(batch.map(({ item }) => item));
      for (const { done } of batch) done();
    } catch (error) {
      if (batch.length === 1) return batch[0]!.failed(error);
      for (const one of batch) await writeAll([one]);
    }
  }
  async function writeOn(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      if (waitMs > 0) await sleep(waitMs);
      const batch = waiting;
      waiting = [];
      await writeAll(batch);
    }
    writing = false;
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, done: resolve, failed: reject });
      if (!writing) void outsideTransaction(writeOn);
    });
}
