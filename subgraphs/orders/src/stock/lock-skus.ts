import { plus } from '@heitu/kit/data/arithmetic';
import type { OrdersTransaction } from '../context.ts';
import { Stock } from './stock.entity.ts';

/**
 * Takes the rows of these SKUs, in id order, until the transaction ends: whoever changes lots does this first, so that
 * the lots of a SKU are changed by one at a time and nobody decides on units that somebody else has just taken.
 */
export async function lockSkus(tx: OrdersTransaction, skuIds: readonly string[]): Promise<void> {
  for (const skuId of [...new Set(skuIds)].sort())
    await tx.em.nativeUpdate(Stock, { skuId }, { held: plus('held', 0) });
}
