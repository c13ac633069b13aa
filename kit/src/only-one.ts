import { raw, type EntityName, type FilterQuery } from '@mikro-orm/core';
import type { Transaction } from './context.ts';
import { isDuplicateKey } from './orm.ts';
import type { Refused } from './outcome.ts';

/**
 * How a rule of "only one" stands in the database, where calls come at once:
 * - a unique key, also of an open one only: a column that holds the key while the row is open and null afterwards (no two nulls are alike).
 *   The use case looks first and says what is wrong; of two that both found nothing, the second one's transaction meets the key, is run
 *   again by `context.transaction`, and then finds what the first one wrote. `unlessTaken` where nothing was looked for before;
 * - a conditional update: what was read stands in its `where`, and no changed row is a refusal;
 * - `lockRows`, where other rows decide (at most so many, nothing left on the vehicle): whoever changes those takes the same row first.
 */

/** Runs a write whose unique key is itself the rule; the refusal where another holds the key. */
export async function unlessTaken(write: Promise<unknown>, taken: Refused): Promise<Refused | null> {
  try {
    await write;
    return null;
  } catch (error) {
    if (isDuplicateKey(error)) return taken;
    throw error;
  }
}

/**
 * Takes these rows until the transaction ends: what is read after it is not changed by another who takes them first as well.
 * False where there are none. As an update that changes nothing, since SQLite has no `for update`.
 */
export async function lockRows<Row extends object>(tx: Pick<Transaction, 'em'>, table: EntityName<Row>, where: FilterQuery<NoInfer<Row>>): Promise<boolean> {
  const [key] = tx.em.getMetadata().get(table).primaryKeys;
  return (await tx.em.nativeUpdate(table, where, { [key!]: raw('??', [key!]) } as never)) > 0;
}
