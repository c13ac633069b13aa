import type { TrustTransaction } from '../context.ts';
import { CreditTally } from './conduct.entity.ts';

const COUNTS = [
  'reviewCount',
  'starsTotal',
  'completedCount',
  'complaintCount',
  'lateAnswerCount',
  'upheldCount',
  'warningCount',
  'rectificationCount',
  'suspensionCount',
] as const;
export type TallyChange = Partial<Record<(typeof COUNTS)[number], number>>;

const ZERO = Object.fromEntries(COUNTS.map((count) => [count, 0])) as Record<(typeof COUNTS)[number], number>;

/** Adds to a party's counts in one statement, so that two acts at once both count. */
export async function addToTally(tx: TrustTransaction, partyId: string, change: TallyChange): Promise<void> {
  const names = COUNTS.filter((count) => change[count]);
  if (names.length === 0) return;
  const add = () =>
    tx.rows
      .updateTable('CreditTally')
      .set((eb) => Object.fromEntries(names.map((count) => [count, eb(count, '+', change[count]!)])) as never)
      .where('partyId', '=', partyId)
      .executeTakeFirst();
  if (Number((await add()).numUpdatedRows) > 0) return;
  await tx.em.upsert(CreditTally, { partyId, ...ZERO }, { onConflictAction: 'ignore' });
  await add();
}
