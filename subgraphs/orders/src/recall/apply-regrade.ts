import { recallRegraded } from '@heitu/events/orders.recall-regraded.v1';
import { isMilder, type RecallHazard, type RecallLevel } from '@heitu/standard';
import type { OrdersContext, OrdersTransaction, Row } from '../context.ts';
import { RecallCase, RecallRegrade, RecallRow } from './recall.entity.ts';
import { recallCases } from './recall.moves.ts';
import { tellGraver } from './tell-graver.ts';
import { callDueAtMs, finishDueAtMs, reportDueAtMs } from './recall.policy.ts';

interface Regraded {
  id: string;
  level: RecallLevel;
  hazard: RecallHazard;
}
/**
 * From now on a recall has this level. Of a graver one the authority is told anew, and who has said that the recall is
 * done says it again.
 */
export async function applyRegrade(
  context: OrdersContext,
  tx: OrdersTransaction,
  found: Row<'RecallCase'>,
  { id, level, hazard }: Regraded,
): Promise<void> {
  const nowMs = context.clock.now();
  const isGraver = isMilder(found.level, level);
  const isMilderNow = isMilder(level, found.level);
  const caseId = found.id;
  const due = dueAfter(found, level, nowMs);
  await tx.em.nativeUpdate(RecallCase, { id: caseId }, { level, hazard, ...due });
  if (isGraver && found.reportedAtMs !== null) {
    const { reportDueAtMs: reportDueBeforeMs, reportedAtMs: reportedBeforeMs } = found;
    const before = { reportDueBeforeMs, reportedBeforeMs, authorityBefore: found.authority };
    await tx.em.nativeUpdate(RecallRegrade, { id }, { ...before, receiptBefore: found.receipt });
    const anew = { reportedAtMs: null, reportedBy: null, authority: null, receipt: null, receiptFileId: null };
    await recallCases.bySystem(context, tx, 'report-anew', { id: caseId }, { ...anew, reviewDueAtMs: null });
  }
  if (isGraver) await tellGraver(context, tx, caseId, { level, hazard });
  if (isGraver) await hurry(tx, caseId, { call: callDueAtMs(nowMs, level), finish: due.finishDueAtMs });
  if (isMilderNow) await ease(tx, caseId, level, due.finishDueAtMs);
  const owners = await tx.rows
    .selectFrom('RecallRow')
    .select('partyId')
    .distinct()
    .where('caseId', '=', caseId)
    .execute();
  tx.publish(
    recallRegraded,
    { type: 'recall', id: caseId },
    {
      caseId,
      goods: found.goods,
      rootLotCode: found.lotCode,
      level,
      hazard,
      isGraver,
      finishDueAtMs: due.finishDueAtMs,
      partyIds: [...new Set([found.partyId, ...owners.map(({ partyId }) => partyId)])],
    },
  );
}

/**
 * Of a graver level the hours run from the moment that it is known, and no time gets longer by it; of a milder one as
 * if it had been called so. Who has reported already has nothing more to report of a milder one.
 */
function dueAfter(found: Row<'RecallCase'>, level: RecallLevel, nowMs: number) {
  const { finishDueAtMs: finish, reportDueAtMs: report, openedAtMs } = found;
  const isReported = found.reportedAtMs !== null;
  if (isMilder(found.level, level)) {
    const anew = reportDueAtMs(nowMs, level);
    return {
      finishDueAtMs: Math.min(finish, finishDueAtMs(nowMs, level)),
      reportDueAtMs: isReported ? anew : Math.min(report, anew),
    };
  }
  if (isMilder(level, found.level))
    return {
      finishDueAtMs: finishDueAtMs(openedAtMs, level),
      reportDueAtMs: isReported ? report : reportDueAtMs(openedAtMs, level),
    };
  return { finishDueAtMs: finish, reportDueAtMs: report };
}

/** Whoever has goods has less time from now on. */
async function hurry(tx: OrdersTransaction, caseId: string, due: { call: number; finish: number }): Promise<void> {
  for (const [state, dueAtMs] of [
    ['at-buyer', due.call],
    ['sealed', due.finish],
  ] as const)
    await tx.em.nativeUpdate(RecallRow, { caseId, state, dueAtMs: { $gt: dueAtMs } }, { dueAtMs });
}

/** Or as much as the milder level gives from the day on which they were found. */
async function ease(tx: OrdersTransaction, caseId: string, level: RecallLevel, finish: number): Promise<void> {
  await tx.em.nativeUpdate(RecallRow, { caseId, state: 'sealed' }, { dueAtMs: finish });
  const found = await tx.rows
    .selectFrom('RecallRow')
    .select('foundAtMs')
    .distinct()
    .where('caseId', '=', caseId)
    .where('state', '=', 'at-buyer')
    .execute();
  for (const { foundAtMs } of found)
    await tx.em.nativeUpdate(
      RecallRow,
      { caseId, state: 'at-buyer', foundAtMs },
      { dueAtMs: callDueAtMs(foundAtMs, level) },
    );
}
