import { eachAlone } from '@heitu/kit/data/each-alone';
import { unlessDestroyed } from '@heitu/kit/privacy/vault';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import type { CatalogContext } from '../context.ts';
import { PAPER_AT_LAST_WORKING_DAYS, PAPER_WORKING_DAYS, RETURNED_UNSEEN } from './paper.lifecycle.ts';
import { certificates, inspections } from './paper.moves.ts';
import { freeReportNumber } from './report-facts.ts';
import { tellOfReturned } from './tell-of-returned.ts';

const UNSEEN_PER_RUN_MAX = 100;

/** Job: a paper that nobody has judged for weeks goes back to its seller, who files it again (7.3.2). */
export async function returnUnseenPapers(context: CatalogContext): Promise<void> {
  await eachAlone(await unseenCertificates(context), ({ id, partyId, lotId }) =>
    context.transaction(async (tx) => {
      if ((await certificates.bySystem(context, tx, 'return', { id }, await returned(context, partyId))) > 0) {
        await tellOfReturned(context, tx, { id, kind: 'certificate', lotId, isUnseen: true });
        tx.audit({ type: 'certificate', id, clause: '7.3.2.a-f' satisfies ClauseRef, reason: RETURNED_UNSEEN });
      }
      return ok(null);
    }),
  );
  await eachAlone(await unseenInspections(context), ({ id, partyId, lotId, ...report }) =>
    context.transaction(async (tx) => {
      if ((await inspections.bySystem(context, tx, 'return', { id }, await returned(context, partyId))) > 0) {
        await freeReportNumber(tx, report);
        await tellOfReturned(context, tx, { id, kind: 'inspection', lotId, isUnseen: true });
        tx.audit({ type: 'inspection', id, clause: '7.3.6.a-c' satisfies ClauseRef, reason: RETURNED_UNSEEN });
      }
      return ok(null);
    }),
  );
}

/** Of a seller who was forgotten nothing more is written, and nobody is there to read it. */
const returned = async ({ vault, clock }: CatalogContext, partyId: string) => ({
  decidedAtMs: clock.now(),
  returnReason: await unlessDestroyed(vault.sealText(partyId, RETURNED_UNSEEN), null),
});

/** Working days are never fewer than days: only rows that old can be due. */
const oldestDueMs = (nowMs: number): number => nowMs - (PAPER_AT_LAST_WORKING_DAYS - PAPER_WORKING_DAYS) * DAY_MS;

async function unseenCertificates({ rows, clock }: CatalogContext) {
  const nowMs = clock.now();
  const filed = await rows
    .selectFrom('Certificate')
    .select(['id', 'lotId', 'partyId', 'state', 'acceptDueAtMs'])
    .where('state', 'in', certificates.lifecycle.from('return'))
    .where('acceptDueAtMs', '<=', oldestDueMs(nowMs))
    .orderBy('acceptDueAtMs')
    .limit(UNSEEN_PER_RUN_MAX)
    .execute();
  return filed.filter((row) => certificates.lifecycle.hasLapsed(row, nowMs));
}

async function unseenInspections({ rows, clock }: CatalogContext) {
  const nowMs = clock.now();
  const filed = await rows
    .selectFrom('Inspection')
    .select(['id', 'lotId', 'partyId', 'state', 'acceptDueAtMs', 'laboratory', 'reportNumber'])
    .where('state', 'in', inspections.lifecycle.from('return'))
    .where('acceptDueAtMs', '<=', oldestDueMs(nowMs))
    .orderBy('acceptDueAtMs')
    .limit(UNSEEN_PER_RUN_MAX)
    .execute();
  return filed.filter((row) => inspections.lifecycle.hasLapsed(row, nowMs));
}
