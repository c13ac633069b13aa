import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { appendTraceEvent, type NewTraceEvent } from './append-event.ts';

/**
 * Writes the same step into the chain of each lot it touched; lots in id order, so that two parcels never wait for each
 * other in a ring.
 */
export async function recordJourney(
  context: CatalogContext,
  tx: CatalogTransaction,
  lots: readonly { lotId: string; units?: number }[],
  event: NewTraceEvent,
): Promise<void> {
  const ids = [...new Set(lots.map(({ lotId }) => lotId))].sort();
  if (ids.length === 0) return;
  const rows = await tx.rows.selectFrom('Lot').select(['id', 'code', 'partyId']).where('id', 'in', ids).execute();
  const lotOf = new Map(rows.map((row) => [row.id, row]));
  for (const lotId of ids) {
    const lot = lotOf.get(lotId);
    // A lot of a time before this platform kept chains has none to write to.
    if (!lot) continue;
    const units = lots.filter((lot) => lot.lotId === lotId).reduce((sum, lot) => sum + (lot.units ?? 0), 0);
    await appendTraceEvent(
      context,
      tx,
      { lotId, lotCode: lot.code, partyId: lot.partyId },
      { ...event, units: units || null },
    );
  }
}
