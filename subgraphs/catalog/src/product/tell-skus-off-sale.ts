import { skuSaleChanged } from '@heitu/events/catalog.sku-sale-changed.v1';
import type { CatalogTransaction } from '../context.ts';

export async function tellSkusOffSale(
  tx: CatalogTransaction,
  product: { id: string; shopId: string },
  reason: string,
): Promise<void> {
  const skus = await tx.rows.selectFrom('Sku').select('id').where('productId', '=', product.id).execute();
  for (const { id } of skus)
    tx.publish(
      skuSaleChanged,
      { type: 'sku', id },
      { skuId: id, productId: product.id, shopId: product.shopId, onSale: false, reason },
    );
}
