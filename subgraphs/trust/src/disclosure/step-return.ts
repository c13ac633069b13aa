import { NOT_FOUND, refuse, WRONG_STATE, type Refused } from '@heitu/kit/rules/outcome';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { returns } from './disclosure.moves.ts';

interface Changes {
  approve: { approvedBy: string; approvedAtMs: number };
  pack: { packageId: string; packageCode: string; packageDigest: string; packedAtMs: number };
  file: { filedAtMs: number; receipt: string };
}

/** Moves a return on; a refusal where there is none, or it is in no state for it. */
export async function stepReturn<Action extends keyof Changes>(
  context: TrustContext,
  tx: TrustTransaction,
  id: string,
  action: Action,
  set: Changes[Action],
): Promise<Refused<'NOT_FOUND' | 'WRONG_STATE'> | null> {
  const known = await tx.rows.selectFrom('StatisticalReturn').selectAll().where('id', '=', id).executeTakeFirst();
  if (!known) return refuse({ NOT_FOUND }, 'NOT_FOUND');
  return returns.move(context, tx, action, known, (code) => refuse({ NOT_FOUND, WRONG_STATE }, code), { set });
}
