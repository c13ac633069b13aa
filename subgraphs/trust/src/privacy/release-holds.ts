import { ok } from '@heitu/kit/outcome';
import type { TrustContext } from '../context.ts';
import { Complaint, Review } from '../complaints/complaint.entity.ts';
import { DataRequest } from './privacy.entity.ts';

const RELEASE_BATCH_MAX = 50;

/** Deletes what was only kept because the law asked for it, once it no longer does. */
export async function releaseHolds(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const due = await context.rows.selectFrom('DataRequest').select(['id', 'accountId']).where('state', '=', 'held').where('holdUntilMs', '<=', nowMs).limit(RELEASE_BATCH_MAX).execute();
  for (const { id, accountId } of due) {
    await context.transaction(async (tx) => {
      const taken = await tx.em.nativeUpdate(DataRequest, { id, state: 'held' }, { state: 'done' });
      if (taken === 0) return ok(null);
      await tx.em.nativeUpdate(Complaint, { accountId }, { textSealed: '' });
      await tx.em.nativeUpdate(Review, { accountId }, { text: '' });
      return ok(null);
    });
  }
}
