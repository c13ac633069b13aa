import { lookDecided } from '@heitu/events/catalog.look-decided.v1';
import type { CatalogTransaction } from '../context.ts';

/** Its seller hears what became of an appeal. */
export async function tellDecided(
  tx: CatalogTransaction,
  look: { id: string; productId: string; partyId: string },
  decision: 'uphold' | 'lift',
  bySilence: boolean,
): Promise<void> {
  const { title } = await tx.rows
    .selectFrom('Product')
    .select('title')
    .where('id', '=', look.productId)
    .executeTakeFirstOrThrow();
  tx.publish(
    lookDecided,
    { type: 'product', id: look.productId },
    { lookId: look.id, productId: look.productId, partyId: look.partyId, title, decision, bySilence },
  );
}
