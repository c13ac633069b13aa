import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { SkuOnSale } from './area.entity.ts';

/** Remembers what is on sale and how it must be kept: each should have a delivery price (7.3.5.d). */
export async function noteSkuOnSale(
  context: LogisticsContext,
  sku: { skuId: string; onSale: boolean; storage: string },
) {
  return context.transaction(async (tx) => {
    if (sku.onSale)
      await tx.em.upsert(SkuOnSale, { skuId: sku.skuId, storage: sku.storage, changedAtMs: context.clock.now() });
    else await tx.em.nativeDelete(SkuOnSale, { skuId: sku.skuId });
    return ok(null);
  });
}
