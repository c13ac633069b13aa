import type { CatalogTransaction } from '../context.ts';
import { ShopSale } from './shop-sale.entity.ts';

/** Keeps the newest word on a shop. */
export async function recordShopSale(
  tx: CatalogTransaction,
  shop: { shopId: string; partyId: string; onSale: boolean; reason: string; atMs: number },
): Promise<void> {
  const { shopId, ...state } = shop;
  const known = await tx.rows.selectFrom('ShopSale').select('shopId').where('shopId', '=', shopId).executeTakeFirst();
  if (known) await tx.em.nativeUpdate(ShopSale, { shopId, atMs: { $lte: shop.atMs } }, state);
  else await tx.em.insert(ShopSale, shop);
}
