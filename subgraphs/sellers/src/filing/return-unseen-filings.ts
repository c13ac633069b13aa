import { eachAlone } from '@heitu/kit/data/each-alone';
import { unlessDestroyed } from '@heitu/kit/privacy/vault';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import type { SellersContext } from '../context.ts';
import { documents, filings } from './filing.moves.ts';
import { UNSEEN_WORKING_DAYS } from './filing.policy.ts';
import { filedAt, tellOfReturned } from './tell-of-returned.ts';

const UNSEEN_PER_RUN_MAX = 100;
const REASON = `${UNSEEN_WORKING_DAYS}个工作日里平台没有人来审核，系统退回了；材料都在，请再提交一次，也可以打12345投诉平台`;

/** Job: a filing that nobody of the platform has decided goes back with its papers, and is handed in again (6.4). */
export async function returnUnseenFilings(context: SellersContext): Promise<void> {
  const nowMs = context.clock.now();
  const filed = await context.rows
    .selectFrom('Filing as f')
    .innerJoin('Party as p', 'p.id', 'f.partyId')
    .select(['f.id', 'f.partyId', 'f.state', 'f.submittedAtMs', 'p.applicantAccountId'])
    .where('f.state', 'in', filings.lifecycle.from('return'))
    .where('f.submittedAtMs', '<=', nowMs - UNSEEN_WORKING_DAYS * DAY_MS)
    .orderBy('f.submittedAtMs')
    .limit(UNSEEN_PER_RUN_MAX)
    .execute();
  const unseen = filed.filter((row) => filings.lifecycle.hasLapsed(row, nowMs));
  await eachAlone(unseen, async ({ id, partyId, applicantAccountId }) => {
    // Of a party that was forgotten nothing more is written, and nobody is there to read it.
    const reason = await unlessDestroyed(context.vault.sealText(partyId, REASON), null);
    await context.transaction(async (tx) => {
      const set = { openFor: null, decidedAtMs: nowMs, reason };
      if ((await filings.bySystem(context, tx, 'return', { id }, set)) === 0) return ok(null);
      await documents.bySystem(context, tx, 'hand-back', { filingId: id }, { filingId: null });
      const station = await filedAt(tx, id);
      tellOfReturned(tx, { id, party: { id: partyId, applicantAccountId }, station, isRefused: false });
      tx.audit({ type: 'filing', id, clause: '6.4' satisfies ClauseRef, reason: REASON });
      return ok(null);
    });
  });
}
