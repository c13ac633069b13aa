import { NO } from '@heitu/kit/data/entities';
import type { OrdersTransaction } from '../context.ts';
import { unitsInOrder } from './stock.policy.ts';

/**
 * Promises again what an order was promised before, where all of it is still there and may be sold; answers false, and
 * promises nothing, where not. SKUs in id order, as everywhere.
 */
export async function holdAgain(
  tx: OrdersTransaction,
  lines: readonly { skuId: string; quantity: number }[],
): Promise<boolean> {
  const held: { skuId: string; units: number }[] = [];
  for (const [skuId, units] of unitsInOrder(
    lines,
    (line) => line.skuId,
    (line) => line.quantity,
  )) {
    const { numUpdatedRows } = await tx.rows
      .updateTable('Stock')
      .set((eb) => ({ free: eb('free', '-', units), held: eb('held', '+', units) }))
      .where('skuId', '=', skuId)
      .where('free', '>=', units)
      .where('skuBlocked', '=', NO)
      .where('shopBlocked', '=', NO)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) {
      for (const back of held)
        await tx.rows
          .updateTable('Stock')
          .set((eb) => ({ free: eb('free', '+', back.units), held: eb('held', '-', back.units) }))
          .where('skuId', '=', back.skuId)
          .execute();
      return false;
    }
    held.push({ skuId, units });
  }
  return true;
}
