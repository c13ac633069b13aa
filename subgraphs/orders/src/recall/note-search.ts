import type { recallSearched } from '@heitu/events/catalog.recall-searched.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { OrdersTransaction } from '../context.ts';
import { RecallCase } from './recall.entity.ts';

/** How many lots catalog has found until now, and since when it goes on looking. */
export async function noteSearch(
  tx: OrdersTransaction,
  { caseId: id, lotsFound, isDone, atMs }: PayloadOf<typeof recallSearched>,
): Promise<void> {
  const one = await tx.rows
    .selectFrom('RecallCase')
    .select('searchStartedAtMs')
    .where('id', '=', id)
    .executeTakeFirst();
  // It is opened by what was told of before; where that failed, this is told again.
  if (!one) throw new Error(`no recall ${id} yet`);
  const searchStartedAtMs = isDone ? null : (one.searchStartedAtMs ?? atMs);
  await tx.em.nativeUpdate(RecallCase, { id }, { lotsFound, searchStartedAtMs });
}
