import type { Expression } from 'kysely';
import { keysOf } from '@heitu/kit/rules/checked';
import type { TrustTransaction } from '../context.ts';
import { CreditTally } from './conduct.entity.ts';
import { NO_COUNTS, type CreditCounts } from './credit.policy.ts';

const COUNTS = keysOf(NO_COUNTS);
export type TallyChange = Partial<CreditCounts>;

/** Adds to a party's counts in one statement, so that two acts at once both count. */
export async function addToTally(tx: TrustTransaction, partyId: string, change: TallyChange): Promise<void> {
  const names = COUNTS.filter((count) => change[count]);
  if (names.length === 0) return;
  const add = () =>
    tx.rows
      .updateTable('CreditTally')
      .set((eb) => {
        const added: { [Count in keyof CreditCounts]?: Expression<number> } = {};
        for (const name of names) added[name] = eb(name, '+', change[name] ?? 0);
        return added;
      })
      .where('partyId', '=', partyId)
      .executeTakeFirst();
  if (Number((await add()).numUpdatedRows) > 0) return;
  await tx.em.upsert(CreditTally, { partyId, ...NO_COUNTS }, { onConflictAction: 'ignore' });
  await add();
}
