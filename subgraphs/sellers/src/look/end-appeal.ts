import { shopLookDecided } from '@heitu/events/sellers.shop-look-decided.v1';
import type { SellersContext, SellersTransaction } from '../context.ts';
import { refreshStanding } from '../party/refresh-standing.ts';
import { shops } from '../shop/shop.moves.ts';

/** What follows from an appeal: the shop comes back where it is right, and its people hear of it either way. */
export async function endAppeal(
  context: SellersContext,
  tx: SellersTransaction,
  { id: lookId, shopId, partyId }: { id: string; shopId: string; partyId: string },
  decision: 'uphold' | 'lift',
  bySilence: boolean,
): Promise<void> {
  if (decision === 'lift' && (await shops.bySystem(context, tx, 'reinstate', { id: shopId })) > 0)
    await refreshStanding(context, tx, partyId);
  const { name } = await tx.rows.selectFrom('Shop').select('name').where('id', '=', shopId).executeTakeFirstOrThrow();
  tx.publish(shopLookDecided, { type: 'shop', id: shopId }, { lookId, shopId, partyId, name, decision, bySilence });
}
