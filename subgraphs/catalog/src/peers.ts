import type { CatalogContext } from './context.ts';

export interface ShopState {
  shopId: string;
  partyId: string;
  onSale: boolean;
  reason: string | null;
}
/** What sellers knows of a shop now; null where there is no such shop. Never inside a transaction. */
export async function askShop(context: CatalogContext, shopId: string): Promise<ShopState | null> {
  const { shopStates } = await context.peers.query<{ shopStates: ShopState[] }>(
    'sellers',
    'query($ids: [ID!]!) { shopStates(ids: $ids) { shopId partyId onSale reason } }',
    { ids: [shopId] },
  );
  return shopStates.find((shop) => shop.shopId === shopId) ?? null;
}

export interface SupplierState {
  supplierId: string;
  /** The seller that filed this supplier. */
  partyId: string;
  valid: boolean;
  name: string;
  reason: string | null;
}
export async function askSupplier(context: CatalogContext, supplierId: string): Promise<SupplierState | null> {
  const { supplierStates } = await context.peers.query<{ supplierStates: SupplierState[] }>(
    'sellers',
    'query($ids: [ID!]!) { supplierStates(ids: $ids) { supplierId partyId valid name reason } }',
    { ids: [supplierId] },
  );
  return supplierStates.find((supplier) => supplier.supplierId === supplierId) ?? null;
}
