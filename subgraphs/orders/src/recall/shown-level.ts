import { lockRows } from '@heitu/kit/data/only-one';
import { oneOf } from '@heitu/kit/rules/enums';
import { atField, type RefusalDetail } from '@heitu/kit/rules/outcome';
import { RecallLevels } from '@heitu/kit/rules/shared-enums';
import { isMilder, RECALL_LEVEL_OWN_TEXTS, RECALL_LEVEL_TITLES, type RecallLevel } from '@heitu/standard';
import type { OrdersTransaction } from '../context.ts';
import { RecallCase, RecallRow } from './recall.entity.ts';

/** What a buyer says of a recall is said of the level that they were shown: who was shown a milder one looks again. */
export const shownLevel = oneOf(RecallLevels)
  .nullish()
  .default(null)
  .describe('How grave the recall is as the reader was shown it; left out, as it was called first.');
export const LEVEL_ROSE = { message: '召回刚刚升级了，请看清现在的级别，再点一次', clause: '7.3.6.a-c' } as const;

/**
 * The level of now as it is told, where the reader was shown a milder one. A level that rises just now is before this,
 * or after it.
 */
export async function levelUnseen(
  tx: OrdersTransaction,
  { id, caseId }: { id: string; caseId: string },
  shown: RecallLevel | null,
): Promise<RefusalDetail[] | null> {
  await lockRows(tx, RecallCase, { id: caseId });
  const { level, roseAtMs } = await tx.rows
    .selectFrom('RecallCase as c')
    .innerJoin('RecallRow as r', 'r.caseId', 'c.id')
    .select(['c.level', 'r.roseAtMs'])
    .where('r.id', '=', id)
    .executeTakeFirstOrThrow();
  const isOlder = shown === null ? roseAtMs !== null : isMilder(shown, level);
  return isOlder ? [atField('level', `现在是${RECALL_LEVEL_TITLES[level]}，${RECALL_LEVEL_OWN_TEXTS[level]}`)] : null;
}

/** The first time counts, until the level rises. */
export async function noteSeen(tx: OrdersTransaction, id: string, nowMs: number): Promise<void> {
  await tx.em.nativeUpdate(RecallRow, { id, seenAtMs: null }, { seenAtMs: nowMs });
}
