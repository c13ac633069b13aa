import { ShopNow, SupplierNow, type ShopNowQuery, type SupplierNowQuery } from './asks/sellers.ts';
import type { CatalogContext } from './context.ts';

export type ShopState = ShopNowQuery['shopStates'][number];
/** What sellers knows of a shop now; null where there is no such shop. Never inside a transaction. */
export async function askShop(context: CatalogContext, shopId: string): Promise<ShopState | null> {
  const { shopStates } = await context.peers.query(ShopNow, { ids: [shopId] });
  return shopStates.find((shop) => shop.shopId === shopId) ?? null;
}

/** `partyId`: the seller that filed this supplier. */
export type SupplierState = SupplierNowQuery['supplierStates'][number];
export async function askSupplier(context: CatalogContext, supplierId: string): Promise<SupplierState | null> {
  const { supplierStates } = await context.peers.query(SupplierNow, { ids: [supplierId] });
  return supplierStates.find((supplier) => supplier.supplierId === supplierId) ?? null;
}
