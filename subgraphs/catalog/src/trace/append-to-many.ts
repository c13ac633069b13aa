import { KeyDestroyed, sealTextWith, type Sealer } from '@heitu/kit/privacy/vault';
import { sql } from 'kysely';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { contentOf, linkedTo, type NewTraceEvent } from './append-event.ts';
import { canonicalEvent } from './chain.ts';
import { TraceChain, TraceEvent } from './trace.entity.ts';

interface ChainedLot {
  lotId: string;
  lotCode: string;
  partyId: string;
}

/**
 * Appends one event to the chains of many lots, by as many statements as to one. Lots without a chain, and those whose
 * seller was forgotten, are passed over.
 */
export async function appendToMany(
  context: CatalogContext,
  tx: CatalogTransaction,
  lots: readonly ChainedLot[],
  event: NewTraceEvent,
): Promise<void> {
  const nowMs = context.clock.now();
  const ids = lots.map(({ lotId }) => lotId);
  // Writing first locks the chains' rows, as it does for one.
  await tx.em.nativeUpdate(TraceChain, { lotId: { $in: ids } }, { updatedAtMs: nowMs });
  const chains = await tx.rows
    .selectFrom('TraceChain')
    .select(['lotId', 'length', 'headHash'])
    .where('lotId', 'in', ids)
    .execute();
  const seal = await context.vault.sealer([...new Set(lots.map(({ partyId }) => partyId))]);
  const lotOf = new Map(lots.map((lot) => [lot.lotId, lot]));
  const appended = chains.flatMap(({ lotId, length, headHash }) => {
    const lot = lotOf.get(lotId);
    const sequence = length + 1;
    const plain = lot && canonicalEvent(contentOf(lot.lotCode, sequence, event));
    const content = plain && sealedUnlessForgotten(seal, lot.partyId, plain);
    if (!content) return [];
    return [{ id: context.newId(), lotId, sequence, content, ...linkedTo(context, headHash, plain) }];
  });
  if (appended.length === 0) return;
  const alike = { bizStep: event.bizStep, reference: event.reference ?? null, recordedAtMs: nowMs };
  await tx.em.insertMany(
    TraceEvent,
    appended.map((row) => ({ ...row, ...alike })),
  );
  const heads = appended.map(({ lotId, hash }) => sql`when ${lotId} then ${hash}`);
  await tx.rows
    .updateTable('TraceChain')
    .set((eb) => ({
      length: eb('length', '+', 1),
      headHash: sql<string>`case ${eb.ref('lotId')} ${sql.join(heads, sql` `)} end`,
    }))
    .where(
      'lotId',
      'in',
      appended.map(({ lotId }) => lotId),
    )
    .execute();
}

function sealedUnlessForgotten(seal: Sealer, partyId: string, plain: string) {
  try {
    return sealTextWith(seal, partyId, plain);
  } catch (error) {
    if (error instanceof KeyDestroyed) return null;
    throw error;
  }
}
