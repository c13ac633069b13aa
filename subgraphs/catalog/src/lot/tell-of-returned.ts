import { paperReturned } from '@heitu/events/catalog.paper-returned.v1';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import type { PaperKind } from './lot.policy.ts';

/** The seller's lot waits for the right paper: they are to hear of it. */
export async function tellOfReturned(
  { clock }: CatalogContext,
  tx: CatalogTransaction,
  { id: paperId, kind: paper, lotId, isUnseen }: { id: string; kind: PaperKind; lotId: string; isUnseen: boolean },
): Promise<void> {
  const { code: lotCode, partyId } = await tx.rows
    .selectFrom('Lot')
    .select(['code', 'partyId'])
    .where('id', '=', lotId)
    .executeTakeFirstOrThrow();
  const payload = { paperId, paper, lotId, lotCode, partyId, isUnseen, atMs: clock.now() };
  tx.publish(paperReturned, { type: 'lot', id: lotId }, payload);
}
