import type { CatalogContext, CatalogTransaction } from '../../context.ts';
import { LotHandedTo } from './capture.entity.ts';

/** Goods of these lots came into a carrier's hands: from now on its program may tell of them. */
export async function noteHandover(
  context: CatalogContext,
  tx: CatalogTransaction,
  { carrierPartyId, lots }: { carrierPartyId: string; lots: readonly { lotId: string }[] },
): Promise<void> {
  const ids = [...new Set(lots.map(({ lotId }) => lotId))].sort();
  if (ids.length === 0) return;
  const known = await tx.rows
    .selectFrom('LotHandedTo')
    .select('lotId')
    .where('partyId', '=', carrierPartyId)
    .where('lotId', 'in', ids)
    .execute();
  const has = new Set(known.map(({ lotId }) => lotId));
  const fresh = ids.filter((lotId) => !has.has(lotId));
  if (fresh.length === 0) return;
  await tx.em.upsertMany(
    LotHandedTo,
    fresh.map((lotId) => ({ lotId, partyId: carrierPartyId, firstAtMs: context.clock.now() })),
    { onConflictFields: ['lotId', 'partyId'], onConflictAction: 'ignore', disableIdentityMap: true },
  );
}
