import { addWorkingDays } from '@heitu/kit/rules/calendar';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { HOLD_WORKING_DAYS } from '../field/field.policy.ts';
import { appendTraceEvent } from '../trace/append-event.ts';
import { holdLot, type LotToStop } from './block-lot.ts';

/** A lot on sale stops, and its chain says why, until a reviewer has decided. */
export async function holdUntilDecided(
  context: CatalogContext,
  tx: CatalogTransaction,
  lot: LotToStop,
  cause: 'harvested-early' | 'failed-inspection',
  reason: string,
): Promise<void> {
  const nowMs = context.clock.now();
  const holdDueAtMs = addWorkingDays(nowMs, HOLD_WORKING_DAYS);
  if (!(await holdLot(context, tx, lot, { cause, reason, holdDueAtMs }))) return;
  await appendTraceEvent(
    context,
    tx,
    { lotId: lot.id, lotCode: lot.code, partyId: lot.partyId },
    { bizStep: 'holding', atMs: nowMs, place: null, source: 'catalog', title: '暂停销售', note: reason },
  );
}
