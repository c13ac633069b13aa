import { lotReopened } from '@heitu/events/catalog.lot-reopened.v1';
import { NO } from '@heitu/kit/data/entities';
import { lockRows } from '@heitu/kit/data/only-one';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import type { ClauseRef } from '@heitu/standard';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { earlyTextOf } from '../field/early-harvest.ts';
import { HOLD_WORKING_DAYS } from '../field/field.policy.ts';
import { appendTraceEvent } from '../trace/append-event.ts';
import { Lot } from './lot.entity.ts';
import type { LotRow } from './lot.loader.ts';
import { lots } from './lot.moves.ts';

const REASON_MAX = 500;

/** Why a lot is looked at now, with what was said before behind it. */
async function sealedAnew(context: CatalogContext, { partyId, blockReason }: LotRow, reason: string) {
  const before = blockReason && (await context.vault.openTextUnrecorded(partyId, blockReason));
  const told = before ? `${reason}。原来停售是因为：${before}` : reason;
  return context.vault.sealText(partyId, told.slice(0, REASON_MAX));
}

/** What a reviewer, on whose desk the lot lies already, has to know now. */
export async function tellAnew(
  context: CatalogContext,
  tx: CatalogTransaction,
  lot: LotRow,
  reason: string,
): Promise<void> {
  await tx.em.nativeUpdate(Lot, { id: lot.id }, { blockReason: await sealedAnew(context, lot, reason) });
}

/**
 * Figures that stopped a lot pass by the limit that holds now: where nothing else stops it, a reviewer decides whether
 * it may be sold (7.3.6.a-c), and its seller hears why and by when. It goes on sale by nobody's silence.
 */
export async function reopenLot(
  context: CatalogContext,
  tx: CatalogTransaction,
  lot: LotRow,
  figures: string,
): Promise<void> {
  const reason = `限量改正后重新比过，${figures}合格`;
  if (lot.state === 'held') return tellAnew(context, tx, lot, reason);
  if (lot.state !== 'blocked') return;
  const { id: lotId, code: lotCode, partyId } = lot;
  // A report that fails just now is before this, or finds it held.
  await lockRows(tx, Lot, { id: lotId });
  if (await isStoppedElse(tx, lot)) return;
  const nowMs = context.clock.now();
  const holdDueAtMs = addWorkingDays(nowMs, HOLD_WORKING_DAYS);
  const blockReason = await sealedAnew(context, lot, reason);
  const set = { blockReason, holdDueAtMs, blockedAtMs: nowMs, stopCause: 'failed-inspection' as const };
  if ((await lots.bySystem(context, tx, 'reopen', { id: lotId }, set)) === 0) return;
  await appendTraceEvent(
    context,
    tx,
    { lotId, lotCode, partyId },
    {
      bizStep: 'holding',
      atMs: nowMs,
      place: null,
      source: 'catalog',
      title: '停售后重新看',
      note: `${reason}，等审核员定`,
    },
  );
  tx.audit({ type: 'lot', id: lotId, clause: '7.3.6.a-c' satisfies ClauseRef, reason });
  tx.publish(lotReopened, { type: 'lot', id: lotId }, { lotId, lotCode, partyId, reason, dueAtMs: holdDueAtMs });
}

/** Another figure of it fails, its weight does, or it was harvested too early. */
async function isStoppedElse(tx: CatalogTransaction, lot: LotRow): Promise<boolean> {
  const fails = await tx.rows
    .selectFrom('Inspection')
    .select('id')
    .where('lotId', '=', lot.id)
    .where('state', '!=', 'returned')
    .where('passed', '=', NO)
    .unionAll(tx.rows.selectFrom('SelfCheck').select('id').where('lotId', '=', lot.id).where('passed', '=', NO))
    .unionAll(tx.rows.selectFrom('MeasureCheck').select('id').where('lotId', '=', lot.id).where('passed', '=', NO))
    .limit(1)
    .executeTakeFirst();
  return fails !== undefined || (await earlyTextOf(tx, lot)) !== null;
}
