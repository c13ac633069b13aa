/** So many in a row is not the items' fault: the rest waits for the next turn. */
const IN_ROW_MAX = 10;

/**
 * For jobs: each item in its own turn, so that one that fails does not hold the others up, now or at every turn to
 * come. Fails at the end where any did (`AggregateError` of several): a job is then counted and logged as failed, and
 * runs again.
 */
export async function eachAlone<Item>(items: Iterable<Item>, work: (item: Item) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  let inRow = 0;
  for (const item of items) {
    try {
      await work(item);
      inRow = 0;
    } catch (error) {
      failures.push(error);
      if (++inRow === IN_ROW_MAX) break;
    }
  }
  if (failures.length > 1)
    throw new AggregateError(failures, `${failures.length} failed, the first: ${String(failures[0])}`);
  if (failures.length === 1) throw failures[0];
}
