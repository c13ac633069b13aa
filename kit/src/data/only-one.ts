import { raw, type EntityData, type EntityName, type FilterQuery } from '@mikro-orm/core';
import type { Transaction } from './context.ts';
import { isDuplicateKey } from './orm.ts';
import type { Refused } from '../rules/outcome.ts';

/**
 * How a rule of "only one" stands in the database, where calls come at once:
 *
 * - A unique key. Of what is open only, a column holds the key while the row is open and null afterwards, since no two
 *   nulls are alike. The use case looks first and says what is wrong. Of two that both found nothing, the second one's
 *   transaction meets the key, is run again by `context.transaction`, and then finds what the first one wrote. Where
 *   nothing is looked for before, `unlessTaken` makes the key itself the refusal.
 * - A conditional update: what was read stands in its `where`, and no changed row is a refusal.
 * - `lockRows`, where other rows decide (at most so many, nothing left on the vehicle): whoever changes those takes the
 *   same row first.
 */

/** Runs a write whose unique key is itself the rule; the refusal where another holds the key. */
export async function unlessTaken<Code extends string>(
  write: Promise<unknown>,
  taken: Refused<Code>,
): Promise<Refused<Code> | null> {
  try {
    await write;
    return null;
  } catch (error) {
    if (isDuplicateKey(error)) return taken;
    throw error;
  }
}

/**
 * Changes a row in one statement, which counts or takes; makes the row where there is none, and changes it then: of
 * several at once each counts. False where the row does not take it.
 */
export async function changeOrMake(change: () => Promise<boolean>, make: () => Promise<unknown>): Promise<boolean> {
  if (await change()) return true;
  await make();
  return change();
}
/** Whether a statement changed anything. */
export const isChanged = async (query: {
  executeTakeFirst(): Promise<{ numUpdatedRows: bigint } | undefined>;
}): Promise<boolean> => Number((await query.executeTakeFirst())?.numUpdatedRows) > 0;

/**
 * Takes these rows until the transaction ends: nobody who takes them first as well changes meanwhile what is read after
 * it. False where there are none. It is an update that changes nothing, since SQLite has no `for update`.
 */
export async function lockRows<Row extends object>(
  tx: Pick<Transaction, 'em'>,
  table: EntityName<Row>,
  where: FilterQuery<NoInfer<Row>>,
): Promise<boolean> {
  const [key] = tx.em.getMetadata().get(table).primaryKeys;
  const same: EntityData<Row> = {};
  if (key) Object.assign(same, { [key]: raw('??', [key]) });
  return (await tx.em.nativeUpdate(table, where, same)) > 0;
}
