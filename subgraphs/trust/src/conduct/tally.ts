import type { Expression } from 'kysely';
import { changeOrMake, isChanged } from '@heitu/kit/data/only-one';
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
    isChanged(
      tx.rows
        .updateTable('CreditTally')
        .set((eb) => {
          const added: { [Count in keyof CreditCounts]?: Expression<number> } = {};
          for (const name of names) added[name] = eb(name, '+', change[name] ?? 0);
          return added;
        })
        .where('partyId', '=', partyId),
    );
  await changeOrMake(add, () => tx.em.upsert(CreditTally, { partyId, ...NO_COUNTS }, { onConflictAction: 'ignore' }));
}
