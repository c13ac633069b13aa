import { minus, plus } from '../arithmetic.ts';
import type { OrdersTransaction } from '../context.ts';
import { Stock } from './stock.entity.ts';
import { unitsInOrder } from './stock.policy.ts';

interface Wanted { skuId: string; quantity: number }
const perSku = (lines: readonly Wanted[]) => unitsInOrder(lines, (line) => line.skuId, (line) => line.quantity);

/**
 * Promises stock, one conditional statement per SKU, SKUs in id order. Call it last in the transaction: the rows stay locked
 * until it commits. Answers the SKU that has too little, or null when all are held; the caller then refuses, which undoes the rest.
 */
export async function holdStock(tx: OrdersTransaction, lines: readonly Wanted[]): Promise<string | null> {
  for (const [skuId, units] of perSku(lines)) {
    const held = await tx.em.nativeUpdate(
      Stock,
      { skuId, free: { $gte: units }, skuBlocked: false, shopBlocked: false },
      { free: minus('free', units), held: plus('held', units) },
    );
    if (held === 0) return skuId;
  }
  return null;
}

/** Gives promised stock back. */
export async function releaseStock(tx: OrdersTransaction, lines: readonly Wanted[]): Promise<void> {
  for (const [skuId, units] of perSku(lines)) {
    await tx.em.nativeUpdate(Stock, { skuId }, { free: plus('free', units), held: minus('held', units) });
  }
}
