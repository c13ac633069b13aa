import { keptSince, type PersonsData } from '@heitu/kit/privacy/persons';
import { ok } from '@heitu/kit/rules/outcome';
import { NO_TEXT } from '@heitu/kit/privacy/vault';
import { TRADE_RECORDS } from '@heitu/standard';
import { Review } from './complaints/complaint.entity.ts';
import type { TrustContext } from './context.ts';
import { copyOfTrust } from './persons-copy.ts';

/** What trust keeps of an account once it is ended: complaints, for as long as trade. */
export const persons: PersonsData<TrustContext> = {
  async kept({ rows, clock }, accountId) {
    const complaints = await rows
      .selectFrom('Complaint')
      .select(['closedAtMs'])
      .where('accountId', '=', accountId)
      .execute();
    const open = complaints.some(({ closedAtMs }) => closedAtMs === null);
    return keptSince(
      '投诉和处理记录',
      TRADE_RECORDS,
      { open, lastMs: complaints.length > 0 ? Math.max(...complaints.map(({ closedAtMs }) => closedAtMs ?? 0)) : null },
      clock.now(),
    );
  },
  copy: copyOfTrust,
  async forget(context, accountId) {
    await context.transaction(async (tx) => ok(await tx.em.nativeUpdate(Review, { accountId }, { text: NO_TEXT })));
  },
};
