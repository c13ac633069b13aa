import { outsideTransaction } from './open-transaction.ts';

// By the global timer, which the simulation can fire in its own order.
const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/**
 * Joins what comes while an earlier batch is being written: a single call is written at once, many at once cost one
 * transaction. Each caller waits for the batch that it is in, and hears of its own failure only: a batch that fails is
 * written again one by one. `waitMs`: how long what nobody waits for may lie until more has come.
 */
export function gather<Item>(
  write: (items: readonly Item[]) => Promise<void>,
  waitMs = 0,
): (item: Item) => Promise<void> {
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
      const [only, ...others] = batch;
      if (others.length === 0) return only?.failed(error);
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

/**
 * `gather` for each running subgraph, which a context's services stand for; a batch is written by the context that came
 * first.
 */
export function gatherEach<C extends { readonly services: object }, Item>(
  write: (context: C, items: readonly Item[]) => Promise<void>,
  waitMs = 0,
): (context: C, item: Item) => Promise<void> {
  type Given = readonly [C, Item];
  const each = new WeakMap<object, (given: Given) => Promise<void>>();
  const writeAll = async (batch: readonly Given[]) => {
    const [first] = batch;
    const items = batch.map(([, item]) => item);
    if (first) await write(first[0], items);
  };
  return (context, item) => {
    const add = each.get(context.services) ?? gather(writeAll, waitMs);
    each.set(context.services, add);
    return add([context, item]);
  };
}
