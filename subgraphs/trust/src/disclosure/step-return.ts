import { NOT_FOUND, refuse, WRONG_STATE, type Refused } from '@heitu/kit/rules/outcome';
import type { TrustTransaction } from '../context.ts';
import { StatisticalReturn } from './disclosure.entity.ts';
import { returnLifecycle } from './return.lifecycle.ts';

interface Changes {
  approve: { approvedBy: string; approvedAtMs: number };
  file: { filedAtMs: number; receipt: string };
}

/** Moves a return on by one conditional update; a refusal where there is none, or it is in no state for it. */
export async function stepReturn<Action extends keyof Changes>(
  tx: TrustTransaction,
  id: string,
  action: Action,
  changes: Changes[Action],
): Promise<Refused<'NOT_FOUND' | 'WRONG_STATE'> | null> {
  const known = await tx.rows.selectFrom('StatisticalReturn').select('id').where('id', '=', id).executeTakeFirst();
  if (!known) return refuse({ NOT_FOUND }, 'NOT_FOUND');
  const moved = await tx.em.nativeUpdate(
    StatisticalReturn,
    { id, state: { $in: [...returnLifecycle.from(action)] } },
    { ...changes, state: returnLifecycle.to(action) },
  );
  if (moved === 0) return refuse({ WRONG_STATE }, 'WRONG_STATE');
  tx.audit({ type: 'return', id, clause: '6.1.f' });
  return null;
}
